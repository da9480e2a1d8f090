"""Where a quotation may stand that stands nowhere any more as it is: the texts most like it.

Runs of three characters that quotation and article share vote for where it stood; only the places with most votes
are compared. So the work is bounded whatever the article holds: it grows with the quotation, and a little with the
article, which is indexed once.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from dossier.annotate.texts import Texts

#: Characters of a run that votes; most places of one run that count: more say nothing.
RUN, COMMON = 3, 40
#: Characters of an article that are indexed, and of the longest quotation that is compared.
INDEXED, LONGEST = 500_000, 2_000
#: Places that are compared for one quotation, fewer for a long one: together no more than this many characters.
COMPARED, COMPARED_LENGTH = 6, 3_000
#: Votes are counted in stretches of this many characters; text between runs may have come or gone. A run votes for its
#: stretch, and less for the two beside it.
STRETCH, VOTES, VOTES_BESIDE = 16, 2, 1
#: How many stretches are looked at for each place that is compared: most lie beside a better one.
LOOKED_AT = 3
#: A window is worth a look if this share of the quotation fits into it.
LEAST_SHARE = 0.5
#: How far an end of a text may move to fit better, as a share of the quotation, and at most.
DRIFT, MOST_DRIFT = 0.25, 24


class Near(Struct, frozen=True):
    """A stretch of the folded article that is like a quotation."""

    start: int
    end: int
    likeness: float
    """0–1: of the characters of both, those that both have in the same order."""


class Index:
    """The runs of an article's folded text and where they stand."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        whole = texts.whole[:INDEXED]
        self._runs: dict[str, list[int]] = {}
        for at in range(len(whole) - RUN + 1):
            self._runs.setdefault(whole[at : at + RUN], []).append(at)
        self._edges = sorted(set(texts.starts))

    def near(self, before: str, quote: str, after: str) -> Iterator[Near]:
        """Stretches like a folded quotation, those first that share most runs with it and its context"""
        if not quote or len(quote) > LONGEST:
            return
        most = max(1, min(COMPARED, COMPARED_LENGTH // len(quote)))
        for start in self._voted(before + quote + after, len(before), most):
            for low, high in self._windows(start, len(quote)):
                yield from self._all_fitted(quote, low, high)

    def _voted(self, text: str, offset: int, most: int) -> Iterable[int]:
        """Where a quotation may begin that stands at an offset of a text"""
        votes: Counter[int] = Counter()
        for at in range(len(text) - RUN + 1):
            places = self._runs.get(text[at : at + RUN], ())
            if len(places) <= COMMON:
                for stretch in {(place - at + offset) // STRETCH for place in places}:
                    votes[stretch] += VOTES
                    votes[stretch - 1] += VOTES_BESIDE
                    votes[stretch + 1] += VOTES_BESIDE
        best = sorted(votes, key=lambda stretch: (-votes[stretch], stretch))
        chosen: list[int] = []
        for stretch in best[: LOOKED_AT * most]:
            if all(abs(stretch - other) > 1 for other in chosen):
                chosen.append(stretch)
        return [stretch * STRETCH for stretch in chosen[:most]]

    def _windows(self, start: int, length: int) -> Iterator[tuple[int, int]]:
        """The parts of the text around a place that stand in one block each, if half the quotation fits in"""
        drift = _drift(length)
        low, high = start - STRETCH - drift, start + 2 * STRETCH + length + drift
        first = max(0, bisect_right(self._edges, low) - 1)
        for begin, end in pairwise(self._edges[first : bisect_left(self._edges, high) + 1]):
            if min(end, high) - max(begin, low) >= length * LEAST_SHARE:
                yield max(begin, low), min(end, high)

    def _all_fitted(self, quote: str, low: int, high: int) -> Iterator[Near]:
        """The stretch of a window most like a quotation, and the next before and after it: it may stand there twice"""
        found = self._fitted(quote, low, high)
        if found is None:
            return
        yield found
        for first, last in ((low, found.start), (found.end, high)):
            other = self._fitted(quote, first, last) if last - first >= len(quote) * LEAST_SHARE else None
            if other is not None:
                yield other

    def _fitted(self, quote: str, low: int, high: int) -> Near | None:
        """The stretch of a window that is most like a quotation, and cuts no word; None: there is none"""
        whole, drift = self.texts.whole, _drift(len(quote))
        rough = fuzz.partial_ratio_alignment(quote, whole[low:high])
        if rough is None:
            return None
        start, end = low + rough.dest_start, low + rough.dest_end
        starts = self._edges_of_words(max(low, min(start, end - len(quote)) - drift), min(high, start + drift))
        ends = self._edges_of_words(max(low, end - drift), min(high, max(end, start + len(quote)) + drift))

        def differing(first: int, last: int) -> tuple[int, int, int]:
            """How many characters differ; of equal stretches the one as long as the quotation, then the first"""
            return Levenshtein.distance(quote, whole[first:last]), abs(last - first - len(quote)), first

        for _ in range(2):
            start = min((at for at in starts if at < end), key=lambda at: differing(at, end), default=end)
            end = min((at for at in ends if at > start), key=lambda at: differing(start, at), default=start)
        return Near(start, end, fuzz.ratio(quote, whole[start:end]) / 100) if start < end else None

    def _edges_of_words(self, low: int, high: int) -> list[int]:
        return [at for at in range(low, high + 1) if not self.texts.inside_word(at)]


def _drift(length: int) -> int:
    return min(MOST_DRIFT, max(2, int(length * DRIFT)))
