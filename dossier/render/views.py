"""What a template may see: frozen views, each with all that its page shows and nothing else.

A path is one below the output folder, perhaps with a #fragment; a template turns it into a link with `href`.
"""

from typing import Literal

from msgspec import Struct

from dossier.model import Block, Image, PublishedFrom, Rights, Span


class Link(Struct, frozen=True, kw_only=True):
    """A page of ours by its title."""

    path: str
    title: str
    lang: str = ""


class Site(Struct, frozen=True, kw_only=True):
    """What every page shows of the site."""

    title: str
    description: str
    lang: str
    """Of the interface."""
    url: str
    author: str
    menu: tuple[Link, ...] = ()
    """Free pages."""


class Who(Struct, frozen=True, kw_only=True):
    """A person or company by name."""

    ref: str
    """`kind/id`, as in the spans of mentions."""
    path: str
    name: str
    lang: str
    also: str = ""
    """The name in another script."""
    also_lang: str = ""
    found: bool = False
    """Found by the program, not reviewed."""


class Cite(Struct, frozen=True, kw_only=True):
    """An article as others cite it."""

    path: str
    title: str
    """Empty: it has none."""
    lang: str
    published: str
    source: str
    versions: int = 1
    """In a list that has a story once: how many there are of it, this one included."""


class VersionView(Struct, frozen=True, kw_only=True):
    """Another version of an article's story."""

    cite: Cite
    leads: bool
    """Lists and counts have the story by this version."""
    more: int
    """Characters that its text has more than the article's; below 0: fewer."""
    stated: bool
    """The editor says that both are one story; else the program found it."""


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of an article; its spans are of the kind `mention`, and their `ref` is the path of the place."""

    text: str
    spans: tuple[Span, ...]
    lang: str


class EventView(Struct, frozen=True, kw_only=True):
    """Something that happened, as the editor states it."""

    type: str
    date: str
    people: tuple[Who, ...]
    companies: tuple[Who, ...]


class NoteView(Struct, frozen=True, kw_only=True):
    """What the editor says of a place, or of an article."""

    id: str
    """HTML id; empty: of the article as a whole."""
    number: int
    """Among the notes of its article, from 1; 0: of the article as a whole."""
    quote: str
    """What the note hangs on, as far as rights allow."""
    text: tuple[Block, ...]
    correction: str
    event: EventView | None


class RoleView(Struct, frozen=True, kw_only=True):
    """A title that somebody has or had."""

    who: Who | None
    """The company on a person's page, the person on a company's; None: not known, or not shown."""
    title: str
    lang: str = ""
    since: str = ""
    until: str = ""
    found: bool = False
    """Read in a sentence by the program."""
    past: bool = False
    """The sentence says that it is over."""
    inferred: bool = False
    """The sentence does not name the company."""
    cite: Cite | None = None
    sentence: Sentence | None = None


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody whom an article names, with the titles that it gives."""

    who: Who
    count: int
    titles: tuple[str, ...] = ()


class ArticleView(Struct, frozen=True, kw_only=True):
    """articles/<id>.html"""

    site: Site
    cite: Cite
    description: str
    author: tuple[str, ...]
    url: str
    """Of the original; empty: not known, or none that may be a link."""
    retrieved: str
    topics: tuple[str, ...]
    rights: Rights
    published_from: PublishedFrom
    published_why: str
    blocks: tuple[Block, ...]
    """Mentions lead to one of `people` and `companies`."""
    images: tuple[Image, ...]
    image_mode: str
    notes: tuple[NoteView, ...]
    """Those whose place is shown, in order of place."""
    loose: tuple[NoteView, ...]
    """Those of the article as a whole, and those whose place is not shown."""
    people: tuple[Participant, ...]
    companies: tuple[Participant, ...]
    older: Link | None
    newer: Link | None
    source_page: str
    """Path; empty: there is none."""
    versions: tuple[VersionView, ...] = ()
    """Other versions of its story, the leading one first."""
    more_versions: int = 0
    """Versions that are not among these."""


class Bit(Struct, frozen=True, kw_only=True):
    """A part of a line of a source: kept, or cut out by a rule."""

    text: str
    rule: "Rule | None" = None


class Rule(Struct, frozen=True, kw_only=True):
    """How much one rule removed, or one direction of the editor's."""

    name: str
    reason: str
    count: int
    anchor: str
    """HTML id of its row."""
    path: str
    """Of its row in the list of all rules; empty: it has none."""
    detail: str = ""
    """The editor's direction, and where it stands."""


class Stretch(Struct, frozen=True, kw_only=True):
    """Lines of a source that follow each other: kept, or removed by one rule."""

    lines: tuple[tuple[Bit, ...], ...]
    rule: Rule | None = None
    """None: kept; something may have been cut out inside its lines all the same."""
    ordinal: int = 0
    """Which one it is of its rule, from 1."""
    last: bool = True
    """No other one of its rule follows."""


