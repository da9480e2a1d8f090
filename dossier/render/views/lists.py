"""What lists of articles, people, companies, dates and notes may show."""

from typing import Literal

from msgspec import Struct

from dossier.render.views.articles import NoteView
from dossier.render.views.common import Cite, Moment, Site, Who
from dossier.render.views.entities import NameView, Pages
from dossier.render.views.pictures import BarsView


class Entry(Struct, frozen=True, kw_only=True, array_like=True):
    """A line of an index: a person, a company, a source of articles or a topic."""

    who: Who
    articles: int
    apart: str = ""
    """What tells somebody from others of the same name: a title; empty: nobody has it, or no title is known."""


class Group(Struct, frozen=True, kw_only=True, array_like=True):
    """Entries under one letter."""

    letter: str
    """A capital, the first of a row of kana, a consonant of Hangul; `#` for what has none of these; empty: one short
    list without letters."""
    anchor: str
    """HTML id of its heading."""
    entries: tuple[Entry, ...]


class Way(Struct, frozen=True, kw_only=True, array_like=True):
    """A part of a list, and the way to it."""

    path: str
    part: str
    """A letter, a year, a month as `2024-10`, a kind of event or of note; empty: the whole list."""
    count: int = 0
    """0: it is not said, since a page that says it would change with another part."""
    level: int = 0
    """How many, from 1 to 4, beside the fullest month; 0: none, or not said."""


class Range(Struct, frozen=True, kw_only=True, array_like=True):
    """One of the pages that a letter takes."""

    path: str
    first: NameView
    last: NameView


class IndexView(Struct, frozen=True, kw_only=True, array_like=True):
    """people/index.html, companies/, sources/, topics/; `people/~a.html`: one letter, where there are many"""

    site: Site
    kind: Literal["person", "company", "source", "topic"]
    index: str
    """Path of the whole index."""
    letters: tuple[Way, ...]
    groups: tuple[Group, ...] = ()
    letter: str = ""
    """The letter that a page is for; empty: the index itself."""
    count: int = 0
    """Of all, or of the letter."""
    most: tuple[Entry, ...] = ()
    """Those of most articles."""
    ranges: tuple[Range, ...] = ()
    """Pages of the letter; empty: one."""
    found: bool = False
    """Some of these were found by the program."""


class YearRow(Struct, frozen=True, kw_only=True, array_like=True):
    """How many articles a year has, by month."""

    way: Way
    months: tuple[Way, ...]
    """All twelve; those without articles have the count 0."""
    rest: int
    """Articles of which no month is known."""


class ArticlesView(Struct, frozen=True, kw_only=True, array_like=True):
    """articles/index.html: the newest, and the ways into the archive"""

    site: Site
    newest: tuple[Cite, ...]
    count: int
    """Each story once."""
    versions: int
    """Further versions of these stories."""
    years: tuple[YearRow, ...]
    """The newest ones, newest first."""
    older_years: tuple[YearRow, ...]
    earlier: tuple[Way, ...]
    """Years before those."""
    undated: int
    sources: tuple[Entry, ...]
    """Those of most articles; the same of topics and companies."""
    topics: tuple[Entry, ...]
    companies: tuple[Entry, ...]
    totals: tuple[int, int]
    """All sources, all topics."""


class Month(Struct, frozen=True, kw_only=True, array_like=True):
    """A month on the page of its year: its newest articles."""

    way: Way
    cites: tuple[Cite, ...]


class ArchiveView(Struct, frozen=True, kw_only=True, array_like=True):
    """archive/2024.html, archive/2024-10.html, archive/undated.html"""

    site: Site
    part: str
    """`2024`, `2024-10`; empty: articles without a date."""
    path: str
    """Of its newest page."""
    year: Way | None
    """Of a month: its year."""
    count: int
    """Of the whole part, each story once; 0 on older pages."""
    months: tuple[Month, ...]
    """Of a year, newest first."""
    cites: tuple[Cite, ...]
    """Newest first; of a year those of which no month is known."""
    pages: Pages
    before: Way | None
    """The nearest earlier year, or month, that has articles; None on older pages."""
    after: Way | None


class Year(Struct, frozen=True, kw_only=True, array_like=True):
    """Articles of one year, newest first; the year is empty for those without a date."""

    year: str
    cites: tuple[Cite, ...]


class FacetView(Struct, frozen=True, kw_only=True, array_like=True):
    """sources/<name>.html and topics/<name>.html"""

    site: Site
    kind: Literal["source", "topic"]
    name: str
    lang: str
    path: str
    """Of its newest page."""
    index: str
    """Of all of its kind."""
    count: int
    """Each story once; 0 on older pages."""
    ways: tuple[Way, ...]
    """Where each year begins, if the list takes several pages; on the newest page."""
    years: tuple[Year, ...]
    pages: Pages


class MomentsOfYear(Struct, frozen=True, kw_only=True, array_like=True):
    """Entries of one year of a timeline."""

    year: str
    moments: tuple[Moment, ...]


class TimelineView(Struct, frozen=True, kw_only=True, array_like=True):
    """timeline.html (the newest), timeline/<year>.html, timeline/<kind of event>.html, timeline/stated.html"""

    site: Site
    path: str
    """Of its newest page."""
    years: tuple[MomentsOfYear, ...]
    count: int
    """Of the whole part; 0 on older pages."""
    pages: Pages
    left_out: int = 0
    """Older entries that no page has: the archive is large."""
    year: str = ""
    """The year that it is for."""
    kind: str = ""
    """The kind of event that it is for; `stated`: all that editors state. With neither year nor kind: the newest."""
    kinds: tuple[Way, ...] = ()
    by_year: tuple[Way, ...] = ()
    """On timeline.html, newest first."""
    picture: BarsView | None = None
    before: Way | None = None
    """The nearest earlier year that has entries; None on older pages."""
    after: Way | None = None


class ArticleNotes(Struct, frozen=True, kw_only=True, array_like=True):
    """The editor's notes on one article."""

    cite: Cite
    notes: tuple[NoteView, ...]


class NotesView(Struct, frozen=True, kw_only=True, array_like=True):
    """notes.html, notes/corrections.html, notes/events.html, notes/comments.html"""

    site: Site
    part: str
    """`corrections`, `events`, `comments`; empty: all."""
    path: str
    """Of its newest page."""
    kinds: tuple[Way, ...]
    articles: tuple[ArticleNotes, ...]
    count: int
    """0 on older pages."""
    pages: Pages


class HomeView(Struct, frozen=True, kw_only=True, array_like=True):
    """index.html"""

    site: Site
    newest: tuple[Cite, ...]
    people: tuple[Entry, ...]
    companies: tuple[Entry, ...]
    moments: tuple[Moment, ...]
    notes: tuple[ArticleNotes, ...]
    counts: tuple[int, int, int, int]
    """Articles, people, companies, notes."""
    years: BarsView | None
    """Articles by year; None: they are of one."""
    sources: tuple[Entry, ...]
    """Those of most articles."""
    topics: tuple[Entry, ...]
