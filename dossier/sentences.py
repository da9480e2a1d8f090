"""Sentences of a text, as offsets: what an entity's page shows around a mention, and what a rule may look at."""

import re
from bisect import bisect_right
from functools import lru_cache

#: Where a sentence may end: full stops of either script with the closing marks behind them, and line breaks.
#: (A class of characters first, so that a search skips all others at once.)
_END = re.compile(
    r"[。！？!?….\n](?:(?<=[。！？!?…])[。！？!?…]*[”’」』》）)\]\"']*|(?<=\.)[”’」』》）)\]\"']*|(?<=\n)\n*)"
)
#: Marks that end one whatever follows.
_SURE = frozenset("\n。！？")
#: Words before a full stop that do not end a sentence, in lower case.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st gen sen rep gov lt col capt sgt rev hon vs etc inc corp co ltd llc no vol fig "
    "jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.k u.n a.m p.m ph.d approx est dept".split()
)
_NEXT = re.compile(r"\s*(\S)")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)\Z")
#: Longest word looked at before a full stop.
_MAX_WORD = 24


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence in order, without white space around it; together all else of the text

    A Latin full stop ends one only before white space, and not after an initial or an abbreviation followed by a
    word; words in quotation marks stay with the sentence that their closing mark belongs to.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] in _SURE or _ends(text, match):
            end = match.end()
            _add(found, text, start, end)
            start = end
    _add(found, text, start, len(text))
    return tuple(found)


def sentence_at(text: str, start: int) -> tuple[int, int]:
    """The sentence that holds an offset; the whole text where none does"""
    spans = sentences(text)
    at = bisect_right(spans, (start, len(text) + 1)) - 1
    return spans[at] if at >= 0 and spans[at][1] > start else (0, len(text))


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.lstrip()
    if bare:
        first = end - len(bare)
        found.append((first, first + len(bare.rstrip())))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop at a place, or a mark that is used inside sentences too, ends one"""
    mark, after = text[match.start()], text[match.end() : match.end() + 1]
    if after and not after.isspace() and after < "\u2e80":
        return False  # 4.4%, example.com, ?!— inside a word
    if mark != ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - _MAX_WORD), match.start())
    if word is None or not after or len(match[0]) > 1:
        return True
    name = word[1].lower()
    following = _NEXT.match(text, match.end())
    is_initial = len(name) == 1 and word[1].isupper()
    return not (is_initial or name in ABBREVIATIONS) or (
        name in ("inc", "corp", "co", "ltd") and following is not None and following[1].isupper()
    )
