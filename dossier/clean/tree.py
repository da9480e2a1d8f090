"""A page's tree → its text in reading order: runs of text without markup, spans over them, and their elements.

The tree is walked once and without recursion, so depth costs nothing. What follows works on the flat lists.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.clean.collect import Collector
from dossier.clean.page import HEADINGS, Element, Page, Run
from dossier.model import SpanKind

__all__ = ["EMBEDS", "HEADINGS", "INLINE", "Element", "Page", "Run", "read_page"]

#: Elements that run inside a line of text; all others stand in lines of their own.
INLINE = frozenset(
    "meta link a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr output q rb "
    "rp rt rtc ruby s samp small span strike strong sub sup svg time tt u var wbr mi mn mo mrow msup msub picture img "
    "amp-img o:p st1:place path g use image source track mfrac msqrt mroot mstyle mtext mspace munder mover munderover "
    "msubsup mfenced semantics annotation mtable mtr mtd mpadded mphantom menclose".split()
)
#: Elements whose text nobody sees; an iframe's content is raw text that no browser shows, but it counts as visible.
UNSEEN = frozenset("script style template noscript head".split())
#: Elements that are not opened: what they are is done with at once.
ODD = UNSEEN | {"br"}
FORMAT: dict[str, SpanKind] = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i"), "em"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
DATA = frozenset({"meta", "link", "base"})
PICTURES = frozenset({"img", "amp-img", "image"})
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-twitter"})
#: Elements that do more than hold what is in them.
SPECIAL = DATA | PICTURES | EMBEDS | FORMAT.keys() | {"a", "pre", "source"}
#: A block that its own style sets into the line.
INLINE_STYLE = re.compile(r"display\s{0,3}:\s{0,3}(?:-webkit-)?inline", re.IGNORECASE)
#: So many pictures are read from an element for pages without scripts.
MOST_PICTURES = 5


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
        self.elements, self.runs = self.page.elements, self.page.runs
        self.collector = Collector(self.runs)

    def tree(self, root: LexborNode) -> None:
        """root: the `html` element; visits every node below it"""
        trail: list[LexborNode] = []
        node: LexborNode | None = root
        element = Element("#document", {}, None)
        collector, elements, runs = self.collector, self.elements, self.runs
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                # Most are white space between blocks.
                if collector.pieces or collector.preformatted or not text.isspace():
                    collector.text(text, element)
            elif tag not in ODD and tag[:1] not in "-!":
                attributes = node.attributes
                if collector.pieces and _breaks(tag, attributes):
                    collector.flush()
                element = Element(tag, attributes, element, len(runs))
                elements.append(element)
                if tag in SPECIAL:
                    self._special(element)
                child = node.child
                if child is not None:
                    trail.append(node)
                    node = child
                    continue
                element = self._close(element)
            elif tag == "br":
                collector.line_break()
            elif tag in UNSEEN:
                self._unseen(node, tag, element)
            following = node.next
            while following is None and trail:
                following = trail.pop().next
                element = self._close(element)
            node = following
        collector.flush()

    def _unseen(self, node: LexborNode, tag: str, element: Element) -> None:
        """Data of the page in elements that nobody sees; element: around them"""
        if tag == "noscript":
            self._without_scripts(node, element)
        elif tag == "script" and "ld+json" in (node.attributes.get("type") or ""):
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
                    self._unseen(child, inner, element)
                child = child.next

    def _without_scripts(self, node: LexborNode, element: Element) -> None:
        """Pictures that a page shows only where scripts are off: with them, it loads the same ones late"""
        around = Element("noscript", {}, element)
        for inner in node.css("img")[:MOST_PICTURES]:
            picture = Element("img", inner.attributes, around)
            picture.first = picture.last = around.first = around.last = len(self.runs)
            self.collector.media(picture)

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

    def _special(self, element: Element) -> None:
        """What an element does besides holding text"""
        tag = element.tag
        if tag in FORMAT:
            self.collector.open(element, FORMAT[tag], "")
        elif tag == "a":
            if href := element.get("href"):
                self.collector.open(element, "link", href)
        elif tag == "pre":
            self.collector.preformatted += 1
        elif tag in DATA:
            self._data(tag, element.attributes)
        elif tag == "source":
            self._source(element)
        else:
            self.collector.media(element)

    def _source(self, element: Element) -> None:
        """One of a picture's or player's files: the first is taken where the element itself has none"""
        around = element.parent
        if around is not None and around.tag == "picture":
            around.attributes.setdefault("srcset", element.get("srcset") or element.get("data-srcset"))
        elif around is not None and around.tag in EMBEDS:
            around.attributes.setdefault("src", element.get("src"))

    def _close(self, element: Element) -> Element:
        """Ends an element; the one around it"""
        collector = self.collector
        if collector.pieces:
            if _breaks(element.tag, element.attributes):
                collector.flush()
            collector.close(element)
        elif element.tag in SPECIAL:
            collector.close(element)
        if element.tag == "pre":
            collector.preformatted -= 1
        element.last = len(self.runs)
        return element.parent or element


def _breaks(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element stands in lines of its own"""
    if tag in INLINE:
        return False
    return "style" not in attributes or INLINE_STYLE.search(attributes["style"] or "") is None
