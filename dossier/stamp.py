"""Whether anything changed since a build: all files that went into it, and all that it wrote, by name, size and time.

As in Git's index, a file whose time is as late as the look at it is told by its content too: it might change again
without its time telling (https://git-scm.com/docs/racy-git).
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dossier.atomic import put
from dossier.code import code_digest
from dossier.order import Built, Choices
from dossier.read import SOURCES, default_theme
from dossier.seen import YOUNG

#: Of the file in the cache's folder.
FILE = "stamp"


class Census(Struct, frozen=True):
    """What went into a build when it began; equal as long as nothing of it changed."""

    code: bytes
    choices: tuple[str, ...]
    files: bytes
    """Digest of names, sizes and times."""
    young: tuple[tuple[str, bytes], ...] = ()
    """Files that were younger than `YOUNG`, and the digests of their bytes."""


class Stamp(Struct, frozen=True):
    """A build that ended well."""

    census: Census
    output: bytes
    """Digest of names, sizes and times of the files in the output folder."""
    built: Built


def census(choices: Choices) -> Census:
    """Looks at all files that a build reads, now"""
    now, young = time.time_ns(), list[str]()
    digest = _digest(_inputs(choices.site), now - YOUNG, young)
    said = (str(choices.site.absolute()), str(choices.output), str(choices.strict), str(choices.url))
    return Census(code_digest(), said, digest, tuple((file, _content(file)) for file in sorted(young)))


def unchanged(folder: Path, choices: Choices) -> Built | None:
    """What the last build told, if one with the same choices would do nothing; None: it might do something

    folder: of the cache.
    """
    try:
        stamp = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=Stamp)
    except (OSError, msgspec.MsgspecError):
        return None
    before, now = stamp.census, census(choices)
    same = (now.code, now.choices, now.files) == (before.code, before.choices, before.files)
    if not same or any(_content(file) != content for file, content in before.young):
        return None
    if choices.output is None or _written(choices.output) != stamp.output:
        return None
    return stamp.built


def leave(folder: Path, before: Census, choices: Choices, built: Built) -> None:
    """Remembers a build that ended well; before: taken when it began"""
    if choices.output and built.written:
        nothing_new = replace(built.written, changed=0, removed=0)
        told = replace(built, written=nothing_new)
        data = msgspec.msgpack.encode(Stamp(before, _written(choices.output), told))
        put(folder / FILE, data)


def _inputs(site: Path) -> Iterator[str]:
    yield from (str(site / name) for name in SOURCES)
    yield from (str(default_theme() / name) for name in ("templates", "static"))


def _written(folder: Path) -> bytes:
    return _digest([str(folder)], time.time_ns(), [])


def _content(file: str) -> bytes:
    try:
        return hashlib.sha256(Path(file).read_bytes()).digest()
    except OSError:
        return b""


def _digest(roots: Iterable[str], since: int, young: list[str]) -> bytes:
    """Of names, sizes and times of all files below some folders; those changed later than `since` go to `young`"""
    digest, encode = hashlib.blake2b(digest_size=16), msgspec.msgpack.Encoder().encode
    pending = list(roots)
    while pending:
        folder = pending.pop()
        found, folders = _look(folder, since, young)
        digest.update(encode((os.fsencode(folder), found)))
        pending += folders
    return digest.digest()


def _look(path: str, since: int, young: list[str]) -> tuple[list[tuple[bytes, int, int, int]], list[str]]:
    """The files of a folder, or the one file at a path: name, size, time, number; and the folders in it, by name"""
    found, folders = list[tuple[bytes, int, int, int]](), list[str]()
    try:
        entries = sorted(os.scandir(path), key=attrgetter("name"))
    except NotADirectoryError:
        entries = []
        status = Path(path).stat()
        found.append((b"", status.st_size, status.st_mtime_ns, status.st_ino))
        if found[0][2] > since:
            young.append(path)
    except OSError:
        return found, folders
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
            continue
        name = entry.name.encode("utf-8", "surrogatepass")
        try:
            status = entry.stat()
        except OSError:
            found.append((name, -1, -1, -1))
            continue
        found.append((name, status.st_size, status.st_mtime_ns, status.st_ino))
        if status.st_mtime_ns > since and stat.S_ISREG(status.st_mode):  # a pipe would never end
            young.append(entry.path)
    return found, folders[::-1]
