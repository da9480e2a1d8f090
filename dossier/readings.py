"""How names are read, as the last build found it out: to load the library for that takes longer than many an edit."""

from pathlib import Path

from dossier.kept import keep, load
from dossier.pinyin import pinyin

#: Of the file in the cache's folder.
FILE = "readings"


class Readings:
    """`pinyin`, which remembers."""

    def __init__(self, folder: Path | None) -> None:
        """folder: of the cache; None: nothing is known, or kept"""
        self._file = folder / FILE if folder else None
        self._old = load(self._file, dict[str, str]) or {} if self._file else {}
        self._new: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """See `pinyin`"""
        found = self._new.get(text)
        if found is None:
            known = self._old.get(text)
            found = self._new[text] = pinyin(text) if known is None else known
        return found

    def save(self) -> None:
        """Puts what this build asked for in the place of what the last one did"""
        if self._file and self._new != self._old:
            keep(self._file, self._new)
