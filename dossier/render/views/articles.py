"""What the pages of an article may show: the article, and the record of its cleaning."""

from typing import Literal

from msgspec import Struct

from dossier.model import Block, Image, PublishedFrom, Rights
from dossier.render.views.common import Cite, EventView, Link, Sentence, Site, VersionView, Who


class NoteView(Struct, frozen=True, kw_only=True, array_like=True):
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


class RoleView(Struct, frozen=True, kw_only=True, array_like=True):
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


class Participant(Struct, frozen=True, kw_only=True, array_like=True):
    """Somebody whom an article names, with the titles that it gives."""

    who: Who
    count: int
    titles: tuple[str, ...] = ()


class Piece(Struct, frozen=True, kw_only=True, array_like=True):
    """A part of a citation."""

    text: str
    role: Literal["", "title", "here"] = ""
    """title: stands in italics; here: in place of the page's own address, which the site does not know."""


class Citation(Struct, frozen=True, kw_only=True, array_like=True):
    """How an article is cited in one style."""

    style: str
    """Its name, which is the same in every language."""
    pieces: tuple[Piece, ...]
    lang: str


class Related(Struct, frozen=True, kw_only=True, array_like=True):
    """An article that names the same people or companies."""

    cite: Cite
    through: tuple[Who, ...]
    """Whom both name, the most telling first."""


class ArticleView(Struct, frozen=True, kw_only=True, array_like=True):
    """articles/<id>.html"""

    site: Site
    cite: Cite
    description: str
    author: tuple[str, ...]
    url: str
    """Of the original; empty: not known, or none that may be a link."""
    retrieved: str
    topics: tuple[Link, ...]
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
    trail: tuple[Link, ...] = ()
    """Pages of its year and month, with an ISO date as title; of those without a date, with none."""
    source_list: str = ""
    """Path of the page of its publication; empty: it has none."""
    related: tuple[Related, ...] = ()
    citations: tuple[Citation, ...] = ()
    report: str = ""
    """Address at which readers report a mistake; empty: there is none."""
    versions: tuple[VersionView, ...] = ()
    """Other versions of its story, the leading one first."""
    more_versions: int = 0
    """Versions that are not among these."""


class Bit(Struct, frozen=True, kw_only=True, array_like=True):
    """A part of a line of a source: kept, or cut out by a rule."""

    text: str
    rule: "Rule | None" = None


class Rule(Struct, frozen=True, kw_only=True, array_like=True):
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


class Stretch(Struct, frozen=True, kw_only=True, array_like=True):
    """Lines of a source that follow each other: kept, or removed by one rule."""

    lines: tuple[tuple[Bit, ...], ...]
    rule: Rule | None = None
    """None: kept; something may have been cut out inside its lines all the same."""
    ordinal: int = 0
    """Which one it is of its rule, from 1."""
    last: bool = True
    """No other one of its rule follows."""


class SourceView(Struct, frozen=True, kw_only=True, array_like=True):
    """articles/<id>.source.html"""

    site: Site
    cite: Cite
    url: str
    digest: str
    rules: tuple[Rule, ...]
    stretches: tuple[Stretch, ...]
    """Empty if the text may not be shown."""
    shown: bool


class RulesView(Struct, frozen=True, kw_only=True, array_like=True):
    """cleaning.html: all rules of cleaning"""

    site: Site
    names: tuple[str, ...]
