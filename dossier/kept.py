"""What a build knows, in a file for the next one: whole, and of the same program and site, or not there at all."""

from pathlib import Path
from typing import TypeVar

import msgspec

from dossier.atomic import put
from dossier.code import code_digest
from dossier.digests import SIZE, digest

Value = TypeVar("Value")


def load(file: Path, kind: type[Value], mark: bytes = b"") -> Value | None:
    """What was kept in a file; None: nothing, something broken, or of another program or mark; kind: its type"""
    try:
        data = file.read_bytes()
        if data[:SIZE] != digest(code_digest(), mark, data[SIZE:]):
            return None
        return msgspec.msgpack.decode(data[SIZE:], type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def keep(file: Path, value: object, mark: bytes = b"") -> None:
    """Puts a value in the place of what was there; what cannot be written is not kept

    mark: what of the site decides over it.
    """
    data = msgspec.msgpack.encode(value)
    put(file, digest(code_digest(), mark, data) + data)
