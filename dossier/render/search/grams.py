"""Which articles have a gram: lists by the beginnings of all runs' ends, as long as more than a few articles share one.

Every character has a list. A gram that more than `FEW` articles have is continued by one more character, up to
`LONGEST_GRAM`; what is in few articles is not continued, since a reader's page can look into all of those. So the
lists are exact and few, and no position is stored: an edited article changes the lists of what it gained and lost.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from dossier.render.search.tokens import LONGEST_GRAM

#: A gram in so many articles is looked for in their texts, not continued. Fewer: a larger index; more: more texts.
FEW = 64
Numbers = Collection[int]


def units(key: str) -> bytes:
    """What keys are sorted by: UTF-16 units, as JavaScript compares"""
    return key.encode("utf-16-be")


def grams(runs: Iterable[str], articles: Sequence[Numbers], chars: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The grams that begin with some characters, with the sorted numbers of the articles that have each; in order

    articles: of each run, the numbers of those that have it. Linear in the runs, apart from sorting.
    """
    ends = _ends(runs, chars)
    for _, same in groupby(sorted(ends, key=units), itemgetter(0)):
        before: Numbers = ()
        numbers: list[int] = []
        for gram, grown in _grown([(end, _union([articles[run] for run in ends[end]])) for end in same], 1):
            numbers = numbers if grown is before else sorted(grown)
            before = grown
            yield gram, numbers


def _ends(runs: Iterable[str], chars: str) -> Mapping[str, "array[int]"]:
    """The longest grams from each place with one of the characters on, with the numbers of the runs that have them

    In arrays: Python's collector need not look through those, which takes as long as everything else.
    """
    ends = defaultdict[str, "array[int]"](partial(array, "I"))
    found_in = re.compile(f"(?=([{re.escape(chars)}].{{0,{LONGEST_GRAM - 1}}}))", re.DOTALL).findall
    for number, run in enumerate(runs):
        for end in found_in(run):
            ends[end].append(number)
    return ends


def _union(lists: Sequence[Numbers]) -> Numbers:
    return lists[0] if len(lists) == 1 else set().union(*lists)


def _grown(ends: Sequence[tuple[str, Numbers]], length: int) -> list[tuple[str, Numbers]]:
    """The numbers of the first `length` characters that all ends share; if these are many, of what continues them too

    ends: sorted; each with the numbers that have it. From the longest to the shortest, so that a number that many
    ends have is taken from all of them once, and not for each length.
    """
    gram = ends[0][0][:length]
    most = sum([len(numbers) for _, numbers in ends])
    if most <= FEW or len(ends[-1][0]) == length:
        return [(gram, _union([numbers for _, numbers in ends]))]
    start = 1 if len(ends[0][0]) == length else 0
    found = [ends[0][1]] if start else []
    below: list[tuple[str, Numbers]] = []
    while start < len(ends):
        char, end = ends[start][0][length], start + 1
        while end < len(ends) and ends[end][0][length] == char:
            end += 1
        longer = _grown(ends[start:end], length + 1)
        found.append(longer[0][1])
        below += longer
        start = end
    numbers = _union(found)
    return [(gram, numbers), *below] if len(numbers) > FEW else [(gram, numbers)]
