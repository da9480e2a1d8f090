"""Mentions: which names of an article are whose. A pure decision over the places where forms of names stand."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dossier.fold import fold
from dossier.link.guards import ORGANS, addresses, adds_only_words, is_cut_out, is_part_of_a_name, names_a_thing
from dossier.link.matching import Hit, Known, Matcher, apart
from dossier.link.names import Form
from dossier.link.registry import NOBODY, texts
from dossier.model import Anchor, Article, Mention, Place
from dossier.sentences import sentence_at

#: What a mention's `how` says, by the use of the form that linked it.
HOW = {"full": "full-name", "alias": "alias", "short": "short-name", "ambiguous": "in-context"}
EDITOR = "editor"
#: Owner of a place where the editor says that nobody is meant.
_NOT_ANYBODY = -1


class Spot(Struct, frozen=True):
    """A place where names of some known entities stand."""

    block: int
    """-1: the title."""
    start: int
    end: int
    owners: tuple[tuple[int, Form], ...]
    stranger: bool = False
    """The name is a part of a longer one that nobody known has: 约翰逊 in 鲍里斯・约翰逊."""


def mentions(article: Article, known: Sequence[Known]) -> tuple[Mention, ...]:
    """The mentions of known names in reading order; none overlaps another

    known: of the article's slice. What the editor says at a place (`entity:`) wins there.
    """
    forced = _forced(article.anchors, known)
    spots = list(_spots(article, Matcher(known), forced))
    choice = _Choice(article, known, spots)
    return tuple(mention for spot in spots if (mention := choice.mention(spot)))


# --- where names stand ---------------------------------------------------------------------------------------------


def _spots(article: Article, matcher: Matcher, forced: dict[int, list[Spot]]) -> Iterator[Spot]:
    """Places in reading order, the title's first; the longest name from the left, or the editor's choice"""
    for block, text in enumerate(texts(article), start=-1):
        mine, hits = forced.get(block, []), matcher.hits(text)
        found = apart(_curated_first(text, hits, matcher.known)) if hits else []
        spots = [spot for hit in _in_prose(text, found) if (spot := _spot(block, text, hit, matcher.known))]
        if not mine:
            yield from spots
            continue
        free = [spot for spot in spots if not any(spot.start < f.end and f.start < spot.end for f in mine)]
        yield from sorted((*free, *mine), key=lambda spot: spot.start)


def _curated_first(text: str, hits: list[Hit], known: Sequence[Known]) -> Iterable[Hit]:
    """Without what was found around a curated name: Administrator Jim Poe is Jim Poe, 北风研究院 is an organ of 北风"""
    sure = apart(hit for hit in hits if any(known[n].curated for n, _ in hit.owners))
    starts = [hit.start for hit in sure]

    def clear(hit: Hit) -> bool:
        at = bisect_left(starts, hit.end) - 1
        if at < 0 or sure[at].end <= hit.start or any(known[n].curated for n, _ in hit.owners):
            return True
        inner = {known[n].kind for n, _ in sure[at].owners}
        if "company" in inner and adds_only_words(text, (hit.start, hit.end), (sure[at].start, sure[at].end)):
            return False
        return "person" not in inner and not text.endswith(ORGANS, hit.start, hit.end)

    return filter(clear, hits) if sure else hits


def _in_prose(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Hits that are no part of an address; Booking.com itself may be a name"""
    skip = addresses(text) if hits else ()
    at = 0
    for hit in hits:
        while at < len(skip) and skip[at][1] <= hit.start:
            at += 1
        inside = at < len(skip) and skip[at][0] < hit.end
        if not inside or (hit.start, hit.end) == skip[at]:
            yield hit


def _spot(block: int, text: str, hit: Hit, known: Sequence[Known]) -> Spot | None:
    """The place of a hit with those owners that what stands around it allows; None: it is the name of a thing"""
    owners = tuple(o for o in hit.owners if not names_a_thing(text, hit.end, known[o[0]].kind))
    if not owners or is_cut_out(text, hit.start, hit.end):
        return None
    people = [o for o in owners if known[o[0]].kind == "person"]
    stranger = bool(people) and is_part_of_a_name(text, hit.start, hit.end)
    if stranger:
        owners = tuple(o for o in owners if o not in people and o[1].use != "short")
    return Spot(block, hit.start, hit.end, owners, stranger)


