"""Text that was once read in a wrong encoding and saved so: told, named, and read anew where no character is in doubt.

`Ã©` is UTF-8 read as Windows-1252, `涓浗` UTF-8 read as GBK, `锟斤拷` what was lost before that.
"""

import re

from msgspec import Struct

#: What a byte is in Windows-1252 as browsers read it: five bytes that it leaves undefined are themselves.
WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_BYTES = {ord(char): byte for byte, char in WINDOWS.items()}
#: A character of UTF-8 read so: its first byte, then one to three that follow.
_FOLLOWING = re.escape("".join(WINDOWS[byte] for byte in range(0x80, 0xC0)))
#: Leads of scripts that pages are in: Latin, Greek, Cyrillic, Hebrew, Arabic (`ß“` is German), and of three bytes.
LATIN = re.compile(
    f"[\u00c2-\u00c6\u00ce-\u00d1\u00d7-\u00db][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}|\u00f0[{_FOLLOWING}]{{3}}"
)
#: The same in UTF-8, with a beginning that is quickly looked for: whether a text has such a place at all.
LATIN_BYTES = re.compile(rb"\xc3[\x82-\xb0](?:\xc2|\xc5|\xc6|\xcb|\xe2[\x80\x82\x84])")
#: The first two of three bytes of UTF-8, read as GBK: every third character of text that was read so, and characters
#: that Chinese text hardly has.
_PAIRS = (bytes([first, second]) for first in (*range(0xE3, 0xEA), 0xEF) for second in range(0x80, 0xC0))
HAN = re.compile("[" + "".join(pair.decode("gbk", "ignore") for pair in _PAIRS) + "]")
#: One of these stands in any longer text that was: ，的。 from their first byte on or from their second, and what is
#: lost (`ï¿½` has the form above).
HAN_SIGNS = ("锛", "紝", "鐨", "殑", "銆", "锟")
#: From so many such places on, and this share of the characters around them, a line is told to be broken.
LEAST_PLACES, LEAST_SHARE = 4, 0.2
#: What is left of characters that were lost before the file was saved.
LOST = re.compile("锟斤拷|ï¿½")
#: What no line that was read as it was meant has: controls, private characters, lost ones.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
#: So much of a broken place is shown.
SHOWN = 16


class Mended(Struct, frozen=True, kw_only=True):
    """A text, and what was wrong with it."""

    text: str
    mended: int = 0
    """Lines that were read anew."""
    broken: int = 0
    """Lines that look misread, and cannot be read anew without doubt."""
    lost: int = 0
    """Places where characters were lost before."""
    line: int = 0
    """The first line with any of these, from 1; 0: there is none."""
    example: str = ""
    """How the first of them looks in the file."""


def mend(text: str, data: bytes) -> Mended:
    """The text, each of whose misread lines is read anew where that and nothing else gives its bytes back

    data: the text in UTF-8.
    """
    if text.isascii() or not (LATIN_BYTES.search(data) or any(sign in text for sign in HAN_SIGNS)):
        return Mended(text=text)
    lines = text.split("\n")
    mended = broken = lost = first = 0
    example = ""
    for number, line in enumerate(lines):
        found = None if line.isascii() else _found(line)
        if found is None:
            continue
        if not first:
            first, example = number + 1, line[found.start() : found.start() + SHOWN]
        gone = sum(1 for _ in LOST.finditer(line))
        anew = None if gone else _anew(line)
        lost += gone
        mended += anew is not None
        broken += anew is None and not gone
        lines[number] = line if anew is None else anew
    return Mended(text="\n".join(lines), mended=mended, broken=broken, lost=lost, line=first, example=example)


def _found(line: str) -> re.Match[str] | None:
    """The first misread place of a line; None: the line looks as it should"""
    lost = LOST.search(line)
    foreign = len(line) - len(line.encode("ascii", "ignore"))
    for sign, size, least in ((LATIN, 2, 1), (HAN, 1, LEAST_PLACES)):
        places = sum(1 for _ in sign.finditer(line)) if lost is None else 0
        if places >= least and places * size >= LEAST_SHARE * foreign:
            return sign.search(line)
    return lost


def _anew(line: str) -> str | None:
    """A line read as it was meant; None: reading it so does not give it back, or gives what no text has"""
    for data in (_as_windows(line), _as_gbk(line)):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if text and not NO_TEXT.search(text):
            return text
    return None


def _as_windows(line: str) -> bytes:
    """The bytes that were read as Windows-1252 or Latin-1; none: it has characters that these never give"""
    try:
        return line.translate(_BYTES).encode("latin-1")
    except UnicodeEncodeError:
        return b""


def _as_gbk(line: str) -> bytes:
    """The bytes that were read as GBK; none: what was read so gives other bytes"""
    data = line.encode("gb18030", "ignore")
    return data if data.decode("gb18030", "replace") == line else b""
