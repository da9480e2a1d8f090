"""Folding that keeps offsets: two spellings of one name become equal, and every character stays at its place."""

import unicodedata

#: Separators inside transliterated names, all written as one.
SEPARATORS = dict.fromkeys(map(ord, "・•‧．∙⋅･·"), "·")
#: Quotation marks and apostrophes, dashes: all written as one of each.
MARKS = {
    **dict.fromkeys(map(ord, "’‘ʼ′＇"), "'"),
    **dict.fromkeys(map(ord, "“”„″＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}


class _Folded(dict[int, str]):
    """Code point → folded character, worked out when a text first has it: `str.translate` then runs without Python"""

    def __missing__(self, point: int) -> str:
        char = SEPARATORS.get(point) or MARKS.get(point) or chr(point)
        self[point] = folded = _one(char)
        return folded


_FOLDED = _Folded()


def _one(char: str) -> str:
    """NFKC and lower case of one character, where that is one character too"""
    folded = unicodedata.normalize("NFKC", char)
    folded = folded if len(folded) == 1 else char
    lowered = folded.lower()
    lowered = lowered if len(lowered) == 1 else folded
    return " " if lowered.isspace() else lowered


def fold(text: str) -> str:
    """Width, case, separators of names, quotation marks and white space made equal; same length, same offsets"""
    return text.translate(_FOLDED)
