"""What lists of articles, people, companies, dates and notes may show."""

from typing import Literal

from msgspec import Struct

from dossier.render.views.articles import NoteView
from dossier.render.views.common import Cite, Moment, Site, Who
from dossier.render.views.entities import Pages


class Entry(Struct, frozen=True, kw_only=True):
    """A line of an index of people or companies."""

    who: Who
    articles: int
    apart: str = ""
    """What tells somebody from others of the same name: a title; empty: nobody has it, or no title is known."""


class Group(Struct, frozen=True, kw_only=True):
    """Entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


class IndexView(Struct, frozen=True, kw_only=True):
    """people/index.html and companies/index.html"""

    site: Site
    kind: Literal["person", "company"]
    groups: tuple[Group, ...]
    count: int


class Year(Struct, frozen=True, kw_only=True):
    """Articles of one year, newest first; the year is empty for those without a date."""

    year: str
    cites: tuple[Cite, ...]


class ArticlesView(Struct, frozen=True, kw_only=True):
    """articles/index.html"""

    site: Site
    years: tuple[Year, ...]
    count: int
    """Each story once."""
    pages: Pages
    versions: int = 0
    """Further versions of these stories."""


class MomentsOfYear(Struct, frozen=True, kw_only=True):
    """Entries of one year of a timeline."""

    year: str
    moments: tuple[Moment, ...]


class TimelineView(Struct, frozen=True, kw_only=True):
    """timeline.html"""

    site: Site
    years: tuple[MomentsOfYear, ...]
    count: int
    pages: Pages


class ArticleNotes(Struct, frozen=True, kw_only=True):
    """The editor's notes on one article."""

    cite: Cite
    notes: tuple[NoteView, ...]


class NotesView(Struct, frozen=True, kw_only=True):
    """notes.html"""

    site: Site
    articles: tuple[ArticleNotes, ...]
    count: int
    pages: Pages


class HomeView(Struct, frozen=True, kw_only=True):
    """index.html"""

    site: Site
    newest: tuple[Cite, ...]
    people: tuple[Entry, ...]
    companies: tuple[Entry, ...]
    moments: tuple[Moment, ...]
    notes: tuple[ArticleNotes, ...]
    counts: tuple[int, int, int, int]
    """Articles, people, companies, notes."""
