"""All files of the index of a site: what is searched, in which order it is numbered, and what a page loads first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from msgspec import Struct

from dossier.model import Output
from dossier.render.book import Book
from dossier.render.search import postings, records, tokens
from dossier.render.search.grams import FEW, Lists, having, lists, units
from dossier.render.search.records import article_file, entity_files, paragraphs
from dossier.render.search.scripts import script, shown_text
from dossier.render.search.shards import SHARED, shard_name, shards
from dossier.render.search.tokens import pieces
from dossier.simplified import simplified
from dossier.urls import slug

#: Of what size on an archive's search holds the beginnings of texts only, if site.yaml does not say.
LARGE = 30_000
#: What keys begin with that are no grams and words of texts; no gram or word has these.
FILTER, TITLE, NAME = "!", "#", "$"
#: Companies, topics and sources that the menus of filters offer.
OFFERED = 60
#: Longest key of a filter; an id may have 200 bytes, and a file is called after a key.
LONGEST_FILTER = 40


class Found(Struct, frozen=True):
    """What each article is found by besides its text, by key: sorted numbers."""

    filters: dict[str, list[int]]
    names: dict[str, str]
    """Key → what a menu calls it."""


def search_files(book: Book) -> Iterator[Output]:
    """Every file below search/; pure, and linear in the archive's text"""
    text = book.settings.search or ("full" if len(book.articles) <= LARGE else "lead")
    counts = {ref: len(stories) for ref, stories in _stories(book).items()}
    refs = sorted(book.entities, key=lambda ref: (-counts.get(ref, 0).bit_length(), ref))
    found = _filters(book)
    bodies = having()
    for number, one in enumerate(book.articles):
        said = paragraphs(one, book.facts.ids[number], text)
        bodies.add(number, pieces([one.article.meta.title, *(paragraph for _, paragraph in said)]))
        yield article_file(book, number, said)
    yield from entity_files(book, refs, counts)
    first = []
    for shard in shards(chain(_names(book, refs, found), lists(bodies))):
        first.append(shard.first)
        yield script(f"i/{shard_name(shard.first)}", "shard", shard.first, shard.text)
    yield script("fold", "fold", "".join(map(chr, simplified())), "".join(simplified().values()))
    yield script("meta", "meta", {**_definition(), **_menus(book, found), "text": text, "first": first})


def filter_key(kind: str, ident: str) -> str:
    """Key of the articles of a company, topic or source; a long id ends in its hash"""
    key = f"{FILTER}{kind}/{ident}"
    return key if len(key) <= LONGEST_FILTER else f"{key[: LONGEST_FILTER - 9]}~{crc32(ident.encode()):08x}"


def _of_kind(refs: Sequence[str], kind: str) -> list[int]:
    """Numbers of the people, or the companies"""
    return [number for number, ref in enumerate(refs) if ref.startswith(f"{kind}/")]


def _names(book: Book, refs: Sequence[str], found: Found) -> Lists:
    """What is not text: filters, titles, names"""
    titles = (pieces([one.article.meta.title]) for one in book.articles)
    names = (pieces(name.text for name in book.entities[ref].names) for ref in refs)
    kinds = {f"{FILTER}kind/{kind}": _of_kind(refs, kind) for kind in ("person", "company")}
    shown = {key: numbers for key, numbers in (found.filters | kinds).items() if numbers}
    filters = sorted(shown.items(), key=lambda entry: units(entry[0]))
    return chain(filters, lists(having(titles), TITLE), lists(having(names), NAME))


def _stories(book: Book) -> dict[str, set[int]]:
    """Of each person and company, the stories that name them"""
    found: dict[str, set[int]] = defaultdict(set)
    for number, refs in enumerate(book.facts.named):
        for ref in refs:
            found[ref].add(book.versions.lead(number))
    return found


def _filters(book: Book) -> Found:
    found = Found(defaultdict(list), {})
    for number, one in enumerate(book.articles):
        meta, named = one.article.meta, book.facts.named[number]
        facets = [("topic", slug(topic), topic) for topic in meta.topics]
        facets += [("source", slug(meta.source), meta.source)] if meta.source else []
        facets += [("company", book.entities[r].id, book.who[r].name) for r in named if r.startswith("company/")]
        for key, name in {filter_key(kind, ident): name for kind, ident, name in facets}.items():
            found.filters[key].append(number)
            found.names.setdefault(key, shown_text(name))
    return found


def _menus(book: Book, found: Found) -> dict[str, object]:
    """What a page of the search offers, by which number each year begins, and how many articles and names there are"""
    years: dict[str, int] = {}
    for number, cite in enumerate(book.cites):
        years.setdefault(cite.published[:4], number)
    offered = {kind: _offered(kind, found) for kind in ("company", "topic", "source")}
    return {"articles": len(book.articles), "names": len(book.entities), "years": list(years.items()), **offered}


def _offered(kind: str, found: Found) -> Sequence[tuple[str, str, int]]:
    """(key, name, articles) of those with most articles"""
    some = [(key, name, len(found.filters[key])) for key, name in found.names.items() if key[1:].startswith(f"{kind}/")]
    return sorted(some, key=lambda one: (-one[2], one[0]))[:OFFERED]


def _definition() -> dict[str, object]:
    """Everything that static/find.js needs to cut a query, and to read lists, as we cut texts and write lists"""
    return {
        "run": tokens.RUN,
        "word": tokens.WORD,
        "joint": tokens.JOINT,
        "marks": tokens.MARKS,
        "forbidden": "".join(f"\\u{ord(c):04x}" if c != "-" else c for c in tokens.FORBIDDEN),
        "folded": sorted(tokens.FOLDED.items()),
        "longest": [tokens.LONGEST_GRAM, tokens.LONGEST_WORD],
        "few": FEW,
        "digits": postings.DIGITS,
        "shared": SHARED,
        "sizes": [records.FOLDER, records.TOGETHER],
        "encodings": records.ENCODINGS,
        "spaces": [TITLE, NAME, FILTER],
    }