def _forced(anchors: Iterable[Anchor], known: Sequence[Known]) -> dict[int, list[Spot]]:
    """Where the editor says who is meant, by block; of places that overlap the first"""
    numbers = {f"{one.kind}/{one.id}": number for number, one in enumerate(known) if one.id}
    found: dict[int, list[Spot]] = defaultdict(list)
    for anchor in anchors:
        said = anchor.annotation.entity
        if said is None:
            continue
        number = _NOT_ANYBODY if said == NOBODY else numbers.get(said, _NOT_ANYBODY)
        owner = (number, Form(text="", use="full"))
        for place in anchor.places:
            found[place.block].append(Spot(place.block, place.start, place.end, (owner,)))
    return {block: _first_of_each(spots) for block, spots in found.items()}


def _first_of_each(spots: list[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, s.end)):
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


# --- whose they are ------------------------------------------------------------------------------------------------


class _Choice:
    """Reads the places in order and remembers who has been introduced by a full name."""

    def __init__(self, article: Article, known: Sequence[Known], spots: Sequence[Spot]) -> None:
        self._article, self._known, self._spots = article, known, spots
        self._standing = {n for spot in spots for n, form in spot.owners if form.use in ("full", "alias")}
        self._present = {f"{known[n].kind}/{known[n].id}" for n in self._standing if n != _NOT_ANYBODY}
        self._introduced: set[int] = set()
        self._order: list[tuple[int, int]] = []
        self._sentences: dict[tuple[int, int], frozenset[str]] = {}
        self._shared: set[str] = set()

    def mention(self, spot: Spot) -> Mention | None:
        """The mention at a place; to be asked in reading order"""
        owner = self._owner(spot)
        if owner is None or spot.block < 0 or self._known[owner[0]].silent:
            return None
        one, form = self._known[owner[0]], owner[1]
        place = Place(block=spot.block, start=spot.start, end=spot.end)
        return Mention(place=place, kind=one.kind, entity=one.id, how=HOW[form.use] if form.text else EDITOR)

    def _owner(self, spot: Spot) -> tuple[int, Form] | None:
        """Whose name stands at a place, and as what; None: nobody's, or it cannot be told"""
        text = self._text(spot)
        if spot.stranger:
            self._shared.add(text.casefold())
        able = [(n, form) for n, form in spot.owners if self._able(n, form, spot)]
        for number, form in able:
            if form.use != "short":
                self._introduced.add(number)
        # What the editor wrote wins over what was found, and who was introduced over somebody of that one name.
        able = [o for o in able if o[1].use == "short" or self._is_curated(o[0])] or able
        if len(able) > 1 and all(form.use != "short" for _, form in able):
            # Two of one name: what stands in the sentence says more than what stands in the article.
            able = [o for o in able if self._has_cue_near(o[0], spot)] or able
        return able[0] if len(able) == 1 and able[0][0] != _NOT_ANYBODY else None

    def _is_curated(self, number: int) -> bool:
        return number == _NOT_ANYBODY or self._known[number].curated

    def _able(self, number: int, form: Form, spot: Spot) -> bool:
        if form.use == "short":
            return number in self._introduced and self._text(spot).casefold() not in self._shared
        return form.use != "ambiguous" or self._has_context(number, spot)

    def _has_context(self, number: int, spot: Spot) -> bool:
        """Whether a full name or a cue of an entity stands in the article, or a title of it in the sentence"""
        one = self._known[number]
        if number in self._standing or any(cue in self._present for cue in one.cues):
            return True
        return self._has_cue_near(number, spot)

    def _has_cue_near(self, number: int, spot: Spot) -> bool:
        """Whether a title of an entity stands in the sentence, or the name of its company"""
        if number == _NOT_ANYBODY or spot.block < 0:
            return False
        one, text = self._known[number], self._article.blocks[spot.block].text
        start, end = sentence_at(text, spot.start)
        if one.cues and not self._named(spot.block, start, end).isdisjoint(one.cues):
            return True
        sentence = fold(text[start:end]) if one.titles else ""
        return any(title in sentence for title in one.titles)

    def _named(self, block: int, start: int, end: int) -> frozenset[str]:
        """`kind/id` of all whose names stand in a sentence of a block; each sentence is looked at once"""
        found = self._sentences.get((block, start))
        if found is None:
            self._order = self._order or [(spot.block, spot.start) for spot in self._spots]
            inside = self._spots[bisect_left(self._order, (block, start)) : bisect_left(self._order, (block, end))]
            refs = (f"{self._known[n].kind}/{self._known[n].id}" for spot in inside for n, _ in spot.owners if n >= 0)
            found = self._sentences[block, start] = frozenset(refs)
        return found

    def _text(self, spot: Spot) -> str:
        source = self._article.meta.title if spot.block < 0 else self._article.blocks[spot.block].text
        return source[spot.start : spot.end]
