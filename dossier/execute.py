"""Runs one function over many items: in this process or in several, behind one interface, results in order."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from msgspec import Struct

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Messages that wait for a worker, for each worker: enough to keep it busy, few enough to bound memory.
WINDOW = 4
#: Items in a message to a worker: one article takes milliseconds, a message between processes half of one.
CHUNK = 8
#: Below this many articles, starting processes costs more than they save.
WORTH_PROCESSES = 400
#: New values after which the youngest are looked through; of these looks, and of the next ones, one looks further.
COLLECT = (200_000, 20, 50)


class Job(Struct, frozen=True, kw_only=True):
    """A pure function of one item, by a name and what it was made from, so that results can be kept."""

    name: str
    function: Callable[[Any], Any]
    """Of the module's top level, so that another process finds it."""
    result: Any
    """Type of the result, for reading it back."""
    together: int = CHUNK
    """Items that go to a worker at once."""
    window: int = WINDOW
    """How often so many wait for each worker; 1 of each if an item is megabytes."""
    keep: Callable[[Any], Any] | None = None
    """Result → what the cache keeps of it, of the type `result`; None: all of it."""
    recall: Callable[[Any, Any], Any] | None = None
    """(item, what was kept) → the result, or what stands for it."""
    fresh: bool = False
    """Results are kept, but none of those kept before is used."""


class Runner(Protocol):
    """What runs a job: this module's engines, and the cache in front of one."""

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """The job's results, in the order of the items; items are drawn as they are needed"""
        ...


class Serial:
    """One item after the other, in this process."""

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner"""
        return map(job.function, items)


class Processes:
    """A pool of worker processes; so many chunks wait for each as a job says, so that memory is bounded."""

    def __init__(self, workers: int) -> None:
        """workers: number of processes, at least 2"""
        self.workers = workers
        # `spawn` everywhere: a forked copy of a process with threads (the progress bar has one) can hang.
        self.pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=seldom_collect)

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner"""
        waiting: deque[Future[list[Any]]] = deque()
        for chunk in _chunks(items, job.together):
            waiting.append(self.pool.submit(_each, job.function, chunk))
            if len(waiting) >= self.workers * job.window:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def close(self) -> None:
        """Ends the workers"""
        self.pool.shutdown(cancel_futures=True)


def seldom_collect() -> None:
    """Lets Python look for circles of values less often: an archive is a million values that live long

    With its own thresholds that takes a third of the time of a build of 1,000 articles, and more of larger ones.
    """
    gc.set_threshold(*COLLECT)


def engine(jobs: int, articles: int) -> Serial | Processes:
    """The engine for a number of `--jobs` (0: as many as it is worth for so many articles)"""
    wanted = jobs or (os.cpu_count() or 1 if articles >= WORTH_PROCESSES else 1)
    return Processes(wanted) if wanted > 1 else Serial()


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _each(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]
