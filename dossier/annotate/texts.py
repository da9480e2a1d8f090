"""The blocks of an article as quotations are looked for in them: letter by letter, and folded."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from dossier.fold import fold
from dossier.model import Annotation, Block, Place

#: Characters that no reader sees; left out like white space when quotations are compared.
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
#: Two characters between which a word goes on, in the scripts that put spaces between words: letters and digits of
#: Latin, Greek and Cyrillic, and marks over them. 66 does not stand in 166.
INSIDE_WORD = re.compile(r"(?:(?=[^\W_])[0-\u052f\u1e00-\u1fff]|[\u0300-\u036f]){2}")


class Folded(Struct, frozen=True):
    """A text without white space, folded and decomposed (é is e and a mark), and where its characters stood."""

    text: str
    offsets: tuple[int, ...]


class Texts:
    """The blocks of an article, folded once for all its quotations."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks

    @cached_property
    def _folded(self) -> list[Folded]:
        return [folded(block.text) for block in self.blocks]

    @cached_property
    def whole(self) -> str:
        """All blocks folded, one after the other"""
        return "".join(one.text for one in self._folded)

    @cached_property
    def starts(self) -> list[int]:
        """Where each block begins in the whole, and where the last one ends"""
        return list(accumulate((len(one.text) for one in self._folded), initial=0))

    def exact(self, quote: str) -> Iterator[Place]:
        """Places where a text stands letter by letter"""
        for number, block in enumerate(self.blocks):
            for at in _all(block.text, quote):
                yield Place(block=number, start=at, end=at + len(quote))

    def folded(self, quote: str) -> Iterator[Place]:
        """Places where a text stands but for width, case, marks, white space and Unicode form"""
        wanted = folded(quote).text
        for number, one in enumerate(self._folded):
            for at in _all(one.text, wanted):
                place = self.place(self.starts[number] + at, self.starts[number] + at + len(wanted))
                if place is not None:
                    yield place

    def in_context(self, annotation: Annotation) -> Iterator[Place]:
        """Folded places between the folded prefix and suffix, other blocks included"""
        prefix, quote, suffix = (folded(t).text for t in (annotation.prefix, annotation.quote, annotation.suffix))
        for at in _all(self.whole, prefix + quote + suffix) if quote else ():
            start = at + len(prefix)
            place = self.place(start, start + len(quote))
            if place is not None:
                yield place

    def place(self, start: int, end: int) -> Place | None:
        """Where `whole[start:end]` stands; None: it goes over into the next block, or ends inside a character"""
        number = bisect_right(self.starts, start) - 1
        first, after = start - self.starts[number], end - self.starts[number]
        offsets = self._folded[number].offsets if number < len(self.blocks) else ()
        if not first < after <= len(offsets):
            return None
        if first and offsets[first] == offsets[first - 1]:
            return None
        if after < len(offsets) and offsets[after] == offsets[after - 1]:
            return None
        return Place(block=number, start=offsets[first], end=offsets[after - 1] + 1)

    def span(self, place: Place) -> tuple[int, int]:
        """Where a place stands in the whole"""
        offsets, start = self._folded[place.block].offsets, self.starts[place.block]
        first = bisect_right(offsets, place.start - 1)
        return start + first, start + bisect_right(offsets, place.end - 1)

    def cuts_word(self, place: Place) -> bool:
        """Whether a place begins or ends inside a word"""
        text = self.blocks[place.block].text
        return any(INSIDE_WORD.match(text, at - 1) for at in (place.start, place.end) if at > 0)

    def inside_word(self, at: int) -> bool:
        """Whether a position in the whole stands inside a word, or inside a character"""
        number = bisect_right(self.starts, at) - 1
        first = at - self.starts[number]
        if not first or number >= len(self.blocks):
            return False
        offsets = self._folded[number].offsets
        before = offsets[first - 1]
        return before == offsets[first] or bool(INSIDE_WORD.match(self.blocks[number].text, before))

    def at(self, place: Place) -> str:
        """What stands at a place"""
        return self.blocks[place.block].text[place.start : place.end]


def folded(text: str) -> Folded:
    """A text as quotations are compared"""
    kept = [(char, at) for at, char in enumerate(fold(text)) if char != " " and char not in INVISIBLE]
    joined = "".join(char for char, _ in kept)
    if unicodedata.is_normalized("NFD", joined):
        return Folded(joined, tuple(at for _, at in kept))
    apart = [(part, at) for char, at in kept for part in unicodedata.normalize("NFD", char)]
    return Folded("".join(part for part, _ in apart), tuple(at for _, at in apart))


def _all(text: str, wanted: str) -> Iterable[int]:
    """Every offset at which a text begins in another, also where two overlap; none for an empty one"""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
