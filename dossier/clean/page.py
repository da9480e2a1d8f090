"""A page as flat lists: its elements, its runs of text in reading order, and what it says of itself."""

import re

from dossier.model import SpanKind

#: An id made of a heading's words says nothing of what its element is for: sharing-with-a-single-developer.
LEAST_HYPHENS, SLUG = 3, re.compile(r"-(?:a|an|with|is|are|how|what|why|when|its|into)-")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CELLS = frozenset({"td", "th"})
#: What is in these elements asks which of them it lies in.
ASKED_FOR = CELLS | HEADINGS.keys()


class Element:
    """An element of the page, and which runs of text it holds: `runs[first:last]`."""

    __slots__ = ("attributes", "cell", "depth", "first", "heading", "hint", "last", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None", first: int = 0) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.first = self.last = first
        self.depth: int
        self.heading: Element | None
        """The heading that it is or lies in."""
        self.cell: Element | None
        """The cell of a table that it is or lies in."""
        self.hint = ""
        """Its class and id."""
        if "id" in attributes:
            self.hint = f"{attributes.get('class') or ''} {_named(attributes['id'] or '')}"
        elif "class" in attributes:
            self.hint = f"{attributes['class'] or ''} "
        if parent is not None:
            self.depth, self.heading, self.cell = parent.depth + 1, parent.heading, parent.cell
        else:
            self.depth, self.heading, self.cell = 0, None, None
        if tag in ASKED_FOR:
            if tag in CELLS:
                self.cell = self
            else:
                self.heading = self

    def get(self, name: str) -> str:
        """An attribute's value, empty if it is missing"""
        return self.attributes.get(name) or ""


def _named(ident: str) -> str:
    """An id, if it says what its element is for"""
    return ident if ident.count("-") < LEAST_HYPHENS or SLUG.search(ident) is None else ""


class Run:
    """Text between two breaks of the page, or a picture or an embedded thing without text."""

    __slots__ = ("element", "inner", "linked", "media", "spans", "text")

    def __init__(self, element: Element, text: str, spans: list[tuple[int, int, SpanKind, str]]) -> None:
        self.element = element
        """The innermost element that holds all of it, and its line."""
        self.inner = element
        """The innermost element that holds all of its text: the `span` in `<p><span>…</span></p>`."""
        self.text = text
        self.spans = spans
        self.linked = sum([end - start for start, end, kind, _ in spans if kind == "link"]) if spans else 0
        """How many characters lie in links."""
        self.media: Element | None = None
        """The picture, frame or player, where the run is one; it has no text then."""


class Page:
    """A page as flat lists."""

    __slots__ = ("base", "elements", "links", "metas", "runs", "scripts", "text", "title")

    def __init__(self) -> None:
        self.elements: list[Element] = []
        """In document order; a parent stands before its children."""
        self.runs: list[Run] = []
        self.scripts: list[str] = []
        """Contents of JSON-LD scripts."""
        self.metas: list[tuple[str, str]] = []
        """Names (name, property, itemprop; lower case) and contents of `meta` elements."""
        self.links: dict[str, str] = {}
        """rel → address, of `link` elements; the first of each."""
        self.title = ""
        self.base = ""
        self.text = ""
        """The page as it was read, for what scripts and comments in it say."""
