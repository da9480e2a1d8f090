"""One interface, several engines, the same results in the same order; the cache is one more of them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dossier.cache import FILE, Cache
from dossier.execute import Job, Processes, Serial


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


def kept_digits(result: int) -> str:
    return str(result)


def recalled(item: int, kept: str) -> str:
    return f"{item} gave {kept}"


def test_a_job_may_say_what_is_kept(tmp_path: Path) -> None:
    job = Job(name="digits", function=double, result=str, keep=kept_digits, recall=recalled)
    assert list(Cache(tmp_path, Serial()).run(job, [1, 2])) == [2, 4]
    assert list(Cache(tmp_path, Serial()).run(job, [1, 2, 3])) == ["1 gave 2", "2 gave 4", 6]
