"""Cleaning: a scrape of any kind becomes an article of plain blocks, and a list of what was left out and why."""

import hashlib
import re

from msgspec.structs import replace

from dossier.clean.clipping import clean_clipping
from dossier.clean.decode import decode, refusal
from dossier.clean.dump import clean_dump
from dossier.clean.html import clean_html
from dossier.errors import Failure, Problem
from dossier.model import Article, Source

__all__ = ["clean"]

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
#: How a page begins, whatever its file is called.
HTML_LOOK = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,500}?-->\s{0,50})?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def clean(source: Source) -> tuple[Article, tuple[Problem, ...]]:
    """A scrape → its article and warnings; raises Failure, with a warning, where there is nothing to read"""
    text, problems = decode(source)
    article, more = _cleaned(text, source)
    if not article.blocks:
        raise Failure(
            [
                *problems,
                *more,
                refusal(source, "no-text", "nothing in the file reads like an article", "save the page again"),
            ]
        )
    digest = hashlib.sha256(source.data).hexdigest()
    return replace(article, digest=digest), (*problems, *more)


def _cleaned(text: str, source: Source) -> tuple[Article, tuple[Problem, ...]]:
    if source.suffix in HTML_SUFFIXES or HTML_LOOK.match(text):
        return clean_html(text, source)
    if source.suffix in MARKDOWN_SUFFIXES:
        return clean_clipping(text, source)
    return clean_dump(text, source)
