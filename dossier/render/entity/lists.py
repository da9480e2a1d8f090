"""The long lists of a profile: it shows the newest entries, and pages of their own have all of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dossier.render.archive import Page
from dossier.render.book import Book, chunks, numbered, page_of
from dossier.render.entity.roles import read_ever, role_views
from dossier.render.moments import Dated
from dossier.render.sayings import figures, quotes
from dossier.render.views import EntityListView, Part, RoleView, Whole
from dossier.urls import page_path

#: Entries on one page of a list: this many, and up to twice as many on the newest.
ENTRIES_ON_PAGE = 100
#: Entries that a profile shows; of a list that has more, there are pages with all of them.
MOMENTS, QUOTES, FIGURES = 12, 10, 10


class Listed(Struct, frozen=True, kw_only=True):
    """A list of a profile."""

    part: Part
    entries: Sequence[Any]
    """The newest first; small, since there may be a hundred thousand."""
    views: Callable[[Sequence[Any]], tuple[Any, ...]]
    """Entries → what a page shows of them."""
    shown: int
    """How many of them the profile shows."""

    def newest(self) -> tuple[Any, ...]:
        """What the profile shows"""
        return self.views(self.entries[: self.shown])

    def whole(self, book: Book, ref: str) -> Whole | None:
        """Where all entries are; None: the profile has them"""
        count = len(self.entries)
        return Whole(path=list_path(book, ref, self.part), count=count) if count > self.shown else None


def list_path(book: Book, ref: str, part: Part) -> str:
    """Path of all entries of a list: people/x~timeline.html; no id has a `~`, so it is nobody's"""
    entity = book.entities[ref]
    return page_path(entity.kind, f"{entity.id}~{part}")


def timeline(book: Book, ref: str) -> Listed:
    """Entries of a timeline; a sentence that several articles have once for each date"""
    entries = list(_moments(book, ref))
    return Listed(part="timeline", entries=entries, views=lambda some: tuple(map(book.moment, some)), shown=MOMENTS)


def said(book: Book, ref: str) -> Listed:
    """What somebody says"""
    return Listed(part="quotes", entries=quotes(book, ref), views=tuple, shown=QUOTES)


def amounts(book: Book, ref: str) -> Listed:
    """Figures of an organisation"""
    return Listed(part="figures", entries=figures(book, ref), views=tuple, shown=FIGURES)


def roles(book: Book, ref: str, by_editors: Sequence[RoleView]) -> Listed:
    """All roles, for a profile that cannot show them: it has its own choice of them"""

    entries = [*by_editors, *read_ever(book, ref)]
    return Listed(part="roles", entries=entries, views=partial(role_views, book, ref), shown=0)


def list_pages(book: Book, ref: str, listed: Iterable[Listed]) -> Iterator[Page]:
    """The pages of those lists that the profile does not show whole"""
    for one in listed:
        total = len(one.entries)
        if total > one.shown:
            pages = chunks(total, ENTRIES_ON_PAGE)
            if book.scale.newest and total > book.scale.newest:
                yield _newest_page(book, ref, one, book.scale.newest)
                continue
            path = list_path(book, ref, one.part)
            for number, (start, end) in enumerate(pages):
                last = number == len(pages) - 1
                entries = one.views(one.entries[total - end : total - start])
                view = EntityListView(
                    site=book.site,
                    who=book.who[ref],
                    kind=book.entities[ref].kind,
                    part=one.part,
                    count=total if last else 0,
                    pages=page_of(path, number, len(pages)),
                )
                place = path if last else numbered(path, number + 1)
                yield Page(path=place, template="entity-list.html", view=replace(view, **{one.part: entries}))


def _newest_page(book: Book, ref: str, one: Listed, shown: int) -> Page:
    """The only page that a large archive has of a longer list"""
    path, total = list_path(book, ref, one.part), len(one.entries)
    view = EntityListView(
        site=book.site,
        who=book.who[ref],
        kind=book.entities[ref].kind,
        part=one.part,
        count=total,
        left_out=total - shown,
        pages=page_of(path, 0, 1),
    )
    entries = one.views(one.entries[:shown])
    return Page(path=path, template="entity-list.html", view=replace(view, **{one.part: entries}))


def _moments(book: Book, ref: str) -> Iterator[Dated]:
    ordered = sorted(book.facts.dated.get(ref, ()), key=lambda d: (d.date, d.article, d.block, d.start), reverse=True)
    for _, same_date in groupby(ordered, lambda dated: dated.date):
        entries = list(same_date)
        if len(entries) == 1:  # as most are: their texts lie on disk, and there is nothing to be compared
            yield entries[0]
            continue
        seen = {book.cited(dated) for dated in entries if dated.events}
        for dated in entries:
            text = book.cited(dated)
            if dated.events or text not in seen:
                seen.add(text)
                yield dated
