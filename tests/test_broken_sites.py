"""Broken sites: each case is a good site with a few files over it, and the exact lines that are printed of it.

To add a case, make a folder in sites/broken with the files that break `sites/good`, and expected.txt with the lines.
What git cannot store on every system (links, pipes, twins, 50 MB) is made here, and has its lines in a folder all the
same.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dossier.cli import main

SITES = Path(__file__).parent / "sites"
BROKEN, GOOD = SITES / "broken", SITES / "good"
EXPECTED = "expected.txt"


def _large(site: Path) -> None:
    with (site / "content/articles/third.txt").open("wb") as stream:
        stream.truncate(50_000_000)


def _link_out(site: Path) -> None:
    (site.parent / "secret.txt").write_text("x")
    (site / "content/articles/third.txt").symlink_to(site.parent / "secret.txt")
    (site / "content/people/bao-er.md").symlink_to("../../../secret.txt")


def _links(site: Path) -> None:
    (site / "content/articles/third.txt").symlink_to("third.txt")
    (site / "content/articles/fourth.txt").symlink_to("gone.txt")
    (site / "content/articles/loop").symlink_to("..", target_is_directory=True)


def _pipe(site: Path) -> None:
    os.mkfifo(site / "content/articles/third.txt")
    os.mkfifo(site / "content/people/bao-er.md")


def _twins(site: Path) -> None:
    for name in ("Third.txt", "third.txt", "fourth-\u00e9.txt", "fourth-\u0065\u0301.txt"):
        (site / "content/articles" / name).write_text("旧楼。\n", "utf-8")


def _odd_names(site: Path) -> None:
    folder = os.fsencode(site / "content/articles")
    for name in (b"\xff\xfe.txt", b"a\nb.txt", b"\xe3\x80\x80.txt"):
        Path(os.fsdecode(folder + b"/" + name)).write_text("旧楼。\n", "utf-8")
    (site / "static").mkdir()
    Path(os.fsdecode(os.fsencode(site / "static") + b"/\xff.css")).write_text("x", "utf-8")


def _no_settings(site: Path) -> None:
    (site / "site.yaml").unlink()
    shutil.rmtree(site / "content")


def _foreign_output(site: Path) -> None:
    shutil.rmtree(site / "_site")
    (site / "_site").mkdir()
    (site / "_site/thesis.txt").write_text("the only copy", "utf-8")


def _output_file(site: Path) -> None:
    shutil.rmtree(site / "_site")
    (site / "_site").write_text("x", "utf-8")


def _settings_folder(site: Path) -> None:
    (site / "site.yaml").unlink()
    (site / "site.yaml").mkdir()


#: Name of a folder in sites/broken → what breaks the good site, where files alone cannot.
MADE: dict[str, Callable[[Path], None]] = {
    "file-too-large": _large,
    "link-out-of-content": _link_out,
    "links-that-lead-nowhere": _links,
    "pipe": _pipe,
    "twins-in-case-and-form": _twins,
    "names-that-are-no-ids": _odd_names,
    "no-site": _no_settings,
    "output-of-somebody-else": _foreign_output,
    "output-that-is-a-file": _output_file,
    "site-yaml-is-a-folder": _settings_folder,
}
#: Cases of the output folder, which `check` does not look at.
OUTPUT = {"output-of-somebody-else", "output-that-is-a-file"}
CASES = sorted({path.name for path in BROKEN.iterdir() if path.is_dir()} | MADE.keys())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder"""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def without_cache(files: dict[str, bytes]) -> dict[str, bytes]:
    """Those that are not in the cache, which any build may fill"""
    return {path: data for path, data in files.items() if not path.startswith(".dossier/")}


class Ran(NamedTuple):
    """What a command did: its exit code, and the problems that it told, a line each."""

    code: int
    lines: list[str]


Command = Callable[..., Ran]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a verb in a site; in this process, since a new one takes half a second. test_cli starts real ones"""

    def run(verb: str, site: Path, *options: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([verb, "--site", str(site), "--jobs", "1", *options])
        lines = capfd.readouterr().err.replace(str(site), "SITE").splitlines()
        assert not any(line.startswith("Traceback") for line in lines)
        code = ended.value.code
        assert isinstance(code, int)
        return Ran(code, lines[:-1] if code else lines)  # the last line of a failure counts the others

    return run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good site, built"""
    site = tmp_path_factory.mktemp("good") / "site"
    shutil.copytree(GOOD, site)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--site", str(site), "--jobs", "1", "--strict"])
    assert ended.value.code == 0
    assert {"index.html", "articles/second.html", "people/an-lan.html"} <= tree(site / "_site").keys()
    return site


def broken(case: str, built: Path, site: Path) -> Path:
    """The built site copied to a path, and broken as the case says"""
    shutil.copytree(built, site)
    if (BROKEN / case).is_dir():
        shutil.copytree(BROKEN / case, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    if case in MADE:
        MADE[case](site)
    return site


@pytest.mark.parametrize("case", CASES)
def test_a_broken_site(case: str, built: Path, tmp_path: Path, command: Command) -> None:
    site = broken(case, built, tmp_path / "site")
    before, checked = tree(site), command("check", site)
    assert tree(site) == before, "check writes nothing"
    strict = command("build", site, "--strict")
    assert without_cache(tree(site)) == without_cache(before), "a build that fails changes neither"
    told = command("build", site)
    expected = BROKEN / case / EXPECTED
    if os.environ.get("UPDATE_EXPECTED"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text("\n".join(told.lines) + "\n", "utf-8")
    assert expected.is_file(), "write expected.txt: the lines that should be printed"
    assert told.lines == expected.read_text("utf-8").splitlines()
    fatal = any(": error[" in line for line in told.lines)
    assert told.lines and told.code == int(fatal)
    assert strict == Ran(1, told.lines)
    assert checked == (Ran(0, []) if case in OUTPUT else told)
    if fatal:
        assert without_cache(tree(site)) == without_cache(before), "the last good site is whole"
    else:
        good = {path: data for path, data in tree(built / "content").items() if path.startswith("articles/")}
        pages = tree(site / "_site")
        assert all(f"{Path(path).with_suffix('')}.html" in pages for path in good), "the rest is built"


def test_the_good_site_is_good(built: Path, command: Command) -> None:
    assert command("build", built, "--strict") == Ran(0, [])
