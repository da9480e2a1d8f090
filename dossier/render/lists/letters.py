"""Indexes of names by letter: people, companies, sources, topics. A long one has a page, or more, for each letter."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec.structs import replace

from dossier.render.archive import Page
from dossier.render.lists.stock import Stock, most
from dossier.render.names import OTHER, in_index, letter, reading, sound
from dossier.render.views import Entry, Group, IndexView, NameView, Range, Way

#: Up to so many names stand on the index itself.
WHOLE = 400
#: Names on one page of a letter.
ON_PAGE = 300
#: Up to so many sources or topics are one list without letters: a letter for each of nine topics is a list of headings.
SHORT = 30
#: Those of most articles that an index shows first, if it has at least `FEW` names.
MOST, FEW = 24, 60
INDEXES: tuple[tuple[Literal["person", "company", "source", "topic"], str], ...] = (
    ("person", "people/index.html"),
    ("company", "companies/index.html"),
    ("source", "sources/index.html"),
    ("topic", "topics/index.html"),
)


def index_pages(stock: Stock) -> Iterator[Page]:
    """The four indexes, and their letters' pages where there are many names"""
    for kind, path in INDEXES:
        lettered = [(name, list(run)) for name, run in groupby(_ordered(stock, kind), _letter_of)]
        bare = IndexView(site=stock.book.site, kind=kind, index=path, letters=())
        entries = stock.entries[kind]
        bare = replace(bare, most=most(entries, MOST) if len(entries) >= FEW else (), count=len(entries))
        if len(entries) <= WHOLE:
            yield _whole(bare, lettered)
        else:
            yield from _split(bare, lettered)


_Read = tuple[str, str, Entry]
_Lettered = Sequence[tuple[str, list[_Read]]]


def _ordered(stock: Stock, kind: str) -> list[_Read]:
    """(reading, reference, entry) of all names, by the letter of the reading, then by this; no letter last"""
    entities, han = stock.book.entities, stock.book.han
    read = [
        (reading(entities[e.who.ref], han) if e.who.ref in entities else sound(e.who.name, han), e.who.ref, e)
        for e in stock.entries[kind]
    ]
    return sorted(read, key=lambda one: (in_index(one[0]), one[1]))


def _letter_of(read: _Read) -> str:
    return letter(read[0])


def _whole(bare: IndexView, lettered: _Lettered) -> Page:
    """An index with all its names"""
    if bare.kind in ("source", "topic") and bare.count <= SHORT:
        entries = tuple(entry for _, run in lettered for _, _, entry in run)
        return _page(bare.index, replace(bare, groups=(Group(letter="", anchor="", entries=entries),)))
    groups = tuple(_group(name, run) for name, run in lettered)
    ways = tuple(Way(path=f"{bare.index}#{group.anchor}", part=group.letter) for group in groups)
    found = any(entry.who.found for group in groups for entry in group.entries)
    return _page(bare.index, replace(bare, letters=ways, groups=groups, found=found))


def _split(bare: IndexView, lettered: _Lettered) -> Iterator[Page]:
    """An index of letters, and the pages of each letter"""
    counted = tuple(Way(path=_path(bare.index, name), part=name, count=len(run)) for name, run in lettered)
    found = any(entry.who.found for entry in bare.most)
    yield _page(bare.index, replace(bare, letters=counted, found=found))
    # A letter's page does not say how many the others have, and so does not change with them.
    plain = replace(bare, letters=tuple(replace(way, count=0) for way in counted), most=())
    for name, run in lettered:
        yield from _letter(replace(plain, letter=name, count=len(run)), run)


def _letter(bare: IndexView, run: list[_Read]) -> Iterator[Page]:
    """The pages of a letter, of equal length, each with the names that it begins and ends with"""
    count = -(-len(run) // ON_PAGE)
    size = -(-len(run) // count)
    parts = [run[start : start + size] for start in range(0, len(run), size)]
    paths = [_path(bare.index, bare.letter, number) for number in range(len(parts))]
    ranges = tuple(_range(path, part) for path, part in zip(paths, parts, strict=True)) if count > 1 else ()
    for path, part in zip(paths, parts, strict=True):
        found = any(entry.who.found for _, _, entry in part)
        yield _page(path, replace(bare, groups=(_group(bare.letter, part),), ranges=ranges, found=found))


def _range(path: str, part: list[_Read]) -> Range:
    first, last = part[0][2].who, part[-1][2].who
    return Range(
        path=path, first=NameView(text=first.name, lang=first.lang), last=NameView(text=last.name, lang=last.lang)
    )


def _group(name: str, run: list[_Read]) -> Group:
    return Group(letter=name, anchor=f"letter-{_plain(name)}", entries=tuple(entry for _, _, entry in run))


def _path(index: str, name: str, number: int = 0) -> str:
    """`people/~a.html`, `people/~a~2.html`: no id begins with a `~`, so it is nobody's"""
    more = f"~{number + 1}" if number else ""
    return index.replace("index.html", f"~{_plain(name)}{more}.html")


def _plain(name: str) -> str:
    return "other" if name == OTHER else name.casefold()


def _page(path: str, view: IndexView) -> Page:
    return Page(path=path, template="index-entities.html", view=view)
