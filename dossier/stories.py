"""The same story twice: articles that are one text in several versions are grouped, so that counts do not double.

Each article has a sketch, made with it: the smallest hashes of its shingles (bottom-k: A. Broder, "On the resemblance
and containment of documents", 1997). Stories with hashes of an article's sketch are looked up; estimates from the
sketches sort most of them out, and a few are compared shingle by shingle. So the work is linear in the articles.

Articles come from the earliest on, and each joins a story whose core it is like, or begins one: chains do not join
what is unlike, and a newer article changes no older one's story.
"""

import re
import struct
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from math import lcm, sqrt
from zlib import crc32

from msgspec import Struct

from dossier.errors import Problem
from dossier.model import ALONE, TEXT_KINDS, Article, SameStory, Story, Version

#: Length of a shingle: in characters where a script has no spaces between words, else in words.
CHARACTERS, WORDS = 6, 3
#: Bytes of UTF-8 for each character from which a text counts as one without spaces: Han has 3, Cyrillic words 1.9.
UNSPACED = 2.0
#: Characters of an article that are read: of a book its beginning decides.
READ = 20_000
#: Hashes in a sketch, and those of them that lead to a story.
SKETCH, LEADING = 64, 24
#: Different shingles below which a text is no version of anything: notices of a line or two are alike by chance.
SHORTEST = 40
#: Part of all shingles of two texts that both have, from which they are versions: 0.5 is two thirds of each.
RESEMBLANCE = 0.5
#: Part of the shorter one's shingles that stand in the longer one, from which it is an excerpt; and how much of the
#: longer one it is at least: a passage that a book quotes is no version of the book.
CONTAINMENT, EXCERPT = 0.75, 0.08
#: Part of the numbers that two versions share. Reports made by filling in a form (results, markets, weather) share
#: their words and differ in their numbers; where each has at least `NUMBERS` different ones, these decide.
AGREEMENT, NUMBERS = 0.5, 4
#: The least part of a sketch that versions share, and how many standard deviations an estimate may lie below it.
ESTIMATE, DEVIATIONS = 2 / 3, 3
#: Stories that one hash leads to, and stories that an article is compared with: a notice that thousands of articles
#: carry must not make it quadratic.
CROWD, COMPARED = 8, 6
#: What a hash weighs that leads to one story; to several, their part of it: whole, so that no sum depends on its order.
RAREST = lcm(*range(1, CROWD + 1))
#: Articles whose shingles are kept in memory.
REMEMBERED = 32
#: Bytes for each hash, while those are looked for that stand in two sketches; and of all, as a power of two, at most.
PLACES, LARGEST = 4, 26
#: Why an article cannot be joined to the one that its editor names, and what to do.
ITSELF = ("is this article itself", "name another version, or 'none'")
DRAFT = ("is a draft, or could not be read", "publish it, or name another version")
APART = ("stands alone by its own file", "remove 'same_story: none' there, or 'same_story' here")

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Telling(Struct, frozen=True, kw_only=True, array_like=True):
    """What is known of an article while stories are looked for; its text is read only where that may be a version."""

    id: str
    published: str
    lang: str
    length: int
    """Characters of its text."""
    sketch: bytes = b""
    """Empty: its text is too short to be compared."""


class _Content(Struct, frozen=True):
    """What two articles are compared by."""

    shingles: frozenset[int]
    numbers: frozenset[str]


def sketch(article: Article) -> bytes:
    """The smallest hashes of an article's shingles, ascending, four bytes each; empty: its text is too short"""
    hashes = _hashes(_text(article))
    limit = (SKETCH * 3 << 32) // max(1, len(hashes))
    least = sorted({value for value in hashes if value < limit})
    if len(least) < SKETCH:
        least = sorted(set(hashes))
        if len(least) < SHORTEST:
            return b""
    least = least[:SKETCH]
    return struct.pack(f"<{len(least)}I", *least)


def telling(article: Article) -> Telling:
    """What is known of an article while stories are looked for"""
    meta, length = article.meta, sum(len(block.text) for block in article.blocks if block.kind in TEXT_KINDS)
    return Telling(id=article.id, published=meta.published, lang=meta.lang, length=length, sketch=sketch(article))


