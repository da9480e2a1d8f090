"""A page's tree → its text in reading order: runs of text without markup, spans over them, and their elements.

The tree is walked once and without recursion, so depth costs nothing. What follows works on the flat lists.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.model import SpanKind

#: Elements that run inside a line of text; all others stand in lines of their own.
INLINE = frozenset(
    "meta link a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr output q rb "
    "rp rt rtc ruby s samp small span strike strong sub sup svg time tt u var wbr mi mn mo mrow msup msub picture img "
    "amp-img o:p st1:place path g use image".split()
)
#: Elements whose text nobody sees; an iframe's content is raw text that no browser shows, but it counts as visible.
UNSEEN = frozenset("script style template noscript head".split())
FORMAT: dict[str, SpanKind] = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i"), "em"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CELLS = frozenset({"td", "th"})
DATA = frozenset({"meta", "link", "base"})
PICTURES = frozenset({"img", "amp-img", "image"})
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-twitter"})
WHITE = re.compile(r"[ \t\n\r\f\v]+|\xa0{2,}|[\xa0\u3000][ \t\n\r\f]+")
#: White space of any kind, as `str.isspace` tells it.
EDGES = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
IDEOGRAPHIC_INDENT = "\u3000"


class Element:
    """An element of the page, and which runs of text it holds: `runs[first:last]`."""

    __slots__ = ("attributes", "cell", "depth", "first", "heading", "hint", "last", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.heading: Element | None = self if tag in HEADINGS else parent.heading if parent else None
        """The heading that it is or lies in."""
        self.cell: Element | None = self if tag in CELLS else parent.cell if parent else None
        """The cell of a table that it is or lies in."""
        self.first = 0
        self.last = 0
        self.hint = f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else ""

    def get(self, name: str) -> str:
        """An attribute's value, empty if it is missing"""
        return self.attributes.get(name) or ""


class Run:
    """Text between two breaks of the page, or a picture or an embedded thing without text."""

    __slots__ = ("element", "linked", "media", "spans", "text")

    def __init__(self, element: Element, text: str, spans: list[tuple[int, int, SpanKind, str]]) -> None:
        self.element = element
        """The innermost element that holds all of it."""
        self.text = text
        self.spans = spans
        self.linked = sum(end - start for start, end, kind, _ in spans if kind == "link")
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


def read_page(text: str) -> Page:
    """HTML → its elements and runs of text in document order"""
    walk = _Walk()
    walk.page.text = text
    parser = LexborHTMLParser(text)
    root = parser.root
    if root is not None:
        walk.tree(root)
    return walk.page


