"""Everything that people wrote for a site, read and checked before any article is opened."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias, TypeVar

from msgspec import Struct

from dossier.config import Settings, parse_settings
from dossier.editorial import (
    KnownIds,
    Titled,
    all_moved,
    check_entities,
    check_moved,
    check_rejected,
    known_ids,
    parse_entity,
    parse_page,
    parse_rejected,
    parse_sidecar,
    resolve_sidecar,
)
from dossier.errors import Failure, Problem, in_order
from dossier.model import Entity, EntityKind, FreePage, Rejection, Sidecar, Theme
from dossier.read import ArticleEntry, Entry, Inventory, load_text, load_theme, scan
from dossier.seen import Seen

Parsed = TypeVar("Parsed")
#: What a file says, None if it cannot be read; and its faults.
Read: TypeAlias = tuple[Parsed | None, tuple[Problem, ...]]
_ENTITY, _SIDECAR = tuple[Entity | None, tuple[Problem, ...]], tuple[Sidecar | None, tuple[Problem, ...]]


class Site(Struct, frozen=True, kw_only=True):
    """A site as its editor describes it; its articles are listed, not read."""

    settings: Settings
    entities: tuple[Entity, ...]
    """Curated ones, by kind and id."""
    sidecars: dict[str, Sidecar]
    """By article id."""
    pages: tuple[FreePage, ...]
    theme: Theme
    ids: KnownIds
    articles: tuple[ArticleEntry, ...]
    """Drafts are left out."""
    rejected: tuple[Rejection, ...] = ()


def gather(folder: Path, seen: Seen | None = None) -> tuple[Site, tuple[Problem, ...]]:
    """The site in a folder, and every fault of its files in order; raises Failure if the folder is no site

    seen: what the last build read of these files, which need not be read again.
    """
    inventory, found = scan(folder)
    seen = seen or Seen({})
    problems = list(found)
    settings = _settings(inventory, problems)
    entities = tuple(_entities(inventory, problems, seen))
    sidecars = dict(_sidecars(inventory.articles, problems, seen))
    ids = known_ids(entities, (a.source.id for a in inventory.articles), sidecars)
    checked, faults = check_entities(entities, ids)
    problems += [*faults, *check_moved(all_moved(entities, sidecars), ids)]
    rejected = _rejected(inventory, problems)
    problems += check_rejected(rejected, entities)
    for ident, sidecar in sidecars.items():
        sidecars[ident], faults = resolve_sidecar(sidecar, ids)
        problems += faults
    site = Site(
        settings=settings,
        entities=checked,
        sidecars=sidecars,
        pages=tuple(_pages(inventory, problems)),
        theme=_theme(inventory, problems),
        ids=ids,
        articles=tuple(a for a in inventory.articles if not _is_draft(sidecars.get(a.source.id))),
        rejected=rejected,
    )
    return site, tuple(in_order(problems))


def no_site() -> Site:
    """A site with nothing in it, for a file that is judged outside of one"""
    return Site(
        settings=Settings(),
        entities=(),
        sidecars={},
        pages=(),
        theme=Theme(templates=(), assets=()),
        ids=KnownIds(),
        articles=(),
    )


def _is_draft(sidecar: Sidecar | None) -> bool:
    return sidecar is not None and sidecar.draft


def _settings(inventory: Inventory, problems: list[Problem]) -> Settings:
    entries = [inventory.settings] if inventory.settings else []
    return next(_each(entries, problems, lambda entry: parse_settings(load_text(entry), entry.path)), Settings())


def _rejected(inventory: Inventory, problems: list[Problem]) -> tuple[Rejection, ...]:
    entries = [inventory.rejected] if inventory.rejected else []
    return next(_each(entries, problems, lambda entry: parse_rejected(load_text(entry), entry.path)), ())


def _entities(inventory: Inventory, problems: list[Problem], seen: Seen) -> Iterator[Entity]:
    def read(kind: EntityKind) -> Callable[[Entry], Read[Entity]]:
        def parsed(e: Entry) -> Read[Entity]:
            title = Titled(id=e.id, kind=kind, path=e.path)
            return seen.parsed(e, _ENTITY, lambda: parse_entity(load_text(e), title))

        return parsed

    yield from _each(inventory.people, problems, read("person"))
    yield from _each(inventory.companies, problems, read("company"))


def _pages(inventory: Inventory, problems: list[Problem]) -> Iterator[FreePage]:
    return _each(inventory.pages, problems, lambda entry: parse_page(load_text(entry), entry.id, entry.path))


def _sidecars(articles: Iterable[ArticleEntry], problems: list[Problem], seen: Seen) -> Iterator[tuple[str, Sidecar]]:
    def read(entry: Entry) -> Read[Sidecar]:
        return seen.parsed(entry, _SIDECAR, lambda: parse_sidecar(load_text(entry), entry.path))

    for article in articles:
        if article.sidecar:
            for sidecar in _each([article.sidecar], problems, read):
                yield article.source.id, sidecar


def _theme(inventory: Inventory, problems: list[Problem]) -> Theme:
    try:
        return load_theme(inventory)
    except Failure as failure:
        problems += failure.problems
        return Theme(templates=(), assets=())


def _each(
    entries: Iterable[Entry],
    problems: list[Problem],
    read: Callable[[Entry], "Read[Parsed]"],
) -> Iterator[Parsed]:
    """What the entries say, one after the other; faults are collected"""
    for entry in entries:
        try:
            parsed, faults = read(entry)
        except Failure as failure:
            parsed, faults = None, failure.problems
        problems += faults
        if parsed is not None:
            yield parsed
