"""What extractors write as JSON (trafilatura, newspaper, GNE, news-please…) → an article: fields, and a text to clean.

Each names its fields in its own way; one table says which name says what. The text goes the way of a text dump.
"""

import json
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from dossier.clean.decode import printable
from dossier.clean.directions import UNDIRECTED
from dossier.clean.dump import clean_dump
from dossier.clean.html import clean_html
from dossier.clean.stated import Stated, overlaid, stated
from dossier.errors import Failure, Problem
from dossier.model import Article, Directions, Removal, Source, Where

#: Where the article's text is, best first.
TEXTS = (
    *("maintext", "text", "content", "cleaned_text", "articlebody", "article_body", "textcontent", "raw_text", "body"),
)
#: Readers' comments, which some extractors keep apart.
COMMENTS = ("comments",)
#: Names of fields by what they say (lower case), best first.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "title_page", "name"),
    "author": ("authors", "author", "byline", "creator"),
    "url": ("canonical_link", "url", "source_url", "link", "final_url", "source"),
    "source": (
        *("sitename", "source-hostname", "site_name", "meta_site_name", "publisher", "source", "source_domain"),
        *("hostname", "domain"),
    ),
    "published": (
        *("date_publish", "publish_date", "publish_time", "date_published", "datepublished", "publishedtime"),
        *("published", "pubdate", "date"),
    ),
    "retrieved": ("date_download", "filedate", "crawl_date", "crawl_time", "retrieved"),
    "lang": ("language", "lang", "inlanguage", "meta_lang"),
    "topics": ("tags", "categories", "topics"),
}
#: Several values in one text are parted so.
SEPARATED = re.compile(r"\s*[;；]\s*")
SEVERAL = frozenset({"author", "authors", "tags", "categories", "topics"})
#: How a text begins that is HTML: some extractors keep the markup.
MARKUP = re.compile(r"\s{0,50}<(?:!doctype|html|body|article|main|section|div|p|figure|h[1-6])\b[^>]{0,500}>", re.I)
#: A moment that is midnight to the second is a day: programs fill up what they do not know.
MIDNIGHT = re.compile(r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?\Z")
#: Longest number that is read as one; a longer one stays a text, since converting it takes the square of its length.
LONGEST_NUMBER = 300
COMMENTS_REASON = "What readers wrote below the article."


def clean_extracted(
    text: str, source: Source, directions: Directions = UNDIRECTED
) -> tuple[Article, tuple[Problem, ...]]:
    """The article of a decoded file of JSON; its text loses its junk as a text dump's does

    Raises Failure with one warning: the JSON is broken or of no known kind, or nothing is left that could be read.
    """
    found = extracted(text, source.path)
    if isinstance(found, Problem):
        raise Failure([found])
    title = next(iter(found.said.get("title", ())), "")
    url = directions.url or next(iter(found.said.get("url", ())), "")
    directions = replace(directions, url=url)
    if found.markup:
        article, problems = clean_html(found.text, source, directions)
    else:
        article, problems = clean_dump(found.text, source, directions, title)
    lines = [line.strip() for line in found.comments.split("\n")]
    end, reason = len(article.blocks), COMMENTS_REASON
    said = tuple(Removal(at=end, rule="comments", reason=reason, text=line) for line in lines if line)
    meta = overlaid(article.meta, found.said, "a field of the JSON file")
    return replace(article, meta=meta, removals=(*article.removals, *said)), problems


class Extracted(Struct, frozen=True, kw_only=True):
    """An article as a file of JSON has it."""

    text: str
    said: Stated
    comments: str = ""
    markup: bool = False
    """The text is HTML."""


def extracted(text: str, path: str) -> Extracted | Problem:
    """The article in a decoded file of JSON; a warning, at its line and column, if it is none that is known"""
    try:
        value = json.loads(text, parse_int=_number, strict=False)
    except json.JSONDecodeError as fault:
        where = Where(path=path, line=fault.lineno, column=fault.colno)
        return _refused("bad-json", where, f"the file is no JSON: {fault.msg}", "was it saved whole?")
    except RecursionError:
        return _refused("bad-json", Where(path=path), "the JSON is nested too deep", "give one object with the article")
    if isinstance(value, list):
        if len(value) != 1:
            message = f"the file is a list of {len(value)} entries, and an article is one"
            return _refused("unknown-json", Where(path=path), message, "split it: one file for each article")
        value = value[0]
    given = {key.lower(): field for key, field in reversed(value.items())} if isinstance(value, dict) else {}
    found = next((t for key in TEXTS if (t := _text(given.get(key))).strip()), "")
    if not found:
        message = f"the JSON has no text under any of the known names: {', '.join(TEXTS)}"
        return _refused("unknown-json", Where(path=path), message, "name the field with the article's text 'text'")
    comments = next((t for key in COMMENTS if (t := _text(given.get(key))).strip()), "")
    said = stated({key: tuple(_values(key, field)) for key, field in given.items()}, KEYS)
    return Extracted(text=found, said=said, comments=comments, markup=MARKUP.match(found) is not None)


def _refused(code: str, where: Where, message: str, hint: str) -> Problem:
    return Problem(severity="warning", code=code, where=where, message=message, hint=hint)


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _text(value: object) -> str:
    """A text of the file, or its paragraphs, joined; anything else is none"""
    if isinstance(value, list):
        return "\n\n".join(map(_text, (part for part in value if isinstance(part, str))))
    return printable(value).replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""


def _values(key: str, value: object) -> Iterator[str]:
    """The texts of a field, on one line each; of a person or an organisation, its name"""
    for one in value if isinstance(value, list) else [value]:
        named = one.get("name") if isinstance(one, Mapping) else one
        texts = SEPARATED.split(named) if key in SEVERAL and isinstance(named, str) else [named]
        for text in texts:
            line = " ".join(printable(text).split()) if isinstance(text, str) else ""
            if line:
                yield MIDNIGHT.sub("", line)
