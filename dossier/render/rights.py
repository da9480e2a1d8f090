"""What may be published of an article: one gate, before any view is built.

`full`: everything. `excerpt`: the first characters of the text, cut where a sentence or a word ends. `link`: title,
metadata, names. What the editor wrote stays; what it quotes is shown as far as the text is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct
from msgspec.structs import replace

from dossier.model import (
    TEXT_KINDS,
    Anchor,
    Article,
    Block,
    Figure,
    FoundDate,
    Image,
    Linked,
    Place,
    Quotation,
    RoleFact,
    Span,
    Unclear,
)
from dossier.sentences import sentences

#: An excerpt ends with a sentence if that leaves at least this part of it, else with a word.
WORTH = 0.5
#: How far back from the cut a word is looked for; Han text has no words to look for.
LONGEST_WORD = 24
ELLIPSIS = "…"


class Shown(Struct, frozen=True, kw_only=True, array_like=True):
    """An article as far as it may be published."""

    article: Article
    """Its blocks, images and the quotations of its annotations are cut; mentions are of those whom the site shows."""
    dates: tuple[FoundDate, ...]
    roles: tuple[RoleFact, ...]
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]
    unclear: tuple[Unclear, ...]
    hidden: tuple[tuple[str, int], ...]
    """(`kind/id`, number of mentions) outside of what is shown."""
    whole: bool
    """All of the text is shown, and what was removed from the source may be too."""


def shown(linked: Linked, names: Set[str], excerpt: int) -> Shown:
    """An article as its rights allow it; names: `kind/id` of all who have a page; excerpt: its characters"""
    article = linked.article
    whole = article.meta.rights == "full"
    blocks = article.blocks if whole else tuple(_published(article, excerpt))
    lengths = _lengths(article.blocks, blocks)
    dates = [date for date in linked.dates if _inside(date.place, lengths)]
    kept = tuple(_marked(blocks, dates, names))
    return Shown(
        article=replace(
            article,
            blocks=kept,
            images=shown_images(article),
            removals=article.removals if whole else tuple(replace(r, text="") for r in article.removals),
            anchors=tuple(_quoting(anchor, lengths) for anchor in article.anchors),
        ),
        dates=tuple(dates),
        roles=tuple(r for r in linked.roles if _inside(r.place, lengths)),
        quotations=tuple(q for q in linked.quotations if q.speaker in names and _inside(q.place, lengths)),
        figures=tuple(f for f in linked.figures if _inside(f.place, lengths)),
        unclear=tuple(u for u in linked.unclear if _inside(u.place, lengths)),
        hidden=() if whole else tuple(_hidden(article.blocks, kept, names)),
        whole=whole,
    )


def shown_images(article: Article) -> tuple[Image, ...]:
    """The pictures of an article that may be published: all, or none"""
    return article.images if article.meta.rights == "full" else ()


def _published(article: Article, limit: int) -> Iterator[Block]:
    """The blocks of the text from the first on, until an excerpt is full; no pictures, and nothing said of them"""
    left = limit if article.meta.rights == "excerpt" else 0
    for block in article.blocks:
        if left <= 0:
            return
        if block.kind not in TEXT_KINDS:
            # The others keep their number, so that a place stays one; they are empty, and nothing is shown for them.
            yield Block(kind="paragraph")
        elif len(block.text) <= left:
            yield block
            left -= len(block.text)
        else:
            yield _cut(block, left)
            return


def _cut(block: Block, limit: int) -> Block:
    """The beginning of a block, at most `limit` characters and an ellipsis"""
    end = _cut_at(block.text, limit)
    spans = (replace(s, end=min(s.end, end)) for s in block.spans if s.start < end)
    kept = tuple(s for s in spans if s.kind not in ("mention", "date", "note") or s.end < end or _ended(s, block))
    return replace(block, text=block.text[:end] + ELLIPSIS if end else "", spans=kept if end else ())


def _ended(span: Span, block: Block) -> bool:
    """Whether a span that ends at the cut is whole: half a name is nobody"""
    return any(s.start == span.start and s.end == span.end and s.kind == span.kind for s in block.spans)


def _cut_at(text: str, limit: int) -> int:
    """Where an excerpt ends: after a sentence, or a word, or a character"""
    ends = [end for _, end in sentences(text[: limit + 1]) if end <= limit]
    if ends and ends[-1] >= limit * WORTH:
        return ends[-1]
    space = text.rfind(" ", max(0, limit - LONGEST_WORD), limit + 1)
    return len(text[: space if space > 0 else limit].rstrip())


def _lengths(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[int, ...]:
    """How much of each block is shown, without the ellipsis of the one that was cut"""
    return tuple(len(b.text) if a is b else max(0, len(b.text) - 1) for a, b in zip(before, after, strict=False))


def _inside(place: Place, lengths: tuple[int, ...]) -> bool:
    return place.block < len(lengths) and place.end <= lengths[place.block]


def _marked(blocks: Iterable[Block], dates: Iterable[FoundDate], names: Set[str]) -> Iterator[Block]:
    """Blocks with their dates as spans, and only mentions of those who have a page"""
    by_block: dict[int, list[Span]] = {}
    for date in dates:
        span = Span(start=date.place.start, end=date.place.end, kind="date", ref=date.value)
        by_block.setdefault(date.place.block, []).append(span)
    for number, block in enumerate(blocks):
        spans = [s for s in block.spans if s.kind != "date" and (s.kind != "mention" or s.ref in names)]
        if number in by_block:
            spans = sorted([*spans, *by_block[number]], key=lambda s: (s.start, -s.end))
        yield block if len(spans) == len(block.spans) and number not in by_block else replace(block, spans=tuple(spans))


def _quoting(anchor: Anchor, lengths: tuple[int, ...]) -> Anchor:
    """An annotation without its quotation and places where these are not shown"""
    places = tuple(place for place in anchor.places if _inside(place, lengths))
    if len(places) == len(anchor.places):
        return anchor
    said = replace(anchor.annotation, prefix="", suffix="", quote=anchor.annotation.quote if places else "")
    return replace(anchor, annotation=said, places=places)


def _hidden(all_blocks: Iterable[Block], kept: Iterable[Block], names: Set[str]) -> Iterator[tuple[str, int]]:
    counts = Counter(_mentions(all_blocks))
    counts.subtract(_mentions(kept))
    return ((ref, count) for ref, count in counts.items() if count > 0 and ref in names)


def _mentions(blocks: Iterable[Block]) -> Iterator[str]:
    return (span.ref for block in blocks for span in block.spans if span.kind == "mention")
