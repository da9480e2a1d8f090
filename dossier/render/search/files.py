"""All files of the index of a site: what is searched, in which order it is numbered, and what a page loads first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any

from dossier.model import Output
from dossier.render.book import Book
from dossier.render.output import FORBIDDEN
from dossier.render.search import postings, records, tokens
from dossier.render.search.again import Again, Memory, Run
from dossier.render.search.filters import FILTER, filters
from dossier.render.search.grams import FEW, units
from dossier.render.search.parts import Having, having, listed, parts, written
from dossier.render.search.postings import END
from dossier.render.search.records import Filed, RoleOf, entity_files, filed, role_of, told
from dossier.render.search.scripts import script
from dossier.render.search.shards import SHARED, shard_name, shards
from dossier.render.search.tokens import first, pieces
from dossier.simplified import simplified

#: What keys begin with of titles and names, beside those of filters; no gram or word of a text has these.
TITLE, NAME = "#", "$"
#: Names are of one of these.
KINDS = ("person", "company")
#: What may be done elsewhere, item by item; the type of its results, and how many items may wait for each worker.
SEARCH_STEPS: Mapping[Callable[[Any], Any], tuple[Any, int]] = MappingProxyType(
    {filed: (tuple[Filed, ...], 2), listed: (str, 1)}
)


def search_files(book: Book, run: Run = map, role: RoleOf = role_of, memory: Memory | None = None) -> Iterator[Output]:
    """Every file below search/; pure, and linear in the archive's text

    run: calls one of `SEARCH_STEPS` with each of some items, and gives results in order; draws items as it needs them.
    role: gives what `role_of` gives; it may remember it. memory: of lists, which need not all be made again.
    """
    text = book.scale.search
    counts = {ref: len(book.versions.leading(book.facts.articles.get(ref, ()))) for ref in book.entities}
    refs = sorted(book.entities, key=lambda ref: (-counts[ref].bit_length(), ref))
    titles, bodies, articles = having(), having(), list(told(book, text))
    again = Again(articles, memory or Memory(), run)
    for number, one in enumerate(chain.from_iterable(run(filed, articles))):
        titles.add(number, first(one.runs, one.titled[0]), first(one.words, one.titled[1]))
        bodies.add(number, *again.pieces(one))
        yield one.file
    yield from entity_files(book, {ref: counts[ref] for ref in refs}, role)
    made = run(listed, chain(parts(titles, TITLE), parts(_names(book, refs), NAME), again.parts(bodies)))
    firsts = []
    for shard in shards(chain(_filters(book, refs), chain.from_iterable(one.split(END) for one in made if one))):
        firsts.append(shard.first)
        yield script(f"i/{shard_name(shard.first)}", "shard", shard.first, shard.text)
    yield script("fold", "fold", "".join(map(chr, simplified())), "".join(simplified().values()))
    sizes = {"articles": len(book.cites), "names": len(refs), "text": text}
    yield script("meta", "meta", {**_definition(), **sizes, "first": firsts})


def _of_kind(refs: Sequence[str], kind: str) -> list[int]:
    """Numbers of the people, or the companies"""
    return [number for number, ref in enumerate(refs) if ref.startswith(f"{kind}/")]


def _filters(book: Book, refs: Sequence[str]) -> Iterator[str]:
    """The lists of filters, in order"""
    found: dict[str, Sequence[int]] = {one.key: one.numbers for one in filters(book)}
    found |= {f"{FILTER}kind/{kind}": numbers for kind in KINDS if (numbers := _of_kind(refs, kind))}
    return written(sorted(found.items(), key=lambda entry: units(entry[0])))


def _names(book: Book, refs: Sequence[str]) -> Having:
    """What those with a page are called"""
    names = having()
    for number, ref in enumerate(refs):
        names.add(number, *pieces(name.text for name in book.entities[ref].names))
    return names


def _definition() -> dict[str, object]:
    """Everything that static/find.js needs to cut a query, and to read lists, as we cut texts and write lists"""
    return {
        "run": tokens.RUN,
        "word": tokens.WORD,
        "joint": tokens.JOINT,
        "marks": tokens.MARKS,
        "forbidden": "".join(f"\\u{ord(c):04x}" if c != "-" else c for c in FORBIDDEN),
        "folded": sorted(tokens.FOLDED.items()),
        "longest": [tokens.LONGEST_GRAM, tokens.LONGEST_WORD],
        "few": FEW,
        "digits": postings.DIGITS,
        "shared": SHARED,
        "sizes": [records.FOLDER, records.TOGETHER],
        "encodings": records.ENCODINGS,
        "spaces": [TITLE, NAME, FILTER],
    }
