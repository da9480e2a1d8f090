"""Where a quotation stands: as it is, then folded, then the text most like it; prefix and suffix count everywhere.

The idea is that of W3C's TextQuoteSelector. An exact place is not believed where its context is another one, and a
text that is only like the quotation not where a second one is nearly as like.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from dossier.annotate.near import Index
from dossier.annotate.texts import Texts, folded
from dossier.model import Annotation, Block, Place

#: Places of one quotation that are counted: 'the' may stand in a million; of these, how many have context compared.
COUNTED_PLACES, COMPARED_PLACES = 1_000, 100
#: Characters of an article's quotations that are looked for by likeness, 2 s of work: 1,600 quotations of 60.
SOUGHT = 100_000
#: Scores from which a place is believed, and from which it is shown to the editor.
BELIEVED, SHOWN = 0.75, 0.60
#: How much better than the next the best place must be; and than one that has the quotation's words as well as it:
#: then nothing but the context tells the two apart, and of eight equal questions of an interview the one may be gone.
CLEAR, CLEAR_OF_COPY = 0.05, 0.15
#: Difference in likeness up to which two texts are copies.
COPY = 0.02
#: What counts how much in a score: quotation, prefix, suffix (Hypothesis: 50, 20, 20).
QUOTE, CONTEXT = 50, 20
#: Width of a text from which it is looked for by likeness: 6 Han characters of 2, or 12 of others. A quotation weighs
#: less in a score below it, and more above it, up to `MOST` times.
ENOUGH, MOST = 12, 2.0
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
#: Likeness of two texts that have nothing to do with each other.
CHANCE = 0.2

How = Literal["exact", "near", "uncertain", "ambiguous", "lost"]


class Found(Struct, frozen=True, kw_only=True):
    """An annotation and where it stands."""

    annotation: Annotation
    how: How
    """exact: letter by letter or folded; near: by likeness, believed; uncertain: shown to the editor;
    ambiguous: several places; lost: none."""
    places: tuple[Place, ...] = ()
    score: float = 1.0


class _Scored(Struct, frozen=True):
    """A place and how sure it is, and how like the quotation its text, both 0–1."""

    score: float
    likeness: float
    place: Place


class Finder:
    """Looks for the quotations of one article."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.texts = Texts(blocks)
        self._left = SOUGHT

    @cached_property
    def _index(self) -> Index:
        return Index(self.texts)

    def find(self, annotation: Annotation) -> Found:
        """Where an annotation stands"""
        places = _strict(self.texts, annotation)
        if len(places) == 1 or (places and annotation.everywhere):
            return Found(annotation=annotation, how="exact", places=tuple(places))
        if places:
            return Found(annotation=annotation, how="ambiguous", places=tuple(places))
        if annotation.everywhere:
            return Found(annotation=annotation, how="lost", score=0.0)
        return _judged(annotation, self._scored(annotation))

    def _scored(self, annotation: Annotation) -> list[_Scored]:
        """Places of the quotation whatever its context, and of texts like it, best first, none over another"""
        quote, before, after = (folded(t).text for t in (annotation.quote, annotation.prefix, annotation.suffix))
        context = _Context(self.texts, before, after, width(quote))
        found = [
            _Scored(context.score(1.0, *self.texts.span(place)), 1.0, place)
            for place in _whole_words(self.texts, self.texts.folded(annotation.quote), COMPARED_PLACES)
        ]
        if width(quote) >= ENOUGH and self._left > 0:
            self._left -= len(quote)
            for near in self._index.near(before, quote, after):
                place = self.texts.place(near.start, near.end)
                if place is not None and not corrected(annotation, self.texts.at(place)):
                    score = context.score(near.likeness, near.start, near.end)
                    found.append(_Scored(score, near.likeness, place))
        return _apart(found)


def find_quotes(blocks: Sequence[Block], annotations: Iterable[Annotation]) -> tuple[Found, ...]:
    """Where each annotation stands in the blocks of an article, in their order"""
    return tuple(map(Finder(blocks).find, annotations))


class _Context(Struct, frozen=True):
    """Prefix and suffix of a quotation, folded, and how wide it is."""

    texts: Texts
    before: str
    after: str
    width: int

    def score(self, likeness: float, start: int, end: int) -> float:
        """How sure a stretch of the whole is: the likeness of quotation, prefix and suffix, weighted; 0–1"""
        whole = self.texts.whole
        weight = QUOTE * min(MOST, self.width / ENOUGH)
        total, score = weight, weight * _beyond_chance(likeness)
        if self.before:
            total += CONTEXT
            score += CONTEXT * _alike(self.before, whole[max(0, start - len(self.before)) : start])
        if self.after:
            total += CONTEXT
            score += CONTEXT * _alike(self.after, whole[end : end + len(self.after)])
        return score / total


def _alike(text: str, other: str) -> float:
    """Likeness of two texts beyond chance, 0–1"""
    return _beyond_chance(fuzz.ratio(text, other) / 100)


def _beyond_chance(likeness: float) -> float:
    return max(0.0, likeness - CHANCE) / (1 - CHANCE)


def width(text: str) -> int:
    """Characters, wide ones counted twice"""
    return len(text) + len(_WIDE.findall(text))


def _strict(texts: Texts, annotation: Annotation) -> list[Place]:
    """Places of a quotation between its prefix and suffix: exact ones, or else folded ones

    Of a quotation that must stand once, no more than `COUNTED_PLACES`.
    """
    most = None if annotation.everywhere else COUNTED_PLACES
    if annotation.prefix or annotation.suffix:
        found = _whole_words(texts, texts.in_context(annotation), most)
        return [place for place in found if texts.at(place) == annotation.quote] or found
    exact = _whole_words(texts, texts.exact(annotation.quote), most)
    return exact or _whole_words(texts, texts.folded(annotation.quote), most)


def _whole_words(texts: Texts, places: Iterable[Place], most: int | None) -> list[Place]:
    return list(islice((place for place in places if not texts.cuts_word(place)), most))


def corrected(annotation: Annotation, text: str) -> bool:
    """Whether a text like the quotation says already what the editor's correction asks for"""
    right = folded(annotation.correction or "").text
    return bool(right) and right in folded(text).text and right not in folded(annotation.quote).text


def _apart(found: Iterable[_Scored]) -> list[_Scored]:
    """Best places first, without those that overlap a better one"""
    kept: list[_Scored] = []
    for one in sorted(found, key=lambda s: (-s.score, s.place.block, s.place.start, s.place.end)):
        if not any(_overlap(one.place, other.place) for other in kept):
            kept.append(one)
    return kept


def _overlap(one: Place, other: Place) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def _judged(annotation: Annotation, scored: Sequence[_Scored]) -> Found:
    """What the scores say: the best place, several that are as good, or none"""
    best = scored[0].score if scored else 0.0
    if best < SHOWN:
        return Found(annotation=annotation, how="lost", score=best)
    rivals = tuple(s.place for s in scored if s is scored[0] or s.score > best - _distance(scored[0], s))
    if len(rivals) > 1:
        return Found(annotation=annotation, how="ambiguous", places=rivals, score=best)
    return Found(annotation=annotation, how="near" if best >= BELIEVED else "uncertain", places=rivals, score=best)


def _distance(best: _Scored, other: _Scored) -> float:
    """How much better the best place must be than another"""
    return CLEAR_OF_COPY if other.likeness >= best.likeness - COPY else CLEAR