class _Walk:
    """One pass over a tree: elements open and close, text is collected into runs."""

    def __init__(self) -> None:
        self.page = Page()
        self.element = Element("#document", {}, None)
        self.pieces: list[str] = []
        self.length = 0
        self.space = False
        self.fresh = True
        """Nothing but white space on this line so far."""
        self.holder: Element | None = None
        self.formats: list[tuple[Element, SpanKind, str, int]] = []
        self.spans: list[tuple[int, int, SpanKind, str]] = []
        self.media: list[Run] = []
        self.preformatted = 0

    def tree(self, root: LexborNode) -> None:
        """root: the `html` element; visits every node below it"""
        trail: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None:
            child = self._enter(node)
            if child is not None:
                trail.append(node)
                node = child
                continue
            following = node.next
            while following is None and trail:
                node = trail.pop()
                self._close()
                following = node.next
            node = following
        self.flush()

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Takes a node in; its first child, if it was opened and has one"""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "br":
            self._line_break()
        elif tag in UNSEEN:
            self._unseen(node, tag)
        elif tag[:1] not in "-!":
            child = node.child
            attributes = node.attributes
            if tag in DATA:
                self._data(tag, attributes)
            self._open(tag, attributes)
            if child is not None:
                return child
            self._close()
        return None

    def _unseen(self, node: LexborNode, tag: str) -> None:
        """Data of the page in elements that nobody sees"""
        if tag == "script" and "ld+json" in (node.attributes.get("type") or ""):
            self.page.scripts.append(node.text(deep=True))
        elif tag == "head":
            child = node.child
            while child is not None:
                inner = child.tag or ""
                if inner == "title":
                    self.page.title = self.page.title or " ".join(child.text(deep=True).split())
                elif inner in DATA:
                    self._data(inner, child.attributes)
                elif inner in UNSEEN:
                    self._unseen(child, inner)
                child = child.next

    def _data(self, tag: str, attributes: dict[str, str | None]) -> None:
        page = self.page
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content:
                page.metas.append((name.lower(), content.strip()))
        elif tag == "link":
            page.links.setdefault((attributes.get("rel") or "").lower(), (attributes.get("href") or "").strip())
        else:
            page.base = page.base or (attributes.get("href") or "").strip()

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag not in INLINE:
            self.flush()
        element = Element(tag, attributes, self.element)
        element.first = len(self.page.runs)
        self.element = element
        self.page.elements.append(element)
        if tag == "a" and attributes.get("href"):
            self.formats.append((element, "link", attributes["href"] or "", self.length))
        elif tag in FORMAT:
            self.formats.append((element, FORMAT[tag], "", self.length))
        elif tag in PICTURES or tag in EMBEDS:
            run = Run(element, "", [])
            run.media = element
            self._media(run)
        elif tag == "pre":
            self.preformatted += 1

    def _close(self) -> None:
        element = self.element
        if element.tag not in INLINE:
            self.flush()
        if self.formats and self.formats[-1][0] is element:
            _, kind, ref, start = self.formats.pop()
            self._span(start, self.length, kind, ref)
        if element.tag == "pre":
            self.preformatted -= 1
        if self.holder is element:
            self.holder = element.parent
        element.last = len(self.page.runs)
        self.element = element.parent or element

    def _media(self, run: Run) -> None:
        """A picture inside a line of text stands after that line"""
        if self.pieces:
            self.media.append(run)
        else:
            self.page.runs.append(run)

    def _span(self, start: int, end: int, kind: SpanKind, ref: str) -> None:
        if start < end:
            self.spans.append((start, end, kind, ref))

    def _text(self, text: str) -> None:
        if self.preformatted:
            self._add(text)
            return
        if not text:
            return
        if self.fresh:
            stripped = text.lstrip(EDGES)
            if self.pieces and text[: len(text) - len(stripped)].endswith(IDEOGRAPHIC_INDENT):
                self.flush()
            text = stripped
            if not text:
                return
        folded = _folded(text) if text.isascii() else WHITE.sub(" ", text)
        if folded == " ":
            self.space = True
            return
        if folded[0] == " " or self.space:
            folded = " " + folded.lstrip(" ") if not self.fresh else folded.lstrip(" ")
        self.space = folded[-1] == " "
        self._add(folded.rstrip(" "))

    def _add(self, text: str) -> None:
        if self.holder is None:
            self.holder = self.element
        self.fresh = False
        self.pieces.append(text)
        self.length += len(text)

    def _line_break(self) -> None:
        """One `<br>` is a line break, two or more part paragraphs"""
        self.space = False
        if not self.pieces:
            return
        if self.fresh and not self.preformatted:
            self.flush()
            return
        self.fresh = True
        self.pieces.append("\n")
        self.length += 1

    def flush(self) -> None:
        """Ends the run that was being collected, if there is one, and puts the pictures in it after it"""
        if not self.pieces:
            self.space = False
            return
        raw = "".join(self.pieces)
        open_ended = [(start, self.length, kind, ref) for _, kind, ref, start in self.formats if start < self.length]
        text, spans = _trimmed(raw, self.spans + open_ended)
        if text:
            self.page.runs.append(Run(self.holder or self.element, text, spans))
        self.page.runs += self.media
        self.formats = [(element, kind, ref, 0) for element, kind, ref, _ in self.formats]
        self.pieces, self.spans, self.media = [], [], []
        self.length, self.space, self.fresh, self.holder = 0, False, True, None


def _folded(text: str) -> str:
    """Every stretch of white space one space; the fast way for ASCII"""
    inner = " ".join(text.split())
    if not inner:
        return " "
    return f"{' ' * text[0].isspace()}{inner}{' ' * text[-1].isspace()}"


def _trimmed(
    raw: str, raw_spans: list[tuple[int, int, SpanKind, str]]
) -> tuple[str, list[tuple[int, int, SpanKind, str]]]:
    """Text and spans without white space at their edges; spans sorted by start, longest first"""
    text = raw.strip(EDGES)
    if not raw_spans:
        return text, raw_spans
    lead, length = len(raw) - len(raw.lstrip(EDGES)), len(text)
    spans = []
    for start, end, kind, ref in raw_spans:
        first, last = max(start - lead, 0), min(end - lead, length)
        while first < last and text[first] in EDGES:
            first += 1
        while first < last and text[last - 1] in EDGES:
            last -= 1
        if first < last:
            spans.append((first, last, kind, ref))
    spans.sort(key=lambda s: (s[0], -s[1], s[2], s[3]))
    return text, spans
