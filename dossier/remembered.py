"""All that one build remembers for the next, beside the results of jobs: in the cache's folder, one file for each."""

from collections.abc import Mapping
from pathlib import Path

from dossier.digests import digest
from dossier.errors import Problem
from dossier.kept import Value, keep, load
from dossier.model import Theme
from dossier.packing import pack
from dossier.readings import Readings
from dossier.render import Indexed, Memory, message_faults
from dossier.seen import Seen
from dossier.stories import Placed, Placing

#: Files in the folder: faults of messages, where articles were put among stories, what the search's lists were made of.
MESSAGES, STORIES, LISTS = "messages", "stories", "lists"


class Remembered:
    """What the last build knew, and what this one does."""

    def __init__(self, folder: Path | None) -> None:
        """folder: of the cache; None: nothing is known, or kept. To be made before files are looked at"""
        self._folder = folder
        self.seen, self.readings = Seen(folder), Readings(folder)
        self.lists = Memory(self._load(LISTS, Indexed))
        self._placing: Placing | None = None

    def messages(self, theme: Theme, lang: str) -> tuple[Problem, ...]:
        """`message_faults` of a theme and a language"""
        mark = digest(pack((theme, lang)))
        found = self._load(MESSAGES, tuple[Problem, ...], mark)
        if found is None:
            found = message_faults(theme, lang)
            self._keep(MESSAGES, found, mark)
        return found

    def placing(self, digests: Mapping[str, bytes]) -> Placing:
        """Where articles are put among stories; digests: of each article, by id"""
        self._placing = Placing(digests, self._load(STORIES, tuple[Placed, ...]) or ())
        return self._placing

    def save(self) -> None:
        """Leaves what this build knows; what cannot be written is not kept"""
        self.seen.save()
        self.readings.save()
        self._keep(LISTS, self.lists.after)
        if self._placing:
            self._keep(STORIES, self._placing.after)

    def _load(self, name: str, kind: type[Value], mark: bytes = b"") -> Value | None:
        return load(self._folder / name, kind, mark) if self._folder else None

    def _keep(self, name: str, value: object, mark: bytes = b"") -> None:
        if self._folder:
            keep(self._folder / name, value, mark)
