"""Which files a site has, and what each shows."""

from collections.abc import Iterable, Iterator
from itertools import chain

from dossier.render.archive import Archive, Page
from dossier.render.book import Book, book
from dossier.render.file_views import file_pages, redirect_pages, sitemap_pages
from dossier.render.graph_view import GRAPH
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
    addresses = Addresses()
    return (page for page in chain(of_lots, other_pages(made)) if addresses.take(page.path))


def other_pages(made: Book) -> Iterator[Page]:
    """The pages that are of no article, and of no person or company alone"""
    listed: list[str] = []
    kinds = (rules_pages, namesake_pages, file_pages, search_pages, preview_index)
    lists = _noting(list_pages(made), listed)
    yield from chain.from_iterable(kind(made) for kind in kinds)
    yield from chain(lists, sitemap_pages(made, chain(listed, [GRAPH])), redirect_pages(made))


class Addresses:
    """Those that pages have, each once: two that differ in capitals are one file on many systems."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, path: str) -> bool:
        """Whether no page had an address before; now one has"""
        return self.take_all([path])

    def take_all(self, paths: Iterable[str]) -> bool:
        """The same of some; if another page has one of them, none is taken"""
        some = {path.casefold() for path in paths}
        free = self._taken.isdisjoint(some)
        if free:
            self._taken |= some
        return free


def _noting(pages: Iterable[Page], paths: list[str]) -> Iterator[Page]:
    """Pages as they come; their paths are added to the list"""
    for page in pages:
        paths.append(page.path)
        yield page
