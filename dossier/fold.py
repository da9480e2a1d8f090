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


class Table(dict[int, str]):
    """For `str.translate`: other characters stay as they are, each looked up and missed once only"""

    def __missing__(self, point: int) -> str:
        self[point] = same = chr(point)
        return same


class _Folded(dict[int, str]):
    """Code point → folded character, worked out when a text first has it: `str.translate` then runs without Python"""

    def __missing__(self, point: int) -> str:
        self[point] = folded = fold_char(chr(point))
        return folded


_FOLDED = _Folded()


def fold_char(char: str) -> str:
    """One character folded: NFKC and lower case, where that is one character too; marks made equal"""
    char = SEPARATORS.get(ord(char)) or MARKS.get(ord(char)) or char
    folded = unicodedata.normalize("NFKC", char)
    folded = folded if len(folded) == 1 else char
    lowered = folded.lower()
    lowered = lowered if len(lowered) == 1 else folded
    return " " if lowered.isspace() else lowered


def fold(text: str) -> str:
    """Width, case, separators of names, quotation marks and white space made equal; same length, same offsets"""
    return text.translate(_FOLDED)