class SourceView(Struct, frozen=True, kw_only=True):
    """articles/<id>.source.html"""

    site: Site
    cite: Cite
    url: str
    digest: str
    rules: tuple[Rule, ...]
    stretches: tuple[Stretch, ...]
    """Empty if the text may not be shown."""
    shown: bool


class RulesView(Struct, frozen=True, kw_only=True):
    """cleaning.html: all rules of cleaning"""

    site: Site
    names: tuple[str, ...]


class Appearance(Struct, frozen=True, kw_only=True):
    """How an article names an entity."""

    cite: Cite
    sentences: tuple[Sentence, ...]
    more: int
    """Sentences that only the article shows."""
    hidden: int
    """Mentions outside of what may be shown."""
    versions: tuple[Cite, ...] = ()
    """Other versions of the same story that name the entity too."""


class Moment(Struct, frozen=True, kw_only=True):
    """An entry of a timeline: an editor's events, or a sentence with a date."""

    date: str
    cite: Cite
    place: str
    """Path of the place in the article."""
    events: tuple[EventView, ...] = ()
    """Those that hang on the sentence; none: the program read it."""
    sentence: Sentence | None = None


class Together(Struct, frozen=True, kw_only=True):
    """Who else is named in the same articles."""

    who: Who
    count: int


class EvidenceView(Struct, frozen=True, kw_only=True):
    """Why the program thinks that this is somebody."""

    rules: tuple[str, ...]
    """Those that applied to one sentence."""
    sentence: str
    """Empty if it may not be shown."""
    cite: Cite | None
    place: str = ""
    """Path of the sentence's paragraph in the article; empty: it is not shown."""


class QuoteView(Struct, frozen=True, kw_only=True):
    """Words that somebody says in an article, as the program reads it."""

    text: str
    """Without quotation marks; a long one is cut."""
    place: str
    """Path of the paragraph."""
    cite: Cite


class FigureView(Struct, frozen=True, kw_only=True):
    """An amount that a sentence has beside one organisation, as the program reads it."""

    words: str
    """As the article writes it."""
    modifier: str
    """about, over, under; empty: none."""
    sentence: Sentence
    cite: Cite


class NameView(Struct, frozen=True, kw_only=True):
    """A name with its language."""

    text: str
    lang: str


class Pages(Struct, frozen=True, kw_only=True):
    """Where a page stands among those of one list, which are numbered from the oldest."""

    number: int = 1
    count: int = 1
    older: str = ""
    newer: str = ""


class Namesake(Struct, frozen=True, kw_only=True):
    """One of those who have a name, with what tells them apart."""

    who: Who
    titles: tuple[str, ...]
    companies: tuple[Who, ...]
    about: str
    """The beginning of the biography."""


class NamesakesView(Struct, frozen=True, kw_only=True):
    """people/<name>~.html and companies/<name>~.html"""

    site: Site
    name: str
    lang: str
    bearers: tuple[Namesake, ...]
    unclear: tuple[Appearance, ...]
    """Where an article has the name, and nothing says whose it is."""


class EntityView(Struct, frozen=True, kw_only=True):
    """people/<id>.html and companies/<id>.html; older pages of the mentions have only those."""

    site: Site
    who: Who
    kind: str
    type: str
    names: tuple[NameView, ...] = ()
    """All but the main one."""
    confidence: int = 100
    """Per cent."""
    evidence: tuple[EvidenceView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    ids: tuple[tuple[str, str, str], ...] = ()
    """(scheme, value, address or empty)."""
    links: tuple[str, ...] = ()
    biography: tuple[Block, ...] = ()
    description: str = ""
    articles: int = 0
    appearances: tuple[Appearance, ...] = ()
    together: tuple[Together, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    """The newest."""
    quotes_more: int = 0
    """Those that are not shown."""
    figures: tuple[FigureView, ...] = ()
    """The newest."""
    figures_more: int = 0
    pages: Pages = Pages()
    namesakes: tuple[Link, ...] = ()
    """Pages of the names that others have too."""


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


class FreeView(Struct, frozen=True, kw_only=True):
    """pages/<id>.html"""

    site: Site
    title: str
    blocks: tuple[Block, ...]
    description: str


class PlainView(Struct, frozen=True, kw_only=True):
    """404.html, robots.txt, .nojekyll"""

    site: Site


class RedirectView(Struct, frozen=True, kw_only=True):
    """A page at an old address."""

    site: Site
    target: Link


class FeedEntry(Struct, frozen=True, kw_only=True):
    """An article in feed.xml."""

    cite: Cite
    author: tuple[str, ...]
    updated: str
    """RFC 3339."""
    summary: str


class FeedView(Struct, frozen=True, kw_only=True):
    """feed.xml"""

    site: Site
    updated: str
    """Of the newest entry."""
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True, kw_only=True):
    """sitemap.xml"""

    site: Site
    paths: tuple[str, ...]


View = (
    ArticleView
    | SourceView
    | RulesView
    | EntityView
    | NamesakesView
    | IndexView
    | ArticlesView
    | TimelineView
    | NotesView
    | HomeView
    | FreeView
    | PlainView
    | RedirectView
    | FeedView
    | SitemapView
)
