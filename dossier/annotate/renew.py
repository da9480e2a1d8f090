"""Which annotations of an article quote it in other words than it has now, and the words to quote it in."""

from collections.abc import Sequence

from msgspec import Struct

from dossier.annotate.pin import Pin, pin
from dossier.annotate.places import Finder, Found
from dossier.annotate.texts import Texts
from dossier.model import Annotation, Block


class Renewal(Struct, frozen=True, kw_only=True):
    """An annotation that gets new words."""

    number: int
    """Of the annotation, from 0."""
    found: Found
    pin: Pin | None
    """None: no words tell its place from others."""


def renewals(
    blocks: Sequence[Block], annotations: Sequence[Annotation], *, uncertain: bool = False
) -> tuple[Renewal, ...]:
    """The annotations whose quotation is not letter by letter in an article any more, each with its new words

    uncertain: those, too, whose place is only likely.
    """
    finder = Finder(blocks)
    found = [finder.find(annotation) for annotation in annotations]
    return tuple(
        Renewal(number=number, found=one, pin=pin(blocks, one.places[0]))
        for number, one in enumerate(found)
        if (one.how == "uncertain" and uncertain) or (one.how in ("exact", "near") and _stale(finder.texts, one))
    )


def _stale(texts: Texts, found: Found) -> bool:
    said = found.annotation
    return not said.everywhere and (found.how == "near" or texts.at(found.places[0]) != said.quote)
