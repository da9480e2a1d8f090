"""The heads of a job's results, kept apart from the results: what every build looks at, without reading the rest."""

from pathlib import Path
from typing import NamedTuple

from dossier.digests import SIZE
from dossier.recordfile import Draft, places

#: Of a job's file in the cache's folder, before the job's name.
FILE = "heads-"


class Head(NamedTuple):
    """Of one result."""

    digest: bytes
    """Of the whole."""
    head: bytes


class Heads:
    """Those of the last build, and the ones that this build leaves, by the keys of their results. To be closed."""

    def __init__(self, folder: Path, job: str) -> None:
        """folder: of the cache"""
        file = folder / f"{FILE}{job}"
        try:
            self._data = file.read_bytes()
        except OSError:
            self._data = b""
        self._old = {self._data[start : start + SIZE]: (start, end) for start, end in places(self._data)}
        self._draft = Draft(file)

    def get(self, key: bytes) -> Head | None:
        """What is known of a result; it is kept for the next build too"""
        if key not in self._old:
            return None
        start, end = self._old[key]
        self._draft.write(self._data[start:end])
        return Head(self._data[start + SIZE : start + 2 * SIZE], self._data[start + 2 * SIZE : end])

    def keep(self, key: bytes, head: Head) -> None:
        """One more; key: of `SIZE` bytes"""
        self._draft.write(key + head.digest + head.head)

    def forget(self) -> None:
        """Gives memory back: all have been asked for"""
        self._data, self._old = b"", {}

    def save(self) -> None:
        """Puts what this build used in the place of what the last one left"""
        self._draft.save()

    def close(self) -> None:
        """Without that, if it has not been saved: the old file stays"""
        self._draft.give_up()
