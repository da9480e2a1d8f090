"""What an article contributes to timelines: its sentences that name a date and somebody, and the editor's events.

An event takes the place of the sentence that it hangs on, if that names the event's date or a time that contains it:
the entry is the event, and the sentence is its citation.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dossier.model import Anchor, Place
from dossier.render.rights import Shown
from dossier.sentences import sentence_at

#: Owner of the entries of timeline.html; the others are `kind/id`.
EVERYBODY = ""
#: Of each block, the mentions in order of place: (start, `kind/id`).
Mentions = Mapping[int, Sequence[tuple[int, str]]]


class Dated(NamedTuple):
    """An entry of a timeline; small, since there may be a million."""

    date: str
    article: int
    """Its number, from the oldest."""
    anchor: str
    """HTML id of the place."""
    block: int
    """-1: events whose quotation is the citation."""
    start: int
    """Of the sentence."""
    end: int
    events: tuple[Anchor, ...] = ()
    """Annotations with an event: several may hang on one sentence."""


def moments(number: int, one: Shown, ids: Sequence[str], mentions: Mentions) -> Iterator[tuple[str, Dated]]:
    """(owner, entry) of an article; number: the article's, ids: the HTML ids of its blocks"""
    said = list(_sentences(number, one, ids, mentions))
    stated: dict[tuple[str, Dated], list[Anchor]] = defaultdict(list)
    replaced: set[tuple[str, Dated]] = set()
    by_sentence: dict[tuple[int, int], list[Dated]] = defaultdict(list)
    for dated, _ in said:
        by_sentence[dated.block, dated.start].append(dated)
    for anchor, date, owners in _events(one):
        places = dict.fromkeys(_sentence_of(one, place) for place in anchor.places)
        same = [d for place in places for d in by_sentence.get(place, ()) if contains(d.date, date)]
        entry = same[0]._replace(date=date) if same else Dated(date, number, anchor.id, -1, 0, 0)
        for owner in owners:
            stated[owner, entry].append(anchor)
            replaced.update((owner, dated) for dated in same)
    for (owner, entry), anchors in stated.items():
        yield owner, entry._replace(anchor=anchors[0].id, events=tuple(anchors))
    for dated, whom in said:
        yield from ((owner, dated) for owner in (EVERYBODY, *whom) if (owner, dated) not in replaced)


def contains(outer: str, inner: str) -> bool:
    """Whether one date, partial or interval, is another or contains it: 2024-10 contains 2024-10-08"""
    first, _, last = outer.partition("/")
    start, _, end = inner.partition("/")
    # A date is the beginning of all those inside it; `~` stands after every character of a date.
    return first <= start and f"{end or start}~" <= f"{last or first}~"


def _sentence_of(one: Shown, place: Place) -> tuple[int, int]:
    return place.block, sentence_at(one.article.blocks[place.block].text, place.start)[0]


def _sentences(number: int, one: Shown, ids: Sequence[str], mentions: Mentions) -> Iterator[tuple[Dated, list[str]]]:
    """Sentences with a date in which somebody is named, and who; one entry for each date"""
    seen = set()
    for date in one.dates:
        position = date.place.block
        named = mentions.get(position)
        if not named:
            continue
        start, end = sentence_at(one.article.blocks[position].text, date.place.start)
        first, last = bisect_left(named, (start, "")), bisect_left(named, (end, ""))
        whom = list(dict.fromkeys(ref for _, ref in named[first:last]))
        if whom and (date.value, position, start) not in seen:
            seen.add((date.value, position, start))
            yield Dated(date.value, number, ids[position], position, start, end), whom


def _events(one: Shown) -> Iterator[tuple[Anchor, str, tuple[str, ...]]]:
    """The editor's events that have a date, their dates and owners"""
    for anchor in one.article.anchors:
        event = anchor.annotation.event
        if event and event.date:
            whom = [f"person/{p}" for p in event.people] + [f"company/{c}" for c in event.companies]
            yield anchor, event.date, (EVERYBODY, *dict.fromkeys(whom))
