"""Keeps the results of jobs under the digest of all that went into them; itself a runner, so no stage knows of it.

One SQLite file on the local disk, with a check sum for each result: what is torn or changed is computed anew, and a
file that is no cache any more begins empty. Nothing in it is code: results are MessagePack, read by their types.
"""

import hashlib
import shutil
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from dossier.code import code_digest
from dossier.execute import Engine, Job
from dossier.lock import LOCK

#: Of the file in the folder. Another name for another form of it: an older one is left to `clear`.
FILE = "results.sqlite"
#: Bytes of a key: of so many results no two have the same one.
KEY = 16
#: Known results in a row, and their bytes, after which the engine is let go: it draws items ahead, and what is known of
#: them waits in memory.
KNOWN_IN_A_ROW, BYTES_IN_A_ROW = 256, 4_000_000
#: New results, and their bytes, that are written to the disk together; what a killed build loses.
TOGETHER, BYTES_TOGETHER = 500, 2_000_000
#: What a result is stored with in front: its check sum.
CHECK = 4
#: What tells of a file that is no cache any more.
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
#: Seconds that another build is waited for, before this one goes without.
WAIT = 5
SCHEMA = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, body BLOB NOT NULL);
CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""
#: A crash of the machine may break the file, which the check sums tell; one of the program cannot. Freed room is used
#: again, and given back when a sweep leaves much of it.
SETTINGS = ("auto_vacuum = INCREMENTAL", "synchronous = OFF", "journal_mode = TRUNCATE", "cache_size = -4000")


