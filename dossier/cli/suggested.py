"""Suggestions as lines for a reader, as JSON, and as entries of content/suggestions.yaml."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct

from dossier.cli.report import count, printable
from dossier.editorial.proposals import MOST, Decided, proposals_text
from dossier.editorial.written import Value
from dossier.gather import Site
from dossier.render.messages import Messages, messages
from dossier.suggest import Duplicate, EventSuggestion, Suggestion
from dossier.yamlfile import shorten

#: Most characters of a sentence in a line.
WIDTH = 160
#: How likenesses are called.
HOW = {
    "same-words": "the same words",
    "transliteration": "sounds alike",
    "spelling": "spelled alike",
    "part": "one name is a part of the other",
}


class Reason(Struct, frozen=True):
    """A sentence with all rules that applied to it."""

    rules: tuple[str, ...]
    words: str
    """The rules in words, in the site's language."""
    sentence: str
    article: str


def lines(one: Suggestion, site: Site) -> str:
    """A few lines: who, how sure, the evidence, likely aliases and duplicates"""
    entity = one.entity
    others = [name.text for name in entity.names if name.text != entity.name]
    names = entity.name + (f" ({', '.join(others)})" if others else "")
    page = "page" if one.has_page else "no page"
    text = [f"{one.ref}  {entity.confidence:.2f}  {page}  {names}, {count(one.articles, 'article')}"]
    text += [f"  because: {r.words} – {shorten(r.sentence, WIDTH)} [{r.article}]" for r in _reasons(one, site)]
    text += [f"  perhaps also: {', '.join(one.aliases)}"] if one.aliases else []
    text += [f"  perhaps the same: {_said(duplicate)}" for duplicate in one.duplicates]
    return "\n".join(map(printable, text))


def record(one: Suggestion, site: Site) -> str:
    """One JSON object on a line"""
    entity = one.entity
    found: dict[str, Any] = {
        "id": one.ref,
        "kind": entity.kind,
        "name": entity.name,
        "latin": entity.latin,
        "names": [name.text for name in entity.names],
        "confidence": entity.confidence,
        "page": one.has_page,
        "articles": one.articles,
        "evidence": [
            {"rules": r.rules, "why": r.words, "sentence": r.sentence, "article": r.article}
            for r in _reasons(one, site)
        ],
        "aliases": list(one.aliases),
        "duplicates": [{"id": d.ref, "name": d.name, "curated": d.curated, "how": d.how} for d in one.duplicates],
    }
    return json.dumps(found, ensure_ascii=False)


def proposals(found: Sequence[Suggestion], before: Iterable[Decided], site: Site) -> str:
    """The text of content/suggestions.yaml: the surest ones, with what an editor has written into the file before"""
    kept = {one.ref: one for one in before}
    return proposals_text(_entry(one, kept.get(one.ref), site) for one in found[:MOST])


def event_lines(one: EventSuggestion) -> str:
    """Two lines: what happened, and the sentence"""
    event = one.event
    who = ", ".join([*(f"person/{p}" for p in event.people), *(f"company/{c}" for c in event.companies)])
    date = f" {event.date}" if event.date else ""
    text = [f"{one.ref}  {event.type}{date}  {who}", f"  {shorten(one.sentence, WIDTH)} [{one.article}]"]
    return "\n".join(map(printable, text))


def event_record(one: EventSuggestion) -> str:
    """One JSON object on a line"""
    event = one.event
    found = {
        "id": one.ref,
        "article": one.article,
        "type": event.type,
        "date": event.date,
        "people": list(event.people),
        "companies": list(event.companies),
        "quote": one.quote,
        "sentence": one.sentence,
    }
    return json.dumps(found, ensure_ascii=False)


def _entry(one: Suggestion, before: Decided | None, site: Site) -> dict[str, Value]:
    entity = one.entity
    others = [name.text for name in entity.names if name.text not in (entity.name, entity.latin)]
    reasons = [f"{r.words}: {shorten(r.sentence, WIDTH)} [{r.article}]" for r in _reasons(one, site)]
    return {
        "id": one.ref,
        "do": before.decision if before else "",
        "name": before.name if before else entity.name,
        "latin": before.latin if before else entity.latin,
        "aliases": list(before.aliases) if before else others,
        "confidence": f"{entity.confidence:.2f}",
        "page": one.has_page,
        "articles": str(one.articles),
        "why": reasons,
        "perhaps": list(one.aliases),
        "same": [_said(duplicate) for duplicate in one.duplicates],
    }


def _reasons(one: Suggestion, site: Site) -> Iterator[Reason]:
    words = messages(site.theme, site.settings.lang)
    comma = words["comma"] if words.has("comma") else ", "
    for (article, sentence), run in groupby(one.entity.evidence, lambda e: (e.article, e.sentence)):
        rules = tuple(dict.fromkeys(evidence.rule for evidence in run))
        yield Reason(rules, comma.join(_in_words(rule, words) for rule in rules), sentence, article)


def _in_words(rule: str, words: Messages) -> str:
    key = f"evidence-{rule}"
    return words[key] if words.has(key) else rule


def _said(one: Duplicate) -> str:
    return f"{one.ref} {one.name} ({HOW[one.how]}{', curated' if one.curated else ''})"
