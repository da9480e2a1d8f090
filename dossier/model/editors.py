"""What editors write of articles, and where it was written."""

from typing import Literal

from msgspec import Struct

from dossier.model.text import Block, EntityKind, Where

NoteKind = Literal["note", "correction", "event", "entity"]
Rights = Literal["full", "excerpt", "link"]


#: What an event can be.
EVENT_TYPES = (
    *("left", "joined", "founded", "appointed", "promoted", "removed", "returned"),
    *("acquired", "merged", "funded", "launched", "closed", "sued", "awarded", "listed", "other"),
)


class Event(Struct, frozen=True, kw_only=True, array_like=True):
    """Something that happened, as an editor states it."""

    type: str
    """One of `EVENT_TYPES`."""
    date: str = ""
    """ISO 8601, partial or interval; empty: not known."""
    people: tuple[str, ...] = ()
    """Ids of people."""
    companies: tuple[str, ...] = ()
    """Ids of companies."""


class Annotation(Struct, frozen=True, kw_only=True, array_like=True):
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


class Direction(Struct, frozen=True, kw_only=True, array_like=True):
    """One entry of `clean: {keep: […], drop: […]}`: what an editor wants to stay or to go, whatever cleaning thinks."""

    verb: Literal["keep", "drop"]
    kind: Literal["rule", "selector", "text", "pattern"]
    text: str
    """A rule's name; a CSS selector (see css.py); a whole line; a regular expression that a whole line fits."""
    scope: str
    """Where it stands, for readers: `site.yaml, clean.sites.example.com`."""
    where: Where = Where()


class HostDirections(Struct, frozen=True, kw_only=True, array_like=True):
    """Directions for articles of one site of the web."""

    host: str
    """Lower case; its subdomains count too."""
    directions: tuple[Direction, ...]


class Directions(Struct, frozen=True, kw_only=True, array_like=True):
    """Everything that cleaning is told by editors, the narrowest first: what one says, the next cannot change."""

    article: tuple[Direction, ...] = ()
    """Of the article's sidecar."""
    hosts: tuple[HostDirections, ...] = ()
    everywhere: tuple[Direction, ...] = ()
    url: str = ""
    """The article's address, where its sidecar states one; else its source may."""


#: The id in `same_story` of an article that stands alone.
ALONE = "none"


class SameStory(Struct, frozen=True, kw_only=True, array_like=True):
    """What an editor says of the versions of an article."""

    id: str
    """Another article that is a version of the same story, or `ALONE`: this one is none of anything."""
    where: Where = Where()


class Sidecar(Struct, frozen=True, kw_only=True, array_like=True):
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


class Rejection(Struct, frozen=True, kw_only=True, array_like=True):
    """Names of which the editor says that they are nobody with a page: one entry of content/rejected.yaml."""

    kind: EntityKind
    names: tuple[str, ...]
    """At least one; the first is what the entry is called."""
    where: Where = Where()
