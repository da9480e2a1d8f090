"""The timeline: the newest entries, those of a year, those of a kind of event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from dossier.model import EVENT_TYPES
from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.drawing import by_year
from dossier.render.lists.stock import TIMELINE, Stock, runs
from dossier.render.moments import Dated
from dossier.render.views import MomentsOfYear, Pages, TimelineView, Way
from dossier.scale import NEWEST as SHOWN
from dossier.urls import timeline_path

#: Entries on timeline.html, and (up to twice as many) on one page of a year or a kind: 300 kB of the longest sentences.
NEWEST, ON_PAGE = 100, 100
#: The part of the timeline that has all that editors state, of whatever kind.
STATED = "stated"


def timeline_pages(stock: Stock) -> Iterator[Page]:
    """timeline.html, and its parts: each year, each kind of event, all that editors state"""
    book = stock.book
    ordered = sorted(book.facts.timeline, key=when)
    years = {year: list(run) for year, run in groupby(ordered, lambda dated: dated.date[:4])}
    kinds = _kinds(ordered)
    ways = tuple(_way(kind, len(entries)) for kind, entries in kinds.items())
    yield Page(path=TIMELINE, template="timeline.html", view=_newest(book, ordered, (ways, years)))
    # A part does not say how many entries the others have, and so does not change with them.
    bare = TimelineView(site=book.site, path=TIMELINE, years=(), count=0, pages=Pages())
    for kind, entries in kinds.items():
        own = replace(bare, kind=kind, path=timeline_path(kind), kinds=tuple(replace(way, count=0) for way in ways))
        yield from _part(book, own, entries)
    names = ["", *years, ""]
    for number, (year, entries) in enumerate(years.items()):
        before, after = (_way(name) if name else None for name in (names[number], names[number + 2]))
        yield from _part(book, replace(bare, year=year, path=timeline_path(year), before=before, after=after), entries)


def when(dated: Dated) -> tuple[str, int, int, int, str]:
    """The order of a timeline"""
    return dated.date, dated.article, dated.block, dated.start, dated.anchor


def _kinds(ordered: Iterable[Dated]) -> dict[str, list[Dated]]:
    """All that editors state, then by the kind of event, in the order of the list of kinds"""
    found: dict[str, list[Dated]] = defaultdict(list)
    for dated in ordered:
        types = {anchor.annotation.event.type for anchor in dated.events if anchor.annotation.event}
        for kind in (STATED, *types) if types else ():
            found[kind].append(dated)
    return {kind: found[kind] for kind in (STATED, *EVENT_TYPES) if kind in found}


def _newest(
    book: Book, ordered: Sequence[Dated], parts: tuple[tuple[Way, ...], dict[str, list[Dated]]]
) -> TimelineView:
    """The page of the newest; parts: ways to the kinds, entries by year"""
    kinds, years = parts
    return TimelineView(
        site=book.site,
        path=TIMELINE,
        years=tuple(_years(book, list(past(book, ordered))[-NEWEST:])),
        count=len(ordered),
        pages=Pages(),
        kinds=kinds,
        by_year=tuple(_way(year, len(entries)) for year, entries in reversed(years.items())),
        picture=by_year(book),
    )


def past(book: Book, ordered: Iterable[Dated]) -> Iterator[Dated]:
    """Entries that are not later than the newest article: what it foretells for 2050 is not the newest that happened"""
    latest = book.cites[-1].published[: len("2024-10-08")] if book.cites else ""
    return (dated for dated in ordered if not latest or dated.date.partition("/")[0][: len(latest)] <= latest)


def _part(book: Book, bare: TimelineView, entries: Sequence[Dated]) -> Iterator[Page]:
    """The pages of a part; older ones have their entries alone, and so change with nothing else"""
    newest, older = replace(bare, count=len(entries)), replace(bare, before=None, after=None)
    if not book.scale.whole and len(entries) > SHOWN:
        years = tuple(_years(book, entries[-SHOWN:]))
        view = replace(newest, years=years, left_out=len(entries) - SHOWN)
        yield Page(path=bare.path, template="timeline.html", view=view)
        return
    for run in runs(bare.path, len(entries), ON_PAGE):
        years = tuple(_years(book, entries[run.start : run.end]))
        view = replace(newest if run.newest else older, years=years, pages=run.pages)
        yield Page(path=run.path, template="timeline.html", view=view)


def _years(book: Book, entries: Sequence[Dated]) -> Iterator[MomentsOfYear]:
    """Newest first"""
    for year, run in groupby(reversed(entries), lambda dated: dated.date[:4]):
        yield MomentsOfYear(year=year, moments=tuple(book.moment(one) for one in run))


def _way(part: str, count: int = 0) -> Way:
    return Way(path=timeline_path(part), part=part, count=count)
