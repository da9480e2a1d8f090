"""Which articles have to do with another: those that name the same people and companies, rare ones first.

A name weighs log(stories / stories that name it), the inverse document frequency of Spärck Jones (1972), times how
often both articles name it, which counts ever less (Robertson and Walker 1994). Linear in the mentions: of each name
only the stories nearest in time are looked at.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log, sqrt

from msgspec import Struct

from dossier.render.book import Book
from dossier.render.views import Related

#: Articles that a page leads to, and names that it gives as the reason for each.
MOST, REASONS = 5, 3
#: Stories with a name that are looked at before an article, and after it.
WINDOW = 32
#: Names of an article that are looked at, the weightiest.
NAMES = 12
#: An article that names more than this many says the less of each, the more they are: a list says little.
CROWD = 12
#: A name that is in more stories than `COMMON`, and in more than one of `COMMON_SHARE` of all, is common, and so is one
#: in more than `COMMON_MOST`: alone it makes nothing related.
COMMON, COMMON_MOST, COMMON_SHARE = 5, 50, 10
#: A name that is alone must stand this often in both articles together: one mention in passing in each says nothing.
ALONE = 3
#: Bits of a number of stories that count, from the highest on: a new article must not change the weights of all names,
#: and what every article leads to with them.
COUNTED_BITS = 4
#: How fast further mentions lose weight: the first has 1, all together never more than 1 + this (k1 of BM25).
FADING = 1.2


class Names(Struct, frozen=True, kw_only=True):
    """Which stories name whom."""

    stories: dict[str, tuple[list[int], list[float]]]
    """`kind/id` → articles that lead a story, oldest first, and what their mentions count."""
    weights: dict[str, float]
    common: int
    """A name in more stories is common."""
    days: "array[int]"
    """Of each article, by number: how late it was published."""
    roots: "array[float]"
    """The same: by what its likeness to others is divided, since it names so many."""


class Near(Struct, frozen=True, array_like=True):
    """Another story, by the number of the article that leads it."""

    number: int
    refs: tuple[str, ...]
    """Whom both name, the most telling first."""


class Nearness(Struct):
    """How near some stories are to an article, by their numbers; made up while its names are gone through."""

    scores: dict[int, float] = {}
    names: dict[int, int] = {}
    """How many of the article's names a story has."""
    telling: set[int] = set()
    """Those with a name that makes them related alone."""


def names(book: Book) -> Names:
    """One pass over the archive's mentions"""
    leading = book.stories()
    stories: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number in leading:
        for ref, count in book.counts(number).items():
            stories[ref][0].append(number)
            stories[ref][1].append(_often(count))
    return Names(
        stories=dict(stories),
        weights={ref: log(_roughly(len(leading)) / _roughly(len(found))) for ref, (found, _) in stories.items()},
        common=max(COMMON, min(COMMON_MOST, len(leading) // COMMON_SHARE)),
        days=array("q", (_day(cite.published) for cite in book.cites)),
        roots=array("d", (sqrt(max(CROWD, len(named))) for named in book.facts.named)),
    )


def window(at: int) -> tuple[int, int]:
    """Which of the stories with a name are looked at from a place among them: first, and behind the last"""
    return max(0, at - WINDOW), at + WINDOW + 1


def related(book: Book, near: Iterable[Near]) -> tuple[Related, ...]:
    """Other stories as the page of an article shows them"""
    return tuple(Related(cite=book.story(one.number), through=tuple(book.who[ref] for ref in one.refs)) for one in near)


def nearest(book: Book, number: int, known: Names) -> tuple[Near, ...]:
    """At most `MOST` other stories, the nearest first; known: `names` of the book"""
    counts = {ref: count for ref, count in book.counts(number).items() if ref in known.weights}
    # A name that is in no other story leads nowhere, and takes none of the places.
    leading = (ref for ref in counts if len(known.stories[ref][0]) > 1)
    weights = {ref: known.weights[ref] * _often(counts[ref]) for ref in leading}
    own = sorted(weights, key=lambda ref: (-weights[ref], ref))[:NAMES]
    near = _near(number, known, {ref: (weights[ref], counts[ref]) for ref in own})
    lead = book.versions.lead(number)
    scores = {
        other: score / known.roots[other]
        for other, score in near.scores.items()
        if other not in (number, lead) and (near.names[other] > 1 or other in near.telling)
    }
    least = min(nlargest(MOST, scores.values()), default=0)
    high = (other for other, score in scores.items() if score >= least)
    day, days = known.days[number], known.days
    best = sorted(high, key=lambda other: (-scores[other], abs(days[other] - day), other))[:MOST]
    return tuple(Near(other, _through(other, number, own, known)) for other in best)


def _near(number: int, known: Names, own: dict[str, tuple[float, int]]) -> Nearness:
    """The stories around an article that share names with it; own: what each name weighs, and how often it stands"""
    near = Nearness()
    scores, shared = near.scores, near.names
    for ref, (weight, count) in own.items():
        numbers, often = known.stories[ref]
        around = slice(*window(bisect_left(numbers, number)))
        for other, counted in zip(numbers[around], often[around], strict=True):
            scores[other] = scores.get(other, 0.0) + weight * counted
            shared[other] = shared.get(other, 0) + 1
        if len(numbers) <= known.common:
            enough = _often(max(1, ALONE - count))
            near.telling.update(n for n, o in zip(numbers[around], often[around], strict=True) if o >= enough)
    return near


def _through(other: int, number: int, own: Sequence[str], known: Names) -> tuple[str, ...]:
    """Whom a story and an article both name, the weightiest first; own: the article's names, weightiest first

    Only names through which the story was found: who else is in both, far apart, is not looked for.
    """
    both = {}
    for ref in own:
        numbers, often = known.stories[ref]
        first, last = window(bisect_left(numbers, number))
        at = bisect_left(numbers, other, first, min(last, len(numbers)))
        if at < min(last, len(numbers)) and numbers[at] == other:
            both[ref] = -known.weights[ref] * often[at]
    return tuple(sorted(both, key=lambda ref: both[ref])[:REASONS])


def _day(published: str) -> int:
    """A number that grows with the date: days, if all months had 31; of one that is not known, 0"""
    year, month, day = (
        int(part) if part.isdecimal() else 1 for part in (published[:4], published[5:7], published[8:10])
    )
    return (year * 12 + month) * 31 + day if published else 0


def _roughly(count: int) -> int:
    """A number or a little more, so that few are told apart: see `COUNTED_BITS`"""
    low = max(0, count.bit_length() - COUNTED_BITS)
    return (count - 1 >> low) + 1 << low


@lru_cache(maxsize=1024)
def _often(count: int) -> float:
    """1 for one mention, 1 + `FADING` for endless ones"""
    return count * (1 + FADING) / (count + FADING)
