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
from dossier.seen import Look, Seen
from dossier.stories import Placed, Placing

#: Files in the folder: what files of the site were like, how names are read, faults of messages.
SEEN, READINGS, MESSAGES = "seen", "readings", "messages"
#: Where articles were put among stories, what the lists of the search were made of.
STORIES, LISTS = "stories", "lists"


class Remembered:
    """What the last build knew, and what this one does."""

    def __init__(self, folder: Path | None, *, anew: bool = False) -> None:
        """folder: of the cache; None: nothing is kept. To be made before files are looked at. anew: nothing is known"""
        self._folder, self._anew = folder, anew
        self.seen = Seen(self._load(SEEN, dict[str, Look]) or {})
        self.readings = Readings(self._load(READINGS, dict[str, str]) or {})
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

    def save_found(self) -> None:
        """Leaves what is known of the articles by themselves, and lets it go; what cannot be written is not kept"""
        self._keep(SEEN, self.seen.now)
        if self._placing:
            self._keep(STORIES, self._placing.after)
        self.seen, self._placing = Seen({}), None

    def save(self) -> None:
        """Leaves all else that this build knows"""
        self._keep(READINGS, self.readings.now)
        self._keep(LISTS, self.lists.after)

    def _load(self, name: str, kind: type[Value], mark: bytes = b"") -> Value | None:
        return load(self._folder / name, kind, mark) if self._folder and not self._anew else None

    def _keep(self, name: str, value: object, mark: bytes = b"") -> None:
        if self._folder:
            keep(self._folder / name, value, mark)
