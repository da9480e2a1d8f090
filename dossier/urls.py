"""Addresses: of every page, relative from one to another, and of places on a page. Nothing else makes one."""

import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import quote

FOLDERS = {"article": "articles", "person": "people", "company": "companies"}

#: Characters that an id may have, besides letters and digits of any script and `/` between folders.
ID_EXTRA = "-_."
#: Length of the hash in a paragraph's id, in hexadecimal digits: a clash inside one article is one in 10^6 or less.
ANCHOR_DIGITS = 8
#: A safe address may have these schemes; others (javascript:, data:) never become a link.
SCHEMES = frozenset({"http", "https", "mailto"})


def page_path(kind: str, ident: str) -> str:
    """Path of the page of an article, person or company below the output folder: people/mira-murati.html"""
    return f"{FOLDERS[kind]}/{ident}.html"


def source_path(ident: str) -> str:
    """Path of the page that shows what cleaning an article removed"""
    return f"{FOLDERS['article']}/{ident}.source.html"


def relative(from_path: str, to_path: str) -> str:
    """Percent-encoded href from one page to another; `to_path` may carry a #fragment

    Relative, so that the same file works from a disk, under /repo/ and under a domain.
    """
    path, _, fragment = to_path.partition("#")
    start = posixpath.dirname(from_path)
    href = quote(posixpath.relpath(path, start or "."), safe="/-_.~") if path and path != from_path else ""
    return f"{href}#{quote(fragment, safe='-_.~')}" if fragment else href or quote(posixpath.basename(path))


def absolute(base: str, path: str) -> str:
    """Full address of a page below the site's base address, which ends in `/`"""
    return base.rstrip("/") + "/" + quote(path, safe="/-_.~#")


def is_safe(address: str) -> bool:
    """Whether an address from a scrape or an editor may become a link: relative, or of a harmless scheme"""
    cleaned = "".join(c for c in address if c > " " and not unicodedata.category(c).startswith("C"))
    head = re.split(r"[/?#]", cleaned, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return bool(cleaned) and (not colon or scheme.lower() in SCHEMES)


def slug(name: str) -> str:
    """Id of a found entity: a function of its name alone, so that a new article never renames a profile

    Letters and digits of any script in NFKC and lower case, everything else one hyphen: `米拉-穆拉蒂`, `tim-brooks`.
    Names of which nothing is left, or that are too long for a file name, become a hash.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    ident = re.sub(r"[\W_]+", "-", folded).strip("-")
    if ident and len(ident.encode()) <= 120:
        return ident
    return "x" + hashlib.sha256(name.encode()).hexdigest()[:12]


def paragraph_anchor(text: str, ordinal: int) -> str:
    """HTML id of a block: a hash of its text, and which one it is among equals (from 0)"""
    digits = hashlib.sha256("".join(text.split()).encode()).hexdigest()[:ANCHOR_DIGITS]
    return f"p{digits}" + (f"-{ordinal}" if ordinal else "")


def mention_anchor(paragraph: str, surface: str, ordinal: int) -> str:
    """HTML id of a mention: its paragraph's id, a hash of the name as it stands, and which one it is among equals"""
    digits = hashlib.sha256(surface.encode()).hexdigest()[:4]
    return f"{paragraph}-m{digits}" + (f"-{ordinal}" if ordinal else "")
