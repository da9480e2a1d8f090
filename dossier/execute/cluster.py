"""Workers of a Dask cluster (https://distributed.dask.org): sources and output on a shared file system, the cache here.

Loaded only for `--cluster`: it needs the extra `cluster`.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError

from dossier.code import code_digest
from dossier.errors import Failure, Problem
from dossier.execute.job import Job, chunks, real, stand_in
from dossier.execute.processes import seldom_collect
from dossier.model import Where

#: Seconds in which a scheduler must answer.
PATIENCE = 10
#: What a worker will have made of a chunk.
Made: TypeAlias = "Future[list[Any]]"


class Cluster:
    """Workers wherever a scheduler has them; as many chunks wait for each thread of theirs as a job says."""

    def __init__(self, address: str) -> None:
        """address: of the scheduler, `tcp://host:8786`

        Raises Failure if it cannot be reached, if it has no workers, or if these have another Dossier or Python.
        """
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told as a problem
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, ImportError) as fault:
            raise _failure(f"no scheduler answers at {address}", "is it running, and is the address right?") from fault
        self.lost, self.processor = 0, 0.0  # how long the workers of others worked is theirs to tell
        self._check(address)
        self.name = f"cluster with {self._threads()} threads"

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner. The scheduler runs again what a worker that was killed had; what kills several is lost"""
        shared = self._client.scatter(job.shared, broadcast=True, hash=False) if job.shared is not None else None
        waiting: deque[tuple[list[Any], Made]] = deque()
        for chunk in chunks(real(items), job.together):
            waiting.append((chunk, self._send(job, shared, chunk)))
            if len(waiting) >= self._threads() * job.window:
                yield from self._received(job, shared, *waiting.popleft())
        while waiting:
            yield from self._received(job, shared, *waiting.popleft())

    def close(self) -> None:
        """Leaves the cluster; its workers go on"""
        self._client.close()

    def _check(self, address: str) -> None:
        """Whether there are workers, and each makes what this process makes"""
        digests = self._client.run(code_digest)
        if not digests:
            raise _failure(f"the scheduler at {address} has no workers", f"start some: dask worker {address}")
        others = sorted(worker for worker, digest in digests.items() if digest != code_digest())
        if others:
            hint = "install the same versions everywhere"
            raise _failure(f"{', '.join(others)} has another Dossier, Python or library than this process", hint)
        self._client.run(seldom_collect)

    def _threads(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def _send(self, job: Job, shared: "Future[Any] | None", chunk: list[Any]) -> Made:
        sent: Made = self._client.submit(_each, job.function, shared, chunk, pure=False)
        return sent

    def _received(self, job: Job, shared: "Future[Any] | None", chunk: list[Any], sent: Made) -> Iterator[Any]:
        try:
            results = sent.result()
        except (KilledWorker, FutureCancelledError):
            results = [self._alone(job, shared, item) for item in chunk]
        yield from results

    def _alone(self, job: Job, shared: "Future[Any] | None", item: Any) -> Any:
        """One item of a chunk during which several workers were killed"""
        try:
            return self._send(job, shared, [item]).result()[0]
        except KilledWorker:
            self.lost += 1
            return stand_in(job, item)


def _each(function: Callable[..., Any], shared: Any, items: list[Any]) -> list[Any]:
    """What a worker does"""
    if shared is None:
        return [function(item) for item in items]
    return [function(item, shared) for item in items]


def _failure(message: str, hint: str) -> Failure:
    return Failure([Problem(severity="error", code="cluster", where=Where(), message=message, hint=hint)])
