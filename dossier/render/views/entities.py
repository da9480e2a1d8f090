"""What the page of a person or company may show."""

from msgspec import Struct

from dossier.model import Block
from dossier.render.views.articles import RoleView
from dossier.render.views.common import Cite, Link, Moment, Sentence, Site, Who


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
