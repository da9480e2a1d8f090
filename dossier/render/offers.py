"""What one article offers to the site, made of it alone: what may be shown, and what it says for pages of others.

An archive of a hundred thousand articles does not fit into memory as values: each article is packed into bytes where it
is made, and unpacked where a page needs it.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import Any, Generic, TypeVar, overload

import msgspec
from msgspec import Struct

from dossier.digests import digest
from dossier.model import Figure, Linked, Quotation, RoleFact, Unclear
from dossier.render.anchors import mention_ids, paragraph_ids
from dossier.render.archive import Archive
from dossier.render.moments import EVERYBODY, Dated, moments
from dossier.render.rights import Shown, shown, shown_images
from dossier.render.views import Cite
from dossier.urls import page_path

Value = TypeVar("Value")
#: Unpacked values that are kept for the next question, which is often about the same article.
REMEMBERED = 16
#: Block, start, end, and HTML id.
_Place = tuple[int, int, int, str]
_pack = msgspec.msgpack.Encoder().encode


class Terms(Struct, frozen=True, kw_only=True):
    """What of the settings decides over an article's offer."""

    excerpt: int
    """Characters of an excerpt."""
    lang: str
    """Of the interface: for articles in no known language."""


class Words(Struct, frozen=True, array_like=True):
    """The texts of an article's blocks, and the HTML ids of these."""

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    lead: str
    """The first paragraph that has text."""


class Part(Struct, frozen=True, array_like=True):
    """What an article says of one person or company. The article's own number is known only later: here it is 0."""

    roles: tuple[RoleFact, ...] = ()
    """Of the person, and of the company where there is one."""
    hits: tuple[tuple[int, int, int, str], ...] = ()
    """(block, start, end, HTML id) of each mention that is shown."""
    hidden: int = 0
    """Mentions outside of what may be shown."""
    dated: tuple[Dated, ...] = ()
    """Entries of the timeline."""
    quotations: tuple[Quotation, ...] = ()
    """Of the speaker."""
    figures: tuple[Figure, ...] = ()
    """Of the company, where it is the only one of the sentence."""


class Offer(Struct, frozen=True, array_like=True):
    """What an article says for other pages."""

    id: str
    cite: Cite
    rights: str
    topics: tuple[str, ...]
    formerly: tuple[str, ...]
    noted: bool
    """The editor says something of it."""
    named: tuple[tuple[str, int], ...]
    """(`kind/id`, number of mentions, those too that are not shown), in order of first mention."""
    parts: tuple[tuple[str, bytes], ...]
    """Of each person and company that it says something of, that as a packed `Part`."""
    years: tuple[tuple[str, int], ...]
    """Of the timeline of everybody: year, and the number of entries that the article has there."""
    stating: bool
    """Some of these are an editor's events."""
    unclear: tuple[Unclear, ...]
    pictures: tuple[str, ...]
    """Names of the pictures whose bytes the site holds."""


class Offered(Struct, frozen=True, array_like=True):
    """An article on its way into the site; all but the offer stays packed on the way."""

    shown: Shown
    words: Words
    dated: tuple[Dated, ...]
    """Entries of the timeline of everybody."""
    offer: Offer


class OfferedParts(Struct, frozen=True, array_like=True):
    """The same, unpacked only as far as all articles together are needed."""

    shown: msgspec.Raw
    words: msgspec.Raw
    dated: msgspec.Raw
    offer: Offer


class Shelves(Struct, frozen=True, kw_only=True):
    """All articles of an archive, in any order."""

    offers: Sequence[Offer]
    shown: Sequence[Shown]
    words: Sequence[Words]
    dated: Sequence[tuple[Dated, ...]]
    parts: Sequence[bytes]
    """Those of all offers, one offer's after the other; the offers themselves may hold them no more."""
    digests: Sequence[bytes]
    """Of all that an article offers."""
    wordings: Sequence[bytes]
    """Digests of the words."""


def shelved(archive: Archive) -> Shelves:
    """The articles of a small archive, in memory"""
    names = frozenset(f"{e.kind}/{e.id}" for e in archive.entities if not e.hide)
    terms = Terms(excerpt=archive.settings.excerpt, lang=archive.settings.lang)
    found = [offered(one, names, terms) for one in archive.articles]
    return Shelves(
        offers=[one.offer for one in found],
        shown=[one.shown for one in found],
        words=[one.words for one in found],
        dated=[one.dated for one in found],
        parts=[part for one in found for _, part in one.offer.parts],
        digests=[digest(repr(one).encode("utf-8", "surrogatepass")) for one in found],
        wordings=[digest(repr(one.words).encode("utf-8", "surrogatepass")) for one in found],
    )


