"""Digests of everything that pages depend on: as long as one is the same, so is what is read of the book there."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

import msgspec

from dossier.digests import SIZE, digest
from dossier.packing import pack
from dossier.render import trace
from dossier.render.article_view import Around
from dossier.render.lots import Lot, Surroundings
from dossier.render.related import WINDOW, window

#: What stands for the digest of what there is not, and of what there only is.
ABSENT, PRESENT = bytes(SIZE), bytes([1]) * SIZE
#: Stories with a name of which one digest is made: an article is told from these whether what is around it changed.
TOGETHER = WINDOW // 2
#: Such digests that are kept.
RUNS = 20_000
#: Of these each digest is kept: it is made from many others, or asked for again and again.
DEAR = frozenset({trace.FACTS, trace.NAME, trace.RECORD})


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """What was found out for a lot in the whole archive."""

    origin: bytes
    """Digest of what it was found from; empty: that is no work."""
    found: bytes
    """Digest of it, or what it is."""


class State:
    """Of one archive; each digest is made when it is asked for."""

    def __init__(self, all_around: Surroundings) -> None:
        self._all, self._book = all_around, all_around.book
        self._known: dict[trace.Need, bytes] = {}
        self._stories: dict[int, bytes] = {}
        self._runs: dict[tuple[str, int], bytes] = {}

    def of(self, kind: int, name: str) -> bytes:
        """What a dependency is now"""
        need = kind, name
        if kind not in DEAR:
            return self._of(kind, name)
        if need not in self._known:
            self._known[need] = self._of(kind, name)
        return self._known[need]

    def place(self, lot: Lot, before: Placed | None) -> Placed:
        """What of the whole archive decided over a lot besides what is read while it is made

        before: the same in an earlier archive, which may save finding it again.
        """
        if lot.number is not None:
            return self._around(lot.number, before)
        beside = self._all.beside[lot.ref] if lot.ref else lot.among
        return Placed(b"", pack(beside))

    def _of(self, kind: int, name: str) -> bytes:
        match kind:
            case trace.ARTICLE:
                number = self._book.numbers.get(name)
                return ABSENT if number is None else self._article(number)
            case trace.FACTS:
                return _digest([map(self._article, self._book.facts.sources(name))])
            case trace.NAME:
                return _digest([(pack(self._book.who[name]),)]) if name in self._book.who else ABSENT
            case trace.RECORD:
                return self._record(name)
            case trace.IDENT:
                return PRESENT if name in self._book.numbers else ABSENT
            case _:
                return self._whole

    def _article(self, number: int) -> bytes:
        """What an article says, how it is cited, and what other versions its story has"""
        body = self._book.digests[number]
        lead = self._book.versions.leads.get(number)
        if lead is None:
            return body
        if lead not in self._stories:
            told = self._book.versions.told(lead)
            self._stories[lead] = _digest((self._book.digests[at], pack(version)) for at, version in told)
        return _digest([(body, self._stories[lead])])

    def _record(self, ref: str) -> bytes:
        """What editors, and the program, know of somebody"""
        entity = self._book.entities.get(ref)
        if entity is None:
            return ABSENT
        return _digest([(pack((entity, self._book.staff.get(ref, ()), self._book.namesakes.get(ref, ()))),)])

    @cached_property
    def _whole(self) -> bytes:
        """Everything"""
        articles = map(self._article, range(len(self._book.heads)))
        return _digest([articles, map(self._record, self._book.entities)])

    def _around(self, number: int, before: Placed | None) -> Placed:
        origin = self._origin(number)
        if before and before.origin == origin:
            return before
        return Placed(origin, _digest([(pack(self._named(self._all.around(number))),)]))

    def _named(self, found: Around) -> tuple[object, ...]:
        """Articles by their ids: a number means another article when one is added"""
        heads = self._book.heads
        older, newer = (None if at is None else heads[at].id for at in (found.older, found.newer))
        return older, newer, [(heads[one.number].id, one.refs) for one in found.near]

    def _origin(self, number: int) -> bytes:
        """What decides over where an article leads; by ids, so that an article more changes it only nearby"""
        heads, counts = self._book.heads, self._book.counts(number)
        beside = [heads[at].id for at in (number - 1, number, number + 1) if 0 <= at < len(heads)]
        lead = heads[self._book.versions.lead(number)].id
        near = [self._near(ref, number) for ref in counts]
        return digest(pack((beside, lead, self._all.names.days[number], counts, near)))

    def _near(self, ref: str, number: int) -> tuple[float | None, bool, bool, int, list[bytes]]:
        """What of the stories that name somebody is looked at from an article: their number, and those around it"""
        known = self._all.names
        numbers = known.stories[ref][0] if ref in known.stories else []
        at = bisect_left(numbers, number)
        start, end = window(at)
        first = start // TOGETHER
        runs = [self._run(ref, run) for run in range(first, -(-min(end, len(numbers)) // TOGETHER))]
        return known.weights.get(ref), len(numbers) > 1, len(numbers) > known.common, at - first * TOGETHER, runs

    def _run(self, ref: str, run: int) -> bytes:
        """Some of the stories that name somebody: how old they are, how often they name them, among how many others"""
        found = self._runs.get((ref, run))
        if found is None:
            known, heads = self._all.names, self._book.heads
            (numbers, often), days, roots = known.stories[ref], known.days, known.roots
            some = slice(run * TOGETHER, (run + 1) * TOGETHER)
            each = zip(numbers[some], often[some], strict=True)
            if len(self._runs) >= RUNS:  # those of articles long before are not asked for again
                self._runs.clear()
            said = pack([(heads[n].id, days[n], count, roots[n]) for n, count in each])
            found = self._runs[ref, run] = digest(said)
        return found


def _digest(parts: Iterable[Iterable[bytes]]) -> bytes:
    """Of some byte strings; each is told from the next"""
    return digest(*(part for some in parts for one in some for part in (b"%d:" % len(one), one)))
