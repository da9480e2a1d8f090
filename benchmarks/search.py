"""The search beside Pagefind, on the same pages: time to index, size, what a query loads, and time to first results.

    python benchmarks/search.py CORPUS [--articles 10000]     writes benchmarks/search.md; exit code 1 below a floor

CORPUS: a folder of make_corpus.py. Pagefind is PyPI's `pagefind[extended]`, which cuts Chinese into words; the extra
`bench` has it. Both are given the same articles: Pagefind their pages, we the book that these pages are made from.
Queries are random parts of random texts; each is asked on a page of its own from a disk, and all that it loads counts:
the definition, lists, and what the first 20 results show.
"""

import argparse
import gc
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "tests")]

from browser_checks import browser  # noqa: E402
from render_builder import theme  # noqa: E402
from search_corpus import corpus_archive  # noqa: E402

from dossier.execute import WINDOW, Job, Processes  # noqa: E402
from dossier.jobs import SEARCH  # noqa: E402
from dossier.model import Output  # noqa: E402
from dossier.render import Archive, book, pages, render, search_files  # noqa: E402
from dossier.render.book import Book  # noqa: E402

#: Queries of each kind, and results that a page shows first.
QUERIES, SHOWN = 300, 20
#: The goals: bytes and milliseconds at most; parts of Pagefind's time and size at most.
FLOORS = {
    "median bytes": 150_000,
    "p95 bytes": 600_000,
    "p95 ms": 150,
    "on the clock": 0.25,
    "processor": 0.25,
    "size": 0.5,
}
#: What workers begin with.
START = Job(name="start", function=abs, result=int, together=1)
#: Asks a query as a page does: lists, then what the newest results show; those that have the pieces apart are left out.
ASK = """async ([query, shown]) => {
  await dossierSearch.open('search/');
  const before = performance.now(), found = await dossierSearch.find(query);
  let results = found.numbers.slice(-shown);
  const read = await Promise.all(results.map(dossierSearch.read));
  const has = (one) => dossierSearch.has(dossierSearch.whole(one), found.pieces);
  if (!found.exact) { results = results.filter((_, at) => has(read[at])); }
  const ms = performance.now() - before;
  return ms;
}"""


def indexed(made: Book, folder: Path) -> tuple[float, float, int]:
    """Writes our index with as many workers as Pagefind takes; (seconds, processor seconds, bytes)

    In a build the workers are there already: their start is not counted.
    """
    before = _children()
    _workers().close()
    pool, started_with = _workers(), _children() - before
    started, here = time.perf_counter(), time.process_time()
    for one in search_files(made, lambda step, items: pool.run(SEARCH[step], items)):
        _write(folder, one)
    wall, used = time.perf_counter() - started, time.process_time() - here
    pool.close()
    return wall, used + _children() - before - 2 * started_with, _size(folder / "search")


def _workers() -> Processes:
    """A pool that has begun"""
    pool = Processes(os.cpu_count() or 2)
    list(pool.run(START, range(pool.workers * WINDOW)))
    return pool


def pagefind(folder: Path) -> tuple[float, float, int]:
    """The same by Pagefind; raises CalledProcessError if it cannot run"""
    started, before = time.perf_counter(), _children()
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(folder / "pagefind")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started, _children() - before, _size(folder / "pagefind")


def asked(folder: Path, queries: Iterable[str]) -> tuple[list[int], list[float]]:
    """Bytes that each query loads, and milliseconds to its first results"""
    sizes, times = [], []
    (folder / "page.html").write_text('<!doctype html><meta charset="utf-8"><script src="find.js"></script>', "utf-8")
    shutil.copy(HOME / "static" / "find.js", folder)
    with browser() as started:
        tab, loaded = started.new_page(), set[str]()
        tab.on("request", lambda request: loaded.add(request.url))
        for query in queries:
            tab.goto((folder / "page.html").as_uri())
            loaded.clear()
            times.append(tab.evaluate(ASK, [query, SHOWN]))
            sizes.append(sum(Path(url.removeprefix("file://")).stat().st_size for url in loaded))
    return sizes, times


def queries(archive: Archive) -> dict[str, list[str]]:
    """Random parts of 2–6 Han characters, and Latin words"""
    rng = random.Random(17)
    return {"Han, 2–6": _parts(archive, rng, _han), "Latin words": _parts(archive, rng, _latin)}


def _parts(archive: Archive, rng: random.Random, part: Callable[[str, random.Random], str]) -> list[str]:
    found: list[str] = []
    while len(found) < QUERIES:
        blocks = rng.choice(archive.articles).article.blocks
        found += filter(None, [part(rng.choice(blocks).text, rng)])
    return found


def _han(text: str, rng: random.Random) -> str:
    run = rng.choice(re.findall("[一-鿿]{2,}", text) or [""])
    length = min(len(run), rng.randint(2, 6))
    start = rng.randrange(len(run) - length + 1)
    return run[start : start + length]


def _latin(text: str, rng: random.Random) -> str:
    return rng.choice(re.findall("[A-Za-z]{2,}", text) or [""])


def _write(folder: Path, one: Output) -> None:
    path = folder / one.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(one.data)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _p95(values: list[Any]) -> float:
    return float(sorted(values)[int(len(values) * 0.95)])


def measured(archive: Archive, folder: Path) -> tuple[dict[str, float], list[str]]:
    """The figures that have floors, and the lines of the tables"""
    look, made = theme(), book(archive)
    for page in pages(made):
        if page.template == "article.html":
            _write(folder / "site", render(page, look))
    gc.freeze()  # as a build does before it makes pages
    ours, theirs = indexed(made, folder), pagefind(folder / "site")
    figures = {"on the clock": ours[0] / theirs[0], "processor": ours[1] / theirs[1], "size": ours[2] / theirs[2]}
    lines = ["| | seconds | processor seconds | MB |", "|---|---|---|---|"]
    for name, (wall, used, size) in (("Dossier", ours), ("Pagefind, extended", theirs)):
        lines.append(f"| {name} | {wall:.1f} | {used:.1f} | {size / 1e6:.1f} |")
    lines += ["", "| queries | kB, median | kB, p95 | ms, median | ms, p95 |", "|---|---|---|---|---|"]
    for kind, some in queries(archive).items():
        sizes, times = asked(folder, some)
        now = {"median bytes": statistics.median(sizes), "p95 bytes": _p95(sizes), "p95 ms": _p95(times)}
        figures |= {key: max(value, figures.get(key, 0)) for key, value in now.items()}
        row = (now["median bytes"] / 1e3, now["p95 bytes"] / 1e3, statistics.median(times), now["p95 ms"])
        lines.append(f"| {kind} | " + " | ".join(f"{value:.0f}" for value in row) + " |")
    return figures, lines


def main() -> int:
    """Measures, writes the tables, and says which floors are missed"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures, lines = measured(corpus_archive(given.corpus, given.articles), Path(folder))
    missed = [f"{key}: {figures[key]:.3g}, at most {most:.3g}" for key, most in FLOORS.items() if figures[key] > most]
    head = (HOME / "benchmarks" / "search.md").read_text("utf-8").partition("\n| | seconds")[0].rstrip()
    parts = [figures[key] for key in ("on the clock", "processor", "size")]
    ratios = "Of Pagefind's: time on the clock {:.2f}, processor time {:.2f}, size {:.2f}.".format(*parts)
    text = "\n".join([head, "", *lines, "", ratios, *(f"Missed: {one}." for one in missed)])
    (HOME / "benchmarks" / "search.md").write_text(text + "\n", "utf-8")
    print("\n".join([*lines, ratios, *missed]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
