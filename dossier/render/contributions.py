"""What articles contribute to the pages of others, by whom they say it of; read from where it lies packed."""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from dossier.model import Figure, Quotation, RoleFact, Unclear
from dossier.render.moments import Dated
from dossier.render.offers import Offer, Part
from dossier.render.timeline import Timeline
from dossier.render.versions import Versions, single

Value = TypeVar("Value", bound=Sized)
#: People and companies whose facts are kept for the next question, which is often about the same one; and facts, if
#: these are of several: those of an organisation that a third of 10,000 articles name take 5 MB.
REMEMBERED, FACTS_REMEMBERED = 4, 2_000
#: Of whom more articles than so many say something, their parts are unpacked for each kind of facts: memory.
MANY = 500


class Hit(NamedTuple):
    """A mention; small, since there may be a million."""

    article: int
    """Its number, from the oldest."""
    block: int
    start: int
    end: int
    anchor: str


class _Roles(Struct, frozen=True, array_like=True):
    """The beginning of a part."""

    roles: tuple[RoleFact, ...]


class Facet(Generic[Value]):
    """One kind of fact by `kind/id`, in the order of articles; made when it is asked for."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        self._make = make
        self._known: OrderedDict[str, Value] = OrderedDict()

    def forget(self) -> None:
        """Gives memory back"""
        self._known.clear()

    def get(self, ref: str, _: object = None) -> Value:
        """The facts of somebody; nothing, if there are none"""
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = self._make(ref)
            while len(self._known) > (REMEMBERED if sum(map(len, self._known.values())) <= FACTS_REMEMBERED else 1):
                self._known.popitem(last=False)
        return known


class Contributions(Struct, frozen=True, kw_only=True):
    """Everything by `kind/id`; articles by their number, oldest first."""

    named: list[tuple[str, ...]]
    """Of each article, whom it names, in order of first mention."""
    counts: list[tuple[int, ...]]
    """How often it names each of them, what is not shown of it too."""
    articles: dict[str, list[int]]
    """Those that name somebody, where it is shown or not."""
    timeline: Timeline
    """Of everybody."""
    unclear: list[tuple[int, Unclear]]
    hits: Facet[list[Hit]]
    hidden: Facet[dict[int, int]]
    """Article → mentions outside of what may be shown."""
    dated: Facet[list[Dated]]
    roles: Facet[list[tuple[int, RoleFact]]]
    """Of the person, and of the company where there is one."""
    quotations: Facet[list[tuple[int, Quotation]]]
    """Of the speaker."""
    figures: Facet[list[tuple[int, Figure]]]
    """Of the company, where it is the only one of the sentence."""
    newest: Callable[[str], list[Hit]]
    """Somebody → the mentions of the newest article that shows some."""
    told_by: Callable[[str], Sequence[int]]
    """Somebody → the articles that have facts of them, oldest first."""

    def forget(self) -> None:
        """Lets go what is in memory of the last people and companies; it is read again where it is asked for"""
        for facet in (self.hits, self.hidden, self.dated, self.roles, self.quotations, self.figures):
            facet.forget()

    def sources(self, ref: str) -> list[int]:
        """The articles that say something of somebody, or only name them"""
        return sorted({*self.articles.get(ref, ()), *self.told_by(ref)})


class Parts:
    """Where the parts of each person and company lie."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """packed: all of them"""
        self._packed = packed
        self._places: dict[str, tuple[array[int], array[int]]] = {}
        self._decode = msgspec.msgpack.Decoder(Part).decode
        self._last: tuple[str, list[tuple[int, Part]]] = "", []
        self._roles = msgspec.msgpack.Decoder(_Roles).decode

    def add(self, ref: str, article: int, place: int) -> None:
        """One more, of a later article than those before"""
        if ref not in self._places:
            self._places[ref] = array("I"), array("I")
        articles, places = self._places[ref]
        articles.append(article)
        places.append(place)

    def of(self, ref: str) -> Iterable[tuple[int, Part]]:
        """(article, part) of somebody, the oldest first

        A page asks for one kind of facts after the other, so they are kept until somebody else is asked for.
        """
        if len(self.articles(ref)) > MANY:
            return ((article, self._decode(packed)) for article, packed in self._found(ref))
        if self._last[0] != ref:
            self._last = ref, [(article, self._decode(packed)) for article, packed in self._found(ref)]
        return self._last[1]

    def roles(self, ref: str) -> Iterator[tuple[int, RoleFact]]:
        """(article, role): a third of the work"""
        return ((article, role) for article, packed in self._found(ref) for role in self._roles(packed).roles)

    def newest(self, ref: str) -> list[Hit]:
        """The mentions of the newest article that shows some"""
        for article, place in zip(*map(reversed, self._places.get(ref, ((), ()))), strict=True):
            part = self._decode(self._packed[place])
            if part.hits:
                return [Hit(article, *hit) for hit in part.hits]
        return []

    def articles(self, ref: str) -> Sequence[int]:
        """The articles that have a part of somebody"""
        return self._places[ref][0] if ref in self._places else ()

    def _found(self, ref: str) -> Iterator[tuple[int, bytes]]:
        articles, places = self._places.get(ref, ((), ()))
        return ((article, self._packed[place]) for article, place in zip(articles, places, strict=True))


def contributions(
    offers: Iterable[tuple[Offer, int]], packed: Sequence[bytes], timeline: Timeline, known: Versions
) -> Contributions:
    """One pass over the articles' offers in order of their numbers; what their parts say is read later

    offers: with the place in `packed` of the first of its parts; known: the stories.
    """
    parts = Parts(packed)
    named, counts, unclear = list[tuple[str, ...]](), list[tuple[int, ...]](), list[tuple[int, Unclear]]()
    articles = defaultdict[str, list[int]](list)
    for number, (one, first) in enumerate(offers):
        named.append(tuple(ref for ref, _ in one.named))
        counts.append(tuple(count for _, count in one.named))
        for ref in named[number]:
            articles[ref].append(number)
        for place, (ref, _) in enumerate(one.parts, first):
            parts.add(ref, number, place)
        unclear += [(number, place) for place in one.unclear]
    return Contributions(
        named=named,
        counts=counts,
        articles=articles,
        timeline=timeline,
        unclear=unclear,
        newest=parts.newest,
        told_by=parts.articles,
        **_facets(parts, known),
    )


def _facets(parts: Parts, known: Versions) -> dict[str, Any]:
    def each(values: Callable[[Part], Iterable[Any]]) -> Callable[[str], list[Any]]:
        return lambda ref: [(article, value) for article, part in parts.of(ref) for value in values(part)]

    def dated(ref: str) -> list[Dated]:
        return single([d._replace(article=article) for article, part in parts.of(ref) for d in part.dated], known)

    return {
        "hits": Facet(lambda ref: [Hit(article, *hit) for article, part in parts.of(ref) for hit in part.hits]),
        "hidden": Facet(lambda ref: {article: part.hidden for article, part in parts.of(ref) if part.hidden}),
        "dated": Facet(dated),
        "roles": Facet(lambda ref: list(parts.roles(ref))),
        "quotations": Facet(each(lambda part: part.quotations)),
        "figures": Facet(each(lambda part: part.figures)),
    }
