"""The lists in parts, each of the keys that begin with some characters: what a part needs, to be made anywhere."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby

from msgspec import Struct

from dossier.items import Keyed
from dossier.render.search.grams import grams, units
from dossier.render.search.postings import END, GAP, SAME, encode
from dossier.render.search.tokens import apart, together

#: Grams, and articles of words, that one part is of, about. Small: an edit makes the parts of its characters anew, at
#: 10,000 articles an eighth of all instead of nearly each; and what a worker looks into stays near its processor.
AT_ONCE = 20_000


class Rows(Struct, frozen=True):
    """Texts, each with the sorted numbers of those that have it, in few pieces: many small ones travel slowly."""

    texts: str
    sizes: bytes
    """How many numbers each has; as `array("I")`, like the numbers themselves."""
    numbers: bytes


class Part(Struct, frozen=True, kw_only=True):
    """What the lists of some keys are made from."""

    prefix: str
    """Is put before every key."""
    chars: str
    """What the keys begin with after that."""
    runs: Rows
    """All that have one of the characters."""
    words: Rows


class Having(Struct, frozen=True):
    """The runs and words of some articles, each with the numbers of those that have it, in order."""

    runs: dict[str, "array[int]"]
    words: dict[str, "array[int]"]

    def add(self, number: int, runs: Iterable[str], words: Iterable[str]) -> None:
        """What one more article has; its number is higher than those before"""
        for found, some in ((self.runs, runs), (self.words, words)):
            for piece in some:
                found[piece].append(number)


def having() -> Having:
    """Nobody has anything yet"""
    return Having(defaultdict(partial(array, "I")), defaultdict(partial(array, "I")))


def parts(found: Having, prefix: str = "") -> Iterator[Part]:
    """What the lists of all runs and words are made from, in order; linear in the runs"""
    part_of = _part_of(found)
    return cut(found, ["".join(chars) for _, chars in groupby(part_of, part_of.__getitem__)], prefix)


def cut(found: Having, parts: Sequence[str], prefix: str = "") -> Iterator[Part]:
    """The same of some parts; parts: what the keys of each begin with, in order"""
    part_of = {char: part for part, chars in enumerate(parts) for char in chars}
    of_part = [array("I") for _ in parts]
    for number, run in enumerate(found.runs):
        for part in set(map(part_of.get, run)):
            if part is not None:
                of_part[part].append(number)
    for number, word in enumerate(found.words, len(found.runs)):
        of_part[part_of[word[0]]].append(number)
    texts, lists = [*found.runs, *found.words], [*found.runs.values(), *found.words.values()]
    for part, chars in enumerate(parts):
        numbers, of_part[part] = of_part[part], array("I")
        middle = bisect_left(numbers, len(found.runs))
        runs, words = (_rows(texts, lists, some) for some in (numbers[:middle], numbers[middle:]))
        yield Part(prefix=prefix, chars=chars, runs=runs, words=words)


def _part_of(found: Having) -> dict[str, int]:
    """Which part the keys that begin with a character are of; parts are ranges in order, of about `AT_ONCE` each"""
    counts = Counter(chain.from_iterable(found.runs))
    for word, numbers in found.words.items():
        counts[word[0]] += len(numbers)
    part_of, before = {}, 0
    for char in sorted(counts, key=units):
        part_of[char] = before // AT_ONCE
        before += counts[char]
    return part_of


def _rows(texts: Sequence[str], lists: "Sequence[array[int]]", some: Iterable[int]) -> Rows:
    """Some of the texts, with the numbers of those that have each"""
    numbers = [lists[one] for one in some]
    sizes = array("I", map(len, numbers))
    return Rows(together(map(texts.__getitem__, some)), sizes.tobytes(), b"".join(numbers))


def _numbers(rows: Rows) -> Iterator[tuple[int, ...]]:
    """The numbers of each text of some rows; as tuples: Python's collector soon leaves those alone"""
    numbers, start = tuple(array("I", rows.numbers)), 0
    for size in array("I", rows.sizes):
        yield numbers[start : start + size]
        start += size


def listed(part: Part | Keyed) -> str:
    """The lists of a part, as `shards` takes them"""
    part = part.make() if isinstance(part, Keyed) else part
    words = sorted(zip(apart(part.words.texts), _numbers(part.words), strict=True), key=lambda entry: units(entry[0]))
    of_runs = grams(part.runs.texts, _numbers(part.runs), part.chars)
    lines = [*_lines(part.prefix, words), *_lines(part.prefix, of_runs)]
    return END.join(sorted(lines, key=units) if words else lines)


def _lines(prefix: str, entries: Iterable[tuple[str, Sequence[int]]]) -> Iterator[str]:
    """The lists of runs, or of words: a key and that without its last character are of one kind

    What follows a key in a line sorts before all that may continue a key, so that lines are in the order of their keys.
    """
    return written((prefix + key, numbers) for key, numbers in entries)


def written(entries: Iterable[tuple[str, Sequence[int]]]) -> Iterator[str]:
    """Keys with their lists; before the list of one whose list is that of it without its last character stands `=`"""
    held: dict[str, Sequence[int]] = {}
    said: dict[str, str] = {}
    for key, numbers in entries:
        shorter = key[:-1]
        if held.get(shorter) == numbers:
            held[key], said[key] = held[shorter], said[shorter]
            yield f"{key}{GAP}{SAME}{said[key]}"
        else:
            held[key], said[key] = numbers, encode(numbers)
            yield f"{key}{GAP}{said[key]}"
