"""What the program reads in articles: mentions, dates, titles, sayings, amounts, events, and stories told twice."""

from typing import Literal

from msgspec import Struct

from dossier.model.articles import Article
from dossier.model.editors import Event
from dossier.model.entities import Candidate
from dossier.model.text import EntityKind, Place

Modifier = Literal["", "about", "over", "under"]


class FoundDate(Struct, frozen=True, kw_only=True, array_like=True):
    """A date in running text, resolved against the publication date."""

    place: Place
    value: str
    """ISO 8601, partial or interval `a/b`."""


class Findings(Struct, frozen=True, kw_only=True, array_like=True):
    """What one article says by itself, before anybody knows who is who."""

    candidates: tuple[Candidate, ...] = ()
    dates: tuple[FoundDate, ...] = ()


class Version(Struct, frozen=True, kw_only=True, array_like=True):
    """One of the articles that are versions of one story."""

    article: str
    """Id."""
    length: int
    """Characters of its text."""
    stated: bool = False
    """The editor says so; else the program found it."""


class Story(Struct, frozen=True, kw_only=True, array_like=True):
    """Articles that are the same text in several versions: syndicated, scraped twice, updated."""

    versions: tuple[Version, ...]
    """Two or more; the one that leads first."""


class Mention(Struct, frozen=True, kw_only=True, array_like=True):
    """A name of a known entity at its place."""

    place: Place
    kind: EntityKind
    entity: str
    how: str
    """Which rule linked it: full-name, short-name, editor…"""


class Unclear(Struct, frozen=True, kw_only=True, array_like=True):
    """A name of several known entities at a place where nothing says whose it is: it is not linked."""

    place: Place
    bearers: tuple[str, ...]
    """`kind/id` of each, sorted; at least two."""


class RoleFact(Struct, frozen=True, kw_only=True, array_like=True):
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


class Quotation(Struct, frozen=True, kw_only=True, array_like=True):
    """Words in quotation marks, and who said them."""

    place: Place
    """Of the words, without the marks."""
    speaker: str
    """`kind/id`."""
    how: str = ""
    """How the speaker is known: before, after (words beside the marks), pronoun, continued (from what is before)."""


class Figure(Struct, frozen=True, kw_only=True, array_like=True):
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


class EventFact(Struct, frozen=True, kw_only=True, array_like=True):
    """Something that happened, as the program reads a sentence."""

    event: Event
    place: Place


class Linked(Struct, frozen=True, kw_only=True, array_like=True):
    """An article with its mentions as spans, and the facts that it contributes to other pages."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[EventFact, ...] = ()
    unclear: tuple[Unclear, ...] = ()
