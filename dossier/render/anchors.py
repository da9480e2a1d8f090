"""HTML ids of the places of an article: what its own page carries, and what other pages link to."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dossier.model import Block, Span
from dossier.urls import mention_anchor, paragraph_anchor


def paragraph_ids(blocks: Iterable[Block]) -> tuple[str, ...]:
    """One id for each block, unique in the article; empty for a block without text"""
    seen: Counter[str] = Counter()
    found = []
    for block in blocks:
        ident = paragraph_anchor(block.text, 0) if block.text else ""
        ordinal, seen[ident] = seen[ident], seen[ident] + 1
        found.append(paragraph_anchor(block.text, ordinal) if ordinal and ident else ident)
    return tuple(found)


def mention_ids(block: Block, paragraph: str) -> Iterator[tuple[Span, str]]:
    """The mentions of a block in order, each with its id

    The ordinal counts equal ids, not equal names: a hash of four digits may be that of two names.
    """
    seen: Counter[str] = Counter()
    for span in block.spans:
        if span.kind == "mention":
            surface = block.text[span.start : span.end]
            ident = mention_anchor(paragraph, surface, 0)
            ordinal, seen[ident] = seen[ident], seen[ident] + 1
            yield span, mention_anchor(paragraph, surface, ordinal) if ordinal else ident