class Cache:
    """A folder of results; may be deleted at any time. To be closed."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """folder: made when needed; engine: runs what is not there"""
        self.engine, self.code = engine, code_digest()
        self.known: Counter[str] = Counter()
        """How many results came from disk, by the job's name."""
        self._store = _Store(folder)
        self._encode = msgspec.msgpack.Encoder(order="deterministic").encode

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner. Known results come from disk, the others from the engine"""
        source, line, read = iter(items), deque[_Waiting](), _reader(job)
        while True:
            drawing = _Drawing()
            missing = self._missing(job, source, line, drawing)
            first = list(islice(missing, 1))  # an engine that has nothing to do is not even started
            lost = self.engine.lost if first else 0
            for result in self.engine.run(job, chain(first, missing)) if first else ():
                yield from _known(line, read)
                key = line.popleft().key
                if self.engine.lost == lost:
                    self._store.put(key, self._written(job, result))
                lost = self.engine.lost
                yield result
            yield from _known(line, read)
            self._store.flush()
            if drawing.ended:
                return

    def sweep(self) -> None:
        """Removes what this build did not use, so that the file does not grow for ever"""
        self._store.sweep()

    def close(self) -> None:
        """Lets the file go"""
        self._store.close()

    def _missing(self, job: Job, source: Iterator[Any], line: deque["_Waiting"], drawing: "_Drawing") -> Iterator[Any]:
        """Items to be run, until many in a row are known; all items go to the line of those that wait"""
        known = size = 0
        for item in source:
            key = self._key(job, item)
            stored = None if job.fresh else self._store.get(key)
            self.known[job.name] += stored is not None
            line.append(_Waiting(key, item if stored is not None else None, stored))
            if stored is None:
                known = size = 0
                yield item
            else:
                known, size = known + 1, size + len(stored)
                if known == KNOWN_IN_A_ROW or size > BYTES_IN_A_ROW:
                    return
        drawing.ended = True

    def _key(self, job: Job, item: Any) -> bytes:
        digest = hashlib.blake2b(self.code + job.name.encode() + b"\0", digest_size=KEY)
        digest.update(item if isinstance(item, bytes) else self._encode(item))
        return digest.digest()

    def _written(self, job: Job, result: Any) -> bytes:
        kept = job.keep(result) if job.keep else result
        return kept if isinstance(kept, bytes) else self._encode(kept)


class _Waiting(NamedTuple):
    """An item on its way through, in order."""

    key: bytes
    item: Any
    """None: it is with the engine."""
    stored: bytes | None
    """What is known of it; None: it is run."""


class _Drawing:
    """Whether all items have been drawn."""

    ended = False


class _Store:
    """Byte strings by key in one file, which is opened when it is first needed; what the system refuses is not kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._new: dict[bytes, bytes] = {}
        self._size = 0
        self._used: list[tuple[bytes]] = []
        self._file: sqlite3.Connection | None = None
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """What is stored under a key, if it is whole"""
        if key in self._new:
            return self._new[key]
        found = self._ask("SELECT body FROM results WHERE key = ?", (key,))
        if not found:
            return None
        stored: bytes = found[0][0]
        check, body = stored[:CHECK], stored[CHECK:]
        if check != _check(body):
            return None
        self._use(key)
        return body

    def put(self, key: bytes, body: bytes) -> None:
        """Keeps a result; some are written together"""
        self._new[key] = body
        self._size += len(body)
        self._use(key)
        if len(self._new) >= TOGETHER or self._size >= BYTES_TOGETHER:
            self.flush()

    def sweep(self) -> None:
        """Removes all that was neither read nor written since this was opened"""
        self.flush()
        self._ask("DELETE FROM results WHERE key NOT IN (SELECT key FROM used)")
        self._ask("PRAGMA incremental_vacuum")
        self._commit()

    def close(self) -> None:
        """Writes the rest, and lets the file go"""
        self.flush()
        if self._file:
            self._file.close()
            self._file = None

    def _use(self, key: bytes) -> None:
        self._used.append((key,))
        if len(self._used) >= TOGETHER:
            self._ask_many("INSERT OR IGNORE INTO used VALUES (?)", self._used)
            self._used = []

    def flush(self) -> None:
        """Writes what is not written yet"""
        rows = [(key, _check(body) + body) for key, body in self._new.items()]
        self._new, self._size = {}, 0
        self._ask_many("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
        self._ask_many("INSERT OR IGNORE INTO used VALUES (?)", self._used)
        self._used = []
        self._commit()

    def _open(self) -> None:
        """Opens the file, or a new one in the place of one that is broken; with none results are not kept"""
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = sqlite3.connect(self._path, timeout=WAIT)
                for setting in SETTINGS:
                    self._file.execute(f"PRAGMA {setting}")
                self._file.executescript(SCHEMA)
                return
            except (sqlite3.DatabaseError, OSError) as fault:
                self._give_up(fault)

    def _give_up(self, fault: Exception) -> None:
        """Without the file: a full disk, or one that may not be written, only makes the next build slower"""
        if self._file:
            self._file.close()
            self._file = None
        if getattr(fault, "sqlite_errorcode", None) in BROKEN:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _ask(self, question: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Rows; none if the file cannot be read: all is computed then"""
        try:
            return self._file.execute(question, values).fetchall() if self._file else []
        except sqlite3.DatabaseError as fault:
            self._give_up(fault)
            return []

    def _ask_many(self, question: str, rows: list[Any]) -> None:
        try:
            if self._file and rows:
                self._file.executemany(question, rows)
        except sqlite3.DatabaseError as fault:
            self._give_up(fault)

    def _commit(self) -> None:
        try:
            if self._file:
                self._file.commit()
        except sqlite3.DatabaseError as fault:
            self._give_up(fault)


def clear(folder: Path) -> None:
    """Forgets everything, in the folder of earlier forms of the cache too; the lock on it stays"""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif not path.name.startswith(LOCK):
            path.unlink(missing_ok=True)


def _known(line: deque[_Waiting], read: Callable[[_Waiting], Any]) -> Iterator[Any]:
    """The results at the head of the line that need not be run"""
    while line and line[0].stored is not None:
        yield read(line.popleft())


def _reader(job: Job) -> Callable[[_Waiting], Any]:
    """What makes a result of what was kept"""
    decode = msgspec.msgpack.Decoder(job.result).decode if job.result is not bytes else bytes

    def read(one: _Waiting) -> Any:
        kept = decode(one.stored or b"")
        return job.recall(one.item, kept) if job.recall else kept

    return read


def _check(body: bytes) -> bytes:
    return crc32(body).to_bytes(CHECK, "big")
