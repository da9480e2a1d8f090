"""Pictures made at build time: who is named with whom, how often and when, who came and went. Pure geometry.

Each takes the book and whom it is about and gives a view, or None where there is too little to be seen.
"""

from dossier.render.book import Book
from dossier.render.views import BarsView, CareerView, FlowView, GraphView


def ego(book: Book, ref: str) -> GraphView | None:
    """Somebody in the middle, around them those most often named in the same articles"""
    return None


def appearances(book: Book, ref: str) -> BarsView | None:
    """Articles that name somebody, by month"""
    return None


def flow(book: Book, ref: str) -> FlowView | None:
    """Where a company's people came from, and where they went"""
    return None


def career(book: Book, ref: str) -> CareerView | None:
    """A person's stations on an axis of time"""
    return None


def by_year(book: Book) -> BarsView | None:
    """Entries of the timeline by year; each bar leads to its year"""
    return None
