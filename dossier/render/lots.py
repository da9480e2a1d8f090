"""The pages of a site in lots: those of one article, or of one person or company, are made together or not at all."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from dossier.render.archive import Page
from dossier.render.article_view import Around, around, article_pages
from dossier.render.book import Book
from dossier.render.drawing.network import network
from dossier.render.entity import Beside, entity_pages, neighbours
from dossier.render.graph_view import graph_pages
from dossier.render.previews import preview_page, shelves
from dossier.render.related import Names, names


class Lot(Struct, frozen=True, kw_only=True):
    """Pages that depend on the same."""

    name: str
    """`article/id`, `person/id`, `company/id`, `preview/number`, `graph`."""
    make: Callable[[Book], Iterator[Page]]
    """What is read of the book is what the pages depend on, but for what follows."""
    number: int | None = None
    """The article; what is around it was found in the whole archive."""
    ref: str | None = None
    """Somebody; who stands beside them was found among all names."""
    among: tuple[object, ...] = ()
    """What was found in the whole archive: of whom and what a file of many is."""


class Surroundings:
    """What the whole archive says of the places of its articles and names."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.names: Names = names(book)
        self.beside: dict[str, Beside] = neighbours(book)
        self._last: tuple[int, Around] | None = None

    def around(self, number: int) -> Around:
        """Where the page of an article leads; asked for twice of one, it is found once"""
        if not self._last or self._last[0] != number:
            self._last = number, around(self.book, number, self.names)
        return self._last[1]


def lots(all_around: Surroundings) -> Iterator[Lot]:
    """One for each article, for each person and company, for each file of previews, and for the graph"""
    book = all_around.book
    for number, head in enumerate(book.heads):
        yield Lot(name=f"article/{head.id}", make=partial(_article, all_around, number), number=number)
    for ref in book.entities:
        yield Lot(name=ref, make=partial(_entity, all_around, ref), ref=ref)
    for file, (refs, numbers) in enumerate(shelves(book)):
        among = (*refs, *(book.heads[number].id for number in numbers))
        yield Lot(name=f"preview/{file}", make=partial(_preview, file, refs, numbers), among=among)
    chosen, common = network(book)
    named = tuple((one.count, *(book.heads[number].id for number in one.newest)) for one in common)
    make = partial(graph_pages, chosen=chosen, common=common)
    yield Lot(name="graph", make=make, among=(chosen.refs, tuple(chosen.weights.items()), chosen.lines, named))


def _article(all_around: Surroundings, number: int, book: Book) -> Iterator[Page]:
    return article_pages(book, number, all_around.around(number))


def _entity(all_around: Surroundings, ref: str, book: Book) -> Iterator[Page]:
    return entity_pages(book, ref, all_around.beside[ref])


def _preview(file: int, refs: Sequence[str], numbers: Sequence[int], book: Book) -> Iterator[Page]:
    yield preview_page(book, file, refs, numbers)
