"""Two builds at once in one folder: one waits for the other, or says who is there; a killed one is in nobody's way."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier import lock
from dossier.cli import main

GOOD = Path(__file__).parent / "sites" / "good"
HOLD = """
import pathlib, sys
from dossier.lock import alone
with alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds in a folder, for as long as this lasts"""
    words = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(GOOD, tmp_path / "site")
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    return tmp_path / "site"


@pytest.mark.parametrize("folder", [".dossier", "_site/.dossier-site"])
def test_who_is_there_is_said_and_nothing_written(site: Path, folder: str) -> None:
    with held(site / folder) as other:
        ran = CliRunner().invoke(main, ["build", "--site", str(site)])
        assert ran.exit_code == 1 and "error[locked]" in ran.output and f"process {other.pid}" in ran.output
        assert not (site / "_site" / "index.html").exists()


@pytest.mark.parametrize("folder", [".dossier", "_site/.dossier-site"])
def test_a_killed_build_is_in_nobodys_way(site: Path, folder: str) -> None:
    with held(site / folder) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        ran = CliRunner().invoke(main, ["build", "--site", str(site)])
        assert ran.exit_code == 0, ran.output
        assert (site / "_site" / "index.html").exists()


def test_two_builds_at_once_both_end_well(site: Path) -> None:
    words = [sys.executable, "-c", "from dossier.cli import main; main()", "build", "--site", str(site), "--clean"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    told = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    ran = CliRunner().invoke(main, ["build", "--site", str(site)])
    assert ran.exit_code == 0 and " 0 changed" in ran.output


def test_check_needs_no_lock(site: Path) -> None:
    with held(site / ".dossier"):
        assert CliRunner().invoke(main, ["check", "--site", str(site)]).exit_code == 0
