"""What the editor says of an article is put on it: fields over the scrape's own, quotations at their places.

A quotation stands in one block. It is looked for exactly, then without regard to width, case, marks and white space;
prefix and suffix, compared in the second way and across blocks, choose among several places (the idea of W3C's
TextQuoteSelector). It never begins or ends inside a word: `Meta` does not stand in `Metadata`.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, islice

from msgspec import Struct
from msgspec.structs import replace

from dossier.errors import Problem
from dossier.fold import fold
from dossier.model import Anchor, Annotation, Article, Block, Meta, Place, Rights, Sidecar, Span
from dossier.yamlfile import shorten

#: Characters that no reader sees; left out like white space when quotations are compared.
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
#: Two characters between which a word goes on, in the scripts that put spaces between words: letters and digits of
#: Latin, Greek and Cyrillic, and marks over them. 66 does not stand in 166.
INSIDE_WORD = re.compile(r"(?:(?=[^\W_])[0-\u052f\u1e00-\u1fff]|[\u0300-\u036f]){2}")
#: Hexadecimal digits of the hash in an anchor's id.
ID_DIGITS = 8
#: Places that a message shows, and characters of context on each side of one.
SHOWN_PLACES, SHOWN_CONTEXT = 4, 12
#: Places of one quotation that are counted: 'the' may stand in a million.
COUNTED_PLACES = 1_000
#: The closest text is looked for in this much of a block, for this much of a quotation, for this many orphans:
#: difflib is quadratic, and an article may come with thousands of them.
NEAR_BLOCK, NEAR_QUOTE, NEAR_ORPHANS = 1_500, 200, 10
#: Likeness (0–1) from which a text is worth showing as the closest one.
NEAR_RATIO = 0.6


def annotate(article: Article, sidecar: Sidecar | None, rights: Rights) -> tuple[Article, tuple[Problem, ...]]:
    """The article with the editor's fields, anchors and note spans; and a warning for each quotation without a place

    rights: of articles whose sidecar does not say. An annotation that only says who is meant (`entity`) gets an anchor
    but no note span: there is nothing to read.
    """
    if sidecar is None:
        return replace(article, meta=replace(article.meta, rights=rights)), ()
    anchors, problems = _anchors(article.blocks, sidecar.annotations)
    annotated = replace(
        article,
        meta=_meta(article.meta, sidecar, rights),
        blocks=_with_notes(article.blocks, anchors),
        note=sidecar.note,
        anchors=anchors,
        formerly=sidecar.formerly,
    )
    return annotated, problems


def _meta(meta: Meta, sidecar: Sidecar, rights: Rights) -> Meta:
    """The sidecar's fields where it has any, else the scrape's"""
    if sidecar.date:
        meta = replace(meta, published=sidecar.date, published_from="sidecar", published_why="stated by the editor")
    return replace(
        meta,
        title=sidecar.title or meta.title,
        author=sidecar.author or meta.author,
        source=sidecar.source or meta.source,
        url=sidecar.url or meta.url,
        lang=sidecar.lang or meta.lang,
        retrieved=sidecar.retrieved or meta.retrieved,
        topics=sidecar.topics or meta.topics,
        rights=sidecar.rights or rights,
    )


# --- where a quotation stands --------------------------------------------------------------------------------------


class _Folded(Struct, frozen=True):
    """A text without white space, folded, and where each of its characters stood."""

    text: str
    offsets: tuple[int, ...]


class _Texts:
    """The blocks of an article, folded once for all its quotations"""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks

    @cached_property
    def _folded(self) -> list["_Folded"]:
        return [_folded(block.text) for block in self.blocks]

    @cached_property
    def _whole(self) -> str:
        return "".join(folded.text for folded in self._folded)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each block begins in the whole"""
        return list(accumulate((len(folded.text) for folded in self._folded), initial=0))

    def exact(self, quote: str) -> Iterator[Place]:
        for number, block in enumerate(self.blocks):
            for at in _all(block.text, quote):
                yield Place(block=number, start=at, end=at + len(quote))

    def folded(self, quote: str) -> Iterator[Place]:
        wanted = _folded(quote).text
        for number, folded in enumerate(self._folded):
            for at in _all(folded.text, wanted):
                yield Place(block=number, start=folded.offsets[at], end=folded.offsets[at + len(wanted) - 1] + 1)

    def in_context(self, annotation: Annotation) -> Iterator[Place]:
        """Folded places between the folded prefix and suffix, other blocks included"""
        prefix, quote, suffix = (_folded(t).text for t in (annotation.prefix, annotation.quote, annotation.suffix))
        for at in _all(self._whole, prefix + quote + suffix) if quote else ():
            start, end = at + len(prefix), at + len(prefix) + len(quote)
            block = bisect_right(self._starts, start) - 1
            first, last = start - self._starts[block], end - 1 - self._starts[block]
            offsets = self._folded[block].offsets
            if last < len(offsets):  # otherwise the quotation would go over into the next block
                yield Place(block=block, start=offsets[first], end=offsets[last] + 1)

    def cuts_word(self, place: Place) -> bool:
        """Whether a place begins or ends inside a word"""
        text = self.blocks[place.block].text
        return any(INSIDE_WORD.match(text, at - 1) for at in (place.start, place.end) if at > 0)

    def says(self, quote: str, place: Place) -> bool:
        """Whether a text stands at a place letter by letter"""
        return self.blocks[place.block].text[place.start : place.end] == quote


