"""The data of previews: of every person, company and article a card, in files by a hash of the page's path.

A page loads one file for a preview, however large the archive. An edited article changes the files of its own card
and of those whose newest mention it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dossier.model import Entity
from dossier.render.archive import Page
from dossier.render.book import Book, describe
from dossier.render.contributions import Hit
from dossier.render.entity.roles import present
from dossier.render.names import language
from dossier.render.views import ArticleCard, EntityCard, PreviewsView
from dossier.sentences import sentence_at, sentences
from dossier.urls import relative

#: Cards in one file on average, at most; half of it at least, since the number of files is a power of two: a growing
#: archive moves its cards to other files only when it has doubled.
CARDS = 28
#: Longest text of a card in characters, by languages whose characters are as wide as two Latin letters, and others.
LONGEST, DENSE = 200, 100
DENSE_LANGUAGES = frozenset({"zh", "ja", "ko"})
#: Names that the card of an article shows.
NAMED = 4
ELLIPSIS, HOME = "…", "index.html"
#: FNV-1a for 32 bits (isthe.com/chongo/tech/comp/fnv), whose higher bits are folded into the lower ones.
BASIS, PRIME, WORD = 2166136261, 16777619, 0xFFFFFFFF


class Said(NamedTuple):
    """What is said of somebody; number: of the article that says it, None: the editor does."""

    text: str
    lang: str
    number: int | None


def preview_index(book: Book) -> Iterator[Page]:
    """The file that says how many there are"""
    yield _page("index", PreviewsView(site=book.site, files=file_count(len(book.entities) + len(book.cites))))


def shelves(book: Book) -> Iterator[tuple[list[str], list[int]]]:
    """Whose cards each file below data/preview/ holds, by `kind/id`, and those of which articles, by number"""
    refs = sorted(book.entities)
    files = file_count(len(refs) + len(book.cites))
    entities = _shelved((_address(book.who[ref].path) for ref in refs), files)
    articles = _shelved((_address(cite.path) for cite in book.cites), files)
    for file in range(files):
        yield [refs[at] for at in entities[file]], articles[file]


def preview_page(book: Book, file: int, refs: Sequence[str], numbers: Sequence[int]) -> Page:
    """One file of cards"""
    view = PreviewsView(
        site=book.site,
        entities=tuple(_entity(book, ref) for ref in refs),
        articles=tuple(_article(book, number) for number in numbers),
    )
    return _page(str(file), view)


def file_count(cards: int) -> int:
    """How many files hold some cards: a power of two"""
    return 1 << (max(1, -(-cards // CARDS)) - 1).bit_length()


def file_of(address: str, files: int) -> int:
    """Number of the file that holds the card of a page; as static/preview.js finds it"""
    found = BASIS
    for byte in address.encode():
        found = (found ^ byte) * PRIME & WORD
    return (found ^ found >> 15) & (files - 1)


def _address(path: str) -> str:
    """Of a page from the home on, as links are written"""
    return relative(HOME, path)


def _shelved(addresses: Iterable[str], files: int) -> dict[int, list[int]]:
    """Which of some addresses each file holds the cards of, by their numbers"""
    found: dict[int, list[int]] = defaultdict(list)
    for number, address in enumerate(addresses):
        found[file_of(address, files)].append(number)
    return found


def _page(name: str, view: PreviewsView) -> Page:
    return Page(path=f"data/preview/{name}.js", template="preview.js", view=view)


def _entity(book: Book, ref: str) -> EntityCard:
    entity, articles = book.entities[ref], book.facts.articles.get(ref, [])
    last = articles[-1] if articles else None
    said = _biography(entity) or _newest(book, ref)
    card = EntityCard(
        address=_address(book.who[ref].path),
        who=book.who[ref],
        kind=entity.kind,
        type=entity.type,
        text=said.text,
        text_lang=said.lang,
        text_from=book.cites[said.number] if said.number not in (None, last) else None,
        articles=len(book.versions.leading(articles)),
        last=book.cites[last] if last is not None else None,
    )
    now = present(book, ref) if entity.kind == "person" else None
    if now is None:
        return card
    return replace(card, role=now.title, role_lang=now.lang, role_found=now.found, at=now.who)


def _biography(entity: Entity) -> Said | None:
    """The first sentence of what the editor wrote"""
    text = next((block.text for block in entity.biography if block.kind == "paragraph"), "")
    lang = language(text)
    return Said(_first(text, lang), lang, None) if text else None


def _newest(book: Book, ref: str) -> Said:
    """The first sentence that names somebody in the newest article that shows one"""
    hits = book.facts.newest(ref)
    if not hits:
        return Said("", "", None)
    hit = hits[0]
    text, lang = book.words[hit.article].texts[hit.block], book.cites[hit.article].lang
    return Said(_around(text, hit, _longest(lang)), lang, hit.article)


def _article(book: Book, number: int) -> ArticleCard:
    cite, counts = book.cites[number], book.counts(number)
    text = book.words[number].lead
    most = sorted(counts, key=lambda ref: -counts[ref])[:NAMED]
    return ArticleCard(
        address=_address(cite.path),
        cite=cite,
        text=_first(text, cite.lang),
        named=tuple(book.who[ref] for ref in most),
    )


def _longest(lang: str) -> int:
    return DENSE if lang.partition("-")[0] in DENSE_LANGUAGES else LONGEST


def _first(text: str, lang: str) -> str:
    """The first sentence of a text, or its beginning"""
    longest = _longest(lang)
    head = text[: 2 * longest]
    start, end = next(iter(sentences(head)), (0, 0))
    return describe(head[start:end], longest)


def _around(text: str, hit: Hit, longest: int) -> str:
    """The sentence of a mention on one line; of a long one the part around the name, with an ellipsis at each cut"""
    start, end = sentence_at(text, hit.start)
    first, last = start, end
    if end - start > longest:
        first = max(start, min(hit.start - longest // 2, end - longest))
        last = first + longest
    said = " ".join(text[first:last].split())
    return f"{ELLIPSIS if first > start else ''}{said}{ELLIPSIS if last < end else ''}"
