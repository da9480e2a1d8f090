"""What a page says of itself: title, date, author, publication, address, language; from its data, then its text."""

from collections.abc import Iterable
from urllib.parse import urljoin

from msgspec import Struct

from dossier.clean import metadata_rules as rules
from dossier.clean.authors import find_authors
from dossier.clean.headline import find_headline, title_key
from dossier.clean.language import language
from dossier.clean.names import is_collective
from dossier.clean.near import near
from dossier.clean.page_data import Data, read_data
from dossier.clean.published import find_published
from dossier.clean.saved import saved_from
from dossier.clean.tree import Page, Run
from dossier.model import Meta
from dossier.urls import is_lang, is_web

#: Longest line that names the publication, and longest name of one.
LONGEST_DATA_LINE, LONGEST_SOURCE = 160, 60
#: So much of a body in JSON-LD is evidence, and it is none if it is shorter.
LONGEST_BODY, SHORTEST_BODY = 50_000, 200
#: The language is told by lines of more characters than this, by so much text.
LONG_LINE, SAMPLE = 20, 1_500


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
    data = read_data(page)
    saved, retrieved = saved_from(page.text)
    url = _address(page, data) or saved
    sites = _sites(data)
    headline = find_headline(page, data, {title_key(site) for site in sites})
    at = headline.at
    published = find_published(page, data, at, url)
    source = _source(near(page, at)) or _first(sites)
    meta = Meta(
        title=headline.text,
        published=published.value,
        published_from=published.origin,
        published_why=published.why,
        author=find_authors(page, data, at, (*sites, source)),
        source=source if len(source) < LONGEST_SOURCE else "",
        url=url,
        lang=_language(page),
        retrieved=retrieved,
    )
    body = "".join("".join(text.split()) for text in data.texts("articleBody"))
    return PageFacts(
        meta=meta,
        address=_base(page, url),
        body=body[:LONGEST_BODY] if len(body) > SHORTEST_BODY else "",
        titles=tuple(dict.fromkeys((headline.text, *headline.given))),
        title_at=at,
    )


def _address(page: Page, data: Data) -> str:
    given = (page.links.get("canonical", ""), data.metas.get("og:url", ""), *data.texts("url"))
    return _first(url for url in given if is_web(url))


def _base(page: Page, url: str) -> str:
    try:
        return urljoin(url, page.base) if page.base else url
    except ValueError:
        return url


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _sites(data: Data) -> list[str]:
    """Names of the site and its publisher, best first; an organisation that signs is the publisher"""
    signing = [one for one in data.people("author") if one.organisation and not is_collective(one.name)]
    named = [
        *(one.name for one in (*data.people("publisher"), *signing)),
        *(text for _, text in data.meta(rules.SITES)),
    ]
    return [rules.MOTTO.split(name)[0] for name in named if not rules.NO_SOURCE.match(name)]


def _source(runs: list[Run]) -> str:
    """The publication by a line beside the headline: 来源：某报, or the label and the name one after the other"""
    for index, run in enumerate(runs):
        found = rules.SOURCE.search(run.text) if len(run.text) <= LONGEST_DATA_LINE else None
        if found and found["name"]:
            return found["name"]
        following = runs[index + 1].text if found and index + 1 < len(runs) else ""
        if found and found.end() == len(run.text) and (name := rules.SOURCE.match(f"来源：{following}")):
            return name["name"] or ""
    return ""


def _language(page: Page) -> str:
    """By the text's own words, else as the page states it"""
    lines: list[str] = []
    length = 0
    for run in page.runs:
        if len(run.text) > LONG_LINE:
            lines.append(run.text)
            length += len(run.text)
            if length > SAMPLE:
                break
    stated = page.elements[0].get("lang").strip() if page.elements else ""
    return language("\n".join(lines)[:SAMPLE]) or (stated if is_lang(stated) else "")
