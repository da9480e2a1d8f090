"""Which curated people, or companies, have one name, and the address of the page that tells them apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from dossier.model import Entity
from dossier.urls import namesakes_path


class SameName(Struct, frozen=True, kw_only=True):
    """A name of several."""

    path: str
    name: str
    """As the first of them writes it."""
    bearers: tuple[str, ...]
    """`kind/id` of each, sorted; at least two."""


def same_names(entities: Mapping[str, Entity]) -> tuple[SameName, ...]:
    """The names that several of the curated ones have, by path; entities: those with a page, by `kind/id`"""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for ref, entity in sorted(entities.items()):
        if entity.status == "curated":
            for name in _names(entity):
                bearers[namesakes_path(entity.kind, name)].setdefault(ref, name)
    return tuple(
        SameName(path=path, name=next(iter(names.values())), bearers=tuple(names))
        for path, names in sorted(bearers.items())
        if len(names) > 1
    )


def _names(entity: Entity) -> Iterator[str]:
    """Names that more than one may have: the main ones, and those that the editor calls ambiguous"""
    yield from filter(None, (entity.name, entity.latin))
    yield from (name.text for name in entity.names if name.ambiguous)
