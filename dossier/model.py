"""The values that cross a stage: plain text in blocks, spans over it, and what people and programs say of them.

All are frozen and hashable; `msgspec` serialises them for the cache and for workers. An offset is a code point in the
text of one block, unless its line says otherwise.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

EntityKind = Literal["person", "company"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "cell", "caption", "credit", "embed", "image"]
SpanKind = Literal["link", "strong", "em", "code", "mention", "note", "date"]
Rights = Literal["full", "excerpt", "link"]
PublishedFrom = Literal["sidecar", "metadata", "page", "dateline", "none"]
Modifier = Literal["", "about", "over", "under"]
NoteKind = Literal["note", "correction", "event", "entity"]

#: Kinds of block that make up an article's `text`; the others have an offset space of their own.
TEXT_KINDS: frozenset[str] = frozenset({"heading", "paragraph", "item", "quote", "code", "cell"})


# --- text ---------------------------------------------------------------------------------------------------------


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of one block's text that means something."""

    start: int
    end: int
    kind: SpanKind
    ref: str = ""
    """link: absolute or site-relative address; mention: `kind/id`; note: `Anchor.id`; date: ISO 8601; else empty."""


class Block(Struct, frozen=True, kw_only=True):
    """A piece of an article in reading order: text without markup, and spans over it."""

    kind: BlockKind
    text: str = ""
    """No leading or trailing white space; line breaks only in `code` and where the source had `<br>`."""
    spans: tuple[Span, ...] = ()
    """Sorted by start, longest first; spans of one kind do not overlap, but notes may."""
    level: int = 0
    """heading: 1–6; item: depth of nesting from 0; cell: number of its row from 0."""
    group: int = 0
    """Same number (from 1, unique in the article): one list, table, quotation or figure. 0: stands alone."""
    ref: int = -1
    """image: index into `Article.images`."""
    style: str = ""
    """item: `ordered` or empty; cell: `header` or empty; code: language or empty."""
    address: str = ""
    """embed without text: where a reader can open what a frame or player of the page showed; of the web."""


class Image(Struct, frozen=True, kw_only=True):
    """A picture of the article's body."""

    src: str
    """Address as resolved against the page's own address; a path relative to the source for saved files."""
    alt: str = ""
    width: int = 0
    height: int = 0
    local: str = ""
    """Path, from the folder of the source, where the picture may lie as a file; empty: nowhere."""
    copy: str = ""
    """`<SHA-256>.<kind>` of the picture that the source brings along; the site has a copy. Empty: it brings none."""


class Removal(Struct, frozen=True, kw_only=True):
    """One block or less of the source's visible text that cleaning left out, in reading order."""

    at: int
    """Index of the kept block before which it stood, or inside which (`offset` > 0); len(blocks): at the end."""
    rule: str
    """Name of the rule, kebab-case: `title-repeated`, `comment-footer`, `metadata`…"""
    reason: str
    """One English sentence for the reader of the source page."""
    text: str
    offset: int = 0
    """Code point in `blocks[at].text` where it stood when it was cut out of a block; 0: before the block."""


class Place(Struct, frozen=True, kw_only=True):
    """Where something stands: `article.blocks[block].text[start:end]`."""

    block: int
    start: int
    end: int


class Meta(Struct, frozen=True, kw_only=True):
    """What is known of an article as a whole. Empty: not known."""

    title: str = ""
    published: str = ""
    """ISO 8601 in the precision known (2024, 2024-10, 2024-10-08, 2024-10-08T14:31), the page's own local time."""
    published_from: PublishedFrom = "none"
    published_why: str = ""
    """How the date is known, one line: `dateline “10 月 8 日”, year of the neighbours (2024-10-8 14:31:00)`."""
    author: tuple[str, ...] = ()
    source: str = ""
    """The publication: 新浪科技, Reuters."""
    url: str = ""
    lang: str = ""
    """BCP 47, of the text: zh, zh-Hant, en…"""
    retrieved: str = ""
    topics: tuple[str, ...] = ()
    rights: Rights = "full"


#: What an event can be.
EVENT_TYPES = (
    *("left", "joined", "founded", "appointed", "promoted", "removed", "returned"),
    *("acquired", "merged", "funded", "launched", "closed", "sued", "awarded", "listed", "other"),
)


