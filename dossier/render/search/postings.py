"""Lists of numbers as short printable text, without quotation mark, backslash and `<`: nothing in it can end a script.

A list is written as the steps between its numbers; one that most numbers are in, as the steps between those that are
not; one in between, as bits, six a character.
"""

from collections.abc import Sequence
from itertools import chain
from operator import sub

#: What stands between a key and its list, and between entries; and what a list begins with that is no steps.
GAP, END, SAME, BITS, MISSING = " |=~^"
#: All other printable characters: the first half ends a number, the second says that another digit follows.
DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<' + GAP + END + SAME + BITS + MISSING)
BASE = len(DIGITS) // 2
#: Numbers to a character of bits: the first 64 digits.
SIX = 6


def step(number: int) -> str:
    """A number from 0 in digits, the lowest first"""
    written = ""
    while number >= BASE:
        written += DIGITS[BASE + number % BASE]
        number //= BASE
    return written + DIGITS[number]


class _Steps(dict[int, str]):
    """Difference of two numbers → the step as it is written, worked out once: `map` then runs without Python"""

    def __missing__(self, difference: int) -> str:
        self[difference] = written = step(difference - 1)
        return written


_STEPS = _Steps()


def encode(numbers: Sequence[int]) -> str:
    """A sorted list of different numbers, not empty

    Up to its last number only, so that articles which come later change nothing.
    """
    total = numbers[-1] + 1
    if len(numbers) * SIX <= total:
        return _steps(numbers)
    missing = total - len(numbers)
    if missing * SIX <= total:
        absent = sorted(set(range(total)).difference(numbers))
        return MISSING + step(total) + _steps(absent)
    return BITS + _bits(numbers, total)


def _steps(numbers: Sequence[int]) -> str:
    return "".join(map(_STEPS.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def _bits(numbers: Sequence[int], total: int) -> str:
    flags = bytearray(-(-total // SIX) * SIX)
    for number in numbers:
        flags[number] = 1
    return "".join([DIGITS[_SIXES[bytes(flags[at : at + SIX])]] for at in range(0, len(flags), SIX)])


#: Six flags, the first one the highest bit → their number.
_SIXES = {bytes(number >> bit & 1 for bit in range(SIX - 1, -1, -1)): number for number in range(1 << SIX)}


def decode(written: str) -> list[int]:
    """The numbers of a list that is not `SAME`; what static/find.js does, for tests and tools"""
    if written[0] == BITS:
        bits = (DIGITS.index(char) >> bit & 1 for char in written[1:] for bit in range(SIX - 1, -1, -1))
        return [number for number, bit in enumerate(bits) if bit]
    if written[0] == MISSING:
        total, *gaps = _numbers(written[1:])
        absent = set(_summed(gaps))
        return [number for number in range(total) if number not in absent]
    return _summed(_numbers(written))


def _numbers(written: str) -> list[int]:
    found, number, place = [], 0, 1
    for char in written:
        digit = DIGITS.index(char)
        number += digit % BASE * place
        place *= BASE
        if digit < BASE:
            found.append(number)
            number, place = 0, 1
    return found


def _summed(gaps: Sequence[int]) -> list[int]:
    found, last = [], -1
    for gap in gaps:
        last += gap + 1
        found.append(last)
    return found
