"""What found articles may be narrowed down to: a company that they name, a topic, a year; each has a list."""

from collections.abc import Iterator
from zlib import crc32

from msgspec import Struct

from dossier.render.book import Book
from dossier.render.output import carried
from dossier.urls import slug

#: What keys of filters begin with; no gram or word has it.
FILTER = "!"
#: Longest key of a filter; an id may have 200 bytes, and a file is called after a key.
LONGEST = 40


class Filter(Struct, frozen=True, kw_only=True):
    """The articles of a company, a topic or a year."""

    kind: str
    key: str
    name: str
    """What a menu calls it; of no year: empty."""
    numbers: tuple[int, ...]
    """Sorted; never empty."""

    @property
    def value(self) -> str:
        """What stands for it in the address of a search"""
        return self.key.partition("/")[2]


def filter_key(kind: str, ident: str) -> str:
    """Key of the articles of a company, topic or year; a long id ends in its hash"""
    key = f"{FILTER}{kind}/{ident}"
    return key if len(key) <= LONGEST else f"{key[: LONGEST - 9]}~{crc32(ident.encode()):08x}"


def filters(book: Book) -> tuple[Filter, ...]:
    """All filters, in order of first appearance; linear in the mentions"""
    called: dict[str, tuple[str, str]] = {}
    having: dict[str, list[int]] = {}
    for number in range(len(book.cites)):
        of_one = {filter_key(kind, ident): (kind, name) for kind, ident, name in _of(book, number)}
        for key, kind_and_name in of_one.items():
            called.setdefault(key, kind_and_name)
            having.setdefault(key, []).append(number)
    return tuple(
        Filter(kind=kind, key=key, name=carried(name), numbers=tuple(having[key]))
        for key, (kind, name) in called.items()
    )


def _of(book: Book, number: int) -> Iterator[tuple[str, str, str]]:
    """(kind, id, name) of all filters that an article has; without a date its year is 0"""
    year = book.cites[number].published[:4]
    yield "year", year or "0", year
    for topic in book.heads[number].topics:
        yield "topic", slug(topic), topic
    for ref in book.facts.named[number]:
        if ref.startswith("company/"):
            yield "company", book.entities[ref].id, book.who[ref].name
