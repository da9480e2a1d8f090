"""site.yaml: the settings of a site, each with its default."""

import re
from typing import cast, get_args

from msgspec import Struct

from dossier.editorial.cleaning import take_site_directions
from dossier.errors import Problem
from dossier.model import Directions, Rights
from dossier.urls import is_lang, is_web
from dossier.yamlfile import parse
from dossier.yamlform import Form

#: What `images` can be.
IMAGES = ("link", "keep", "drop")
#: What `search: {text: …}` can be: all that may be shown, the beginning, nothing.
SEARCH = ("full", "lead", "none")
#: A size as people write it, and what its units are: as hosts count them, in thousands.
SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,3})?) ?(B|kB|MB|GB|TB|)", re.IGNORECASE)
UNITS = {"": 1, "B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000}
MOST_FILES = 1_000_000_000
#: Most characters of an excerpt, and most entries of the feed: a feed reader fetches all of them each time.
MAX_EXCERPT, MAX_FEED = 10_000, 1_000
#: One address of mail without name, header fields or a second receiver (a part of RFC 6068): `mailto:a@example.org`.
LETTER = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


class Limits(Struct, frozen=True, kw_only=True):
    """What the place where a site is hosted takes."""

    size: int = 1_000_000_000
    """Bytes of all files: GitHub Pages takes 1 GB
    (https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits)."""
    files: int = 0
    """How many files; 0: as many as there are. GitHub Pages names no limit."""


class Settings(Struct, frozen=True, kw_only=True):
    """What site.yaml may say."""

    title: str = "Dossier"
    description: str = ""
    lang: str = "zh"
    """Language of the interface: one of the theme's `messages/<lang>.yaml`."""
    url: str = ""
    """Absolute address of the site's home, ending in `/`; empty: no feed addresses, sitemap, canonical links."""
    author: str = ""
    rights: Rights = "full"
    """Default for articles whose sidecar does not say."""
    excerpt: int = 200
    """Characters of an article's text that `rights: excerpt` publishes."""
    images: str = "link"
    """Remote pictures: link (shown as a link, no request), keep (loaded from their address), drop."""
    threshold: float = 0.7
    """Confidence from which a found entity gets a page (`found: {threshold: …}`)."""
    feed: int = 30
    """Entries of feed.xml."""
    audit: bool | None = None
    """Whether each article has a page that shows what cleaning removed, and why; None: by the size of the archive."""
    limits: Limits = Limits()
    report: str = ""
    """Where readers report mistakes: address of a form for new issues, or `mailto:`; empty: nowhere."""
    search: str = ""
    """What of articles can be searched besides their titles: one of `SEARCH`; empty: by the size of the archive."""
    clean: Directions = Directions()
    """What stays of sources and what goes, over what cleaning decides; by rule, selector or line."""


def parse_settings(text: str, path: str = "site.yaml") -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that site.yaml states, and all its faults; a field with a fault has its default"""
    default = Settings()
    fields, problems = parse(text, path)
    if fields is None:
        return default, problems
    faults = list(problems)
    form = Form(fields, faults)
    settings = Settings(
        title=form.text("title", default.title),
        description=form.text("description"),
        lang=_lang(form, default.lang),
        url=_url(form),
        author=form.text("author"),
        rights=cast(Rights, form.choice("rights", get_args(Rights), default.rights)),
        excerpt=form.integer("excerpt", default.excerpt, (0, MAX_EXCERPT)),
        images=form.choice("images", IMAGES, default.images),
        threshold=_threshold(form, default.threshold),
        feed=form.integer("feed", default.feed, (0, MAX_FEED)),
        audit=form.boolean("audit", default.audit),
        limits=_limits(form),
        report=_report(form),
        search=_search(form),
        clean=take_site_directions(form, path),
    )
    form.finish()
    return settings, tuple(faults)


def _lang(form: Form, default: str) -> str:
    lang = form.text("lang", default)
    if is_lang(lang):
        return lang
    form.report("bad-lang", form.place("lang"), f"'{lang[:40]}' is no language tag", "for example: zh, zh-Hant, en")
    return default


def _url(form: Form) -> str:
    """Without query and fragment, with a final `/`"""
    url = form.text("url")
    if not url:
        return ""
    if not is_web(url) or "?" in url or "#" in url:
        hint = "for example: https://example.org/archive/"
        form.report("bad-url", form.place("url"), f"'{url[:80]}' is no address of a site", hint)
        return ""
    return url.rstrip("/") + "/"


def _report(form: Form) -> str:
    report = form.text("report")
    if not report or LETTER.fullmatch(report) or (is_web(report) and "#" not in report):
        return report
    hint = "for example: https://github.com/owner/name/issues/new, or mailto:editor@example.org"
    form.report("bad-report", form.place("report"), f"'{report[:80]}' is no address to report mistakes to", hint)
    return ""


def _limits(form: Form) -> Limits:
    default, limits = Limits(), form.form("limits")
    if limits is None:
        return default
    found = Limits(size=_size(limits, default.size), files=limits.integer("files", default.files, (0, MOST_FILES)))
    limits.finish()
    return found


def _size(form: Form, default: int) -> int:
    """`1 GB`, `800 MB`; a number alone is one of bytes"""
    said = form.text("size")
    match = SIZE.fullmatch(said)
    if match:
        return int(float(match[1]) * UNITS[match[2].upper()])
    if said:
        hint = "for example: 1 GB, 800 MB"
        form.report("bad-size", form.place("size"), f"'{said[:40]}' is no size", hint)
    return default


def _search(form: Form) -> str:
    search = form.form("search")
    if search is None:
        return ""
    text = search.choice("text", SEARCH, "")
    search.finish()
    return text


def _threshold(form: Form, default: float) -> float:
    found = form.form("found")
    if found is None:
        return default
    threshold = found.number("threshold", default, (0, 1))
    found.finish()
    return threshold
