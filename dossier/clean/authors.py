"""Who wrote a page: the people whom its data, its by-line or its last line names; nobody where it names none."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from dossier.clean import author_rules as rules
from dossier.clean.headline import title_key
from dossier.clean.metadata_rules import AUTHORS
from dossier.clean.names import field_names, han_names, is_collective, line_names, plain_names
from dossier.clean.near import near, stands_in
from dossier.clean.page_data import Data
from dossier.clean.tree import Element, Page, Run

#: Longest line that names authors, and longest text of an element that is called a by-line; most authors.
LONGEST_LINE, LONGEST_ELEMENT, MOST_AUTHORS = 160, 120, 12
#: A signature stands in so many last characters.
SIGNED_READ = 40
#: A signature ends a paragraph of this length, or stands alone.
PARAGRAPH = 30
#: Regions whose names are those of readers and other authors.
FOREIGN = frozenset({"comments", "related", "footer", "navigation", "sidebar", "aside", "nav"})
#: From this length a line is prose; in so much of it a by-line, or a wire's first words, may stand.
PROSE, MOST_PROSE = 40, 2
DOMAIN = re.compile(r"\A(?:www\.)|\.(?:com|org|net|de|fr|es|it|at|ch|co\.uk|cn|com\.cn)\Z")
#: Shorter names of publications are not looked for in those of authors.
SHORTEST_SITE = 3
#: So many by-lines are looked at: each may take a search of the whole page.
MOST_ELEMENTS = 60
#: A by-line has at most so many runs. Where it is a part of a run, its words stand so near to its attribute.
MOST_RUNS, INNER_READ = 8, 300
NAME = re.compile(r"""itemprop="name"[^<>]{0,200}>\s{0,40}([^<>]{2,60}?)\s{0,40}<""")
INNER = re.compile(r">\s{0,40}([^<>]{2,60}?)\s{0,40}(?=<)")


def find_authors(page: Page, data: Data, title_at: int, sites: Iterable[str]) -> tuple[str, ...]:
    """Names of the authors of a page; title_at: index of the run that is the headline, -1: none is

    sites: names of the publication, which are nobody.
    """
    publications = [site.lower() for site in dict.fromkeys(sites) if len(site) >= SHORTEST_SITE]
    ways = (_stated(data), _lines(near(page, title_at)), _elements(page, title_at), _signatures(page))
    for names in ways:
        real = [bare for name in names if (bare := _without_paper(name, publications))]
        if real:
            return tuple(dict.fromkeys(real))[:MOST_AUTHORS]
    return ()


def _without_paper(name: str, publications: list[str]) -> str:
    """A name without the publication behind it: Ann Example Example Post; empty: it is one, or a part of one"""
    for site in publications:
        lower = name.lower()
        if _bare(lower) == _bare(site) or (lower.startswith(f"{site} ") and not is_collective(name)):
            return ""
        if lower.endswith(f" {site}"):
            name = name[: -len(site)].strip()
    return name


def _bare(name: str) -> str:
    """A name of a publication without blanks, marks and its domain: Example Post, example-post.com"""
    return title_key(DOMAIN.sub("", name))


# --- the page's data -----------------------------------------------------------------------------------------------


def _stated(data: Data) -> Iterator[str]:
    """JSON-LD's people and offices that sign, else the names of the first `meta` element that has any"""
    signing = [one.name for one in data.people("author") if not one.organisation or is_collective(one.name)]
    people = [name for text in signing for name in field_names(text)]
    if people:
        yield from people
        return
    for _, text in data.meta(AUTHORS):
        names = field_names(text)
        if names:
            yield from names
            return


# --- lines of the page ---------------------------------------------------------------------------------------------


def _lines(runs: Iterable[Run]) -> Iterator[str]:
    """Names in the first line beside the headline that names authors; far down in the text they are others'"""
    prose = 0
    for text in _joined(runs):
        prose += len(text) >= PROSE
        if prose > MOST_PROSE:
            return
        if names := line_names(text[:LONGEST_LINE]):
            yield from names
            return


def _joined(runs: Iterable[Run]) -> Iterator[str]:
    """The texts of runs; a label that stands alone (By, 作者：) begins the next one"""
    label = ""
    for run in runs:
        if not run.text:
            continue
        if rules.LABEL_ALONE.fullmatch(run.text):
            label = f"{run.text} "
            continue
        yield label + run.text
        label = ""


# --- elements, and the end of the text -----------------------------------------------------------------------------


def _elements(page: Page, title_at: int) -> Iterator[str]:
    """Names in the first element that is called the author or the by-line, outside of regions by name"""
    named = (element for element in page.elements if element.attributes and _is_byline(element))
    for element in islice(named, MOST_ELEMENTS):
        if element.last - element.first > MOST_RUNS or stands_in(element, title_at, FOREIGN):
            continue
        for text in _texts_in(page, element):
            names = (line_names(text) or plain_names(text)) if len(text) <= LONGEST_ELEMENT else []
            if names:
                yield from names
                return


def _texts_in(page: Page, element: Element) -> list[str]:
    """The texts of an element: its runs, or the words straight inside it where it is a part of a longer run"""
    at = page.text.find('itemprop="author"') if element.get("itemprop") == "author" else -1
    person = NAME.search(page.text, at, at + INNER_READ) if at >= 0 else None
    if person:
        return [" ".join(unescape(person[1]).split())]
    if element.first < element.last:
        return list(_joined(page.runs[element.first : element.last]))
    for name in ("itemprop", "class", "id", "rel"):
        value = element.get(name)
        at = page.text.find(f'{name}="{value}"') if value else -1
        if at >= 0:
            return [" ".join(unescape(text).split()) for text in INNER.findall(page.text, at, at + INNER_READ)]
    return []


def _is_byline(element: Element) -> bool:
    attributes = element.attributes
    if attributes.get("itemprop") == "author" or (element.tag == "a" and attributes.get("rel") == "author"):
        return True
    hint = element.hint.lower()
    # Cheap tests first: this is asked of every element.
    return ("author" in hint or "line" in hint) and rules.AUTHOR_WORDS.search(hint) is not None


def _signatures(page: Page) -> Iterator[str]:
    """Names in brackets behind the last sentence, or behind a label of their own, if the page has that once"""
    signed = []
    for run in page.runs:
        if run.text.endswith((")", "）")) and (found := rules.SIGNED.search(run.text[-SIGNED_READ:])):
            names = han_names(found["names"], strict=not found["label"])
            if names and (len(run.text) > PARAGRAPH or found["label"]):
                signed.append(names)
        elif len(run.text) <= SIGNED_READ and (found := rules.SIGNED_LABEL.match(run.text)):
            signed.append(han_names(found["names"], strict=True))
    if len(signed) == 1:
        yield from signed[0]
