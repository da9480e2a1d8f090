"""What the lists are made from: the archive's articles by month, source and topic, its names with their counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from msgspec import Struct

from dossier.render.article_view import whole_note
from dossier.render.book import Book, chunks, numbered, page_of
from dossier.render.names import language
from dossier.render.views import ArticleNotes, Entry, Pages, Who, Year
from dossier.urls import source_list_path, topic_path

ARTICLES, TIMELINE, NOTES = "articles/index.html", "timeline.html", "notes.html"


class Facet(Struct, frozen=True, kw_only=True):
    """A source, or a topic: all spellings that have one address."""

    kind: Literal["source", "topic"]
    path: str
    name: str
    """Its most frequent spelling."""
    stories: list[int]
    """Its articles, oldest first; of a story the first version that it has."""


class Stock(Struct, frozen=True, kw_only=True):
    """Made once for an archive, in one pass over its articles and mentions."""

    book: Book
    months: dict[str, list[int]]
    """Articles by `2024-10`; by `2024` where no month is known, by an empty text where no year is."""
    facets: tuple[Facet, ...]
    """Sources, then topics."""
    entries: dict[str, tuple[Entry, ...]]
    """By kind: person, company, source, topic."""
    noted: tuple[ArticleNotes, ...]
    """Articles with notes of the editor, oldest first."""

    def stories(self, numbers: Iterable[int]) -> list[int]:
        """Some articles, each story by the first of its versions among them; oldest first"""
        return [told[0] for told in self.book.versions.together(numbers)]


class Run(NamedTuple):
    """One page of a list that is numbered from the oldest entry."""

    start: int
    end: int
    path: str
    pages: Pages
    newest: bool


def stock(book: Book) -> Stock:
    """The archive sorted into its shelves; linear in its articles and mentions"""
    months: dict[str, list[int]] = defaultdict(list)
    for number, cite in enumerate(book.cites):
        months[cite.published[:7]].append(number)
    sources, topics = (tuple(_facets(book, *one)) for one in (_SOURCES, _TOPICS))
    return Stock(
        book=book,
        months=months,
        facets=(*sources, *topics),
        entries={
            "person": tuple(_entries(book, "person")),
            "company": tuple(_entries(book, "company")),
            "source": tuple(map(_facet_entry, sources)),
            "topic": tuple(map(_facet_entry, topics)),
        },
        noted=tuple(
            notes for number, head in enumerate(book.heads) if head.noted and (notes := _notes_of(book, number))
        ),
    )


def most(entries: Iterable[Entry], limit: int) -> tuple[Entry, ...]:
    """Those whom most articles name, at most `limit`"""
    named = (entry for entry in entries if entry.articles)
    return tuple(sorted(named, key=lambda e: (-e.articles, e.who.ref))[:limit])


def runs(path: str, total: int, size: int) -> Iterator[Run]:
    """The pages of a list with `size` to 2 * `size` entries on the newest, which has the list's own path"""
    parts = chunks(total, size)
    for number, (start, end) in enumerate(parts):
        newest = number == len(parts) - 1
        own = path if newest else numbered(path, number + 1)
        yield Run(start, end, own, page_of(path, number, len(parts)), newest)


def by_year(book: Book, stories: Sequence[int]) -> tuple[Year, ...]:
    """Articles by year, newest first"""
    newest_first = (book.story(number) for number in reversed(stories))
    return tuple(Year(year=y, cites=tuple(run)) for y, run in groupby(newest_first, lambda c: c.published[:4]))


def _entries(book: Book, kind: str) -> Iterator[Entry]:
    for ref, who in book.who.items():
        if ref.startswith(f"{kind}/"):
            named = book.facts.articles.get(ref, ())
            roles = book.entities[ref].roles if ref in book.namesakes else ()
            apart = roles[0].title if roles else ""
            yield Entry(who=who, articles=len(book.versions.leading(named)), apart=apart)


_Kind = tuple[Literal["source", "topic"], Callable[[Book], Iterable[Sequence[str]]], Callable[[str], str]]
_SOURCES: _Kind = ("source", lambda book: ((cite.source,) for cite in book.cites), source_list_path)
_TOPICS: _Kind = ("topic", lambda book: (head.topics for head in book.heads), topic_path)


def _facets(
    book: Book,
    kind: Literal["source", "topic"],
    names: Callable[[Book], Iterable[Sequence[str]]],
    path: Callable[[str], str],
) -> Iterator[Facet]:
    """Names of one address are one facet: 科技日报 and 《科技日报》; names: of each article"""
    numbers: dict[str, dict[int, None]] = defaultdict(dict)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for number, mine in enumerate(names(book)):
        for name in filter(str.strip, mine):
            own = path(name)
            numbers[own][number] = None
            spelled[own][name] += 1
    for own, found in numbers.items():
        name = min(spelled[own], key=lambda word: (-spelled[own][word], word))
        stories = [told[0] for told in book.versions.together(found)]
        yield Facet(kind=kind, path=own, name=name, stories=stories)


def _facet_entry(facet: Facet) -> Entry:
    who = Who(ref=f"{facet.kind}/{facet.path}", path=facet.path, name=facet.name, lang=language(facet.name))
    return Entry(who=who, articles=len(facet.stories))


def _notes_of(book: Book, number: int) -> ArticleNotes | None:
    notes = (*whole_note(book.articles[number].article), *book.notes(number))
    return ArticleNotes(cite=book.cites[number], notes=notes) if notes else None
