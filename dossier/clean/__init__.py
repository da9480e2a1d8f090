"""Cleaning: a scrape of any kind becomes an article of plain blocks, and a list of what was left out and why."""

import hashlib
import re
from collections.abc import Callable

from msgspec.structs import replace

from dossier.clean.clipping import clean_clipping
from dossier.clean.decode import decode, refusal
from dossier.clean.directions import UNDIRECTED
from dossier.clean.dump import clean_dump
from dossier.clean.extracted import clean_extracted
from dossier.clean.html import clean_html
from dossier.clean.mhtml import by_address, is_mhtml, unpack
from dossier.clean.own import Opened, brought, with_copies
from dossier.clean.xhtml import as_html, is_xhtml
from dossier.errors import Failure, Problem
from dossier.model import Article, Directions, Source

__all__ = ["clean", "own_pictures"]

ARCHIVE_SUFFIXES = frozenset({".mhtml", ".mht"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
#: How a page begins, whatever its file is called.
HTML_LOOK = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,500}?-->\s{0,50})?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def clean(source: Source, directions: Directions = UNDIRECTED) -> tuple[Article, tuple[Problem, ...]]:
    """A scrape → its article and warnings; raises Failure, with a warning, where there is nothing to read

    directions: of editors, over what cleaning decides.
    """
    opened, problems = _opened(source)
    article, more = _way(opened)(opened.text, source, directions)
    if not article.blocks:
        raise Failure(
            [
                *problems,
                *more,
                refusal(source, "no-text", "nothing in the file reads like an article", "save the page again"),
            ]
        )
    digest = hashlib.sha256(source.data).hexdigest()
    return replace(with_copies(article, opened), digest=digest), (*problems, *more)


def own_pictures(source: Source) -> dict[str, bytes]:
    """The pictures inside a source, by their names (`Image.copy`); raises Failure where `clean` does"""
    return brought(_opened(source)[0])


def _opened(source: Source) -> tuple[Opened, tuple[Problem, ...]]:
    if source.suffix not in ARCHIVE_SUFFIXES and not is_mhtml(source.data):
        text, problems = decode(source)
        return Opened(text=text, suffix=source.suffix), problems
    page = unpack(source.data)
    if page.fault:
        hint = "save the page again, as HTML"
        raise Failure([refusal(source, "bad-archive", f"the archive cannot be read: {page.fault}", hint)])
    text, problems = decode(replace(source, data=page.html), page.charset)
    if page.cut:
        message = "the archive ends in the middle: pictures, and perhaps text, are missing"
        problems = (*problems, refusal(source, "cut-archive", message, "save the page again"))
    return Opened(text=page.comment + by_address(text), suffix=".html", pictures=page.pictures), problems


def _way(opened: Opened) -> Callable[[str, Source, Directions], tuple[Article, tuple[Problem, ...]]]:
    """How a text becomes an article: by what the file is called, and by how it begins"""
    if opened.suffix == ".json":
        return clean_extracted
    if opened.suffix == ".xhtml" or is_xhtml(opened.text):
        return lambda text, source, directions: clean_html(as_html(text), source, directions)
    if opened.suffix in HTML_SUFFIXES or HTML_LOOK.match(opened.text):
        return clean_html
    return clean_clipping if opened.suffix in MARKDOWN_SUFFIXES else clean_dump
