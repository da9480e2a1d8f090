"""Everything that people wrote for a site, read and checked before any article is opened."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

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
from dossier.model import Entity, FreePage, Rejection, Sidecar, Theme
from dossier.read import ArticleEntry, Entry, Inventory, load_text, load_theme, scan

Parsed = TypeVar("Parsed")


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


def gather(folder: Path) -> tuple[Site, tuple[Problem, ...]]:
    """The site in a folder, and every fault of its files in order; raises Failure if the folder is no site"""
    inventory, found = scan(folder)
    problems = list(found)
    settings = _settings(inventory, problems)
    entities = tuple(_entities(inventory, problems))
    sidecars = dict(_sidecars(inventory.articles, problems))
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
    return next(_each(entries, problems, lambda text, entry: parse_settings(text, entry.path)), Settings())


def _rejected(inventory: Inventory, problems: list[Problem]) -> tuple[Rejection, ...]:
    entries = [inventory.rejected] if inventory.rejected else []
    return next(_each(entries, problems, lambda text, entry: parse_rejected(text, entry.path)), ())


def _entities(inventory: Inventory, problems: list[Problem]) -> Iterator[Entity]:
    yield from _each(
        inventory.people, problems, lambda text, e: parse_entity(text, Titled(id=e.id, kind="person", path=e.path))
    )
    yield from _each(
        inventory.companies, problems, lambda text, e: parse_entity(text, Titled(id=e.id, kind="company", path=e.path))
    )


def _pages(inventory: Inventory, problems: list[Problem]) -> Iterator[FreePage]:
    return _each(inventory.pages, problems, lambda text, entry: parse_page(text, entry.id, entry.path))


def _sidecars(articles: Iterable[ArticleEntry], problems: list[Problem]) -> Iterator[tuple[str, Sidecar]]:
    for article in articles:
        if article.sidecar:
            for sidecar in _each([article.sidecar], problems, lambda text, entry: parse_sidecar(text, entry.path)):
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
    parse: Callable[[str, Entry], tuple[Parsed | None, tuple[Problem, ...]]],
) -> Iterator[Parsed]:
    """What the entries' texts say, one after the other; faults are collected"""
    for entry in entries:
        try:
            parsed, faults = parse(load_text(entry), entry)
        except Failure as failure:
            parsed, faults = None, failure.problems
        problems += faults
        if parsed is not None:
            yield parsed
