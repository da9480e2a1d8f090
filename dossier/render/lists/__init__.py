"""Finding one's way: the home page, the archive by time, source and topic, names by letter, the timeline, the notes."""

from collections.abc import Iterator
from itertools import chain

from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.lists.archive import archive_pages
from dossier.render.lists.facets import facet_pages
from dossier.render.lists.home import home_page
from dossier.render.lists.letters import index_pages
from dossier.render.lists.notes import notes_pages
from dossier.render.lists.stock import stock
from dossier.render.lists.timeline import timeline_pages

__all__ = ["list_pages"]


def list_pages(book: Book) -> Iterator[Page]:
    """All pages that lead to others; a view is made when its page is asked for, and is no more than this shows"""
    known = stock(book)
    yield home_page(known)
    yield from chain.from_iterable(
        pages(known) for pages in (archive_pages, facet_pages, index_pages, timeline_pages, notes_pages)
    )
