"""What the editor says of an article is put on it: fields over the scrape's own, quotations at their places.

A quotation stands in one block. It is looked for exactly, then without regard to width, case, marks and white space,
then by likeness (`places`). It never begins or ends inside a word: `Meta` does not stand in `Metadata`.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dossier.annotate.pin import Pin, pin
from dossier.annotate.places import Finder, Found, How, find_quotes
from dossier.annotate.renew import Renewal, renewals
from dossier.annotate.told import Teller
from dossier.errors import Problem
from dossier.model import Anchor, Annotation, Article, Block, Meta, Place, Rights, Sidecar, Span

__all__ = ["Found", "How", "Pin", "Renewal", "annotate", "find_quotes", "pin", "renewals"]

#: Hexadecimal digits of the hash in an anchor's id.
ID_DIGITS = 8


def annotate(article: Article, sidecar: Sidecar | None, rights: Rights) -> tuple[Article, tuple[Problem, ...]]:
    """The article with the editor's fields, anchors and note spans; and a warning for each quotation without a place

    rights: of articles whose sidecar does not say. An annotation that only says who is meant (`entity`) gets an anchor
    but no note span: there is nothing to read.
    """
    if sidecar is None:
        return replace(article, meta=replace(article.meta, rights=rights)), ()
    finder = Finder(article.blocks)
    found = tuple(map(finder.find, sidecar.annotations))
    anchors = _anchors(found)
    annotated = replace(
        article,
        meta=_meta(article.meta, sidecar, rights),
        blocks=_with_notes(article.blocks, anchors),
        note=sidecar.note,
        anchors=anchors,
        formerly=sidecar.formerly,
    )
    return annotated, tuple(filter(None, map(Teller(finder.texts).problem, found)))


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


# --- anchors -------------------------------------------------------------------------------------------------------


def _anchors(found: Iterable[Found]) -> tuple[Anchor, ...]:
    """An anchor for every annotation that has its place; ids are numbered among equals, also those without one"""
    anchors = []
    equals: Counter[str] = Counter()
    for one in found:
        digest = _digest(one.annotation)
        ordinal, equals[digest] = equals[digest], equals[digest] + 1
        if one.how in ("exact", "near"):
            ident = f"n{digest}" + (f"-{ordinal}" if ordinal else "")
            anchors.append(Anchor(id=ident, annotation=one.annotation, places=_apart(one.places)))
    return tuple(anchors)


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


# --- spans ---------------------------------------------------------------------------------------------------------


def _with_notes(blocks: Sequence[Block], anchors: Iterable[Anchor]) -> tuple[Block, ...]:
    """The blocks with a note span at every place of an anchor that has something to read; notes may overlap"""
    notes: dict[int, list[Span]] = {}
    for anchor in anchors:
        said = anchor.annotation
        if said.note or said.correction is not None or said.event is not None:
            for place in anchor.places:
                span = Span(start=place.start, end=place.end, kind="note", ref=anchor.id)
                notes.setdefault(place.block, []).append(span)
    return tuple(
        replace(block, spans=_in_order((*block.spans, *notes[number]))) if number in notes else block
        for number, block in enumerate(blocks)
    )


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))
