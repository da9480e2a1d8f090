"""What is too much for memory, on disk while a build runs: byte strings by number, in a file that has no name."""

import os
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import IO, overload

#: Bytes that are written together.
BUFFER = 1 << 20


class Numbered(Sequence[bytes]):
    """Byte strings by number, wherever each is."""

    def _one(self, number: int) -> bytes:
        raise NotImplementedError

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self._one(at) for at in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._one(number)


class Spool(Numbered):
    """Byte strings in the order in which they were added; gone when it is closed, or the process ends."""

    def __init__(self, folder: Path | None = None) -> None:
        """folder: on the disk that has room; None: where the system keeps such files"""
        self._file = tempfile.TemporaryFile(dir=folder, buffering=BUFFER)  # noqa: SIM115 (closed by `close`)
        self._ends = array("Q", [0])
        self._written = False

    def add(self, data: bytes) -> None:
        """One more, under the next number"""
        if self._written:
            self._file.seek(self._ends[-1])
            self._written = False
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _one(self, number: int) -> bytes:
        if not self._written:
            self._file.flush()
            self._written = True
        return _read(self._file, self._ends[number + 1] - self._ends[number], self._ends[number])

    def close(self) -> None:
        """Frees the disk"""
        self._file.close()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read(file: IO[bytes], size: int, start: int) -> bytes:
    """One call of the system for one record: a page may need a thousand, here and there"""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, start)
    file.seek(start)
    return file.read(size)
