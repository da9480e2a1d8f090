"""The articles of a source, or on a topic."""

from collections.abc import Iterator, Sequence

from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.lists.stock import Facet, Run, Stock, by_year, runs
from dossier.render.names import language
from dossier.render.views import FacetView, Way

#: Articles on one page.
ON_PAGE = 100
INDEXES = {"source": "sources/index.html", "topic": "topics/index.html"}


def facet_pages(stock: Stock) -> Iterator[Page]:
    """A page for each source and each topic, more where it has many articles"""
    for facet in stock.facets:
        yield from _pages(stock.book, facet)


def _pages(book: Book, facet: Facet) -> Iterator[Page]:
    parts = list(runs(facet.path, len(facet.stories), ON_PAGE))
    for run in parts:
        view = FacetView(
            site=book.site,
            kind=facet.kind,
            name=facet.name,
            lang=language(facet.name),
            path=facet.path,
            index=INDEXES[facet.kind],
            count=len(facet.stories) if run.newest else 0,
            ways=tuple(_ways(book, facet, parts)) if run.newest and len(parts) > 1 else (),
            years=by_year(book, facet.stories[run.start : run.end]),
            pages=run.pages,
        )
        yield Page(path=run.path, template="facet.html", view=view)


def _ways(book: Book, facet: Facet, parts: Sequence[Run]) -> Iterator[Way]:
    """Where each year begins, newest first: the place of its newest article"""
    met = set()
    for run in reversed(parts):
        for number in reversed(facet.stories[run.start : run.end]):
            year = book.cites[number].published[:4]
            if year not in met:
                met.add(year)
                yield Way(path=f"{run.path}#year-{year}", part=year)