#: The rule of what an editor drops, and how its reason begins; the direction follows, and where it stands.
EDITOR_RULE, EDITOR_REASON = "editor", "Dropped by the editor: "
#: The names of all rules by which cleaning removes text.
RULES = (
    *("advertisement", "after-body", "author-note", "before-body", "byline", "comments", "control", "cookies"),
    *("counter", "date-line", "dateline", "disclaimer", "editor", "editor-line", "embed", "end-mark", "footer"),
    *("front-matter", "hidden", "image-credit", "lead-repeated", "links-only", "list-marker", "navigation"),
    *("neighbour", "outside-body", "overlay", "promotion", "related", "repeated", "section-label", "separator"),
    *("share-tools", "sidebar", "site-footer", "source-line", "tags", "template", "tipping", "title"),
    *("title-repeated", "unlike-article", "url-line"),
)


# --- what editors write -------------------------------------------------------------------------------------------


class Where(Struct, frozen=True, kw_only=True):
    """A place in a file that a person wrote; line and column from 1, 0: the file as a whole."""

    path: str = ""
    """Relative to the site's folder, with `/`."""
    line: int = 0
    column: int = 0


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened, as an editor states it."""

    type: str
    """One of `EVENT_TYPES`."""
    date: str = ""
    """ISO 8601, partial or interval; empty: not known."""
    people: tuple[str, ...] = ()
    """Ids of people."""
    companies: tuple[str, ...] = ()
    """Ids of companies."""


class Annotation(Struct, frozen=True, kw_only=True):
    """One entry of a sidecar's `annotations`: a quotation of the article, and what the editor says of it."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    everywhere: bool = False
    """`all: true`: every place where the quotation stands."""
    note: tuple[Block, ...] = ()
    correction: str | None = None
    """What the source should have said."""
    event: Event | None = None
    entity: str | None = None
    """Who is meant: `kind/id`, or `none`: nobody."""
    where: Where = Where()


class Direction(Struct, frozen=True, kw_only=True):
    """One entry of `clean: {keep: […], drop: […]}`: what an editor wants to stay or to go, whatever cleaning thinks."""

    verb: Literal["keep", "drop"]
    kind: Literal["rule", "selector", "text", "pattern"]
    text: str
    """A rule's name; a CSS selector (see css.py); a whole line; a regular expression that a whole line fits."""
    scope: str
    """Where it stands, for readers: `site.yaml, clean.sites.example.com`."""
    where: Where = Where()


class HostDirections(Struct, frozen=True, kw_only=True):
    """Directions for articles of one site of the web."""

    host: str
    """Lower case; its subdomains count too."""
    directions: tuple[Direction, ...]


class Directions(Struct, frozen=True, kw_only=True):
    """Everything that cleaning is told by editors, the narrowest first: what one says, the next cannot change."""

    article: tuple[Direction, ...] = ()
    """Of the article's sidecar."""
    hosts: tuple[HostDirections, ...] = ()
    everywhere: tuple[Direction, ...] = ()
    url: str = ""
    """The article's address, where its sidecar states one; else its source may."""


#: The id in `same_story` of an article that stands alone.
ALONE = "none"


class SameStory(Struct, frozen=True, kw_only=True):
    """What an editor says of the versions of an article."""

    id: str
    """Another article that is a version of the same story, or `ALONE`: this one is none of anything."""
    where: Where = Where()


class Sidecar(Struct, frozen=True, kw_only=True):
    """`content/articles/<id>.yaml`: what the editor says of an article. Empty fields leave the scrape's own."""

    title: str = ""
    date: str = ""
    author: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    lang: str = ""
    retrieved: str = ""
    topics: tuple[str, ...] = ()
    rights: Rights | None = None
    note: tuple[Block, ...] = ()
    """On the article as a whole."""
    annotations: tuple[Annotation, ...] = ()
    formerly: tuple[str, ...] = ()
    """Ids that this article had before."""
    clean: tuple[Direction, ...] = ()
    """What stays of its source and what goes, over what cleaning decides."""
    same_story: SameStory | None = None
    """None: the program decides which articles are versions of this one."""
    draft: bool = False
    where: Where = Where()


