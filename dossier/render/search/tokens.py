"""What a text is searched by: runs of characters (Han, kana, Hangul), and words; one definition for both sides.

Classes and tables are data: they go into `search/meta.js`, from which static/find.js makes the same expressions. Only
the order of the steps of `plain` stands twice, and tests/fixtures/search/tokens.tsv is read by both.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from dossier.fold import SEPARATORS
from dossier.render.output import carried
from dossier.simplified import in_simplified

#: Characters without spaces between words: any part of a run can be searched. Inside brackets of an expression.
RUN = "々〇㐀-䶿一-鿿\U00020000-\U0003ffffぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿ가-힣"
#: Letters, digits and marks of all other scripts, coarsely: without the blocks of punctuation and signs. A word is
#: found by its beginning.
WORD = "".join(
    (
        "0-9a-zªµºß-öø-ʯ\u0300-\u037dͿ-΅Ά-\u0559ա-\u0588\u0591-\u05bdא-\u05f2\u0620-\u0669ٮ-ۓە-\u0963०-\u0dff",
        "ก-\u0e4e๐-\u0e59ກ-\u0ef9༠-༳\u0f40-\u104f\u1050-\u10faჼ-\u135fᎀ-\u166cᙯ-\u16eaᜀ-\u1733ក-\u17d3០-\u17f9",
        "᠐-\u1fffⰀ-\u2cf8ⴀ-\u2dffꀀ-\ua4cfꔀ-\uabff\ufb00-\ufdcfﷰ-﷼ﹰ-ﻼ\U00010000-\U0001efff",
    )
)
#: Between two characters of a run it belongs to it: 米拉·穆拉蒂.
JOINT = "·"
#: Marks over and under letters, which nobody types: é is e.
MARKS = "\u0300-\u036f"
#: Letters that are written as others: after small letters were made, and marks were taken off.
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ς": "σ", "þ": "th"}
#: Between texts that are looked through together, since each look has its price: no piece has it, and no character next
#: to it becomes another by it.
APART = "\n"
#: Longest word that is told from others; longest gram.
LONGEST_WORD, LONGEST_GRAM = 24, 6
#: What many texts have, and what it is in NFKC: without these nearly all Chinese texts are in that form, and to ask
#: whether one is costs a tenth of making it.
COMMON = tuple((char, unicodedata.normalize("NFKC", char)) for char in "，：；？！（）％…\u3000\xa0")

#: One character → what it becomes, after all that: separators of names, letters. Nothing becomes one that is folded.
FOLDED = {**{chr(point): JOINT for point in SEPARATORS if chr(point) != JOINT}, **LETTERS}
_MARKS = re.compile(f"[{MARKS}]")
_RUN = re.compile(f"[{RUN}]+(?:{JOINT}[{RUN}]+)*")
_WORD = re.compile(f"[{WORD}]+")


def plain(text: str) -> str:
    """A text as it is compared: NFKC, small letters without marks, one separator of names, simplified characters"""
    text = carried(text)
    if not text.isascii():
        for char, folded in COMMON:
            text = text.replace(char, folded)
        text = unicodedata.normalize("NFKC", text)
    text = text.lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    if _MARKS.search(apart):
        text = _MARKS.sub("", apart)
    text = unicodedata.normalize("NFC", text)
    for char, folded in FOLDED.items():  # each only looks for a character: most texts have none
        text = text.replace(char, folded)
    return in_simplified(text)


def runs_and_words(text: str) -> tuple[list[str], list[str]]:
    """The runs and the words of a text, in order"""
    folded = plain(text)
    runs = [] if folded.isascii() else _RUN.findall(folded)
    return runs, [word[:LONGEST_WORD] for word in _WORD.findall(folded)]


def pieces(texts: Iterable[str]) -> tuple[Collection[str], Collection[str]]:
    """The runs and the words that an article, or a name, is found by, each once, in order of first appearance

    Of each text by itself: no piece reaches from one into the next.
    """
    runs, words = runs_and_words(APART.join(texts))
    return dict.fromkeys(runs), dict.fromkeys(words)


def together(some: Iterable[str]) -> str:
    """Pieces as one text"""
    return APART.join(some)


def apart(text: str) -> list[str]:
    """The pieces again"""
    return text.split(APART) if text else []


def first(text: str, count: int) -> list[str]:
    """The first of them"""
    return text.split(APART, count)[:count] if text else []
