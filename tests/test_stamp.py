"""A build in which nothing changed does nothing; one in which anything did, does."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier import stamp
from dossier.cli import main
from dossier.order import Choices

GOOD = Path(__file__).parent / "sites" / "good"
#: What a build in which nothing changed must not even load.
HEAVY = (
    "dossier.pipeline",
    "dossier.clean",
    "dossier.link",
    "dossier.render",
    "jinja2",
    "markdown",
    "bs4",
    "selectolax",
)
ARTICLE = "content/articles/second.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built, long after its files were written"""
    shutil.copytree(GOOD, tmp_path / "site")
    for path in (tmp_path / "site").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert CliRunner().invoke(main, ["build", "--site", str(tmp_path / "site")]).exit_code == 0
    return tmp_path / "site"


def choices(site: Path) -> Choices:
    return Choices(site=site, output=site / "_site")


def is_unchanged(site: Path) -> bool:
    return stamp.unchanged(site / ".dossier", choices(site)) is not None


def test_nothing_changed_is_told_as_the_build_was(site: Path) -> None:
    assert is_unchanged(site)
    ran = CliRunner().invoke(main, ["build", "--site", str(site)])
    assert ran.exit_code == 0 and " 0 changed, 0 removed" in ran.output


def test_it_loads_nothing_that_it_does_not_need(site: Path) -> None:
    code = (
        "import sys; from dossier.cli import main\n"
        "try: main(['build', '--site', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(site)], capture_output=True, text=True, check=True)
    assert " 0 changed" in ran.stdout and ran.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / ARTICLE).write_text("别的文章\n\n别的内容。\n", "utf-8"),
        lambda site: os.utime(site / ARTICLE),
        lambda site: (site / ARTICLE).unlink(),
        lambda site: (site / "content/articles/new.txt").write_text("新文章\n\n新的内容。\n", "utf-8"),
        lambda site: (site / ARTICLE).rename(site / "content/articles/third.md"),
        lambda site: (site / "content/articles/second.yaml").write_text("note: 记一笔\n", "utf-8"),
        lambda site: (site / "site.yaml").write_text("title: 别的\n", "utf-8"),
        lambda site: (site / "templates").mkdir(exist_ok=True) or (site / "templates/new.html").write_text("x"),
        lambda site: (site / "_site/index.html").write_text("x"),
        lambda site: (site / "_site/index.html").unlink(),
        lambda site: (site / "_site/.dossier-site/journal.json").write_text("{}"),
        lambda site: shutil.rmtree(site / "_site"),
        lambda site: (site / ".dossier/stamp").write_bytes(b"torn"),
        lambda site: (site / ".dossier/stamp").unlink(),
    ],
)
def test_anything_that_changed_is_seen(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert not is_unchanged(site)


@pytest.mark.parametrize("other", [{"strict": True}, {"url": "https://example.com/"}, {"output": Path("elsewhere")}])
def test_other_choices_are_another_build(site: Path, other: dict[str, object]) -> None:
    mine = choices(site)
    assert stamp.unchanged(site / ".dossier", Choices(**({"site": site, "output": mine.output} | other))) is None  # type: ignore[arg-type]


def test_a_file_as_young_as_the_build_is_told_by_its_bytes(site: Path) -> None:
    """It may change again within one tick of the clock, and keep its size"""
    file = site / ARTICLE
    file.write_text("新文章\n\n新的内容。\n", "utf-8")
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    assert CliRunner().invoke(main, ["build", "--site", str(site)]).exit_code == 0
    assert is_unchanged(site)
    file.write_text("新文章\n\n旧的内容。\n", "utf-8")
    os.utime(file, ns=(now, now))
    assert not is_unchanged(site)


def test_a_build_that_failed_leaves_no_stamp(site: Path) -> None:
    (site / "site.yaml").write_text("title: [\n", "utf-8")
    assert CliRunner().invoke(main, ["build", "--site", str(site)]).exit_code == 1
    assert not is_unchanged(site)


def test_what_an_incremental_build_leaves_is_what_a_clean_one_makes(site: Path) -> None:
    """Every file of the output folder, those too that only the program reads"""
    (site / ARTICLE).write_text("新文章\n\nLan An 说新的话。\n", "utf-8")
    assert CliRunner().invoke(main, ["build", "--site", str(site)]).exit_code == 0
    files = contents(site / "_site")
    for folder in ("_site", ".dossier"):
        shutil.rmtree(site / folder)
    assert CliRunner().invoke(main, ["build", "--site", str(site)]).exit_code == 0
    assert contents(site / "_site") == files and len(files) > 20


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
