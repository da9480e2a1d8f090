"""View of search.html: what the found may be narrowed down to; all else is put in by static/search.js."""

from collections.abc import Iterator

from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.search.filters import Filter, filters
from dossier.render.views import Choice, SearchView

#: Companies and topics that a menu offers, those of most articles.
OFFERED = 60


def search_pages(book: Book) -> Iterator[Page]:
    """The one page of the search"""
    found = filters(book)
    years = sorted((one for one in found if one.kind == "year"), key=lambda one: one.name, reverse=True)
    view = SearchView(
        site=book.site,
        years=tuple(map(_choice, years)),
        topics=_most([one for one in found if one.kind == "topic"]),
        companies=_most([one for one in found if one.kind == "company"]),
    )
    yield Page(path="search.html", template="search.html", view=view)


def _most(found: list[Filter]) -> tuple[Choice, ...]:
    most = sorted(found, key=lambda one: (-len(one.numbers), one.key))
    return tuple(map(_choice, most[:OFFERED]))


def _choice(one: Filter) -> Choice:
    return Choice(value=one.value, name=one.name, count=len(one.numbers))
