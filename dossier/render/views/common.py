"""What many pages show: links, who, where something is cited, sentences, dated entries."""

from msgspec import Struct

from dossier.model import Span


class Link(Struct, frozen=True, kw_only=True, array_like=True):
    """A page of ours by its title."""

    path: str
    title: str
    lang: str = ""


class Site(Struct, frozen=True, kw_only=True, array_like=True):
    """What every page shows of the site."""

    title: str
    description: str
    lang: str
    """Of the interface."""
    url: str
    author: str
    menu: tuple[Link, ...] = ()
    """Free pages."""


class Who(Struct, frozen=True, kw_only=True, array_like=True):
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


class Cite(Struct, frozen=True, kw_only=True, array_like=True):
    """An article as others cite it."""

    path: str
    title: str
    """Empty: it has none."""
    lang: str
    published: str
    source: str
    versions: int = 1
    """In a list that has a story once: how many there are of it, this one included."""


class VersionView(Struct, frozen=True, kw_only=True, array_like=True):
    """Another version of an article's story."""

    cite: Cite
    leads: bool
    """Lists and counts have the story by this version."""
    more: int
    """Characters that its text has more than the article's; below 0: fewer."""
    stated: bool
    """The editor says that both are one story; else the program found it."""


class Sentence(Struct, frozen=True, kw_only=True, array_like=True):
    """A sentence of an article; its spans are of the kind `mention`, and their `ref` is the path of the place."""

    text: str
    spans: tuple[Span, ...]
    lang: str


class EventView(Struct, frozen=True, kw_only=True, array_like=True):
    """Something that happened, as the editor states it."""

    type: str
    date: str
    people: tuple[Who, ...]
    companies: tuple[Who, ...]


class Moment(Struct, frozen=True, kw_only=True, array_like=True):
    """An entry of a timeline: an editor's events, or a sentence with a date."""

    date: str
    cite: Cite
    place: str
    """Path of the place in the article."""
    events: tuple[EventView, ...] = ()
    """Those that hang on the sentence; none: the program read it."""
    sentence: Sentence | None = None
