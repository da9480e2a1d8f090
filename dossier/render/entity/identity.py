"""Who somebody is: names, identifiers, links, how sure the program is and why."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from dossier.model import Entity
from dossier.render.book import Book
from dossier.render.names import language
from dossier.render.views import EvidenceView, IdView, NameView, Share, WebLink
from dossier.urls import is_web

#: Catalogues by the scheme of their identifiers: name, and address of an entry.
CATALOGUES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "lei": ("LEI", "https://search.gleif.org/#/record/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
}
#: Confidence in per cent from which a found profile is called so; the last is what found ones need for a page at all,
#: unless site.yaml says otherwise.
SURENESS = ((95, "sure"), (85, "likely"), (0, "possible"))
#: What every Markdown takes for its own in the text of a link, and lets a backslash undo; of `<` it does not.
MARKS = re.compile(r"([\\`*_\[\]])")


def names(entity: Entity) -> Iterator[NameView]:
    """Full names besides the main one; misspellings link, but are not shown"""
    for name in entity.names:
        if name.text != entity.name and not name.sic and not name.ambiguous:
            yield NameView(text=name.text, lang=language(name.text))


def ids(entity: Entity) -> Iterator[IdView]:
    """Identifiers with the addresses of their entries"""
    for scheme, value in entity.ids:
        label, address = CATALOGUES.get(scheme, (scheme, ""))
        yield IdView(scheme=scheme, label=label, value=value, address=address.format(value))


def links(entity: Entity) -> Iterator[WebLink]:
    """The links that the editor gives, those that may be links"""
    for link in entity.links:
        if is_web(link):
            yield WebLink(address=link, host=urlsplit(link).netloc.removeprefix("www."))


def sureness(entity: Entity) -> str:
    """Confidence in a word: sure, likely, possible; empty: an editor wrote the profile"""
    if entity.status != "found":
        return ""
    return next(word for least, word in SURENESS if round(entity.confidence * 100) >= least)


def share(name: str) -> Share:
    """A name as others write it in a link to its page"""
    return Share(html=escape(name), markdown=MARKS.sub(r"\\\1", name).replace("<", "&lt;"))


def evidence(book: Book, entity: Entity) -> Iterator[EvidenceView]:
    """Each sentence once, with the rules that applied to it; the sentence only where its article may show it"""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in entity.evidence:
        rules.setdefault((one.article, one.sentence), []).append(one.rule)
    for (article, sentence), applied in rules.items():
        number = book.numbers.get(article)
        distinct = tuple(dict.fromkeys(applied))
        if number is None:
            yield EvidenceView(rules=distinct, sentence="", cite=None)
            continue
        words, cite = book.words[number], book.cites[number]
        at = next((n for n, text in enumerate(words.texts) if sentence in text), None)
        place = f"{cite.path}#{words.ids[at]}" if at is not None else ""
        yield EvidenceView(rules=distinct, sentence=sentence if place else "", cite=cite, place=place)
