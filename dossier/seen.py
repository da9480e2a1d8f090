"""Files as they were when they were last read: as long as the system says that one is the same, it is not read again.

A file that had changed just before it was looked at is read the next time too: it might have changed once more without
its time telling, as in Git's index (https://git-scm.com/docs/racy-git).
"""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct

from dossier.packing import pack, unpack
from dossier.read import Entry

Value = TypeVar("Value")
#: Nanoseconds: no file system tells times less exactly (FAT does to two seconds).
YOUNG = 2_000_000_000


class Look(Struct, frozen=True, array_like=True):
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

    def __init__(self, before: Mapping[str, Look]) -> None:
        """before: of the last build, by path. To be made before the files are looked at"""
        self._before, self._began = before, time.time_ns()
        self.now: dict[str, Look] = {}
        """Of this one."""

    def digest(self, entry: Entry) -> bytes | None:
        """Digest of a file's bytes; None: it is to be read"""
        old = self._same(entry)
        if old is None or not old.digest:
            return None
        self.now[entry.path] = old
        return old.digest

    def keep(self, entry: Entry, digest: bytes) -> None:
        """A file that was read; digest: of its bytes"""
        self._put(entry, digest, b"")

    def parsed(self, entry: Entry, kind: type[Value], parse: Callable[[], Value]) -> Value:
        """What is made of a file, which is read only if it has changed; kind: type of that"""
        old = self._same(entry)
        if old is not None and old.value:
            self.now[entry.path] = old
            return unpack(old.value, kind)
        found = parse()
        self._put(entry, b"", pack(found))
        return found

    def _same(self, entry: Entry) -> Look | None:
        old = self._before.get(entry.path)
        same = old and (old.size, old.mtime, old.ctime) == (entry.size, entry.mtime, entry.ctime)
        return old if same else None

    def _put(self, entry: Entry, digest: bytes, value: bytes) -> None:
        if max(entry.mtime, entry.ctime) < self._began - YOUNG:
            self.now[entry.path] = Look(entry.size, entry.mtime, entry.ctime, digest, value)
