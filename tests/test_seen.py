"""A file that is as it was is not read again; one that might have changed unseen is."""

import os
import time
from pathlib import Path

import pytest

from dossier.errors import Failure
from dossier.gather import gather
from dossier.read import Entry
from dossier.seen import YOUNG, Seen
from dossier.sourcing import keyed


def entry(file: Path) -> Entry:
    status = file.stat()
    return Entry(
        id=file.stem,
        path=file.name,
        file=str(file),
        size=status.st_size,
        mtime=status.st_mtime_ns,
        ctime=status.st_ctime_ns,
    )


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is long after all files were written"""
    now = time.time_ns() + 2 * YOUNG
    monkeypatch.setattr(time, "time_ns", lambda: now)


def test_a_file_as_it_was_is_known_and_a_changed_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    later(monkeypatch)
    first = Seen({})
    assert first.digest(entry(file)) is None
    first.keep(entry(file), b"digest")
    again = Seen(first.now)
    assert again.digest(entry(file)) == b"digest" and again.now == first.now
    mtime = file.stat().st_mtime_ns
    file.write_text("二")
    os.utime(file, ns=(mtime, mtime))
    assert Seen(first.now).digest(entry(file)) is None, "its rights or its bytes changed, whatever its time says"


def test_a_file_that_is_younger_than_any_clock_tells_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    seen = Seen({})
    seen.keep(entry(file), b"digest")
    assert seen.parsed(entry(file), str, lambda: "parsed") == "parsed" and seen.now == {}


def test_what_was_made_of_a_file_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("一")
    later(monkeypatch)
    first = Seen({})
    made = tuple[str, int]
    assert first.parsed(entry(file), made, lambda: ("一", 1)) == ("一", 1)
    assert Seen(first.now).parsed(entry(file), made, lambda: pytest.fail("it was read")) == ("一", 1)
    assert Seen(first.now).digest(entry(file)) is None, "nobody asked for that"


def test_a_source_that_changes_while_a_build_runs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("一篇文章\n\n正文。\n")
    later(monkeypatch)
    first = Seen({})
    site, _ = gather(tmp_path)
    assert [one.make() for one in keyed(site, [], first)] and len(first.now) == 1
    (known,) = keyed(site, [], Seen(first.now))
    assert known.make()
    (folder / "a.txt").write_text("另一篇文章\n")
    with pytest.raises(Failure) as told:
        known.make()
    assert [(p.code, p.where.path) for p in told.value.problems] == [("changed", "content/articles/a.txt")]
