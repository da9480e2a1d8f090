"""All files of the index of a site: what is searched, in which order it is numbered, and what a page loads first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from dossier.model import Output
from dossier.render.book import Book
from dossier.render.search import postings, records, tokens
from dossier.render.search.filters import FILTER, filters
from dossier.render.search.grams import FEW, Lists, having, lists, units
from dossier.render.search.records import article_file, entity_files, paragraphs
from dossier.render.search.scripts import script
from dossier.render.search.shards import SHARED, shard_name, shards
from dossier.render.search.tokens import pieces
from dossier.simplified import simplified

#: Of what size on an archive's search holds the beginnings of texts only, if site.yaml does not say.
LARGE = 30_000
#: What keys begin with of titles and names, beside those of filters; no gram or word of a text has these.
TITLE, NAME = "#", "$"
#: Names are of one of these.
KINDS = ("person", "company")


def search_files(book: Book) -> Iterator[Output]:
    """Every file below search/; pure, and linear in the archive's text"""
    text = book.settings.search or ("full" if len(book.articles) <= LARGE else "lead")
    counts = {ref: len(stories) for ref, stories in _stories(book).items()}
    refs = sorted(book.entities, key=lambda ref: (-counts.get(ref, 0).bit_length(), ref))
    bodies = having()
    for number, one in enumerate(book.articles):
        said = paragraphs(one, book.facts.ids[number], text)
        bodies.add(number, pieces([one.article.meta.title, *(paragraph for _, paragraph in said)]))
        yield article_file(book, number, said)
    yield from entity_files(book, refs, counts)
    first = []
    for shard in shards(chain(_names(book, refs), lists(bodies))):
        first.append(shard.first)
        yield script(f"i/{shard_name(shard.first)}", "shard", shard.first, shard.text)
    yield script("fold", "fold", "".join(map(chr, simplified())), "".join(simplified().values()))
    sizes = {"articles": len(book.articles), "names": len(refs), "text": text}
    yield script("meta", "meta", {**_definition(), **sizes, "first": first})


def _of_kind(refs: Sequence[str], kind: str) -> list[int]:
    """Numbers of the people, or the companies"""
    return [number for number, ref in enumerate(refs) if ref.startswith(f"{kind}/")]


def _names(book: Book, refs: Sequence[str]) -> Lists:
    """What is not text: filters, titles, names"""
    titles = (pieces([one.article.meta.title]) for one in book.articles)
    names = (pieces(name.text for name in book.entities[ref].names) for ref in refs)
    found: dict[str, Sequence[int]] = {one.key: one.numbers for one in filters(book)}
    found |= {f"{FILTER}kind/{kind}": numbers for kind in KINDS if (numbers := _of_kind(refs, kind))}
    in_order = sorted(found.items(), key=lambda entry: units(entry[0]))
    return chain(in_order, lists(having(titles), TITLE), lists(having(names), NAME))


def _stories(book: Book) -> dict[str, set[int]]:
    """Of each person and company, the stories that name them"""
    found: dict[str, set[int]] = defaultdict(set)
    for number, refs in enumerate(book.facts.named):
        for ref in refs:
            found[ref].add(book.versions.lead(number))
    return found


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
