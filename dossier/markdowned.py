"""Markdown as blocks: what `markup` opens when there is some to be read."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdown import Markdown

from dossier.model import Block, BlockKind, Image, Span, SpanKind
from dossier.urls import is_safe

INLINE: dict[str, SpanKind] = {"a": "link", "strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code"}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
#: Elements that hold blocks of their own; everything else is running text of the block around it.
BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "table", "hr", *HEADINGS})


def read(text: str, images: list[Image] | None) -> Iterator[Block]:
    """Blocks of some Markdown; images: where pictures that stand alone are put; None: they are their text"""
    return _Walk(images).blocks(_tree(text))


def _tree(text: str) -> BeautifulSoup:
    converter = Markdown(extensions=["tables", "fenced_code"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return BeautifulSoup(converter.convert(text.replace("\x00", "")), "html.parser")


class _Walk:
    """One pass over a tree; counts the groups that it has met."""

    def __init__(self, images: list[Image] | None) -> None:
        """images: where pictures that stand alone are put; None: a picture is its alternative text"""
        self.groups = 0
        self.images = images

    def blocks(self, parent: Tag, depth: int = 0) -> Iterator[Block]:
        """parent: an element; depth: of nested lists → its blocks in reading order"""
        for child in parent.children:
            if not isinstance(child, Tag):
                yield from _filled(Block(kind="paragraph", text=str(child).strip()))
            elif child.name in ("ul", "ol"):
                yield from self._list(child, depth)
            elif child.name == "blockquote":
                yield from self._quote(child)
            elif child.name == "table":
                yield from self._table(child)
            elif child.name == "pre":
                yield Block(kind="code", text=child.get_text().strip("\n"))
            elif child.name in HEADINGS:
                yield from _filled(_running(child, "heading"), level=HEADINGS[child.name])
            elif self.images is not None and (pictures := _pictures(child)):
                for picture in pictures:
                    yield Block(kind="image", ref=len(self.images))
                    self.images.append(picture)
            else:
                yield from _filled(_running(child, "paragraph"))

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    def _list(self, element: Tag, depth: int, group: int = 0) -> Iterator[Block]:
        group = group or self._group()
        style = "ordered" if element.name == "ol" else ""
        for item in element.find_all("li", recursive=False):
            yield from _filled(_running(item, "item"), level=depth, group=group, style=style)
            for inner in item.find_all(BLOCKS - {"p", "li"}, recursive=False):
                if inner.name in ("ul", "ol"):
                    yield from self._list(inner, depth + 1, group)
                else:
                    wrapped = BeautifulSoup(str(inner), "html.parser")
                    yield from self.blocks(wrapped, depth + 1)

    def _quote(self, element: Tag) -> Iterator[Block]:
        group = self._group()
        for block in self.blocks(element):
            as_quote = block.kind == "paragraph"
            yield Block(kind="quote", text=block.text, spans=block.spans, group=group) if as_quote else block

    def _table(self, element: Tag) -> Iterator[Block]:
        group = self._group()
        for row, line in enumerate(element.find_all("tr")):
            for cell in line.find_all(["td", "th"], recursive=False):
                block = _running(cell, "cell")
                style = "header" if cell.name == "th" else ""
                yield Block(kind="cell", text=block.text, spans=block.spans, level=row, group=group, style=style)


def _pictures(element: Tag) -> list[Image]:
    """The pictures of a paragraph that has nothing else, perhaps inside links"""
    if element.get_text(strip=True):
        return []
    found = ((str(img.get("src") or ""), str(img.get("alt") or "")) for img in element.find_all("img"))
    return [Image(src=src, alt=alt) for src, alt in found if is_safe(src)]


def _filled(block: Block, level: int = 0, group: int = 0, style: str = "") -> Iterator[Block]:
    """The block with its place in a list or outline; nothing where it has no text"""
    if block.text:
        yield Block(kind=block.kind, text=block.text, spans=block.spans, level=level, group=group, style=style)


def _running(element: Tag, kind: BlockKind) -> Block:
    """The running text of an element, white space folded, and spans for its inline elements"""
    text, spans = "", []
    opened: list[tuple[Tag, int]] = []
    for piece in _pieces(element):
        if isinstance(piece, str):
            folded = re.sub(r"[ \t\r\n]+", " ", piece)
            text += folded[1:] if folded.startswith(" ") and (not text or text[-1] in " \n") else folded
        elif piece.name == "br":
            text = text.rstrip(" ") + "\n"
        elif opened and opened[-1][0] is piece:
            _, start = opened.pop()
            spans.append((start, len(text), piece))
        else:
            opened.append((piece, len(text)))
    return Block(kind=kind, text=text.strip(), spans=_spans(text, spans))


def _pieces(element: Tag) -> Iterator[str | Tag]:
    """Text, line breaks, and each inline element twice: where it opens and where it closes"""
    for child in element.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag):
            if child.name == "br":
                yield child
            elif child.name in INLINE:
                yield child
                yield from _pieces(child)
                yield child
            elif child.name == "img":
                yield str(child.get("alt") or "")
            elif child.name == "p" or child.name not in BLOCKS:
                yield " "
                yield from _pieces(child)


def _spans(text: str, raw: list[tuple[int, int, Tag]]) -> tuple[Span, ...]:
    """Spans in the stripped text, sorted by start, longest first; unsafe links are text"""
    lead, length = len(text) - len(text.lstrip()), len(text.strip())
    spans = []
    for opened, closed, element in raw:
        inside = text[opened:closed]
        start, end = opened + len(inside) - len(inside.lstrip()), closed - len(inside) + len(inside.rstrip())
        kind, ref = INLINE[element.name], str(element.get("href") or "") if element.name == "a" else ""
        first, last = max(start - lead, 0), min(end - lead, length)
        if first < last and (kind != "link" or is_safe(ref)):
            spans.append(Span(start=first, end=last, kind=kind, ref=ref))
    return tuple(sorted(set(spans), key=lambda s: (s.start, -s.end, s.kind, s.ref)))
