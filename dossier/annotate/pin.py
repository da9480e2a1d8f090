"""The words by which a quotation is found again: those of the article as it is now, with some of what is around it."""

from collections.abc import Sequence

from msgspec import Struct

from dossier.annotate.places import find_quotes
from dossier.annotate.texts import INSIDE_WORD
from dossier.model import Annotation, Block, Place

#: Characters of context on each side, as many as W3C's annotators keep.
CONTEXT = 32


class Pin(Struct, frozen=True, kw_only=True):
    """A quotation, and what stands before and after it; empty: nothing does."""

    quote: str
    prefix: str = ""
    suffix: str = ""


def pin(blocks: Sequence[Block], place: Place) -> Pin | None:
    """Words that stand at a place and nowhere else, context included; None: there are none, or they cut a word

    The context is of the same block, so that a paragraph may move; if that does not tell the place from others, of the
    blocks around it.
    """
    text = blocks[place.block].text
    quote, before, after = text[place.start : place.end], text[: place.start].strip(), text[place.end :].strip()
    above = next((b.text for b in reversed(blocks[: place.block]) if b.text), "")
    below = next((b.text for b in blocks[place.block + 1 :] if b.text), "")
    for prefix, suffix in ((before, after), (before or above, after or below)):
        found = Pin(quote=quote, prefix=_end(prefix), suffix=_begin(suffix))
        said = Annotation(quote=found.quote, prefix=found.prefix, suffix=found.suffix)
        if find_quotes(blocks, [said])[0].places == (place,):
            return found
    return None


def _begin(text: str) -> str:
    """The first whole words of a text, on one line"""
    line = text.partition("\n")[0]
    end = next((at for at in range(CONTEXT, CONTEXT // 2, -1) if not INSIDE_WORD.match(line, at - 1)), CONTEXT)
    return line[:end].strip()


def _end(text: str) -> str:
    """The last whole words of a text, on one line"""
    line = text.rpartition("\n")[2]
    least = len(line) - CONTEXT
    if least <= 0:
        return line.strip()
    start = next((at for at in range(least, least + CONTEXT // 2) if not INSIDE_WORD.match(line, at - 1)), least)
    return line[start:].strip()
