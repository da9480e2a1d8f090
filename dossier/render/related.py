"""Which articles have to do with another: those that name the same people and companies, rare ones first.

A name weighs log(stories / stories that name it): the inverse document frequency of Spärck Jones (1972). Linear in the
mentions: of each name only the stories nearest in time are looked at.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from math import log, sqrt

from msgspec import Struct

from dossier.render.book import Book
from dossier.render.views import Related

#: Articles that a page leads to, and names that it gives as the reason for each.
MOST, REASONS = 5, 3
#: Stories with a name that are looked at before an article, and after it.
WINDOW = 32
#: Names of an article that are looked at, the rarest.
NAMES = 12
#: An article that names more than this many says the less of each, the more they are: a list says little.
CROWD = 12
#: A name that is in more stories than this, and in more than one of `COMMON_SHARE` of all, is common: alone it makes
#: nothing related.
COMMON, COMMON_MOST, COMMON_SHARE = 5, 50, 10


class Names(Struct, frozen=True, kw_only=True):
    """Which stories name whom."""

    stories: dict[str, list[int]]
    """`kind/id` → articles that lead a story, oldest first."""
    weights: dict[str, float]
    common: int
    """A name in more stories is common."""


def names(book: Book) -> Names:
    """One pass over the archive"""
    stories: dict[str, list[int]] = defaultdict(list)
    leading = book.stories()
    for number in leading:
        for ref in book.facts.named[number]:
            if ref in book.who:
                stories[ref].append(number)
    return Names(
        stories=dict(stories),
        weights={ref: log(len(leading) / len(found)) for ref, found in stories.items()},
        common=max(COMMON, min(COMMON_MOST, len(leading) // COMMON_SHARE)),
    )


def related(book: Book, number: int, known: Names) -> tuple[Related, ...]:
    """At most `MOST` other stories, the nearest first; known: `names` of the book"""
    own = [ref for ref in book.facts.named[number] if ref in known.weights]
    own = sorted(own, key=lambda ref: (-known.weights[ref], ref))[:NAMES]
    shared: dict[int, list[str]] = defaultdict(list)
    for ref in own:
        for other in _near(known.stories[ref], number):
            shared[other].append(ref)
    lead = book.versions.lead(number)
    enough = {other: refs for other, refs in shared.items() if other != lead and _tells(refs, known)}
    best = sorted(enough, key=lambda other: (-_nearness(book, other, enough[other], known), abs(other - number), other))
    return tuple(
        Related(cite=book.story(other), through=tuple(book.who[ref] for ref in enough[other][:REASONS]))
        for other in best[:MOST]
    )


def _near(numbers: list[int], number: int) -> Iterator[int]:
    """Of ascending numbers those around one, without it"""
    at = bisect_left(numbers, number)
    return (other for other in numbers[max(0, at - WINDOW) : at + WINDOW + 1] if other != number)


def _tells(refs: list[str], known: Names) -> bool:
    """Whether some names make two articles related: two of them, or one that is not common; the rarest stands first"""
    return len(refs) > 1 or len(known.stories[refs[0]]) <= known.common


def _nearness(book: Book, other: int, refs: list[str], known: Names) -> float:
    crowd = max(CROWD, len(book.facts.named[other]))
    return sum(known.weights[ref] for ref in refs) / sqrt(crowd)
