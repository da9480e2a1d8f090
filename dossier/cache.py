"""Keeps the results of jobs under the digest of all that went into them; itself a runner, so no stage knows of it.

Nothing that is kept is code: results are MessagePack, read by their types.
"""

import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from dossier.code import code_digest
from dossier.digests import digest
from dossier.execute import Engine, Job, Outcome, outcome, real
from dossier.heads import Head, Heads
from dossier.items import Keyed
from dossier.lock import LOCK
from dossier.packing import pack, unpack
from dossier.store import Store

#: Of the file in the folder. Another name for another form of it: an older one is left to `clear`.
FILE = "results.sqlite"
#: Known results in a row, and their bytes, after which the engine is let go: it draws items ahead, and what is known of
#: them waits in memory.
KNOWN_IN_A_ROW, BYTES_IN_A_ROW = 256, 4_000_000


class Cache:
    """A folder of results; may be deleted at any time. To be closed."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """folder: made when needed; engine: runs what is not there"""
        self.engine, self.code = engine, code_digest()
        self.known: Counter[str] = Counter()
        """How many results came from disk, by the job's name."""
        self._folder, self._store = folder, Store(folder / FILE)
        self._heads: dict[str, Heads] = {}

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner. Known results come from disk, the others from the engine"""
        source, line, read = iter(items), deque[_Waiting](), _reader(job)
        heads = Heads(self._folder, job.name) if job.head else None
        if heads:
            self._heads[job.name] = heads
        while True:
            drawing = _Drawing()
            missing = self._missing(job, source, line, drawing)
            first = list(islice(missing, job.few + 1))  # an engine that has little to do is not even started
            few = len(first) <= job.few
            lost = 0 if few else self.engine.lost
            for result in job.each(real(first)) if few else self.engine.run(job, chain(first, missing)):
                yield from _known(line, read)
                key = line.popleft().key
                made = outcome(job, result) if heads else result
                if job.kept and (few or self.engine.lost == lost):
                    self._store.put(key, result if isinstance(result, bytes) else pack(result))
                    if heads:
                        heads.keep(key, Head(made.digest, made.head))
                lost = 0 if few else self.engine.lost
                yield made
            yield from _known(line, read)
            self._store.flush()
            if drawing.ended:
                break
        if heads:
            heads.forget()

    def sweep(self) -> None:
        """Removes what this build did not use, so that the file does not grow for ever"""
        self._store.sweep()
        for heads in self._heads.values():
            heads.save()

    def close(self) -> None:
        """Lets the file go"""
        self._store.close()
        for heads in self._heads.values():
            heads.close()

    def _missing(self, job: Job, source: Iterator[Any], line: deque["_Waiting"], drawing: "_Drawing") -> Iterator[Any]:
        """Items to be run, until many in a row are known; all items go to the line of those that wait"""
        known = size = 0
        for item in source:
            key = self._key(job, item) if job.kept else b""
            stored = self._find(job, key, item) if job.kept else None
            self.known[job.name] += stored is not None
            line.append(_Waiting(key, stored))
            if stored is None:
                known = size = 0
                yield item
            else:
                known, size = known + 1, size + (len(stored) if isinstance(stored, bytes) else len(stored.head))
                if known == KNOWN_IN_A_ROW or size > BYTES_IN_A_ROW:
                    return
        drawing.ended = True

    def _find(self, job: Job, key: bytes, item: Any) -> bytes | Outcome | None:
        """What is known of an item; of a job that has heads, only the head is read"""
        if not job.head:
            return self._store.get(key)
        heads = self._heads[job.name]
        head = heads.get(key)
        if head:
            self._store.use(key)
        else:  # a build that was stopped leaves results, and no heads
            body = self._store.get(key)
            if body is None:
                return None
            head = Head(digest(body), job.head(body))
            heads.keep(key, head)
        return Outcome(head.head, head.digest, None, partial(self._fetch, job, key, item))

    def _fetch(self, job: Job, key: bytes, item: Any) -> bytes:
        """A whole result whose head was known; made again, if it is not there any more"""
        stored = self._store.get(key)
        return next(iter(job.each(real([item])))) if stored is None else stored

    def _key(self, job: Job, item: Any) -> bytes:
        """Of an item, whether it is there or only its own key, which may be its digest"""
        key = item.key if isinstance(item, Keyed) else digest(item if isinstance(item, bytes) else pack(item))
        return digest(self.code, job.name.encode(), b"\0", key)


class _Waiting(NamedTuple):
    """An item on its way through, in order."""

    key: bytes
    stored: bytes | Outcome | None
    """What is known of it; None: it is with the engine."""


class _Drawing:
    """Whether all items have been drawn."""

    ended = False


def clear(folder: Path) -> None:
    """Forgets everything, in the folder of earlier forms of the cache too; the lock on it stays"""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif not path.name.startswith(LOCK):
            path.unlink(missing_ok=True)


def _known(line: deque[_Waiting], read: Callable[[Any], Any]) -> Iterator[Any]:
    """The results at the head of the line that need not be run"""
    while line and line[0].stored is not None:
        yield read(line.popleft().stored)


def _reader(job: Job) -> Callable[[Any], Any]:
    """What makes a result of what was kept"""
    return _same if job.result is bytes else partial(unpack, kind=job.result)


def _same(stored: bytes | Outcome) -> bytes | Outcome:
    return stored
