"""How wide words are, and how they fit into the room that a picture has for them."""

import unicodedata

#: Widths in em of characters that are wide, and of others (mean of Latin small letters, digits and spaces; capitals).
WIDE, NARROW, CAPITAL = 1.0, 0.54, 0.68


def ems(text: str) -> float:
    """Width of a text in em, as near as one gets without its font"""
    return sum(map(_width, text))


def short(text: str, room: float) -> str:
    """A text as far as it goes into a room of so many em, with an ellipsis where it is cut"""
    if ems(text) <= room:
        return text
    used, kept = WIDE, ""
    for char in text:
        used += _width(char)
        if used > room:
            break
        kept += char
    return kept.rstrip(" ・·-,，") + "…"


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF" or char in "・—…":
        return WIDE
    return CAPITAL if char.isupper() else NARROW