def stories(
    told: Iterable[Telling], words: Mapping[str, SameStory], article: Callable[[str], Article]
) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """Stories of two articles or more, in order of their leaders; and faults of what editors say of them

    told: in any order; words: what editors say, by article; article: gives one by its id. The earliest published
    leads, among these the fullest, then the first id. What an editor says wins; only he joins different languages.
    """
    ordered = sorted(told, key=_precedence)
    joined = list(range(len(ordered)))
    sketches = [_values(one.sketch) for one in ordered]
    shared = _repeated(sketches)
    content = lru_cache(maxsize=REMEMBERED)(lambda number: _content(article(ordered[number].id)))
    shelves: dict[str, _Shelf] = {}
    for number, one in enumerate(ordered):
        if one.sketch and one.id not in words:
            language = one.lang.lower().partition("-")[0]
            shelves.setdefault(language, _Shelf(sketches, shared, content)).put(number)
    for story in (story for shelf in shelves.values() for story in shelf.stories):
        for first, second in pairwise(story.members):
            _join(joined, first, second)
    stated, problems = _stated([one.id for one in ordered], words, joined)
    groups: dict[int, list[Version]] = defaultdict(list)
    for number, one in enumerate(ordered):
        version = Version(article=one.id, length=one.length, stated=number in stated)
        groups[_root(joined, number)].append(version)
    return tuple(Story(versions=tuple(group)) for group in groups.values() if len(group) > 1), problems


def _precedence(one: Telling) -> tuple[bool, str, int, str]:
    """Key of the order in which articles lead; a date that nobody knows is no early one"""
    return not one.published, one.published, -one.length, one.id


# --- texts ---------------------------------------------------------------------------------------------------------


def _text(article: Article) -> str:
    """The beginning of an article's text in lower case"""
    parts, left = [], READ
    for block in article.blocks:
        if left > 0 and block.kind in TEXT_KINDS:
            parts.append(block.text[:left])
            left -= len(block.text)
    return "\n".join(parts).lower()


def _hashes(text: str) -> list[int]:
    """A hash of 32 bits of every shingle, in order; punctuation and white space are nothing"""
    words = _WORD.findall(text)
    plain = "".join(words)
    if len(plain.encode("utf-8", "replace")) < UNSPACED * len(plain):
        phrases = map(" ".join, zip(*(words[start:] for start in range(WORDS)), strict=False))
        return [crc32(phrase.encode("utf-8", "replace")) for phrase in phrases]
    units = plain.encode("utf-16-le", "surrogatepass")
    width = 2 * CHARACTERS
    return [crc32(units[at : at + width]) for at in range(0, len(units) - width + 2, 2)]


def _content(article: Article) -> _Content:
    text = _text(article)
    numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(text))
    return _Content(frozenset(_hashes(text)), numbers)


def _is_version(one: _Content, other: _Content) -> bool:
    """Whether two texts are mostly the same, or one is an excerpt of the other"""
    shared, sizes = len(one.shingles & other.shingles), sorted((len(one.shingles), len(other.shingles)))
    alike = shared >= RESEMBLANCE * (sum(sizes) - shared)
    return (alike or _has_excerpt(shared, sizes)) and _agree(one.numbers, other.numbers)


def _has_excerpt(shared: int, sizes: Sequence[int]) -> bool:
    return sizes[0] >= EXCERPT * sizes[1] and shared >= CONTAINMENT * sizes[0]


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer < NUMBERS or len(one & other) >= AGREEMENT * fewer


def _contains(longer: _Content, shorter: _Content) -> bool:
    size = len(shorter.shingles)
    return len(longer.shingles) > size and len(longer.shingles & shorter.shingles) >= CONTAINMENT * size


# --- stories that the program finds --------------------------------------------------------------------------------


class _Growing(Struct):
    """A story while it is found; articles by their numbers."""

    members: list[int]
    """The one that leads first."""
    core: int
    """What others must be like: the leader, or a version that contains it."""


