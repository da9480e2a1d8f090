"""How names are read, as the last build found it out: to load the library for that takes longer than many an edit."""

from collections.abc import Mapping

from dossier.pinyin import pinyin


class Readings:
    """`pinyin`, which remembers."""

    def __init__(self, before: Mapping[str, str]) -> None:
        """before: what the last build asked for, and how it is read"""
        self._before = before
        self.now: dict[str, str] = {}
        """The same of this one."""

    def __call__(self, text: str) -> str:
        """See `pinyin`"""
        found = self.now.get(text)
        if found is None:
            known = self._before.get(text)
            found = self.now[text] = pinyin(text) if known is None else known
        return found
