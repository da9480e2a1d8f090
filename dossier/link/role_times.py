"""Whether a role is over, and from when until when somebody had it, as the words beside it say."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dossier.link.masks import Claim
from dossier.model import FoundDate

#: Right before a title or before the words that give it: it is over.
_FORMER = re.compile(
    r"(?:前任?|原任?|曾经的|时任|[曾原]为|前身?) ?\Z|\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Oo]nce)(?: longtime)?[ -]\Z"
)
#: Among the words that give a title: it is over.
_OVER = re.compile(
    r"曾(?:任|经|在|担任|出任|是|为|共同|领导|负责|还)|[担出]任过|前任|原任|时任"
    r"|\b(?:former|ex-|was|were|had been|left|stepped down|resigned)\b"
)
_SINCE = re.compile(r"(?:[自从]|\b[Ss]ince ) ?\Z")
_UNTIL = re.compile(r"(?:直?[至到]|\b(?:[Uu]ntil|[Tt]ill|[Tt]o) ) ?\Z")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n]|\. ")
#: Characters around the words in which a date may belong to them.
_AROUND = 24


class Times(Struct, frozen=True):
    """Of one role; empty: not said."""

    past: bool
    since: str = ""
    until: str = ""


def times(text: str, claim: Claim, dates: Sequence[FoundDate]) -> Times:
    """What the words of a claim, and the clause around them, say of its time

    dates: of the text's block, in reading order. 2019年至2021年担任 gives both ends, since 2019 the first.
    """
    since = until = ""
    for date in _beside(text, claim, dates):
        before = text[max(0, date.place.start - 8) : date.place.start]
        first, _, last = date.value.partition("/")
        if last and len(first) < len("2024-10-08"):
            since, until = first, last
        elif _SINCE.search(before):
            since = date.value if not last else ""
        elif _UNTIL.search(before):
            until = date.value if not last else ""
    return Times(bool(until) or _is_over(text, claim), since, until)


def _is_over(text: str, claim: Claim) -> bool:
    places = (claim.start, claim.title[0])
    words = text[claim.start : claim.title[0]] + "\n" + text[claim.title[0] : claim.title[1]]
    after = text[claim.title[1] : claim.end] if claim.person < claim.title[0] else ""
    former = any(_FORMER.search(text, max(0, at - _AROUND), at) for at in places)
    return former or bool(_OVER.search(f"{words}\n{after}")) or words.partition("\n")[2].startswith(("前", "曾"))


def _beside(text: str, claim: Claim, dates: Sequence[FoundDate]) -> Iterator[FoundDate]:
    """The dates in the clause of a claim; none beside a title that only introduces a name: that clause is of a deed"""
    if claim.person >= claim.title[1]:
        return
    for date in dates:
        start, end = date.place.start, date.place.end
        if start > claim.end + _AROUND:
            return
        if end < claim.start - _AROUND:
            continue
        gap = text[end : claim.start] if end <= claim.start else text[claim.end : start]
        if not _CLAUSE.search(gap):
            yield date
