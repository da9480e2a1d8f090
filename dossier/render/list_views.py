"""Views of lists: the home page, indexes, timeline, notes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from dossier.render.archive import Page
from dossier.render.article_view import whole_note
from dossier.render.book import Book, chunks, numbered, page_of
from dossier.render.moments import Dated
from dossier.render.names import OTHER, letter, reading
from dossier.render.views import (
    ArticleNotes,
    ArticlesView,
    Entry,
    Group,
    HomeView,
    IndexView,
    MomentsOfYear,
    NotesView,
    TimelineView,
    Year,
)

#: What the home page shows of each kind.
HOME_ARTICLES, HOME_NAMES, HOME_MOMENTS, HOME_NOTES = 10, 14, 6, 3
#: Entries on one page of a list.
ARTICLES_ON_PAGE, MOMENTS_ON_PAGE, NOTED_ON_PAGE = 200, 200, 100
TIMELINE, NOTES, ARTICLES = "timeline.html", "notes.html", "articles/index.html"
INDEXES: tuple[tuple[Literal["person", "company"], str], ...] = (
    ("person", "people/index.html"),
    ("company", "companies/index.html"),
)


def list_pages(book: Book) -> Iterator[Page]:
    """All pages that lead to others"""
    noted = [(n, notes) for n in range(len(book.articles)) if (notes := _notes_of(book, n))]
    yield _home(book, noted)
    for kind, path in INDEXES:
        yield Page(path=path, template="index-entities.html", view=_index(book, kind))
    yield from _articles(book)
    yield from _timeline(book)
    yield from _notes(book, noted)


def _home(book: Book, noted: Sequence[tuple[int, ArticleNotes]]) -> Page:
    """Newest first; of the timeline the editor's events, which are the surest"""
    events = sorted((d for d in book.facts.timeline if d.events), key=_when, reverse=True)
    stories = book.stories()
    view = HomeView(
        site=book.site,
        newest=tuple(book.story(number) for number in reversed(stories[-HOME_ARTICLES:])),
        people=_most(book, "person"),
        companies=_most(book, "company"),
        moments=tuple(book.moment(dated) for dated in events[:HOME_MOMENTS]),
        notes=tuple(notes for _, notes in reversed(noted[-HOME_NOTES:])),
        counts=(
            len(stories),
            sum(ref.startswith("person/") for ref in book.entities),
            sum(ref.startswith("company/") for ref in book.entities),
            sum(len(notes.notes) for _, notes in noted),
        ),
    )
    return Page(path="index.html", template="index.html", view=view)


def _most(book: Book, kind: str) -> tuple[Entry, ...]:
    """Those whom most articles name"""
    entries = [entry for entry in _entries(book, kind) if entry.articles]
    return tuple(sorted(entries, key=lambda e: (-e.articles, e.who.ref))[:HOME_NAMES])


def _entries(book: Book, kind: str) -> Iterator[Entry]:
    for ref, who in book.who.items():
        if ref.startswith(f"{kind}/"):
            named = {hit.article for hit in book.facts.hits.get(ref, ())} | book.facts.hidden.get(ref, {}).keys()
            roles = book.entities[ref].roles if ref in book.namesakes else ()
            apart = roles[0].title if roles else ""
            yield Entry(who=who, articles=len({book.versions.lead(number) for number in named}), apart=apart)


def _index(book: Book, kind: Literal["person", "company"]) -> IndexView:
    """By the letter of the main name's reading"""
    read = sorted((reading(book.entities[e.who.ref]), e.who.ref, e) for e in _entries(book, kind))
    ordered = sorted(read, key=lambda one: (letter(one[0]) == OTHER, letter(one[0])))
    groups = groupby(ordered, lambda one: letter(one[0]))
    return IndexView(
        site=book.site,
        kind=kind,
        groups=tuple(Group(letter=name, entries=tuple(entry for _, _, entry in run)) for name, run in groups),
        count=len(read),
    )


def _articles(book: Book) -> Iterator[Page]:
    stories = book.stories()
    pages = chunks(len(stories), ARTICLES_ON_PAGE)
    for number, (start, end) in enumerate(pages):
        last = number == len(pages) - 1
        newest_first = (book.story(n) for n in reversed(stories[start:end]))
        years = tuple(Year(year=y, cites=tuple(run)) for y, run in groupby(newest_first, lambda c: c.published[:4]))
        place = page_of(ARTICLES, number, len(pages))
        view = ArticlesView(
            site=book.site,
            years=years,
            count=len(stories) if last else 0,
            pages=place,
            versions=len(book.cites) - len(stories) if last else 0,
        )
        yield Page(path=ARTICLES if last else numbered(ARTICLES, number + 1), template="index-articles.html", view=view)


def _timeline(book: Book) -> Iterator[Page]:
    """Newest first; entries of articles that state no year of their own stand with theirs"""
    ordered = sorted(book.facts.timeline, key=_when)
    pages = chunks(len(ordered), MOMENTS_ON_PAGE)
    for number, (start, end) in enumerate(pages):
        last = number == len(pages) - 1
        view = TimelineView(
            site=book.site,
            years=tuple(_years(book, reversed(ordered[start:end]))),
            count=len(ordered) if last else 0,
            pages=page_of(TIMELINE, number, len(pages)),
        )
        yield Page(path=TIMELINE if last else numbered(TIMELINE, number + 1), template="timeline.html", view=view)


def _years(book: Book, dated: Iterable[Dated]) -> Iterator[MomentsOfYear]:
    for year, run in groupby(dated, lambda d: d.date[:4]):
        yield MomentsOfYear(year=year, moments=tuple(book.moment(one) for one in run))


def _when(dated: Dated) -> tuple[str, int, int, int, str]:
    return dated.date, dated.article, dated.block, dated.start, dated.anchor


def _notes_of(book: Book, number: int) -> ArticleNotes | None:
    notes = (*whole_note(book.articles[number].article), *book.notes(number))
    return ArticleNotes(cite=book.cites[number], notes=notes) if notes else None


def _notes(book: Book, noted: Sequence[tuple[int, ArticleNotes]]) -> Iterator[Page]:
    pages = chunks(len(noted), NOTED_ON_PAGE)
    for number, (start, end) in enumerate(pages):
        last = number == len(pages) - 1
        view = NotesView(
            site=book.site,
            articles=tuple(notes for _, notes in reversed(noted[start:end])),
            count=sum(len(notes.notes) for _, notes in noted) if last else 0,
            pages=page_of(NOTES, number, len(pages)),
        )
        yield Page(path=NOTES if last else numbered(NOTES, number + 1), template="notes.html", view=view)
