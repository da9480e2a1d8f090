"""The data that a page carries for machines: its `meta` elements, and the objects of its JSON-LD about the article."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from msgspec import Struct

from dossier.clean import metadata_rules as rules
from dossier.clean.tree import Page

#: Longest JSON-LD script that is read, the most objects in it, the most members of a list.
LONGEST_SCRIPT, MOST_OBJECTS, MOST_MEMBERS = 1_000_000, 2000, 100
#: Most people that one field names.
MOST_NAMES = 12
#: What some pages put into JSON-LD that JSON has not: a comma before a bracket, a comment around it all.
SPARE_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*\Z"
)
#: Keys under which an object holds others about the same page.
INNER = ("@graph", "mainEntity", "mainEntityOfPage")


class Named(Struct, frozen=True):
    """Somebody whom the data names."""

    name: str
    organisation: bool = False


class Data(Struct, frozen=True):
    """What a page's data says, as it says it."""

    metas: dict[str, str]
    """Name of a `meta` element → content, the first of each."""
    objects: tuple[dict[str, Any], ...]
    """JSON-LD objects about the article, then those about its page."""

    def meta(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(name, content) of those of the names that the page has, in the order of the names"""
        return ((name, self.metas[name]) for name in names if self.metas.get(name))

    def texts(self, key: str) -> Iterator[str]:
        """Texts under a key of the objects"""
        for value in self.objects:
            text = value.get(key)
            if isinstance(text, str) and text.strip():
                yield text.strip()

    def people(self, key: str) -> list[Named]:
        """Who is named under a key, by the first object that names anybody: a text, an object, or a list of these"""
        for value in self.objects:
            found = value.get(key)
            entries = found if isinstance(found, list) else [found]
            named = [one for entry in entries[:MOST_NAMES] if (one := _named(entry))]
            if named:
                return named
        return []


def read_data(page: Page) -> Data:
    """The data of a page"""
    metas: dict[str, str] = {}
    for name, content in page.metas:
        metas.setdefault(name, content)
    objects = [ranked for script in page.scripts for ranked in _objects(script)]
    objects.sort(key=lambda ranked: ranked[0])
    return Data(metas, tuple(value for _, value in objects))


def _objects(script: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(rank, object) of a script's objects that are about the article (0) or its page (1), outer ones first"""
    queue = [_parsed(script)]
    for place in range(MOST_OBJECTS):
        if place >= len(queue):
            return
        value = queue[place]
        if isinstance(value, list):
            queue += value[:MOST_MEMBERS]
        elif isinstance(value, dict):
            rank = _rank(value)
            if rank is not None:
                yield rank, value
            queue += [value[key] for key in INNER if key in value]


def _rank(value: dict[str, Any]) -> int | None:
    kind = str(value.get("@type", ""))
    if rules.ARTICLE_TYPES.search(kind) or (not kind and "pubDate" in value):
        return 0
    return 1 if rules.PAGE_TYPES.search(kind) else None


def _parsed(script: str) -> Any:
    """The value of a JSON-LD script; None: it is none"""
    if len(script) > LONGEST_SCRIPT:
        return None
    text = WRAPPING.sub("", script.strip())
    for attempt in (text, SPARE_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _named(entry: Any) -> Named | None:
    kind = str(entry.get("@type", "")) if isinstance(entry, dict) else ""
    name = entry.get("name") if isinstance(entry, dict) else entry
    if isinstance(name, list) and name:
        name = name[0]
    if not isinstance(name, str) or not name.strip():
        return None
    return Named(" ".join(unescape(name).split()), rules.ORGANISATIONS.search(kind) is not None)
