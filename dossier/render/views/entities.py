"""What the page of a person or company may show."""

from typing import Literal

from msgspec import Struct

from dossier.model import Block
from dossier.render.views.articles import RoleView
from dossier.render.views.common import Cite, Link, Moment, Sentence, Site, Who
from dossier.render.views.pictures import BarsView, CareerView, FlowView, GraphView


class Appearance(Struct, frozen=True, kw_only=True, array_like=True):
    """How an article names an entity."""

    cite: Cite
    sentences: tuple[Sentence, ...]
    more: int
    """Sentences that only the article shows."""
    hidden: int
    """Mentions outside of what may be shown."""
    versions: tuple[Cite, ...] = ()
    """Other versions of the same story that name the entity too."""


class Together(Struct, frozen=True, kw_only=True, array_like=True):
    """Who else is named in the same articles."""

    who: Who
    count: int


class EvidenceView(Struct, frozen=True, kw_only=True, array_like=True):
    """Why the program thinks that this is somebody."""

    rules: tuple[str, ...]
    """Those that applied to one sentence."""
    sentence: str
    """Empty if it may not be shown."""
    cite: Cite | None
    place: str = ""
    """Path of the sentence's paragraph in the article; empty: it is not shown."""


class QuoteView(Struct, frozen=True, kw_only=True, array_like=True):
    """Words that somebody says in an article, as the program reads it."""

    text: str
    """Without quotation marks; a long one is cut."""
    place: str
    """Path of the paragraph."""
    cite: Cite


class FigureView(Struct, frozen=True, kw_only=True, array_like=True):
    """An amount that a sentence has beside one organisation, as the program reads it."""

    words: str
    """As the article writes it."""
    modifier: str
    """about, over, under; empty: none."""
    sentence: Sentence
    cite: Cite


class NameView(Struct, frozen=True, kw_only=True, array_like=True):
    """A name with its language."""

    text: str
    lang: str


class Pages(Struct, frozen=True, kw_only=True, array_like=True):
    """Where a page stands among those of one list, which are numbered from the oldest."""

    number: int = 1
    count: int = 1
    older: str = ""
    newer: str = ""


class Namesake(Struct, frozen=True, kw_only=True, array_like=True):
    """One of those who have a name, with what tells them apart."""

    who: Who
    titles: tuple[str, ...]
    companies: tuple[Who, ...]
    about: str
    """The beginning of the biography."""


class NamesakesView(Struct, frozen=True, kw_only=True, array_like=True):
    """people/<name>~.html and companies/<name>~.html"""

    site: Site
    kind: str
    name: str
    lang: str
    bearers: tuple[Namesake, ...]
    unclear: tuple[Appearance, ...]
    """Where an article has the name, and nothing says whose it is."""
    more: int = 0
    """Such places that only the articles show."""


class IdView(Struct, frozen=True, kw_only=True, array_like=True):
    """An identifier in a catalogue."""

    scheme: str
    label: str
    """The catalogue's name."""
    value: str
    address: str
    """Of the entry; empty: the catalogue has none."""


class WebLink(Struct, frozen=True, kw_only=True, array_like=True):
    """A page of the web."""

    address: str
    host: str
    """Without `www.`"""


class Share(Struct, frozen=True, kw_only=True, array_like=True):
    """A name as others write it in a link to its page."""

    html: str
    """Escaped for HTML."""
    markdown: str
    """Escaped for Markdown."""


class Whole(Struct, frozen=True, kw_only=True, array_like=True):
    """The page with all entries of a list, of which a profile shows some."""

    path: str
    count: int


Part = Literal["roles", "timeline", "quotes", "figures"]


class EntityListView(Struct, frozen=True, kw_only=True, array_like=True):
    """people/<id>~timeline.html and others: all entries of one list of a profile; one of the four tuples has any."""

    site: Site
    who: Who
    kind: str
    part: Part
    count: int
    """Entries of all pages; 0 on older ones, which do not change with it."""
    pages: Pages
    left_out: int = 0
    """Older entries that no page has: the archive is large."""
    roles: tuple[RoleView, ...] = ()
    timeline: tuple[Moment, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    figures: tuple[FigureView, ...] = ()


class EntityView(Struct, frozen=True, kw_only=True, array_like=True):
    """people/<id>.html and companies/<id>.html; older pages of the mentions have only those."""

    site: Site
    who: Who
    kind: str
    type: str
    names: tuple[NameView, ...] = ()
    """All but the main one."""
    namesakes: tuple[Link, ...] = ()
    """Pages of the names that others have too."""
    confidence: int = 100
    """Per cent."""
    sureness: str = ""
    """The same in words: sure, likely, possible; empty: editors wrote this profile."""
    evidence: tuple[EvidenceView, ...] = ()
    is_now: tuple[RoleView, ...] = ()
    """In short, as editors state it, else as the program read it last."""
    is_now_more: int = 0
    """Those that the head does not show."""
    was: tuple[RoleView, ...] = ()
    """The same of what has ended."""
    was_more: int = 0
    now: tuple[RoleView, ...] = ()
    """What editors state and has no end, the newest first."""
    before: tuple[RoleView, ...] = ()
    """What editors state and has ended, the last first."""
    read: tuple[RoleView, ...] = ()
    """What the program read, the newest first."""
    roles_whole: Whole | None = None
    """None: all are here; so of the other lists."""
    career: CareerView | None = None
    flow: FlowView | None = None
    ids: tuple[IdView, ...] = ()
    links: tuple[WebLink, ...] = ()
    biography: tuple[Block, ...] = ()
    description: str = ""
    articles: int = 0
    first: str = ""
    """Date of the first article that names them; empty: none has a date."""
    last: str = ""
    moments: tuple[Moment, ...] = ()
    """The newest."""
    moments_whole: Whole | None = None
    quotes: tuple[QuoteView, ...] = ()
    """The newest."""
    quotes_whole: Whole | None = None
    figures: tuple[FigureView, ...] = ()
    """The newest."""
    figures_whole: Whole | None = None
    together: tuple[Together, ...] = ()
    ego: GraphView | None = None
    bars: BarsView | None = None
    """Articles by month."""
    appearances: tuple[Appearance, ...] = ()
    titles: tuple[Cite, ...] = ()
    """Older ones, without sentences: the archive is large."""
    pages: Pages = Pages()
    share: Share | None = None
    """None: an older page, which nobody links to."""
    report: str = ""
    """Where to report a mistake; empty: nowhere."""
    previous: Link | None = None
    """Before this one in the index."""
    next: Link | None = None
