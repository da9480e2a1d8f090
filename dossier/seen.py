"""Files as they were when they were last read: as long as the system says that one is the same, it is not read again.

A file that had changed just before it was looked at is read the next time too: it might have changed once more without
its time telling, as in Git's index (https://git-scm.com/docs/racy-git).
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from dossier.kept import keep, load
from dossier.packing import pack, unpack
from dossier.read import Entry

Value = TypeVar("Value")
#: Of the file in the cache's folder.
FILE = "seen"
#: Nanoseconds: no file system tells times less exactly (FAT does to two seconds).
YOUNG = 2_000_000_000


class _Look(Struct, frozen=True, array_like=True):
    """What the system said of a file, and what was read."""

    size: int
    mtime: int
    ctime: int
    digest: bytes = b""
    """Of its bytes; empty: it was not asked for."""
    value: bytes = b""
    """What was made of them, packed; empty: nothing is kept of that."""


class Seen:
    """Those of the last build, and of this one."""

    def __init__(self, folder: Path | None) -> None:
        """folder: of the cache; None: nothing is known, or kept. To be made before the files are looked at"""
        self._file, self._began = folder / FILE if folder else None, time.time_ns()
        self._old = load(self._file, dict[str, _Look]) or {} if self._file else {}
        self._new: dict[str, _Look] = {}

    def digest(self, entry: Entry) -> bytes | None:
        """Digest of a file's bytes; None: it is to be read"""
        old = self._same(entry)
        if old is None or not old.digest:
            return None
        self._new[entry.path] = old
        return old.digest

    def keep(self, entry: Entry, digest: bytes) -> None:
        """A file that was read; digest: of its bytes"""
        self._put(entry, digest, b"")

    def parsed(self, entry: Entry, kind: type[Value], parse: Callable[[], Value]) -> Value:
        """What is made of a file, which is read only if it has changed; kind: type of that"""
        old = self._same(entry)
        if old is not None and old.value:
            self._new[entry.path] = old
            return unpack(old.value, kind)
        found = parse()
        self._put(entry, b"", pack(found))
        return found

    def save(self) -> None:
        """Puts what this build knows in the place of what the last one knew"""
        if self._file:
            keep(self._file, self._new)

    def _same(self, entry: Entry) -> _Look | None:
        old = self._old.get(entry.path)
        same = old and (old.size, old.mtime, old.ctime) == (entry.size, entry.mtime, entry.ctime)
        return old if same else None

    def _put(self, entry: Entry, digest: bytes, value: bytes) -> None:
        if max(entry.mtime, entry.ctime) < self._began - YOUNG:
            self._new[entry.path] = _Look(entry.size, entry.mtime, entry.ctime, digest, value)