class Anchor(Struct, frozen=True, kw_only=True):
    """An annotation and the places in the cleaned article where it stands."""

    id: str
    """Stable: a hash of the quotation and what is said, plus an ordinal among equals. An HTML id."""
    annotation: Annotation
    places: tuple[Place, ...]


# --- articles -----------------------------------------------------------------------------------------------------


class Source(Struct, frozen=True, kw_only=True):
    """A scrape exactly as it lies in `content/articles/`."""

    id: str
    path: str
    """Relative to the site's folder, with `/`; or as given to `inspect`. For messages."""
    suffix: str
    """Lower case, with the dot: .txt .html .md …"""
    data: bytes


class Article(Struct, frozen=True, kw_only=True):
    """A cleaned article: kept blocks, and every removal; together all visible text of the source."""

    id: str
    path: str
    meta: Meta
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...] = ()
    images: tuple[Image, ...] = ()
    note: tuple[Block, ...] = ()
    """The editor's note on the whole article."""
    anchors: tuple[Anchor, ...] = ()
    formerly: tuple[str, ...] = ()
    directed: tuple[Direction, ...] = ()
    """The editors' selectors, lines and patterns that something in the source fits."""
    digest: str = ""
    """SHA-256 of the source, hexadecimal."""


class Layout(Struct, frozen=True, kw_only=True):
    """An article's `text` and where each block begins in it."""

    text: str
    starts: tuple[int | None, ...]
    """One per block; None: the block is not part of the text."""


def layout(blocks: Iterable[Block]) -> Layout:
    """The text of blocks: those of `TEXT_KINDS`, joined by blank lines; the cells of one table row by tabs."""
    parts: list[str] = []
    starts: list[int | None] = []
    length, row = 0, None
    for block in blocks:
        if block.kind not in TEXT_KINDS:
            starts.append(None)
            continue
        here = (block.group, block.level) if block.kind == "cell" else None
        if parts:
            joint = "\t" if here is not None and here == row else "\n\n"
            parts.append(joint)
            length += len(joint)
        starts.append(length)
        parts.append(block.text)
        length += len(block.text)
        row = here
    return Layout(text="".join(parts), starts=tuple(starts))


# --- people and companies -----------------------------------------------------------------------------------------


class Name(Struct, frozen=True, kw_only=True):
    """One name of an entity."""

    text: str
    sic: bool = False
    """A misspelling that occurs: links, but is not shown as a name."""
    ambiguous: bool = False
    """Links only where a full name of the entity stands in the same article."""
    short: bool | None = None
    """Links only after a full name in the same article. None: derived (the last part of another name is short)."""


class Evidence(Struct, frozen=True, kw_only=True):
    """Why the program thinks so: the rule, and the sentence that it applied to."""

    rule: str
    sentence: str
    article: str = ""


class CuratedRole(Struct, frozen=True, kw_only=True):
    """A role as an editor states it in a person's file."""

    company: str
    title: str
    since: str = ""
    until: str = ""
    source: str = ""
    """Id of the article that says so."""
    where: Where = Where()


