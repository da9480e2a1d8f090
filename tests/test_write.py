"""The last good site stays whole, whatever happens to a build."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier import write as room
from dossier.errors import Failure
from dossier.model import Output
from dossier.write import MARK, write


def output(path: str, text: str) -> Output:
    data = text.encode()
    return Output(path=path, data=data, digest=hashlib.sha256(data).hexdigest())


def pages(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and MARK not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in files}


SITE = [output("index.html", "home"), output("people/a.html", "a"), output("people/b.html", "b")]


def test_writes_replaces_and_prunes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert write(SITE, site).changed == 3
    assert write(SITE, site).changed == 0
    result = write([output("index.html", "home 2"), SITE[1]], site)
    assert (result.changed, result.removed) == (1, 1)
    assert pages(site) == {"index.html": "home 2", "people/a.html": "a"}


def test_a_file_that_somebody_changed_is_mended_and_foreign_files_stay(tmp_path: Path) -> None:
    write(SITE, tmp_path)
    (tmp_path / "people/a.html").write_text("changed")
    (tmp_path / "CNAME").write_text("example.org")
    write(SITE[1:], tmp_path)
    assert pages(tmp_path) == {"people/a.html": "a", "people/b.html": "b", "CNAME": "example.org"}


def test_a_folder_that_dossier_did_not_make_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Failure, match="foreign-output"):
        write(SITE, tmp_path)
    assert pages(tmp_path) == {"thesis.txt": "mine"}


def test_a_build_that_fails_half_way_leaves_the_old_site(tmp_path: Path) -> None:
    write(SITE, tmp_path)

    def failing() -> Iterator[Output]:
        yield output("index.html", "new")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(failing(), tmp_path)
    assert pages(tmp_path)["index.html"] == "home"
    assert not (tmp_path / MARK / room.STAGE).exists()


@pytest.mark.parametrize("dies_at", range(5))
def test_a_build_that_dies_while_replacing_is_finished_by_the_next(
    tmp_path: Path, dies_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE, tmp_path)
    after = [output("index.html", "home 2"), output("people/c.html", "c")]
    steps = iter(range(100))

    def dying(original):  # type: ignore[no-untyped-def]
        def step(*args):  # type: ignore[no-untyped-def]
            if next(steps) == dies_at:
                raise KeyboardInterrupt
            return original(*args)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(room, "_make_room", dying(room._make_room))
        patch.setattr(room, "_prune", dying(room._prune))
        if dies_at < 4:
            with pytest.raises(KeyboardInterrupt):
                write(after, tmp_path)
            assert all(pages(tmp_path).values())
        else:
            write(after, tmp_path)
    assert write(after, tmp_path).changed == 0
    assert pages(tmp_path) == {"index.html": "home 2", "people/c.html": "c"}


def test_a_full_disk_is_a_message_and_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SITE, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Failure, match="No space left"):
        write([output("index.html", "new")], tmp_path)
    assert pages(tmp_path)["index.html"] == "home"


@pytest.mark.parametrize("path", ["../evil.html", "a/../../evil.html", f"{MARK}"])
def test_nothing_escapes_the_output_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(Failure):
        write([output(path, "x")], tmp_path / "site")
    assert not (tmp_path / "evil.html").exists()


def test_a_page_may_become_a_folder_and_back(tmp_path: Path) -> None:
    write([output("a", "page")], tmp_path)
    write([output("a/b", "below")], tmp_path)
    assert pages(tmp_path) == {"a/b": "below"}
    write([output("a", "page")], tmp_path)
    assert pages(tmp_path) == {"a": "page"}


def test_sizes_and_times_are_remembered_outside_of_the_site(tmp_path: Path) -> None:
    folder, memory = tmp_path / "site", tmp_path / "cache" / "written"
    outputs = [output("a.html", "a"), output("b/c.html", "c")]
    assert write(outputs, folder, memory=memory).changed == 2
    assert memory.is_file() and write(outputs, folder, memory=memory).changed == 0
    (folder / "a.html").write_bytes(b"x")
    assert write(outputs, folder, memory=memory).changed == 1 and (folder / "a.html").read_bytes() == b"a"
    memory.write_bytes(b"torn")
    assert write(outputs, folder, memory=memory).changed == 0, "what is not remembered is read"
    memory.unlink()
    (folder / "b/c.html").write_bytes(b"y")
    assert write(outputs, folder).changed == 1 and (folder / "b/c.html").read_bytes() == b"c"
