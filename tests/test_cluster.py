"""A build on a cluster: a real scheduler and two real workers on this machine, one of which is killed on the way."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dossier.cli import main
from dossier.errors import Failure
from dossier.execute import Job, Runner, Serial
from dossier.order import Choices
from dossier.pipeline import build

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = pytest.mark.cluster

ARTICLES = 240


@pytest.fixture
def scheduler() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler, and its two workers"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begun = [subprocess.Popen((*dask, "--dashboard-address", "127.0.0.1:0"), **quiet)]
    worker = (sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1")
    workers = [subprocess.Popen((*worker, "--dashboard-address", "127.0.0.1:0"), **quiet) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, *begun):
            process.kill()
            process.wait()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of many short articles"""
    articles = tmp_path / "site" / "content" / "articles"
    articles.mkdir(parents=True)
    (tmp_path / "site" / "site.yaml").write_text("title: 很多\nurl: https://example.org/\n", "utf-8")
    for n in range(ARTICLES):
        who = "Arta Labs 首席执行官阿尔塔・维斯科（Arta Visko）"
        text = f"第{n}号报道\n\n2024 年 {n % 12 + 1} 月 3 日，{who}说第 {n} 句话。\n\n他没有回应。\n"
        (articles / f"a{n:04}.txt").write_text(text, "utf-8")
    return tmp_path / "site"


class Killing:
    """An engine during whose work a worker is killed, when so many results have come."""

    def __init__(self, engine: Any, worker: subprocess.Popen[bytes], after: int) -> None:
        self.engine, self.worker, self.left = engine, worker, after

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        for result in self.engine.run(job, items):
            self.left -= 1
            if self.left == 0:
                os.kill(self.worker.pid, signal.SIGKILL)
            yield result


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".dossier-site" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def connected(address: str) -> Any:
    """A cluster as soon as both workers are there"""
    from dossier.execute.cluster import Cluster

    for _ in range(100):
        try:
            cluster = Cluster(address)
        except Failure:
            time.sleep(0.2)
            continue
        if cluster.name == "cluster with 2 threads":
            return cluster
        cluster.close()
        time.sleep(0.2)
    raise AssertionError("the workers never came")


@pytest.mark.parametrize("after", [ARTICLES // 2, ARTICLES + ARTICLES // 2, 2 * ARTICLES + ARTICLES // 2])
def test_a_worker_that_is_killed_on_the_way_changes_nothing(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], site: Path, tmp_path: Path, after: int
) -> None:
    """In the midst of cleaning, of linking, of rendering"""
    address, workers = scheduler
    serial: Runner = Serial()
    build(Choices(site=site, output=tmp_path / "serial"), lambda articles: serial)
    cluster = connected(address)
    killing = Killing(cluster, workers[0], after)
    try:
        built = build(Choices(site=site, output=tmp_path / "cluster"), lambda articles: killing)
    finally:
        cluster.close()
    assert killing.left < 0 and workers[0].wait(10) == -signal.SIGKILL
    assert built.articles == ARTICLES and cluster.lost == 0
    assert digests(tmp_path / "cluster") == digests(tmp_path / "serial")


def test_the_command_line_builds_on_a_cluster(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], site: Path, tmp_path: Path
) -> None:
    connected(scheduler[0]).close()
    words = ["build", "--site", str(site), "-d", str(tmp_path / "out"), "--cluster", scheduler[0], "-s"]
    ran = CliRunner().invoke(main, words)
    assert ran.exit_code == 0, ran.output
    assert f"{ARTICLES} articles" in ran.output and (site / ".dossier").is_dir()


def test_a_scheduler_that_does_not_answer_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dossier.execute.cluster as room

    monkeypatch.setattr(room, "PATIENCE", 1)
    ran = CliRunner().invoke(main, ["build", "--site", str(site), "--cluster", "tcp://127.0.0.1:1"])
    assert ran.exit_code == 1 and "error[cluster]" in ran.output and "no scheduler answers" in ran.output
    assert not (site / "_site").exists()


def test_an_address_that_is_none_is_wrong_usage(site: Path) -> None:
    assert CliRunner().invoke(main, ["build", "--site", str(site), "--cluster", "here"]).exit_code == 2
