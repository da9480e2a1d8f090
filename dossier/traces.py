"""What the last build knew of its pages: on what each depends, and the digest of its bytes. One file beside the cache.

A lot whose dependencies all have their old digests is not made again. Of one that is, those pages are not rendered
again which show what they showed: a page that cites an article changes only with what it cites.
"""

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dossier.code import code_digest
from dossier.digests import digest
from dossier.model import Theme
from dossier.packing import pack
from dossier.recordfile import Draft, places
from dossier.render import Book, Lot, Placed, State, Trace

#: Of the file in the cache's folder.
FILE = "traces"
#: At the file's end: where the last record begins, which is the names.
END = struct.Struct("<Q")
#: A dependency is an integer of 32 bits: its kind, and below that the number of its name.
SHIFT = 28


class Pressed(NamedTuple):
    """A page as it was rendered."""

    path: str
    shown: bytes
    """Digest of all that it shows."""
    digest: str
    """SHA-256 of its bytes."""


class Known(Struct, frozen=True, array_like=True):
    """A lot as it was made."""

    name: str
    needs: bytes
    """Its dependencies: unsigned integers of 32 bits."""
    digest: bytes
    """Of all of them as they were."""
    placed: Placed
    pages: tuple[Pressed, ...] = ()
    result: tuple[str, ...] = ()
    """Of what is no page."""


class _Names(Struct, frozen=True, array_like=True):
    """At the file's end: what integers in it mean."""

    seal: bytes
    names: tuple[str, ...]


def seal(book: Book, theme: Theme) -> bytes:
    """What all pages depend on: the program, the look, and what site.yaml says"""
    whole = pack((book.settings, book.scale, book.site, theme))
    return digest(code_digest(), whole)


class Traces:
    """Those of the last build, and the ones that this build leaves. To be closed."""

    def __init__(self, folder: Path | None, state: State, mark: bytes, *, anew: bool = False) -> None:
        """folder: of the cache; None: nothing is known, or kept; mark: see `seal`

        anew: there are no files of that build any more.
        """
        self._state, self._mark, file = state, mark, folder / FILE if folder else None
        self._old, self._old_names = _read(file, mark) if file and not anew else ({}, ())
        self._new = Draft(file) if file else None
        self._numbers: dict[str, int] = {}
        self._now: dict[int, tuple[bytes, int]] = {}

    def __enter__(self) -> "Traces":
        return self

    def __exit__(self, *_: object) -> None:
        if self._new:
            self._new.give_up()

    def known(self, lot: Lot) -> Known | None:
        """A lot that is as it was; None: it is to be made"""
        old = self._old.get(lot.name)
        if old is None:
            return None
        needs, placed = [self._need(number) for number in array("I", old.needs)], self._placed(lot)
        if old.digest != digest(placed.found, *(version for version, _ in needs)):
            return None
        numbers = array("I", (number for _, number in needs))
        return replace(old, needs=numbers.tobytes(), placed=placed)

    def pages(self, lot: str) -> dict[str, Pressed]:
        """Those of a lot as the last build left them, by path"""
        old = self._old.get(lot)
        return {page.path: page for page in old.pages} if old else {}

    def made(self, lot: Lot, trace: Trace) -> Known:
        """What is to be known of a lot that was made just now, but for its pages"""
        needs, placed = trace.needs(), self._placed(lot)
        versions = (self._state.of(*need) for need in needs)
        numbers = array("I", (self._number(*need) for need in needs))
        return Known(lot.name, numbers.tobytes(), digest(placed.found, *versions), placed)

    def keep(self, lot: Known) -> None:
        """For the next build"""
        self._write(lot)

    def save(self) -> None:
        """Puts what this build knows in the place of what the last one knew; what cannot be written is not kept"""
        if self._new:
            start = self._new.size
            self._write(_Names(self._mark, tuple(self._numbers)))
            self._new.save(END.pack(start))

    def _write(self, record: Struct) -> None:
        if self._new:
            self._new.write(msgspec.msgpack.encode(record))

    def _placed(self, lot: Lot) -> Placed:
        old = self._old.get(lot.name)
        return self._state.place(lot, old.placed if old else None)

    def _need(self, old: int) -> tuple[bytes, int]:
        """What a dependency of the last build is now, and its number"""
        found = self._now.get(old)
        if found is None:
            kind, name = old >> SHIFT, self._old_names[old & (1 << SHIFT) - 1]
            found = self._now[old] = self._state.of(kind, name), self._number(kind, name)
        return found

    def _number(self, kind: int, name: str) -> int:
        return kind << SHIFT | self._numbers.setdefault(name, len(self._numbers))


def _read(file: Path, mark: bytes) -> tuple[dict[str, Known], tuple[str, ...]]:
    """The lots of the last build by name, and what their integers mean; nothing if they are of another site"""
    try:
        data = file.read_bytes()
        (start,) = END.unpack(data[-END.size :])
        names = msgspec.msgpack.decode(next(_records(data[start : -END.size])), type=_Names)
        if names.seal != mark:
            return {}, ()
        lots = map(msgspec.msgpack.Decoder(Known).decode, _records(data[:start]))
        return {lot.name: lot for lot in lots}, names.names
    except (OSError, struct.error, msgspec.MsgspecError, StopIteration):
        return {}, ()


def _records(data: bytes) -> Iterator[bytes]:
    return (data[start:end] for start, end in places(data))