class _Shelf:
    """The stories of one language, and where their hashes lead"""

    def __init__(self, sketches: Sequence[Sequence[int]], shared: Set[int], content: Callable[[int], _Content]) -> None:
        """shared: has all hashes that stand in two sketches; the others lead nowhere, and are not remembered"""
        self.sketches, self.shared, self.content = sketches, shared, content
        self.stories: list[_Growing] = []
        self._leading: dict[int, tuple[int, ...]] = {}

    def put(self, number: int) -> None:
        """An article joins the nearest story that it is like, or begins one"""
        like = [at for at in self._candidates(number) if _is_version(*self._contents(number, at))]
        held = sum(_contains(*self._contents(number, at)) for at in like)
        if not like or held > 1:  # a digest has the texts of several stories, and is a version of none
            self.stories.append(_Growing([number], number))
            self._index(number, len(self.stories) - 1)
            return
        story = self.stories[like[0]]
        story.members.append(number)
        if _contains(self.content(number), self.content(story.members[0])):
            story.core = number
            self._index(number, like[0])

    def _contents(self, number: int, at: int) -> tuple[_Content, _Content]:
        return self.content(number), self.content(self.stories[at].core)

    def _candidates(self, number: int) -> Iterator[int]:
        """Stories that an article may belong to, those first that share the rarest hashes with it"""
        mine, weights = frozenset(self.sketches[number]), dict[int, int]()
        for value in self._leading.keys() & mine:
            led = self._leading[value]
            for at in led:
                weights[at] = weights.get(at, 0) - RAREST // len(led)
        nearest = nsmallest(COMPARED, zip(weights.values(), weights, strict=True))
        return (at for _, at in nearest if _may_be(self.sketches[number], self.sketches[self.stories[at].core]))

    def _index(self, number: int, at: int) -> None:
        for value in filter(self.shared.__contains__, self.sketches[number][:LEADING]):
            led = self._leading.get(value, ())
            if len(led) < CROWD and at not in led:
                self._leading[value] = (*led, at)


def _values(sketch: bytes) -> "array[int]":
    """The hashes of a sketch: a tenth of the memory that a tuple takes"""
    found = array("I", sketch)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _repeated(sketches: Iterable[Sequence[int]]) -> set[int]:
    """Hashes that stand in more than one sketch, and some others; a byte for each hash, not an entry of a dictionary"""
    total = sum(map(len, sketches := list(sketches)))
    places = bytearray(1 << min(max(total * PLACES, 1).bit_length(), LARGEST))
    mask, found = len(places) - 1, set[int]()
    for sketch in sketches:
        for value in sketch:
            if places[value & mask]:
                found.add(value)
            places[value & mask] = 1
    return found


def _may_be(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether an estimate from two sketches leaves it possible that they are of one story

    Up to the smaller of their largest hashes both are complete samples; so is a sketch that is not full.
    """
    last = min(values[-1] if len(values) == SKETCH else 1 << 32 for values in (one, other))
    smaller = min(bisect_right(values, last) for values in (one, other))
    deviation = sqrt(ESTIMATE * (1 - ESTIMATE) * smaller)
    return len(set(one).intersection(other)) >= ESTIMATE * smaller - DEVIATIONS * deviation


# --- what editors say ----------------------------------------------------------------------------------------------


def _stated(
    articles: Sequence[str], words: Mapping[str, SameStory], joined: list[int]
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """Articles that editors join to others, which is done in `joined`; and what cannot be done"""
    numbers = {ident: number for number, ident in enumerate(articles)}
    stated, problems = [], []
    for ident, word in words.items():
        if word.id == ALONE or ident not in numbers:
            continue
        fault = _fault(ident, word, words) if word.id in numbers else DRAFT
        if fault:
            problems.append(_problem(word, fault))
        else:
            _join(joined, numbers[ident], numbers[word.id])
            stated.append(numbers[ident])
    return frozenset(stated), tuple(problems)


def _fault(ident: str, word: SameStory, words: Mapping[str, SameStory]) -> tuple[str, str] | None:
    """Why an article cannot be joined to another; None: it can"""
    if word.id == ident:
        return ITSELF
    return APART if word.id in words and words[word.id].id == ALONE else None


def _problem(word: SameStory, fault: tuple[str, str]) -> Problem:
    message = f"same_story: '{word.id}' {fault[0]}"
    return Problem(severity="warning", code="story-apart", where=word.where, message=message, hint=fault[1])


def _root(joined: list[int], number: int) -> int:
    """The smallest number of those joined with one (union-find with path halving)"""
    while joined[number] != number:
        joined[number] = number = joined[joined[number]]
    return number


def _join(joined: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(joined, one), _root(joined, other)))
    joined[second] = first
