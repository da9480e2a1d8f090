"""Which articles have a gram: lists by the beginnings of all runs' ends, as long as more than a few articles share one.

Every character has a list. A gram that more than `FEW` articles have is continued by one more character, up to
`LONGEST_GRAM`; what is in few articles is not continued, since a reader's page can look into all of those. So the
lists are exact and few, and no position is stored: an edited article changes the lists of what it gained and lost.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from dossier.render.search.tokens import APART, LONGEST_GRAM

#: A gram in so many articles is looked for in their texts, not continued. Fewer: a larger index; more: more texts.
FEW = 64
Numbers = Collection[int]
#: Ends of runs that begin alike, each with the numbers that have it.
Ends = list[tuple[str, Numbers]]


def units(key: str) -> bytes:
    """What keys are sorted by: UTF-16 units, as JavaScript compares"""
    return key.encode("utf-16-be")


def grams(runs: str, articles: Iterable[Numbers], chars: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The grams that begin with some characters, with the sorted numbers of the articles that have each; in order

    runs: `together`; articles: of each run, the numbers of those that have it. Linear in the runs, apart from sorting.
    No character of a run lies between the halves of pairs in UTF-16 and its last unit: runs compare as their units do.
    """
    ends = _ends(runs, articles, chars)
    for _, same in groupby(sorted(ends), itemgetter(0)):
        before: Numbers = ()
        numbers: list[int] = []
        for gram, grown in _grown([(end, ends[end]) for end in same], 1):
            numbers = numbers if grown is before else sorted(grown)
            before = grown
            yield gram, numbers


def _ends(runs: str, articles: Iterable[Numbers], chars: str) -> dict[str, Numbers]:
    """The longest grams from each place with one of the characters on, with the numbers of those that have them

    All runs are looked through at once, since each look has its price. Numbers that several runs gave are a list, one
    run's after the other's, and some may be there twice.
    """
    ends: dict[str, Numbers] = {}
    several = defaultdict[str, list[int]](list)
    of_run = iter(articles)
    numbers = next(of_run, ())
    for end in re.findall(f"(?=([{re.escape(chars)}].{{0,{LONGEST_GRAM - 1}}}))|{APART}", runs):
        if not end:
            numbers = next(of_run)
        elif ends.setdefault(end, numbers) is not numbers:
            several[end] += numbers
    for end, more in several.items():
        ends[end] = [*ends[end], *more]
    return ends


def _union(lists: Sequence[Numbers]) -> Numbers:
    """All numbers, each once: a list may have some twice, anything else has not"""
    return lists[0] if len(lists) == 1 and type(lists[0]) is not list else set().union(*lists)


def _grown(ends: Ends, length: int) -> Ends:
    """The numbers of the first `length` characters that all ends share; if these are many, of what continues them too

    ends: sorted; each with the numbers that have it. From the longest to the shortest, so that a number that many
    ends have is taken from all of them once, and not for each length.
    """
    first = ends[0][0]
    if sum([len(numbers) for _, numbers in ends]) <= FEW:
        return [(first[:length], _union([numbers for _, numbers in ends]))]
    start = 1 if len(first) == length else 0
    found = [ends[0][1]] if start else []
    below: Ends = []
    while start < len(ends):
        char, end = ends[start][0][length], start + 1
        while end < len(ends) and ends[end][0][length] == char:
            end += 1
        longer = _grown(ends[start:end], length + 1) if end > start + 1 else _alone(*ends[start], length + 1)
        found.append(longer[0][1])
        below += longer
        start = end
    numbers = _union(found)
    return [(first[:length], numbers), *below] if len(numbers) > FEW else [(first[:length], numbers)]


def _alone(end: str, numbers: Numbers, length: int) -> Ends:
    """What `_grown` gives for one end: whatever continues a gram has all numbers of it"""
    numbers = _union([numbers])
    last = len(end) if len(numbers) > FEW else length
    return [(end[:size], numbers) for size in range(length, last + 1)]
