"""Byte strings by key on the local disk, in one SQLite file, with a check sum for each.

What is torn or changed is not there any more, and a file that is no store begins empty.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

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


class Store:
    """Byte strings by key in one file, which is opened when it is first needed; what the system refuses is not kept."""

    def __init__(self, path: Path | None) -> None:
        """path: of the file, made when needed; None: nothing is kept"""
        self._path = path
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
        self.use(key)
        return body

    def put(self, key: bytes, body: bytes) -> None:
        """Keeps a result; some are written together"""
        self._new[key] = body
        self._size += len(body)
        self.use(key)
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

    def use(self, key: bytes) -> None:
        """A result that `sweep` is to leave"""
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
        if self._path is None:
            return
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
                assert self._path
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


def _check(body: bytes) -> bytes:
    return crc32(body).to_bytes(CHECK, "big")
