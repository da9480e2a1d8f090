"""What cleaned text is made of: blocks, spans over them, images, places, and what was left out."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

EntityKind = Literal["person", "company"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "cell", "caption", "credit", "embed", "image"]
SpanKind = Literal["link", "strong", "em", "code", "mention", "note", "date"]
#: Kinds of block that make up an article's `text`; the others have an offset space of their own.
TEXT_KINDS: frozenset[str] = frozenset({"heading", "paragraph", "item", "quote", "code", "cell"})


class Span(Struct, frozen=True, kw_only=True, array_like=True):
    """A stretch of one block's text that means something."""

    start: int
    end: int
    kind: SpanKind
    ref: str = ""
    """link: absolute or site-relative address; mention: `kind/id`; note: `Anchor.id`; date: ISO 8601; else empty."""


class Block(Struct, frozen=True, kw_only=True, array_like=True):
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


class Image(Struct, frozen=True, kw_only=True, array_like=True):
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


class Removal(Struct, frozen=True, kw_only=True, array_like=True):
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


class Place(Struct, frozen=True, kw_only=True, array_like=True):
    """Where something stands: `article.blocks[block].text[start:end]`."""

    block: int
    start: int
    end: int


class Layout(Struct, frozen=True, kw_only=True, array_like=True):
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


class Where(Struct, frozen=True, kw_only=True, array_like=True):
    """A place in a file that a person wrote; line and column from 1, 0: the file as a whole."""

    path: str = ""
    """Relative to the site's folder, with `/`."""
    line: int = 0
    column: int = 0
