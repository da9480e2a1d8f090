"""Who is named with whom: counts of the stories that two are named in together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from dossier.render.book import Book

#: An article that names more than so many is a list, and that two stand in one list says little.
CROWD = 60

Pairs = dict[tuple[str, str], list[int]]


def stories(book: Book, articles: Iterable[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(number of the article that leads it, whom its versions name) of the stories of some articles, lists left out"""
    named, lead = book.facts.named, book.versions.lead
    several: dict[int, dict[str, None]] = defaultdict(dict)
    for number in articles:
        if len(named[number]) > CROWD:
            continue
        if book.versions.told(number):
            several[lead(number)].update(dict.fromkeys(named[number]))
        else:
            yield number, named[number]
    for leading, refs in several.items():
        yield leading, tuple(refs)


def frequent(told: Iterable[tuple[int, tuple[str, ...]]]) -> Counter[str]:
    """How many stories name somebody together with anybody"""
    counts: Counter[str] = Counter()
    for _, refs in told:
        if len(refs) > 1:
            counts.update(refs)
    return counts


def pairs(told: Iterable[tuple[int, tuple[str, ...]]], among: Set[str]) -> Pairs:
    """Of each two of some, in order, the stories that name both, in the order of the stories"""
    found: Pairs = defaultdict(list)
    for number, refs in told:
        for pair in combinations(sorted(ref for ref in refs if ref in among), 2):
            found[pair].append(number)
    return found
