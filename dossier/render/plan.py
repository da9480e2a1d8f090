"""Which files a site has, and what each shows."""

from collections.abc import Iterable, Iterator
from itertools import chain

from dossier.render.archive import Archive, Page
from dossier.render.book import Book, book
from dossier.render.file_views import file_pages, redirect_pages, sitemap_pages
from dossier.render.graph_view import graph_pages
from dossier.render.lists import list_pages
from dossier.render.lots import Surroundings, lots
from dossier.render.namesakes_view import namesake_pages
from dossier.render.previews import preview_index
from dossier.render.search_page import search_pages
from dossier.render.source_view import rules_pages


def plan(archive: Archive) -> Iterator[Page]:
    """Every page of the site, each address once; pure, and linear in the archive's mentions

    A redirect whose old address is a living page's gives way to it.
    """
    return pages(book(archive))


def pages(made: Book) -> Iterator[Page]:
    """The same, of an archive as a book: its search is made from that too"""
    of_lots = chain.from_iterable(lot.make(made) for lot in lots(Surroundings(made)))
    return first_of_each(chain(of_lots, other_pages(made)))


def other_pages(made: Book) -> Iterator[Page]:
    """The pages that are of no article, and of no person or company alone"""
    listed: list[str] = []
    kinds = (rules_pages, namesake_pages, file_pages, search_pages, preview_index)
    lists = _noting(chain(list_pages(made), graph_pages(made)), listed)
    yield from chain.from_iterable(kind(made) for kind in kinds)
    yield from chain(lists, sitemap_pages(made, listed), redirect_pages(made))


def first_of_each(pages: Iterable[Page]) -> Iterator[Page]:
    """Of pages with one address the first"""
    taken: set[str] = set()
    for page in pages:
        if page.path.casefold() not in taken:
            taken.add(page.path.casefold())
            yield page


def _noting(pages: Iterable[Page], paths: list[str]) -> Iterator[Page]:
    """Pages as they come; their paths are added to the list"""
    for page in pages:
        paths.append(page.path)
        yield page
