"""Pictures that lie beside an article: found by the path that the article gives, inside content/ only."""

import os
import stat
from pathlib import Path

from msgspec import Struct

from dossier.pictures import KINDS, MAX_BYTES, copy_name

#: Note programs name a picture without its folder: these are looked into as well, below the article's own.
ATTACHMENTS = ("attachments", "assets", "images", "img", "media", "files", "_resources")
#: Longest path that is tried, in bytes.
LONGEST = 1_000


class Beside(Struct, frozen=True, kw_only=True):
    """A picture beside an article, or why there is none."""

    name: str = ""
    """`<SHA-256>.<kind>`; empty: it cannot be shown."""
    file: str = ""
    """Where it lies on this machine."""
    fault: str = ""
    """Why it cannot be shown, as a clause."""


def find_beside(source: str, local: str) -> Beside:
    """source: an article's file below a `content` folder; local: a path from its folder → the picture there"""
    folder = Path(source).parent
    content = _content(folder)
    ways = [local] if "/" in local else [local, *(f"{name}/{local}" for name in ATTACHMENTS)]
    for way in ways:
        file = os.path.normpath(folder / way)
        if len(os.fsencode(file)) > LONGEST or not os.path.lexists(file):
            continue
        if not os.path.realpath(file).startswith(os.path.realpath(content) + os.sep):
            return Beside(fault="it lies outside of content/")
        return _picture(file)
    return Beside(fault="there is no such file")


def load_picture(file: str) -> bytes:
    """The bytes of a picture that was found; raises OSError if it is gone"""
    with Path(file).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _content(folder: Path) -> Path:
    """The folder `content` above an article; a file that lies in none has only its own folder"""
    return next((parent for parent in (folder, *folder.parents) if parent.name == "content"), folder)


def _picture(file: str) -> Beside:
    try:
        status = Path(file).stat()
        if not stat.S_ISREG(status.st_mode):
            return Beside(fault="it is no file")
        if status.st_size > MAX_BYTES:
            return Beside(fault=f"it has more than {MAX_BYTES / 1e6:.0f} MB")
        name = copy_name(load_picture(file))
    except OSError as fault:
        return Beside(fault=f"it cannot be read: {fault.strerror}")
    return Beside(name=name, file=file) if name else Beside(fault=f"its bytes are no {KINDS}")
