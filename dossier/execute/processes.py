"""Worker processes on this machine: a bounded number of chunks waits for each, and one that is killed costs nothing."""

import gc
import os
import pickle
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

from dossier.execute.job import Job, chunks, real, stand_in

#: New values after which the youngest are looked through; of these looks, and of the next ones, one looks further. In
#: workers, whose values are few, oftener: templates leave circles, which took 40 MB in each.
COLLECT, COLLECT_IN_WORKERS = (100_000, 20, 50), (20_000, 20, 200)
#: Loaded by the process that others are made from, where the system has that: an import of 0.3 s, once for all.
PRELOADED = ["dossier.pipeline"]
#: Results of a chunk, and the processor seconds that they took.
Made: TypeAlias = tuple[list[Any], float]
#: A chunk, and what a worker will have made of it.
Sent: TypeAlias = tuple[list[Any], "Future[Made]"]


class Processes:
    """A pool of worker processes; so many chunks wait for each as a job says, so that memory is bounded."""

    def __init__(self, workers: int) -> None:
        """workers: number of processes, at least 2"""
        self.workers, self.lost, self.processor = workers, 0, 0.0
        self.name = f"{workers} processes"
        self._pool = _pool(workers)

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner. What was under way when a worker was killed is done again, item by item"""
        with _shared(job.shared) as place:
            waiting: deque[Sent] = deque()
            for chunk in chunks(real(items), job.together):
                waiting.append((chunk, self._send(job, place, chunk)))
                if len(waiting) >= self.workers * job.window:
                    yield from self._received(job, place, waiting)
            while waiting:
                yield from self._received(job, place, waiting)

    def close(self) -> None:
        """Ends the workers"""
        self._pool.shutdown(cancel_futures=True)

    def _send(self, job: Job, place: str, chunk: list[Any]) -> "Future[Made]":
        try:
            return self._pool.submit(_each, job.function, place, chunk)
        except BrokenProcessPool as fault:
            broken: Future[Made] = Future()
            broken.set_exception(fault)
            return broken

    def _received(self, job: Job, place: str, waiting: deque[Sent]) -> Iterator[Any]:
        """The results of the chunk that was sent first; of all that wait, if a worker was killed"""
        try:
            made = waiting[0][1].result()
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = _pool(self.workers)
            while waiting:
                yield from self._again(job, place, *waiting.popleft())
        else:
            waiting.popleft()
            yield from self._counted(made)

    def _again(self, job: Job, place: str, chunk: list[Any], sent: "Future[Made]") -> Iterator[Any]:
        """A chunk that may have been under way when a worker was killed"""
        if sent.done() and not sent.cancelled() and sent.exception() is None:
            yield from self._counted(sent.result())
            return
        for item in chunk:
            try:
                with _pool(1) as alone:
                    made = alone.submit(_each, job.function, place, [item]).result()
            except BrokenProcessPool:
                self.lost += 1
                yield stand_in(job, item)
            else:
                yield from self._counted(made)

    def _counted(self, made: Made) -> list[Any]:
        results, seconds = made
        self.processor += seconds
        return results


def seldom_collect() -> None:
    """Lets Python look for circles of values less often: an archive is a million values that live long

    With its own thresholds that takes a third of the time of a build of 1,000 articles, and more of larger ones.
    """
    gc.set_threshold(*COLLECT)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin)


def _begin() -> None:
    """What a worker does first"""
    gc.set_threshold(*COLLECT_IN_WORKERS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A build that is killed (kill -9) takes its workers with it: they would wait for ever"""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _context() -> BaseContext:
    """Never `fork`: a copy of a process with threads (the progress bar has one) can hang"""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


@contextmanager
def _shared(value: Any) -> Iterator[str]:
    """A file of our own with a value that all workers need, for as long as they do; empty: there is none"""
    if value is None:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        file = Path(folder) / "shared"
        file.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        yield str(file)


def _each(function: Callable[..., Any], place: str, items: list[Any]) -> Made:
    """What a worker does"""
    began = process_time()
    if place:
        value = _loaded(place)
        results = [function(item, value) for item in items]
    else:
        results = [function(item) for item in items]
    return results, process_time() - began


@lru_cache(maxsize=1)
def _loaded(place: str) -> Any:
    return pickle.loads(Path(place).read_bytes())
