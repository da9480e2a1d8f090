"""The results of a job, one for each article, in parts: on disk while a build runs, those of the last build too.

What the cache has is brought here when a part of it is asked for: of an edited archive a page needs few.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable

from dossier.execute import Outcome
from dossier.spool import Numbered, Spool

#: Where the parts of a result lie that has not been brought yet.
AWAY = -1


def alone(body: bytes) -> tuple[bytes]:
    """A result that is one part"""
    return (body,)


class Bodies:
    """Results by number, as they are added; gone when this is closed."""

    def __init__(self, split: Callable[[bytes], Iterable[bytes]]) -> None:
        """split: a result → its parts"""
        self._split, self._spool = split, Spool()
        self._first = array("q")
        """Where the first part of each lies."""
        self._fetch: dict[int, Callable[[], bytes]] = {}
        self.digests: list[bytes] = []
        """Of the results."""

    def __len__(self) -> int:
        return len(self._first)

    def add(self, one: Outcome) -> None:
        """One more result, under the next number"""
        number = len(self)
        self.digests.append(one.digest)
        self._first.append(AWAY)
        if one.body is None:
            self._fetch[number] = one.fetch
        else:
            self._bring(number, one.body)

    def part(self, number: int, at: int) -> bytes:
        """One part of a result"""
        if self._first[number] == AWAY:
            self._bring(number, self._fetch.pop(number)())
        return self._spool[self._first[number] + at]

    def close(self) -> None:
        """Frees the disk"""
        self._spool.close()

    def _bring(self, number: int, body: bytes) -> None:
        self._first[number] = len(self._spool)
        for part in self._split(body):
            self._spool.add(part)


class Column(Numbered):
    """One part of each result."""

    def __init__(self, bodies: Bodies, at: int) -> None:
        """at: which part"""
        self._bodies, self._at = bodies, at

    def __len__(self) -> int:
        return len(self._bodies)

    def _one(self, number: int) -> bytes:
        return self._bodies.part(number, self._at)


class Rest(Numbered):
    """All further parts of all results, one result's after the other."""

    def __init__(self, bodies: Bodies, after: int, sizes: Iterable[int]) -> None:
        """after: parts that each result has before; sizes: of each result, how many further ones"""
        self._bodies, self._after, self._starts = bodies, after, array("Q", [0])
        for size in sizes:
            self._starts.append(self._starts[-1] + size)

    def __len__(self) -> int:
        return self._starts[-1]

    def _one(self, number: int) -> bytes:
        result = bisect_right(self._starts, number) - 1
        return self._bodies.part(result, self._after + number - self._starts[result])
