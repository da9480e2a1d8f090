"""An article: as it lies in its folder, and as cleaning leaves it."""

from typing import Literal

from msgspec import Struct

from dossier.model.editors import Annotation, Direction, Rights
from dossier.model.text import Block, Image, Place, Removal

PublishedFrom = Literal["sidecar", "metadata", "page", "dateline", "none"]


class Meta(Struct, frozen=True, kw_only=True, array_like=True):
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


class Source(Struct, frozen=True, kw_only=True, array_like=True):
    """A scrape exactly as it lies in `content/articles/`."""

    id: str
    path: str
    """Relative to the site's folder, with `/`; or as given to `inspect`. For messages."""
    suffix: str
    """Lower case, with the dot: .txt .html .md …"""
    data: bytes


class Anchor(Struct, frozen=True, kw_only=True, array_like=True):
    """An annotation and the places in the cleaned article where it stands."""

    id: str
    """Stable: a hash of the quotation and what is said, plus an ordinal among equals. An HTML id."""
    annotation: Annotation
    places: tuple[Place, ...]


class Article(Struct, frozen=True, kw_only=True, array_like=True):
    """A cleaned article: kept blocks, and every removal; together all visible text of the source.

    What is looked at of all articles together stands first: packed, the rest need not be read.
    """

    id: str
    path: str
    images: tuple[Image, ...] = ()
    directed: tuple[Direction, ...] = ()
    """The editors' selectors, lines and patterns that something in the source fits."""
    meta: Meta
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...] = ()
    note: tuple[Block, ...] = ()
    """The editor's note on the whole article."""
    anchors: tuple[Anchor, ...] = ()
    formerly: tuple[str, ...] = ()
    digest: str = ""
    """SHA-256 of the source, hexadecimal."""
