"""Folding that keeps offsets: two spellings of one name become equal, and every character stays at its place."""

import re
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


#: What most texts have of characters that fold to others, apart from capitals.
_COMMON = tuple((char, fold_char(char)) for char in "，：；？！（）“”‘’—\xa0\n")
#: Characters that fold to themselves, and ASCII capitals: a text of these only needs small letters.
_ONLY_CASE = re.compile(r"[ -~\u3400-\u9fff、。《》…·]*+")
#: Up to so many characters looking for those costs more than it saves.
_LONG = 24


def fold(text: str) -> str:
    """Width, case, separators of names, quotation marks and white space made equal; same length, same offsets"""
    if len(text) > _LONG:
        for char, folded in _COMMON:
            text = text.replace(char, folded)
        if _ONLY_CASE.fullmatch(text):
            return text.lower()
    return text.translate(_FOLDED)
