"""Sorted keys with their lists, cut into files at places that the keys themselves decide: an edit changes few of them.

An entry is a character that says how many characters the key shares with the one before (base 36), the others, a
space, and the list. A list that is that of the key without its last character is `=`, if both stand in one file.
"""

from collections.abc import Iterable, Iterator
from zlib import crc32

from msgspec import Struct

from dossier.render.search.postings import END, GAP, SAME

#: Characters from which a file may end, at a key whose hash says so (one of `CUT`), and where it ends in any case. A
#: query loads a file for each piece, so they are small; a directory names them all, so they are not tiny.
SHORTEST, LONGEST, CUT = 12_000, 32_000, 128
SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


class Shard(Struct, frozen=True):
    """One file of the index."""

    first: str
    """Its first key, after which it is called."""
    text: str


def shards(entries: Iterable[str]) -> Iterator[Shard]:
    """Files of some entries, each as `parts.written` makes it; in order of the keys' UTF-16 units"""
    held: set[str] = set()
    lines: list[str] = []
    first, before, length = "", "", 0
    for entry in entries:
        key, _, said = entry.partition(GAP)
        if length >= LONGEST or (length >= SHORTEST and crc32(key.encode()) % CUT == 0):
            yield Shard(first, END.join(lines))
            held, lines, before, length = set(), [], "", 0
        first = first if lines else key
        if said[0] == SAME:
            said = SAME if key[:-1] in held else said[1:]
        common = _shared(before, key)
        lines.append(line := f"{SHARED[common]}{key[common:]}{GAP}{said}")
        length += len(line) + 1
        held.add(key)
        before = key
    if lines:
        yield Shard(first, END.join(lines))


def _shared(one: str, other: str) -> int:
    """How many characters two keys have in common from their beginning, as far as `SHARED` can say it"""
    common = 0
    for a, b in zip(one, other[: len(SHARED) - 1], strict=False):
        if a != b:
            break
        common += 1
    return common


def shard_name(first: str) -> str:
    """Name of the file that begins with a key: the key's UTF-16 units in hexadecimal"""
    return first.encode("utf-16-be").hex()


def entries(text: str) -> Iterator[tuple[str, str]]:
    """The keys of a file, each with its list as it stands; what static/find.js does, for tests and tools"""
    key, said = "", dict[str, str]()
    for entry in text.split(END):
        rest, _, numbers = entry.partition(GAP)
        key = key[: SHARED.index(rest[0])] + rest[1:]
        said[key] = said[key[:-1]] if numbers == SAME else numbers
        yield key, said[key]
