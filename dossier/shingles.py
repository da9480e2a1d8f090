"""How alike two articles are: sketches made with each, which tell what may be alike, and comparison by shingles.

A sketch has the smallest hashes of an article's shingles (bottom-k: A. Broder, "On the resemblance and containment of
documents", 1997).
"""

import re
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import sqrt
from zlib import crc32

from msgspec import Struct

from dossier.model import TEXT_KINDS, Article

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
#: Bytes for each hash, while those are looked for that stand in two sketches; and of all, as a power of two, at most.
PLACES, LARGEST = 4, 26

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Content(Struct, frozen=True):
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


def content(article: Article) -> Content:
    """What an article is compared by"""
    text = _text(article)
    numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(text))
    return Content(frozenset(_hashes(text)), numbers)


def is_version(one: Content, other: Content) -> bool:
    """Whether two texts are mostly the same, or one is an excerpt of the other"""
    shared, sizes = len(one.shingles & other.shingles), sorted((len(one.shingles), len(other.shingles)))
    alike = shared >= RESEMBLANCE * (sum(sizes) - shared)
    return (alike or _has_excerpt(shared, sizes)) and _agree(one.numbers, other.numbers)


def _has_excerpt(shared: int, sizes: Sequence[int]) -> bool:
    return sizes[0] >= EXCERPT * sizes[1] and shared >= CONTAINMENT * sizes[0]


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer < NUMBERS or len(one & other) >= AGREEMENT * fewer


def contains(longer: Content, shorter: Content) -> bool:
    """Whether a text holds most of another, and more"""
    size = len(shorter.shingles)
    return len(longer.shingles) > size and len(longer.shingles & shorter.shingles) >= CONTAINMENT * size


def values(sketch: bytes) -> "array[int]":
    """The hashes of a sketch: a tenth of the memory that a tuple takes"""
    found = array("I", sketch)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def repeated(sketches: Iterable[Sequence[int]]) -> set[int]:
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


def may_be(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether an estimate from two sketches leaves it possible that they are of one story

    Up to the smaller of their largest hashes both are complete samples; so is a sketch that is not full.
    """
    last = min(values[-1] if len(values) == SKETCH else 1 << 32 for values in (one, other))
    smaller = min(bisect_right(values, last) for values in (one, other))
    deviation = sqrt(ESTIMATE * (1 - ESTIMATE) * smaller)
    return len(set(one).intersection(other)) >= ESTIMATE * smaller - DEVIATIONS * deviation