def _folded(text: str) -> _Folded:
    kept = [(c, at) for at, c in enumerate(fold(text)) if c != " " and c not in INVISIBLE]
    return _Folded("".join(c for c, _ in kept), tuple(at for _, at in kept))


def _all(text: str, wanted: str) -> Iterable[int]:
    """Every offset at which a text begins in another, also where two overlap; none for an empty one"""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _candidates(texts: _Texts, annotation: Annotation) -> list[Place]:
    """Places of a quotation between its prefix and suffix: exact ones, or else folded ones

    Of a quotation that must stand once, no more than `COUNTED_PLACES`.
    """
    most = None if annotation.everywhere else COUNTED_PLACES

    def whole_words(places: Iterator[Place]) -> list[Place]:
        return list(islice((place for place in places if not texts.cuts_word(place)), most))

    if annotation.prefix or annotation.suffix:
        found = whole_words(texts.in_context(annotation))
        return [place for place in found if texts.says(annotation.quote, place)] or found
    return whole_words(texts.exact(annotation.quote)) or whole_words(texts.folded(annotation.quote))


# --- anchors and problems ------------------------------------------------------------------------------------------


def _anchors(
    blocks: Sequence[Block], annotations: Iterable[Annotation]
) -> tuple[tuple[Anchor, ...], tuple[Problem, ...]]:
    texts = _Texts(blocks)
    anchors, problems, orphans = [], [], 0
    equals: Counter[str] = Counter()
    for annotation in annotations:
        digest = _digest(annotation)
        ordinal, equals[digest] = equals[digest], equals[digest] + 1
        places = _candidates(texts, annotation)
        if not places:
            orphans += 1
            problems.append(_orphan(texts, annotation, orphans))
        elif len(places) > 1 and not annotation.everywhere:
            problems.append(_ambiguous(texts, annotation, places))
        else:
            ident = f"n{digest}" + (f"-{ordinal}" if ordinal else "")
            anchors.append(Anchor(id=ident, annotation=annotation, places=_apart(places)))
    return tuple(anchors), tuple(problems)


def _digest(annotation: Annotation) -> str:
    """Hash of a quotation and what is said of it; stated field by field, so that it outlives a change of our types"""
    event = annotation.event
    said = [annotation.quote, annotation.correction or "", annotation.entity or ""]
    said += [event.type, event.date, " ".join(event.people), " ".join(event.companies)] if event else []
    said += [block.text for block in annotation.note]
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]


