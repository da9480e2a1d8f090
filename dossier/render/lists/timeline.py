"""The timeline: the newest entries, those of a year, those of a kind of event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice

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
    kinds = _kinds(book.facts.timeline.stated())
    ways = tuple(_way(kind, len(entries)) for kind, entries in kinds.items())
    yield Page(path=TIMELINE, template="timeline.html", view=_newest(book, ways))
    # A part does not say how many entries the others have, and so does not change with them.
    bare = TimelineView(site=book.site, path=TIMELINE, years=(), count=0, pages=Pages())
    for kind, entries in kinds.items():
        own = replace(bare, kind=kind, path=timeline_path(kind), kinds=tuple(replace(way, count=0) for way in ways))
        yield from _part(book, own, entries)
    names = ["", *book.facts.timeline.counts, ""]
    for before, year, after in zip(names, names[1:], names[2:], strict=False):
        ways_on = {"before": _way(before) if before else None, "after": _way(after) if after else None}
        own = replace(bare, year=year, path=timeline_path(year), **ways_on)
        yield from _part(book, own, book.facts.timeline.of(year))


def _kinds(stated: Iterable[Dated]) -> dict[str, list[Dated]]:
    """All that editors state, then by the kind of event, in the order of the list of kinds"""
    found: dict[str, list[Dated]] = defaultdict(list)
    for dated in stated:
        types = {anchor.annotation.event.type for anchor in dated.events if anchor.annotation.event}
        for kind in (STATED, *types) if types else ():
            found[kind].append(dated)
    return {kind: found[kind] for kind in (STATED, *EVENT_TYPES) if kind in found}


def _newest(book: Book, kinds: tuple[Way, ...]) -> TimelineView:
    """The page of the newest; kinds: ways to these"""
    counts = book.facts.timeline.counts
    return TimelineView(
        site=book.site,
        path=TIMELINE,
        years=tuple(_years(book, list(islice(past(book), NEWEST))[::-1])),
        count=sum(counts.values()),
        pages=Pages(),
        kinds=kinds,
        by_year=tuple(_way(year, count) for year, count in reversed(counts.items())),
        picture=by_year(book),
    )


def past(book: Book) -> Iterator[Dated]:
    """Entries not later than the newest article, the newest first: what it foretells for 2050 is not what happened"""
    latest = book.cites[-1].published[: len("2024-10-08")] if book.cites else ""
    timeline = book.facts.timeline
    ordered = chain.from_iterable(reversed(timeline.of(year)) for year in reversed(timeline.counts))
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
