"""Which names are one: the same letters, one line of the lists of well-known names, or one candidate that has both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dossier.link.candidates.lexicon import directory
from dossier.link.names import is_latin, key
from dossier.model import EntityKind
from dossier.urls import slug


@lru_cache(maxsize=65536)
def node(name: str) -> str:
    """What makes two full names one: the same letters and digits, whatever stands between them

    Well-known names of one company or person are one (谷歌, Google) even if no article has both.
    """
    return slug(key(well_known_as(name)))


def well_known_as(name: str) -> str:
    """The name itself, or of a well-known one the name that stands for all of its line"""
    return _well_known().get(key(name), name)


@lru_cache(maxsize=1)
def _well_known() -> dict[str, str]:
    """Key of each name of the lists of well-known ones → the first Latin name of its line, or else the first"""
    known = directory()
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text, one in zip(known.texts, known.names, strict=True):
        if one.kind != "product" and not one.plain:
            lines[one.kind, one.key].append(text)
    chosen = {line: min(texts, key=lambda t: (not is_latin(t), t != line[1], t)) for line, texts in lines.items()}
    return {key(text): chosen[line] for line, texts in lines.items() for text in texts}


class Groups:
    """Names that are one entity's (disjoint sets), at most one curated entity in each."""

    def __init__(self, owners: Mapping[tuple[EntityKind, str], str]) -> None:
        """owners: names of curated entities → `kind/id`"""
        self._parent: dict[tuple[EntityKind, str], tuple[EntityKind, str]] = {}
        self._owner = dict(owners)

    def join(self, together: Iterable[tuple[EntityKind, tuple[str, ...]]]) -> None:
        """Joins names that candidates have together, in an order that does not depend on the articles'"""
        pairs = set()
        for kind, names in together:
            first, *others = [(kind, node(name)) for name in names]
            pairs |= {(first, other) for other in others}
        for a, b in sorted(pairs):
            self._unite(self.root(a), self.root(b))

    def root(self, name: tuple[EntityKind, str]) -> tuple[EntityKind, str]:
        """The name that stands for a group"""
        path = []
        while (parent := self._parent.get(name, name)) != name:
            path.append(name)
            name = parent
        for passed in path:
            self._parent[passed] = name
        return name

    def owner(self, name: tuple[EntityKind, str]) -> str:
        """The curated entity of a name's group, or NOBODY; empty: there is none yet"""
        return self._owner.get(self.root(name), "")

    def _unite(self, a: tuple[EntityKind, str], b: tuple[EntityKind, str]) -> None:
        first, second = self._owner.get(a, ""), self._owner.get(b, "")
        if a == b or (first and second and first != second):
            return  # the editor says that they are two
        a, b = min(a, b), max(a, b)
        self._parent[b] = a
        if first or second:
            self._owner[a] = first or second
