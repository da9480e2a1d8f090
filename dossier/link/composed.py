"""Texts with marks of their own (e and an acute accent) as texts with one character for both, and the way back."""

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

#: A character with the marks behind it; kana have two of their own. Bounded: a heap of marks composes to nothing.
_CLUSTER = re.compile(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]{1,8}")


class Composed(Struct, frozen=True):
    """A text in NFC, and where its parts stand in the text that it was made of."""

    text: str
    ends: tuple[int, ...] = ()
    """Where, in `text`, each stretch that was made shorter ends, in order."""
    shifts: tuple[int, ...] = ()
    """How many characters the text was shortened by up to there."""

    def place(self, at: int) -> int:
        """The offset in the first text of an offset in this one that does not lie inside a shortened stretch"""
        number = bisect_right(self.ends, at)
        return at + self.shifts[number - 1] if number else at


def composed(text: str) -> Composed:
    """A text with its marks composed; of most texts the text itself"""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return Composed(text)
    parts, ends, shifts = [], list[int](), list[int]()
    last = length = shift = 0
    for match in _CLUSTER.finditer(text):
        one = unicodedata.normalize("NFC", match[0])
        parts += [text[last : match.start()], one]
        length += match.start() - last + len(one)
        shift += len(match[0]) - len(one)
        last = match.end()
        ends.append(length)
        shifts.append(shift)
    return Composed("".join([*parts, text[last:]]), tuple(ends), tuple(shifts))