class Entity(Struct, frozen=True, kw_only=True):
    """A person or a company (any organisation): curated in a file, or found by the program."""

    id: str
    kind: EntityKind
    name: str
    """As this archive writes it."""
    names: tuple[Name, ...]
    """All names, `name` first, then `latin`, then the aliases."""
    latin: str = ""
    type: str = ""
    """Of a company: company, university, agency, media, fund, lab… Empty for people."""
    status: Literal["curated", "found"] = "curated"
    confidence: float = 1.0
    """0–1; of found entities how strong the evidence is."""
    evidence: tuple[Evidence, ...] = ()
    roles: tuple[CuratedRole, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    """(scheme, value), for example (wikidata, Q7251)."""
    links: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """Ids that this entity had before."""
    hide: bool = False
    biography: tuple[Block, ...] = ()
    where: Where = Where()


class Rejection(Struct, frozen=True, kw_only=True):
    """Names of which the editor says that they are nobody with a page: one entry of content/rejected.yaml."""

    kind: EntityKind
    names: tuple[str, ...]
    """At least one; the first is what the entry is called."""
    where: Where = Where()


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody or something that one article names, found without a list."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    """All full names in this article, `name` first (米拉・穆拉蒂, Mira Murati); no short names."""
    confidence: float
    evidence: tuple[Evidence, ...]


class FoundDate(Struct, frozen=True, kw_only=True):
    """A date in running text, resolved against the publication date."""

    place: Place
    value: str
    """ISO 8601, partial or interval `a/b`."""


class Findings(Struct, frozen=True, kw_only=True):
    """What one article says by itself, before anybody knows who is who."""

    candidates: tuple[Candidate, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    sketch: bytes = b""
    """What its text is compared by with those of other articles (see stories.py); empty: too short to be compared."""


class Version(Struct, frozen=True, kw_only=True):
    """One of the articles that are versions of one story."""

    article: str
    """Id."""
    length: int
    """Characters of its text."""
    stated: bool = False
    """The editor says so; else the program found it."""


class Story(Struct, frozen=True, kw_only=True):
    """Articles that are the same text in several versions: syndicated, scraped twice, updated."""

    versions: tuple[Version, ...]
    """Two or more; the one that leads first."""


class Mention(Struct, frozen=True, kw_only=True):
    """A name of a known entity at its place."""

    place: Place
    kind: EntityKind
    entity: str
    how: str
    """Which rule linked it: full-name, short-name, editor…"""


class Unclear(Struct, frozen=True, kw_only=True):
    """A name of several known entities at a place where nothing says whose it is: it is not linked."""

    place: Place
    bearers: tuple[str, ...]
    """`kind/id` of each, sorted; at least two."""


class RoleFact(Struct, frozen=True, kw_only=True):
    """A title that a sentence gives to somebody."""

    person: str
    company: str
    """Id; empty: no company known."""
    title: str
    place: Place
    """Of the words that say so."""
    inferred: bool = False
    """The sentence does not name the company; it was taken from what stands before."""
    past: bool = False
    """The words say that it is over: 前, 曾任, former."""
    since: str = ""
    """ISO 8601, partial; empty: not said."""
    until: str = ""


class Quotation(Struct, frozen=True, kw_only=True):
    """Words in quotation marks, and who said them."""

    place: Place
    """Of the words, without the marks."""
    speaker: str
    """`kind/id`."""
    how: str = ""
    """How the speaker is known: before, after (words beside the marks), pronoun, continued (from what is before)."""


class Figure(Struct, frozen=True, kw_only=True):
    """An amount: 66 亿美元 is value 6.6e9, unit USD."""

    place: Place
    value: str
    """A decimal number in the unit, without exponent; of a range `low/high`."""
    unit: str
    """ISO 4217, `%`, `pp` (percentage points), `bp` (basis points), or a word of the text: 辆, vehicles."""
    modifier: Modifier = ""
    """What the words say of its exactness: 约, 超过, 不到."""
    company: str = ""
    """Id of the only company that its sentence names; empty: none, or several."""


class EventFact(Struct, frozen=True, kw_only=True):
    """Something that happened, as the program reads a sentence."""

    event: Event
    place: Place


class Linked(Struct, frozen=True, kw_only=True):
    """An article with its mentions as spans, and the facts that it contributes to other pages."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[EventFact, ...] = ()
    unclear: tuple[Unclear, ...] = ()


# --- pages --------------------------------------------------------------------------------------------------------


class FreePage(Struct, frozen=True, kw_only=True):
    """`content/pages/<id>.md`: a page of the editor's own."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    order: int = 0
    """Place in the menu; lower first."""
    where: Where = Where()


class Theme(Struct, frozen=True, kw_only=True):
    """Templates, messages and static files: the default ones, overridden file by file by the site's own."""

    templates: tuple[tuple[str, str], ...]
    """(path below templates/, text), sorted by path; messages are `messages/<lang>.yaml` among them."""
    assets: tuple[tuple[str, bytes], ...]
    """(path below static/, bytes), sorted by path; they go to assets/."""


class Output(Struct, frozen=True, kw_only=True):
    """One file of the site, ready to be written."""

    path: str
    """Relative to the output folder, with `/`."""
    data: bytes
    digest: str
    """SHA-256 of data, hexadecimal."""
