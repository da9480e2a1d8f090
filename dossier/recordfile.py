"""A file of records, each with a check sum, written beside the old one and put in its place when all is there.

What the system refuses to write is not kept, which only makes the next build slower.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO
from zlib import crc32

#: In front of a record: its length and check sum.
FRONT = struct.Struct("<II")


class Draft:
    """A new file, until it is put in place."""

    def __init__(self, file: Path) -> None:
        """file: whose place it takes"""
        self._file, self.size = file, 0
        """size: bytes of all records so far."""
        self._stream = _opened(file)

    def write(self, body: bytes) -> None:
        """One more record"""
        self.size += FRONT.size + len(body)
        if self._stream:
            try:
                self._stream.write(FRONT.pack(len(body), crc32(body)) + body)
            except OSError:
                self.give_up()

    def save(self, end: bytes = b"") -> None:
        """Puts it in place; end: what follows the last record"""
        if self._stream:
            with suppress(OSError):
                self._stream.write(end)
                self._stream.close()
                Path(self._stream.name).replace(self._file)

    def give_up(self) -> None:
        """Without a new file, if it has not been put in place: the old one stays"""
        if self._stream:
            with suppress(OSError):
                self._stream.close()
                Path(self._stream.name).unlink(missing_ok=True)
            self._stream = None


def places(data: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of each record's body, up to the first that is not whole"""
    at, view = 0, memoryview(data)
    while at + FRONT.size <= len(data):
        length, check = FRONT.unpack_from(data, at)
        start, at = at + FRONT.size, at + FRONT.size + length
        if crc32(view[start:at]) != check:
            return
        yield start, at


def _opened(file: Path) -> IO[bytes] | None:
    """A new file beside the old one; None: the system refuses it"""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.with_name(f"{file.name}.new").open("wb")
    except OSError:
        return None
