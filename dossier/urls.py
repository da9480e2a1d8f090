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
#: Addresses of ours that an id would take: articles/index.html, articles/<id>.source.html.
RESERVED_ID, RESERVED_END = "index", ".source"
#: A folder of this name could not lie beside the page of the same name.
PAGE_SUFFIX = ".html"
#: Longest part of an id between two `/`, in bytes: file systems allow 255, and we add suffixes.
MAX_ID_PART = 200
#: An address of the web: scheme, a host without white space, quotes or brackets.
WEB = re.compile(r"https?://[^\s/?#\"'<>\\^`{|}]+([/?#][^\s\"<>\\^`{|}]*)?", re.IGNORECASE)
#: Shape of a BCP 47 tag: a language of letters, then subtags.
LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}")


def page_path(kind: str, ident: str) -> str:
    """Path of the page of an article, person or company below the output folder: people/mira-murati.html"""
    return f"{FOLDERS[kind]}/{ident}.html"


def namesakes_path(kind: str, name: str) -> str:
    """Path of the page that tells people, or companies, of one name apart; no id has a `~`, so it is nobody's"""
    return f"{FOLDERS[kind]}/{slug(name)}~.html"


def archive_path(published: str) -> str:
    """Path of the page of a month's articles; of a year's, for a date that is no more; of those without a date

    published: ISO 8601, perhaps partial.
    """
    return f"archive/{published[:7] or 'undated'}.html"


def source_list_path(source: str) -> str:
    """Path of the page of the articles of a publication"""
    return f"sources/{_shelf(source)}.html"


def topic_path(topic: str) -> str:
    """Path of the page of the articles on a topic"""
    return f"topics/{_shelf(topic)}.html"


def _shelf(name: str) -> str:
    """As `slug`; a topic that is called Index does not take the place of the index of topics"""
    ident = slug(name)
    return f"{ident}~" if is_reserved(ident) else ident


def timeline_path(part: str) -> str:
    """Path of a part of the timeline: a year (2024), or a kind of event (left)"""
    return f"timeline/{part}.html"


def source_path(ident: str) -> str:
    """Path of the page that shows what cleaning an article removed"""
    return f"{FOLDERS['article']}/{ident}.source.html"


def relative(from_path: str, to_path: str) -> str:
    """Percent-encoded href from one page to another; `to_path` may carry a #fragment

    Relative, so that the same file works from a disk, under /repo/ and under a domain.
    """
    path, _, fragment = to_path.partition("#")
    start = posixpath.dirname(from_path)
    led = posixpath.relpath(path, start) if start else path
    href = quote(led, safe="/-_.~") if path and path != from_path else ""
    return f"{href}#{quote(fragment, safe='-_.~')}" if fragment else href or quote(posixpath.basename(path))


def absolute(base: str, path: str) -> str:
    """Full address of a page below the site's base address, which ends in `/`"""
    return base.rstrip("/") + "/" + quote(path, safe="/-_.~#")


def is_safe(address: str) -> bool:
    """Whether an address from a scrape or an editor may become a link: relative, or of a harmless scheme"""
    cleaned = address
    if not address.isascii() or not address.isprintable() or " " in address:  # most are plain
        cleaned = "".join(c for c in address if c > " " and not unicodedata.category(c).startswith("C"))
    head = re.split(r"[/?#]", cleaned, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return bool(cleaned) and (not colon or scheme.lower() in SCHEMES)


def is_web(address: str) -> bool:
    """Whether an address is http or https with a host"""
    return WEB.fullmatch(address) is not None


def is_lang(tag: str) -> bool:
    """Whether a text has the shape of a BCP 47 language tag: zh, zh-Hant, en-GB"""
    return LANG.fullmatch(tag) is not None


def id_fault(ident: str) -> str:
    """Why a text cannot be an id, as a clause (`it has a space`); empty: it can

    An id is parts of letters, digits, marks of any script and `-_.`, joined by `/`, in Unicode form NFC.
    """
    if unicodedata.normalize("NFC", ident) != ident:
        return "it is not in Unicode form NFC"
    if any(part.casefold().endswith(PAGE_SUFFIX) for part in ident.split("/")[:-1]):
        return f"a folder in it ends in {PAGE_SUFFIX}"
    return next(filter(None, map(_part_fault, ident.split("/"))), "")


def _part_fault(part: str) -> str:
    if not part:
        return "it is empty, or a part of it is"
    if part.startswith("."):
        return "a part of it begins with a dot"
    if len(part.encode("utf-8", "replace")) > MAX_ID_PART:
        return f"a part of it is longer than {MAX_ID_PART} bytes"
    strange = next((c for c in part if c not in ID_EXTRA and unicodedata.category(c)[0] not in "LNM"), "")
    named = {" ": "a space", "\u3000": "an ideographic space"}.get(strange, f"the character {strange!r}")
    return f"it has {named}" if strange else ""


def is_reserved(ident: str) -> bool:
    """Whether the page of an id would lie where one of Dossier's own does"""
    folded = ident.casefold()
    return folded == RESERVED_ID or folded.endswith(RESERVED_END)


def same_address(ident: str) -> str:
    """What two ids have in common that are one address on some system: case and Unicode form made equal"""
    return unicodedata.normalize("NFKC", ident).casefold()


def slug(name: str) -> str:
    """Id of a found entity: a function of its name alone, so that a new article never renames a profile

    Letters and digits of any script in NFKC and lower case, everything else one hyphen: `米拉-穆拉蒂`, `tim-brooks`.
    Names of which nothing is left, or that are too long for a file name, become a hash.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    ident = re.sub(r"[\W_]+", "-", folded).strip("-")
    if ident and len(ident.encode()) <= 120:
        return ident
    return "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def paragraph_anchor(text: str, ordinal: int) -> str:
    """HTML id of a block: a hash of its text, and which one it is among equals (from 0)"""
    digits = hashlib.sha256("".join(text.split()).encode()).hexdigest()[:ANCHOR_DIGITS]
    return f"p{digits}" + (f"-{ordinal}" if ordinal else "")


def mention_anchor(paragraph: str, surface: str, ordinal: int) -> str:
    """HTML id of a mention: its paragraph's id, a hash of the name as it stands, and which one it is among equals"""
    digits = hashlib.sha256(surface.encode()).hexdigest()[:4]
    return f"{paragraph}-m{digits}" + (f"-{ordinal}" if ordinal else "")
