"""What a page says of itself: title, date, author, publication, address, language; from its data, then its text."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from dossier.clean.language import language
from dossier.clean.moment import read_moment
from dossier.clean.tree import Page, Run
from dossier.clean.worth import named_cues
from dossier.model import Meta
from dossier.urls import is_lang, is_web

#: Names of `meta` elements, best first.
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
DATES = (
    *("article:published_time", "og:published_time", "datepublished", "publishdate", "publish_time", "pubdate"),
    *(
        "publish-date",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "sailthru.date",
        "pub_date",
    ),
    *("parsely-pub-date", "article.published", "og:release_date", "weibo: article:create_at", "apub:time", "created"),
)
AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
    "citation_author",
)
SITES = ("og:site_name", "application-name", "dc.publisher", "mediaid", "source")
#: Longest JSON-LD script that is read, and the most objects in it.
LONGEST_SCRIPT, MOST_OBJECTS = 1_000_000, 2000
ARTICLE_TYPES = re.compile(r"article|posting|report|webpage|story", re.IGNORECASE)
#: What stands between a title and the name of the site.
SITE_MARK = re.compile(
    r"\s{0,3}[|｜_»–—]\s{0,3}|\s+[-‐·•:]\s+|-(?=[\u4e00-\u9fff]{2,12}$)|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
NO_AUTHOR = re.compile(
    r"https?:|www\.|@|^\d|(?:admin|editor|staff|redaktion|redaction|编辑部|网易|新浪|搜狐|腾讯|凤凰|新闻|日报|晚报|[网报社刊]$|整理|网络|责任编辑|未知|来源|"
    r"webmaster|newsroom|desk$|team$|press$|news$|online$)",
    re.IGNORECASE,
)
_HAN_NAMES = r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[ 　、，,]{1,2}[\u4e00-\u9fff·]{2,4}){0,4})"
#: How Chinese pages name their authors: a label, a line of its own, a wire's dateline, a bracket at the head.
AUTHOR_LINES = (
    re.compile(rf"(?:作者|撰文|记者|記者)\s{{0,2}}[:：/／|｜丨]\s{{0,3}}{_HAN_NAMES}(?=$|[\s|｜)）】·;；])"),
    re.compile(r"(?:^|[\s|｜(（])(?:作者|撰文|文)\s{0,2}[:：/／]\s{0,3}(?P<names>[A-Z][\w .'-]{2,30})$"),
    re.compile(rf"^[\u4e00-\u9fff]{{0,8}}(?:记者|記者)[ 　]{_HAN_NAMES}$"),
    re.compile(rf"电\s?[（(][^()（）]{{0,6}}记者\s?{_HAN_NAMES}[)）]"),
    re.compile(rf"^[\[【(（]?文\s?[/／|][^\s\]】]{{0,14}}作者[ 　]{_HAN_NAMES}[\]】)）]?$"),
    re.compile(rf"^[\[【(（]?文\s?[/／]\s?{_HAN_NAMES}[\]】)）]?$"),
)
#: A date with this label is the article's own, wherever it stands.
DATE_LABEL = re.compile(r"(?:发布|发表|發布|發表)(?:时间|日期|時間|于)?\s{0,2}[:：]")
SOURCE = re.compile(r"(?:来源|來源|稿源|出处)\s{0,2}[:：]\s{0,3}([^\s|｜，,。:：]{2,24})")
#: Runs around the headline in which a date or an author is looked for, before it and after it.
NEAR_BEFORE, NEAR_AFTER = 6, 14
LONGEST_DATA_LINE = 160
#: So many titles are compared, so much of each.
MOST_TITLES, LONGEST_TITLE = 12, 400
#: So much of a body in JSON-LD is evidence.
LONGEST_BODY = 50_000
#: A date far from the headline is looked for in so many runs.
FIRST_RUNS = 150
#: The language is told by lines of more characters than this.
LONG_LINE = 20


class PageFacts(Struct, frozen=True, kw_only=True):
    """What a page says of itself."""

    meta: Meta
    address: str
    """For relative links; empty: not known."""
    body: str
    """The article's text as the page's data gives it, without white space; empty: not given."""
    titles: tuple[str, ...]
    """All that the page gives as its title."""
    title_at: int
    """Index of the run that is the headline; -1: none is."""


def describe(page: Page) -> PageFacts:
    """Everything that a page says of itself"""
    metas: dict[str, str] = {}
    for name, content in page.metas:
        metas.setdefault(name, content)
    objects = list(_objects(page.scripts))
    url = _first(
        u for u in (page.links.get("canonical", ""), metas.get("og:url", ""), *_texts(objects, "url")) if is_web(u)
    )
    title, at = _title(page, metas, objects)
    near = page.runs[max(0, at - NEAR_BEFORE) : at + NEAR_AFTER] if at >= 0 else page.runs[:60]
    published, why = _published(page, metas, objects, near)
    site = _first((*_names(objects, "publisher"), *(metas.get(name, "") for name in SITES)))
    source = next((m[1] for run in near if (m := SOURCE.search(run.text[:LONGEST_DATA_LINE]))), site)
    meta = Meta(
        title=title,
        published=published,
        published_from="metadata" if why.startswith("metadata") else "page" if published else "none",
        published_why=why,
        author=_authors(metas, objects, near),
        source=source if len(source) < 60 else "",
        url=url,
        lang=_language(page, metas),
    )
    body = "".join("".join(text.split()) for text in _texts(objects, "articleBody"))
    return PageFacts(
        meta=meta,
        address=_address(page, url),
        body=body[:LONGEST_BODY] if len(body) > 200 else "",
        titles=tuple(dict.fromkeys((title, *_given(page, metas, objects)))),
        title_at=at,
    )


def _address(page: Page, url: str) -> str:
    try:
        return urljoin(url, page.base) if page.base else url
    except ValueError:
        return url


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _language(page: Page, metas: dict[str, str]) -> str:
    stated = page.elements[0].get("lang").strip() if page.elements else ""
    sample = "\n".join(run.text for run in page.runs if len(run.text) > LONG_LINE)[:4000]
    found = language(sample)
    if found:
        return found
    return stated if is_lang(stated) else ""


# --- the page's own data ---


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that are about an article, outer ones first"""
    for script in scripts:
        if len(script) > LONGEST_SCRIPT:
            continue
        try:
            queue = [json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST_OBJECTS):
            if not queue:
                break
            value = queue.pop(0)
            if isinstance(value, list):
                queue += value[:100]
            elif isinstance(value, dict):
                if ARTICLE_TYPES.search(str(value.get("@type", ""))):
                    yield value
                queue += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _texts(objects: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for value in objects:
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            yield text.strip()


def _names(objects: Iterable[dict[str, Any]], key: str) -> list[str]:
    """Names of people or organisations under a key: a text, an object with `name`, or a list of these"""
    for value in objects:
        found = value.get(key)
        entries = found if isinstance(found, list) else [found]
        names = [e.get("name") if isinstance(e, dict) else e for e in entries[:8]]
        texts = [" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()]
        if texts:
            return texts
    return []


# --- title ---


def _title(page: Page, metas: dict[str, str], objects: list[dict[str, Any]]) -> tuple[str, int]:
    """The title, and the index of the run that shows it on the page; -1: none does"""
    given = _given(page, metas, objects)
    keys = [_key(text) for text in given]
    shown = [(i, run) for i, run in enumerate(page.runs) if 3 < len(run.text) < 300 and run.element.heading]
    best, best_at, best_score = "", -1, 0.0
    for index, run in shown[:80]:
        key = _key(run.text)
        element = run.element.heading
        named = named_cues(run.element)
        agrees = max((_agreement(key, other) for other in keys), default=0.0)
        first = element is not None and element.tag == "h1"
        score = (
            agrees
            + (0.35 if first else 0.0)
            + (0.1 if "title" in run.element.hint.lower() else 0)
            - 0.3 * (named.region is not None)
        )
        if score > best_score and (agrees > 0.3 or (first and not keys)):
            best, best_at, best_score = run.text, index, score
    if best:
        return " ".join(best.split()), best_at
    text = without_site(page.title or _first(given), metas.get("og:site_name", ""))
    return text or _first(given), next((i for i, run in enumerate(page.runs) if _key(run.text) == _key(text)), -1)


def _given(page: Page, metas: dict[str, str], objects: list[dict[str, Any]]) -> list[str]:
    """What the page's data gives as its title, best first"""
    given = [*_texts(objects, "headline"), *(metas[name] for name in TITLES if name in metas), page.title]
    return [" ".join(text.split())[:LONGEST_TITLE] for text in given[:MOST_TITLES] if text.strip()]


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _agreement(one: str, other: str) -> float:
    """How much of a page's title a heading spells: 1 is all; 0: it is no part of it"""
    if not one or not other:
        return 0.0
    if one in other:
        return len(one) / len(other)
    return 0.95 * len(other) / len(one) if other in one else 0.0


def without_site(title: str, site: str) -> str:
    """A page's title without the name of its site, section or company at the end"""
    parts = SITE_MARK.split(title)
    marks = SITE_MARK.findall(title)
    if len(parts) < 2:
        return title
    if site and _key(parts[0]) == _key(site):
        return title[len(parts[0]) + len(marks[0]) :]
    kept = parts[0]
    for mark, part in zip(marks, parts[1:], strict=True):
        if len(kept) >= max(8, len(part)) or mark.strip() in "|｜_»":
            break
        kept += mark + part
    return kept


# --- date and author ---


def _published(page: Page, metas: dict[str, str], objects: list[dict[str, Any]], near: list[Run]) -> tuple[str, str]:
    """ISO 8601 and how it is known: the page's data, but its own line where that is more precise"""
    shown = _shown_date(near)
    stated = [("datePublished", text) for text in _texts(objects, "datePublished")]
    stated += [(name, metas[name]) for name in DATES if name in metas]
    name, text, value = next(((n, t, v) for n, t in stated if (v := read_moment(t))), ("", "", ""))
    local = len(shown) > 10 and (shown[:10] == value[:10] or _zoned(text))
    if value and not local:
        return value, f"metadata “{name}” of the page"
    return (shown, "the line beside the title") if shown else _elsewhere(page)


def _elsewhere(page: Page) -> tuple[str, str]:
    """A date from anywhere on the page: its first `time` element, its first line with a time of day"""
    for element in page.elements:
        if element.tag == "time" and (value := read_moment(element.get("datetime"))):
            return value, "metadata of the page's first `time` element"
    for run in page.runs[:FIRST_RUNS]:
        if len(run.text) < LONGEST_DATA_LINE and len(value := read_moment(run.text)) > 10:
            return value, "a line of the page"
    return "", ""


def _zoned(text: str) -> bool:
    """Whether a timestamp is in another zone than the page may be: Z or +00:00"""
    return text.rstrip().endswith(("Z", "+00:00", "+0000"))


def _shown_date(near: list[Run]) -> str:
    """The first date beside the headline, one with a time of day before others"""
    values = [value for run in near if len(run.text) < LONGEST_DATA_LINE and (value := read_moment(run.text))]
    labelled = (
        read_moment(run.text) for run in near if len(run.text) < LONGEST_DATA_LINE and DATE_LABEL.search(run.text)
    )
    values = [*filter(None, labelled), *values]
    full = [value for value in values if len(value) >= 10]
    return next((value for value in full if len(value) > 10 and value[:10] == full[0][:10]), _first(full))


def _authors(metas: dict[str, str], objects: list[dict[str, Any]], near: list[Run]) -> tuple[str, ...]:
    for names in (_names(objects, "author"), [metas[name] for name in AUTHORS if name in metas]):
        real = [name for name in names if 1 < len(name) < 50 and not NO_AUTHOR.search(name)]
        if real:
            return tuple(dict.fromkeys(real))
    for run in near:
        named = _named(run.text[:LONGEST_DATA_LINE])
        if named:
            return named
    return ()


def _named(text: str) -> tuple[str, ...]:
    """Names of authors in a line of the page"""
    for pattern in AUTHOR_LINES:
        found = pattern.search(text)
        if found and not NO_AUTHOR.search(found["names"]):
            parts = re.split(r"[\s、,，]+" if not found["names"].isascii() else ",", found["names"])
            return tuple(dict.fromkeys(name.strip() for name in parts if name.strip()))
    return ()
