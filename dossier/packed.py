"""What of articles is too much for memory while pages are made: on disk, read where a page needs it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from dossier.digests import digest
from dossier.errors import Problem
from dossier.jobs import presented_head
from dossier.render import Dated, Offer, Shelves, Shown, Unpacked, Words
from dossier.spool import Spool


class Packed:
    """What may be shown of each article, its texts, and what it says of whom."""

    def __init__(self) -> None:
        self.shown, self.words, self.dated, self.parts = Spool(), Spool(), Spool(), Spool()
        self.digests: list[bytes] = []

    def __enter__(self) -> "Packed":
        return self

    def __exit__(self, *_: object) -> None:
        for spool in (self.shown, self.words, self.dated, self.parts):
            spool.close()

    def keep(self, presented: Iterable[bytes], problems: list[Problem]) -> Iterator[Offer]:
        """Articles as they come from the job PRESENT → their offers, without what is kept here"""
        once: dict[str, str] = {}
        for packed in presented:
            one = presented_head(packed)
            offer = one.offered.offer
            self.digests.append(digest(packed))
            self.shown.add(bytes(one.offered.shown))
            self.words.add(bytes(one.offered.words))
            self.dated.add(bytes(one.offered.dated))
            for _, part in offer.parts:
                self.parts.add(part)
            problems += one.problems
            yield _light(offer, once)

    def shelves(self, offers: Sequence[Offer]) -> Shelves:
        """All of it, for the room that makes pages; offers: of all articles, in the order in which they came"""
        shown, words = Unpacked(self.shown, Shown), Unpacked(self.words, Words)
        dated = Unpacked(self.dated, tuple[Dated, ...])
        return Shelves(offers=offers, shown=shown, words=words, dated=dated, parts=self.parts, digests=self.digests)


def _light(offer: Offer, once: dict[str, str]) -> Offer:
    """An offer without its parts; texts that many articles have are in memory only once"""

    def shared(text: str) -> str:
        return once.setdefault(text, text)

    cite = offer.cite
    return replace(
        offer,
        cite=replace(cite, lang=shared(cite.lang), source=shared(cite.source)),
        rights=shared(offer.rights),
        named=tuple((shared(ref), count) for ref, count in offer.named),
        parts=tuple((shared(ref), b"") for ref, _ in offer.parts),
        years=tuple((shared(year), count) for year, count in offer.years),
    )
