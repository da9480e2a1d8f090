"""Sorted keys with their lists, cut into files at places that the keys themselves decide: an edit changes few of them.

An entry is a character that says how many characters the key shares with the one before (base 36), the others, a
space, and the list. A list that is that of the key without its last character is `=`, if both stand in one file.
"""

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from msgspec import Struct

from dossier.render.search.postings import END, GAP, SAME, encode

#: Characters from which a file may end, at a key whose hash says so (one of `CUT`), and where it ends in any case. A
#: query loads a file for each piece, so they are small; a directory names them all, so they are not tiny.
SHORTEST, LONGEST, CUT = 12_000, 32_000, 128
SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


class Shard(Struct, frozen=True):
    """One file of the index."""

    first: str
    """Its first key, after which it is called."""
    text: str


def shards(entries: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Shard]:
    """Files of some entries; entries: (key, numbers), in order of the keys' UTF-16 units, as JavaScript compares"""
    held: dict[str, Sequence[int]] = {}
    written: list[str] = []
    first, before, length = "", "", 0
    for key, numbers in entries:
        if length >= LONGEST or (length >= SHORTEST and crc32(key.encode()) % CUT == 0):
            yield Shard(first, END.join(written))
            held, written, before, length = {}, [], "", 0
        first = first if written else key
        said = SAME if held.get(key[:-1]) == numbers else encode(numbers)
        common = min(_shared(before, key), len(SHARED) - 1)
        entry = f"{SHARED[common]}{key[common:]}{GAP}{said}"
        written.append(entry)
        length += len(entry) + 1
        held[key], before = numbers, key
    if written:
        yield Shard(first, END.join(written))


def _shared(one: str, other: str) -> int:
    """How many characters two keys have in common from their beginning"""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


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
