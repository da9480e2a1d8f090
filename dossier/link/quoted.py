"""Where words stand within quotation marks, and a text in which names and such words are runs of one character."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dossier.link.masks import COMPANY, PERSON, without_masks
from dossier.model import Mention
from dossier.simplified import in_simplified

#: Each mark that opens, and those that close it; the same straight mark does both.
CLOSES = {"“": "”", "„": "“”", "「": "」", "『": "』", "«": "»", '"': '"”', "‘": "’"}
#: All marks but apostrophes: a single one opens before a word, and closes behind a full stop or comma.
_MARK = re.compile(r'[“”„「」『』«»]|"(?<![0-9]")|‘(?<![^\W_]‘)(?=\w)|’(?<=[,.!?…]’)(?![^\W_])')
_OPENS = re.compile(f"[{''.join(CLOSES)}]")
#: Stands for what is said, so that no pattern looks into it.
WORDS = "\ue002"
#: Most characters of one quotation.
LONGEST = 4000
_ENDS = "。！？!?.…"
_MASK = {"person": PERSON, "company": COMPANY}
_MASKS = (PERSON, COMPANY, WORDS)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][\w'’-]*")
#: Shortest clause in Han characters and in Latin words; and one that nothing but a verb sets apart (称“…”).
SHORTEST_HAN, SHORTEST_WORDS = 5, 3
#: What a full stop at the end is worth: “I agree.” is a clause.
ENDED = 1
SHORTEST_GLUED_HAN, SHORTEST_GLUED_WORDS = 12, 5
#: Characters that clauses have, and names and slogans seldom: with one of them a short clause is one.
_OF_CLAUSES = re.compile(r"[是会會不了没沒能我你他她们們就都很更应應该該，真]")


class Quoted(Struct, frozen=True):
    """Words within marks: `start` and `end` without the marks, `left` and `right` with them"""

    left: int
    start: int
    end: int
    right: int
    closed: bool = True
    """False: the paragraph ends before a mark closes them."""


def quoted(text: str) -> tuple[Quoted, ...]:
    """The words within outer quotation marks, in order; those that no mark closes only at the end of the text"""
    first = _OPENS.search(text)
    if first is None:
        return ()
    found: list[Quoted] = []
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(text, first.start()):
        if opening is None:
            opening = mark if mark[0] in CLOSES else None
        elif mark[0] in CLOSES[opening[0]]:
            found += _between(text, opening.end(), mark.start(), closed=True)
            opening = None
        elif mark[0] == opening[0]:
            opening = mark  # the one before was never closed
    if opening is not None:
        found += _between(text, opening.end(), len(text), closed=False)
    return tuple(found)


def _between(text: str, start: int, end: int, *, closed: bool) -> list[Quoted]:
    if end - start > LONGEST:
        return []
    inner = text[start:end]
    first, last = start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
    return [Quoted(start - 1, first, last, end + closed, closed)] if first < last else []


def masked(text: str, found: Iterable[Mention], marks: Sequence[Quoted]) -> str:
    """The text with names and words within marks masked, in simplified characters, as the word lists are

    A full stop at the end of words stays, for it ends a sentence.
    """
    parts, last = [], 0
    text = in_simplified(without_masks(text, _MASKS))
    for mention in found:
        start, end = mention.place.start, mention.place.end
        parts += [text[last:start], _MASK[mention.kind] * (end - start)]
        last = end
    named = "".join((*parts, text[last:]))
    parts, last = [], 0
    for one in marks:
        end = one.end - (text[one.end - 1] in _ENDS)
        parts += [named[last : one.start], WORDS * (end - one.start)]
        last = end
    return "".join((*parts, named[last:]))


def is_chinese(text: str) -> bool:
    """Whether words are Chinese: Han characters outweigh Latin words"""
    return not text.isascii() and len(_HAN.findall(text)) > 2 * len(_LATIN.findall(text))


def is_clause(words: str, *, glued: bool) -> bool:
    """Whether words are long enough for a clause; glued: no comma or colon sets them apart"""
    han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
    if glued:
        clause = han >= SHORTEST_HAN and bool(_OF_CLAUSES.search(words))
        return clause or han >= SHORTEST_GLUED_HAN or latin >= SHORTEST_GLUED_WORDS
    ended = ENDED * is_ended(words)
    return latin + ended >= SHORTEST_WORDS if latin > han else han + ended >= SHORTEST_HAN


def is_ended(words: str) -> bool:
    """Whether words end as a sentence does"""
    return words[-1:] in _ENDS