def offered(linked: Linked, names: Set[str], terms: Terms) -> Offered:
    """What an article offers; names: `kind/id` of those whom it names and who have a page"""
    one = shown(linked, names, terms.excerpt)
    ids = paragraph_ids(one.article.blocks)
    blocks = one.article.blocks
    lead = next((block.text for block in blocks if block.kind == "paragraph" and block.text), "")
    words = Words(ids, tuple(block.text for block in blocks), lead)
    hits = tuple(_hits(one, ids))
    entries = _entries(one, ids, hits)
    dated = tuple(entry for owner, entry in entries if owner == EVERYBODY)
    return Offered(one, words, dated, _offer(one, terms.lang, hits, entries))


def _entries(one: Shown, ids: Sequence[str], hits: Iterable[tuple[str, _Place]]) -> tuple[tuple[str, Dated], ...]:
    """(owner, entry) of every timeline"""
    by_block: dict[int, list[tuple[int, str]]] = {}
    for ref, (block, start, _, _) in hits:
        by_block.setdefault(block, []).append((start, ref))
    return tuple(moments(0, one, ids, by_block))


def _offer(one: Shown, lang: str, hits: Sequence[tuple[str, _Place]], entries: Sequence[tuple[str, Dated]]) -> Offer:
    article, counts = one.article, Counter(ref for ref, _ in hits)
    counts.update(dict(one.hidden))
    timeline = [dated for owner, dated in entries if owner == EVERYBODY]
    return Offer(
        id=article.id,
        cite=_cite(one, lang),
        rights=article.meta.rights,
        topics=article.meta.topics,
        formerly=article.formerly,
        noted=bool(article.note or article.anchors),
        named=tuple(counts.items()),
        parts=tuple(_parts(one, hits, entries)),
        years=tuple(Counter(dated.date[:4] for dated in timeline).items()),
        stating=any(dated.events for dated in timeline),
        unclear=one.unclear,
        pictures=tuple(sorted({image.copy for image in shown_images(article) if image.copy})),
    )


def _parts(
    one: Shown, hits: Iterable[tuple[str, _Place]], entries: Iterable[tuple[str, Dated]]
) -> Iterator[tuple[str, bytes]]:
    """Everything that an article says, by whom it says it of"""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for ref, place in hits:
        found[ref]["hits"].append(place)
    for owner, dated in entries:
        if owner != EVERYBODY:
            found[owner]["dated"].append(dated)
    for role in one.roles:
        found[f"person/{role.person}"]["roles"].append(role)
        if role.company:
            found[f"company/{role.company}"]["roles"].append(role)
    for said in one.quotations:
        found[said.speaker]["quotations"].append(said)
    for figure in one.figures:
        if figure.company:
            found[f"company/{figure.company}"]["figures"].append(figure)
    hidden = dict(one.hidden)
    for ref in dict.fromkeys((*found, *hidden)):
        facts = {name: tuple(values) for name, values in found[ref].items()}
        yield ref, _pack(Part(hidden=hidden.get(ref, 0), **facts))


def _hits(one: Shown, ids: Sequence[str]) -> Iterator[tuple[str, _Place]]:
    for position, block in enumerate(one.article.blocks):
        if block.spans:
            for span, anchor in mention_ids(block, ids[position]):
                yield span.ref, (position, span.start, span.end, anchor)


def _cite(one: Shown, lang: str) -> Cite:
    meta = one.article.meta
    return Cite(
        path=page_path("article", one.article.id),
        title=meta.title,
        lang=meta.lang or lang,
        published=meta.published,
        source=meta.source,
    )


class Unpacked(Sequence[Value], Generic[Value]):
    """Values of one type by number, each unpacked when it is asked for."""

    def __init__(self, packed: Sequence[bytes], kind: type[Value]) -> None:
        self._packed = packed
        self._decode: Callable[[bytes], Value] = msgspec.msgpack.Decoder(kind).decode
        self._known: OrderedDict[int, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, number: int) -> Value: ...
    @overload
    def __getitem__(self, number: slice) -> list[Value]: ...
    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._decode(self._packed[number])
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known


class Ordered(Sequence[Value], Generic[Value]):
    """Some values in another order."""

    def __init__(self, values: Sequence[Value], order: Sequence[int]) -> None:
        """order: number → where in `values`"""
        self._values, self._order = values, order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, number: int) -> Value: ...
    @overload
    def __getitem__(self, number: slice) -> list[Value]: ...
    def __getitem__(self, number: Any) -> Any:
        found = self._order[number]
        return [self._values[at] for at in found] if isinstance(number, slice) else self._values[found]


def packed_at(values: Sequence[Any], number: int) -> bytes:
    """One of some values, packed; if it is kept so, it is not even unpacked"""
    match values:
        case Ordered():
            return packed_at(values._values, values._order[number])
        case Unpacked():
            return values._packed[number]
        case _:
            return _pack(values[number])
