"""What of articles is too much for memory while pages are made: on disk, read where a page needs it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from dossier.bodies import Bodies, Column, Rest
from dossier.errors import Problem
from dossier.execute import Outcome
from dossier.jobs import parts_of_presented, presented_head
from dossier.render import Dated, Offer, Shelves, Shown, Unpacked, Words

#: Parts that each article has, in front of what it says of whom.
SHOWN, WORDS, DATED, REST = range(4)


class Packed:
    """What may be shown of each article, its texts, and what it says of whom."""

    def __init__(self) -> None:
        self._bodies, self._wordings = Bodies(parts_of_presented), list[bytes]()

    def __enter__(self) -> "Packed":
        return self

    def __exit__(self, *_: object) -> None:
        self._bodies.close()

    def keep(self, presented: Iterable[Outcome], problems: list[Problem]) -> Iterator[Offer]:
        """Articles as they come from the job PRESENT → their offers, without what is kept here"""
        once: dict[str, str] = {}
        for one in presented:
            head = presented_head(one.head)
            self._bodies.add(one)
            self._wordings.append(head.words)
            problems += head.problems
            yield _light(head.offer, once)

    def shelves(self, offers: Sequence[Offer]) -> Shelves:
        """All of it, for the room that makes pages; offers: of all articles, in the order in which they came"""
        shown, words, dated = (Column(self._bodies, part) for part in (SHOWN, WORDS, DATED))
        return Shelves(
            offers=offers,
            shown=Unpacked(shown, Shown),
            words=Unpacked(words, Words),
            dated=Unpacked(dated, tuple[Dated, ...]),
            parts=Rest(self._bodies, REST, (len(offer.parts) for offer in offers)),
            digests=self._bodies.digests,
            wordings=self._wordings,
        )


def _light(offer: Offer, once: dict[str, str]) -> Offer:
    """An offer; texts that many articles have are in memory only once"""

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
