"""The timeline of everybody, a year at a time: of a large archive it is a million entries, which stay on disk."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from dossier.render.moments import Dated
from dossier.render.offers import Offer
from dossier.render.versions import Versions, single


class Timeline:
    """Entries by year, each date of a story once; articles by their number, oldest first."""

    def __init__(self, offers: Iterable[Offer], dated: Sequence[tuple[Dated, ...]], known: Versions) -> None:
        """dated: of each article its entries, which do not know its number yet; known: the stories"""
        self._dated, self._known = dated, known
        self._articles = defaultdict[str, "array[int]"](partial(array, "I"))
        self._counts = Counter[str]()
        self._stating = array("I")
        for number, offer in enumerate(offers):
            for year, count in offer.years:
                self._articles[year].append(number)
                if number not in known.ranks:
                    self._counts[year] += count
            if offer.stating:
                self._stating.append(number)
        told = (entry for number in sorted(known.ranks) for entry in self._of(number))
        self._counts.update(entry.date[:4] for entry in single(list(told), known))

    @property
    def counts(self) -> dict[str, int]:
        """Year → the number of its entries, the earliest first"""
        return dict(sorted(self._counts.items()))

    def of(self, year: str) -> list[Dated]:
        """The entries of a year, in order of time"""
        entries = (one for number in self._articles.get(year, ()) for one in self._of(number) if one.date[:4] == year)
        return sorted(single(list(entries), self._known), key=when)

    def stated(self) -> list[Dated]:
        """All that editors state, in order of time"""
        entries = single([one for number in self._stating for one in self._of(number)], self._known)
        return sorted((one for one in entries if one.events), key=when)

    def __iter__(self) -> Iterator[Dated]:
        for year in self.counts:
            yield from self.of(year)

    def _of(self, number: int) -> Iterator[Dated]:
        return (one._replace(article=number) for one in self._dated[number])


def when(dated: Dated) -> tuple[str, int, int, int, str]:
    """The order of a timeline"""
    return dated.date, dated.article, dated.block, dated.start, dated.anchor
