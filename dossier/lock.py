"""One build at a time in one folder: a second one waits a little, and then says who is there.

The system itself lets go of a lock whose process has ended, however it did.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dossier.errors import Failure, Problem
from dossier.model import Where

#: Seconds that a build waits for another one: that may be about to end.
PATIENCE = 10.0
#: The lock, and who has it, in the folder.
LOCK, HOLDER = "lock", "lock.holder"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else builds in a folder as long as this lasts; raises Failure if somebody does for too long"""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout as fault:
        raise Failure([_taken(folder)]) from fault
    try:
        with suppress(OSError):
            (folder / HOLDER).write_text(str(os.getpid()), "ascii")
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _taken(folder: Path) -> Problem:
    try:
        who = f"process {int((folder / HOLDER).read_text('ascii'))}"
    except (OSError, ValueError):
        who = "another process"
    message, hint = f"{who} is building here", "wait until it has ended; it alone may write here"
    return Problem(severity="error", code="locked", where=Where(path=folder.as_posix()), message=message, hint=hint)
