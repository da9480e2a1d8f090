"""What is run: a pure function of one item. And who runs it: the engines, behind one interface."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from dossier.digests import digest
from dossier.errors import Failure, Problem
from dossier.items import Keyed
from dossier.model import Where

Item = TypeVar("Item")

#: Messages that wait for a worker, for each worker: enough to keep it busy, few enough to bound memory.
WINDOW = 4
#: Items in a message to a worker: one article takes milliseconds, a message between processes half of one.
CHUNK = 8


class Outcome(NamedTuple):
    """A result of a job that has heads."""

    head: bytes
    digest: bytes
    """Of the whole."""
    body: bytes | None
    """The whole; None: it lies somewhere."""
    fetch: Callable[[], bytes]
    """Gives the whole."""


class Job(Struct, frozen=True, kw_only=True):
    """A pure function of one item, by a name and what it was made from, so that results can be kept."""

    name: str
    function: Callable[..., Any]
    """Of the module's top level, so that another process finds it: of an item, and of `shared` if there is that."""
    result: Any
    """Type of the result, for reading it back."""
    shared: Any = None
    """What all items need, the theme for example: goes to each worker once."""
    together: int = CHUNK
    """Items that go to a worker at once."""
    window: int = WINDOW
    """How often so many wait for each worker; 1 of each if an item is megabytes."""
    few: int = 0
    """So many new items are not worth starting workers for, and are done where the cache is."""
    kept: bool = True
    """The cache keeps the results."""
    head: Callable[[bytes], bytes] | None = None
    """Packed result → what all items together need of it, packed; a result need not be read for that if it is kept."""
    label: Callable[[Any], str] = str
    """Item → what a person calls it: a path."""
    lost: Callable[[Any], Any] | None = None
    """What stands for the result of an item that no worker survives; None: the build cannot go on without it."""

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        """The results, made here and now"""
        return (self.function(item) if self.shared is None else self.function(item, self.shared) for item in items)


class Runner(Protocol):
    """What runs a job: an engine, and the cache in front of one."""

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """The job's results, in the order of the items; items are drawn as they are needed"""
        ...


class Engine(Runner, Protocol):
    """What really runs it."""

    name: str
    lost: int
    """Results so far that only stand for items which no worker survived: not to be kept."""
    processor: float
    """Seconds that workers have worked, each for itself."""

    def close(self) -> None:
        """Ends the workers"""
        ...


class Serial:
    """One item after the other, in this process."""

    name = "serial"
    lost = 0
    processor = 0.0

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner"""
        return job.each(real(items))

    def close(self) -> None:
        """Nothing to end"""


def outcomes(job: Job, results: Iterable[Any]) -> Iterator[Outcome]:
    """The results of a job that has heads, from whatever ran it"""
    return (one if isinstance(one, Outcome) else outcome(job, one) for one in results)


def outcome(job: Job, result: bytes) -> Outcome:
    """A result that was made just now"""
    assert job.head
    return Outcome(job.head(result), digest(result), result, lambda: result)


def real(items: Iterable[Any]) -> Iterator[Any]:
    """Items, those made that only stand for what they would be"""
    return (item.make() if isinstance(item, Keyed) else item for item in items)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items, so many at a time"""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def stand_in(job: Job, item: Any) -> Any:
    """What stands for the result of an item that killed its worker twice; raises Failure if nothing may"""
    if job.lost:
        return job.lost(item)
    message, hint = KILLED
    where = Where(path=job.label(item))
    raise Failure([Problem(severity="error", code="worker-killed", where=where, message=message, hint=hint)])


#: What is said of an item that no worker survives.
KILLED = (
    "the process that worked on this was killed, and another one too",
    "is there enough memory? try fewer processes with --jobs, or leave this file out",
)
