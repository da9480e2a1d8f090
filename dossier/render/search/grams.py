"""Which articles have a gram: lists by the beginnings of all runs' ends, as long as more than a few articles share one.

Every character has a list. A gram that more than `FEW` articles have is continued by one more character, up to
`LONGEST_GRAM`; what is in few articles is not continued, since a reader's page can look into all of those. So the
lists are exact and few, and no position is stored: an edited article changes the lists of what it gained and lost.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter

from msgspec import Struct

from dossier.render.search.tokens import LONGEST_GRAM, Pieces

#: A gram in so many articles is looked for in their texts, not continued. Fewer: a larger index; more: more texts.
FEW = 64
#: Beginnings of grams that are held in memory together: 150 bytes each.
AT_ONCE = 1_000_000

Lists = Iterable[tuple[str, Sequence[int]]]


def units(key: str) -> bytes:
    """What keys are sorted by: UTF-16 units, as JavaScript compares"""
    return key.encode("utf-16-be")


class Having(Struct, frozen=True):
    """The runs and words of some articles, each with the numbers of those that have it, in order."""

    runs: dict[str, list[int]]
    words: dict[str, list[int]]

    def add(self, number: int, some: Pieces) -> None:
        """What one more article has; its number is higher than those before"""
        for run in some.runs:
            self.runs[run].append(number)
        for word in some.words:
            self.words[word].append(number)


def having(articles: Iterable[Pieces] = ()) -> Having:
    """Who has what; articles: numbered from 0"""
    found = Having(defaultdict(list), defaultdict(list))
    for number, some in enumerate(articles):
        found.add(number, some)
    return found


def lists(found: Having, prefix: str = "") -> Lists:
    """The grams and words of articles, with the sorted numbers of those that have each; in order

    prefix: is put before each. Linear in the runs, apart from sorting.
    """
    words = sorted(found.words.items(), key=lambda entry: units(entry[0]))
    for key, numbers in merge(words, grams(found.runs), key=lambda entry: units(entry[0])):
        yield prefix + key, numbers


def grams(runs: Mapping[str, Sequence[int]]) -> Lists:
    """Lists of the grams of runs, in order"""
    for ends in _ends(runs):
        for _, same in groupby(sorted(ends, key=units), itemgetter(0)):
            before: Collection[int] = ()
            numbers: list[int] = []
            for gram, grown in _grown([(end, _union(ends[end])) for end in same], 1):
                numbers = numbers if grown is before else sorted(grown)
                before = grown
                yield gram, numbers


def _ends(runs: Mapping[str, Sequence[int]]) -> Iterator[dict[str, list[Sequence[int]]]]:
    """The longest grams from each place of all runs on, with the lists of the runs that have them

    Of some first characters after others, so that memory holds few.
    """
    texts, part_of = tuple(runs), _parts(runs)
    in_part: dict[int, array[int]] = defaultdict(partial(array, "I"))
    for number, run in enumerate(texts):
        for part in {part_of[char] for char in run}:
            in_part[part].append(number)
    for part in sorted(in_part):
        ends: dict[str, list[Sequence[int]]] = defaultdict(list)
        for run in map(texts.__getitem__, in_part.pop(part)):
            numbers = runs[run]
            for at, char in enumerate(run):
                if part_of[char] == part:
                    ends[run[at : at + LONGEST_GRAM]].append(numbers)
        yield ends


def _parts(runs: Iterable[str]) -> dict[str, int]:
    """Which part of the characters each belongs to; parts are ranges in order, each begins about `AT_ONCE` grams"""
    found, before = {}, 0
    counts = Counter(chain.from_iterable(runs))
    for char in sorted(counts, key=units):
        found[char] = before // AT_ONCE
        before += counts[char]
    return found


def _union(lists: Sequence[Collection[int]]) -> Collection[int]:
    return lists[0] if len(lists) == 1 else set().union(*lists)


def _grown(ends: Sequence[tuple[str, Collection[int]]], length: int) -> list[tuple[str, Collection[int]]]:
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
    below: list[tuple[str, Collection[int]]] = []
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
