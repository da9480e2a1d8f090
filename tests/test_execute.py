"""One interface, several engines, the same results in the same order; the cache is one more of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.cache import Cache
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
    assert engine.ran == [1, 2, 2, 3, 4]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_broken_result_is_computed_anew(tmp_path: Path, damage: bytes) -> None:
    assert list(Cache(tmp_path, Serial()).run(JOB, [21])) == [42]
    for path in tmp_path.glob("??/*"):
        path.write_bytes(damage)
    assert list(Cache(tmp_path, Serial()).run(JOB, [21])) == [42]


def test_sweep_forgets_what_was_not_used(tmp_path: Path) -> None:
    list(Cache(tmp_path, Serial()).run(JOB, [1, 2]))
    cache = Cache(tmp_path, Serial())
    list(cache.run(JOB, [1]))
    cache.sweep()
    assert len(list(tmp_path.glob("??/*"))) == 1
