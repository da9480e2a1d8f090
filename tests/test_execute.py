"""One interface, several engines, the same results in the same order; the cache is one more of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from dossier.cache import FILE, Cache
from dossier.errors import Failure
from dossier.execute import Engine, Job, Processes, Serial


def double(item: int) -> int:
    return 2 * item


JOB = Job(name="double", function=double, result=int)


@pytest.mark.parametrize(("together", "window"), [(8, 4), (1, 1), (3, 2)])
def test_processes_give_what_serial_gives(together: int, window: int) -> None:
    engine, drawn = Processes(2), list[int]()
    job = Job(name="double", function=double, result=int, together=together, window=window)
    ahead = 0
    try:
        for number, result in enumerate(engine.run(job, (drawn.append(item) or item for item in range(100)))):
            ahead = max(ahead, len(drawn) - number)
            assert result == double(number)
    finally:
        engine.close()
    assert len(drawn) == 100 and together <= ahead <= 2 * together * window


class Counting(Serial):
    def __init__(self) -> None:
        self.ran: list[int] = []

    def run(self, job: Job, items: Iterator[int]) -> Iterator[int]:  # type: ignore[override]
        for item in items:
            self.ran.append(item)
            yield job.function(item)


def test_the_cache_runs_only_what_it_does_not_know(tmp_path: Path) -> None:
    engine = Counting()
    items = [1, 2, 2, 3]
    assert list(Cache(tmp_path, engine).run(JOB, items)) == [2, 4, 4, 6]
    assert list(Cache(tmp_path, engine).run(JOB, [*items, 4])) == [2, 4, 4, 6, 8]
    assert engine.ran == [1, 2, 3, 4]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40, b"x" * 100_000])
def test_a_broken_file_is_computed_anew(tmp_path: Path, damage: bytes) -> None:
    assert list(Cache(tmp_path, Serial()).run(JOB, [21])) == [42]
    (tmp_path / FILE).write_bytes(damage)
    engine = Counting()
    assert list(Cache(tmp_path, engine).run(JOB, [21])) == [42] and engine.ran == [21]
    assert list(Cache(tmp_path, engine).run(JOB, [21])) == [42] and engine.ran == [21], "the new file works"


def test_a_broken_result_is_computed_anew(tmp_path: Path) -> None:
    items = list(range(1000, 1100))
    assert list(Cache(tmp_path, Serial()).run(JOB, items)) == [2 * item for item in items]
    file = tmp_path / FILE
    stored = msgspec.msgpack.encode(2 * 1050)
    assert file.read_bytes().count(stored) == 1
    file.write_bytes(file.read_bytes().replace(stored, msgspec.msgpack.encode(2 * 1051)))
    engine = Counting()
    assert list(Cache(tmp_path, engine).run(JOB, items)) == [2 * item for item in items]
    assert engine.ran == [1050]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = Cache(tmp_path / "file", Serial())
    assert list(cache.run(JOB, [1, 2])) == [2, 4]
    cache.sweep()


def test_sweep_forgets_what_was_not_used(tmp_path: Path) -> None:
    list(Cache(tmp_path, Serial()).run(JOB, [1, 2]))
    cache = Cache(tmp_path, Serial())
    list(cache.run(JOB, [1]))
    cache.sweep()
    engine = Counting()
    assert list(Cache(tmp_path, engine).run(JOB, [1, 2])) == [2, 4]
    assert engine.ran == [2]


def test_known_and_new_results_come_in_order(tmp_path: Path) -> None:
    list(Cache(tmp_path, Serial()).run(JOB, range(0, 2000, 3)))
    list(Cache(tmp_path, Serial()).run(JOB, range(1000, 1700)))
    engine = Processes(2)
    try:
        assert list(Cache(tmp_path, engine).run(JOB, range(2000))) == list(range(0, 4000, 2))
    finally:
        engine.close()


def test_a_job_may_not_be_kept(tmp_path: Path) -> None:
    job = Job(name="digits", function=double, result=int, kept=False)
    for _ in range(2):
        cache = Cache(tmp_path, Serial())
        assert list(cache.run(job, [1, 2])) == [2, 4]
        assert not cache.known["digits"]
        cache.close()


# --- workers that are killed ---------------------------------------------------------------------------------------


def fragile(item: tuple[int, str]) -> int:
    """Kills its process: for ever, or until the file is there"""
    number, file = item
    if number % 10 == 7 and not (file and Path(file).exists()):
        if file:
            Path(file).touch()
        os._exit(9)
    return 2 * number


def instead(item: tuple[int, str]) -> int:
    return -item[0]


FRAGILE = Job(name="fragile", function=fragile, result=int, together=4, window=2, label=str)


def test_what_a_killed_worker_had_is_done_again(tmp_path: Path) -> None:
    engine = Processes(2)
    try:
        results = list(engine.run(FRAGILE, ((n, str(tmp_path / "once")) for n in range(60))))
        assert list(engine.run(JOB, range(20))) == list(range(0, 40, 2)), "the engine goes on"
    finally:
        engine.close()
    assert results == list(range(0, 120, 2)) and engine.lost == 0


def test_an_item_that_no_worker_survives_is_stood_in_for_and_not_kept(tmp_path: Path) -> None:
    items = [(n, "") for n in range(30)]
    expected = [-n if n % 10 == 7 else 2 * n for n in range(30)]
    job = msgspec.structs.replace(FRAGILE, lost=instead)
    for _ in range(2):
        engine = Processes(2)
        try:
            assert list(Cache(tmp_path, engine).run(job, items)) == expected
        finally:
            engine.close()
        assert engine.lost == 3


def test_an_item_without_which_nothing_can_go_on_is_named() -> None:
    engine = Processes(2)
    try:
        with pytest.raises(Failure) as failure:
            list(engine.run(FRAGILE, [(n, "") for n in range(10)]))
    finally:
        engine.close()
    problem = failure.value.problems[0]
    assert (problem.severity, problem.code, problem.where.path) == ("error", "worker-killed", "(7, '')")


def shifted(item: int, by: int) -> int:
    return item + by


@pytest.mark.parametrize("make", [Serial, lambda: Processes(2)])
def test_what_all_items_share_reaches_every_worker(make: Callable[[], Engine]) -> None:
    engine = make()
    try:
        for by in (5, 7):
            job = Job(name=f"shifted-{by}", function=shifted, result=int, shared=by)
            assert list(engine.run(job, range(50))) == list(range(by, 50 + by))
    finally:
        engine.close()


ORPHANS = """
import os, time
from dossier.execute import Job, Processes
if __name__ == "__main__":
    engine = Processes(2)
    print(*set(engine.run(Job(name="pid", function=os.getpgid, result=int), [0])), flush=True)
    print(*engine._pool._processes, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes as POSIX has them")
def test_the_workers_of_a_killed_build_end(tmp_path: Path) -> None:
    (tmp_path / "build.py").write_text(ORPHANS, "utf-8")
    build = subprocess.Popen([sys.executable, tmp_path / "build.py"], stdout=subprocess.PIPE, text=True)
    assert build.stdout
    build.stdout.readline()
    workers = [int(pid) for pid in build.stdout.readline().split()]
    assert len(workers) >= 1 and all(map(_lives, workers))
    build.kill()
    build.wait()
    for _ in range(100):
        if not any(map(_lives, workers)):
            return
        time.sleep(0.1)
    raise AssertionError("the workers wait for ever")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