def _apart(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places from the first on that do not overlap the one before: 哈哈 stands once in 哈哈哈"""
    kept: list[Place] = []
    for place in places:
        if not kept or kept[-1].block != place.block or kept[-1].end <= place.start:
            kept.append(place)
    return tuple(kept)


def _ambiguous(texts: _Texts, annotation: Annotation, places: Sequence[Place]) -> Problem:
    number = f"{len(places)} places" if len(places) < COUNTED_PLACES else f"{COUNTED_PLACES} places or more"
    message = f"the quote '{shorten(annotation.quote)}' stands in {number}: {_shown(texts, places)}"
    message += "; …" if len(places) > SHOWN_PLACES else ""
    return _warning("ambiguous-quote", annotation, message, "add prefix or suffix, or all: true")


def _shown(texts: _Texts, places: Iterable[Place]) -> str:
    """The first few places, for a message"""
    return "; ".join(_context(texts.blocks[place.block].text, place) for place in islice(places, SHOWN_PLACES))


def _context(text: str, place: Place) -> str:
    """A place with some text around it: …before [quote] after…"""
    before, after = text[max(0, place.start - SHOWN_CONTEXT) : place.start], text[place.end :][:SHOWN_CONTEXT]
    return " ".join(f"…{before}[{shorten(text[place.start : place.end])}]{after}…".split())


def _orphan(texts: _Texts, annotation: Annotation, number: int) -> Problem:
    """A quotation with no place, with the closest text for the first few"""
    quote, others = shorten(annotation.quote), list(islice(texts.folded(annotation.quote), SHOWN_PLACES))
    if others and all(map(texts.cuts_word, others)):
        message, hint = f"the quote '{quote}' stands inside longer words only", "quote whole words"
        return _warning("orphan-quote", annotation, f"{message}: {_shown(texts, others)}", hint)
    if others:
        message, hint = (
            f"the quote '{quote}' stands nowhere between its prefix and suffix",
            "copy them from the article",
        )
        return _warning("orphan-quote", annotation, f"{message}, but here: {_shown(texts, others)}", hint)
    near = _nearest(texts, annotation.quote) if number <= NEAR_ORPHANS else ""
    hint = f"did you mean '{shorten(near, 80)}'?" if near else "copy it from one paragraph of the cleaned article"
    return _warning("orphan-quote", annotation, f"the quote '{quote}' is not in the article", hint)


def _nearest(texts: _Texts, quote: str) -> str:
    """The text most like a quotation, in the block that shares most of its pairs of characters; empty: none is near"""
    quote = quote[:NEAR_QUOTE]
    pairs = {quote[i : i + 2] for i in range(len(quote) - 1)}
    text = max((b.text for b in texts.blocks), key=lambda text: sum(pair in text for pair in pairs), default="")
    matcher = SequenceMatcher(None, text[:NEAR_BLOCK], quote, autojunk=False)
    match = matcher.find_longest_match()
    start = max(0, match.a - match.b)
    window = text[start : start + len(quote)]
    return window if SequenceMatcher(None, window, quote, autojunk=False).ratio() >= NEAR_RATIO else ""


def _warning(code: str, annotation: Annotation, message: str, hint: str) -> Problem:
    return Problem(severity="warning", code=code, where=annotation.where, message=message, hint=hint)


# --- spans ---------------------------------------------------------------------------------------------------------


def _with_notes(blocks: Sequence[Block], anchors: Iterable[Anchor]) -> tuple[Block, ...]:
    """The blocks with a note span at every place of an anchor that has something to read"""
    notes: dict[int, list[Span]] = {}
    for anchor in anchors:
        said = anchor.annotation
        if said.note or said.correction is not None or said.event is not None:
            for place in anchor.places:
                span = Span(start=place.start, end=place.end, kind="note", ref=anchor.id)
                notes.setdefault(place.block, []).append(span)
    return tuple(
        replace(block, spans=_in_order((*block.spans, *_cut(notes[number])))) if number in notes else block
        for number, block in enumerate(blocks)
    )


def _cut(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans that do not overlap: where two do, the later one begins where the first ends, or is left out"""
    end = 0
    for span in _in_order(spans):
        if span.end > end:
            yield replace(span, start=max(span.start, end))
            end = span.end


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))
