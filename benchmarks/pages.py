"""What readers get, measured: every page of the demo in both languages, and of an archive of 1,000 articles.

    python benchmarks/pages.py                 everything; writes the generated part of benchmarks/pages.md
    python benchmarks/pages.py --quick         the demo only, without Lighthouse; writes nothing
    python benchmarks/pages.py --no-lighthouse the two demos and the archive; writes nothing
    python benchmarks/pages.py --screenshots FOLDER     pictures of every kind of page instead
    python benchmarks/pages.py --lighthouse kind …      Lighthouse on these kinds only, instead

Exit code 1 if something falls short, with every fault on standard error. Needs Chromium, Node and Java. axe-core, the
Nu HTML checker and Lighthouse are taken from node_modules below --node or DOSSIER_NODE; without it, npm installs them
once into the user's cache (~/.cache/dossier-pages). The archive is made by make_corpus.py in DOSSIER_GOLD/bench (by
default ../shared/bench); without it only the demo is measured, which is said.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "tests"), str(HOME / "benchmarks")]

import pages_tools as tools  # noqa: E402
from browser_checks import ASKS, Watched, browser, nu_errors, served  # noqa: E402
from site_checks import (  # noqa: E402
    CHECKS,
    MAX_ARTICLE,
    MAX_STYLE,
    REDIRECT,
    Site,
    by_kind,
    folder_files,
    read_site,
    samples,
    weight,
)

import dossier  # noqa: E402

REPORT = HOME / "benchmarks" / "pages.md"
MARKS = ("<!-- generated: begin -->", "<!-- generated: end -->")
ARTICLES = 1_000
#: Pages of each kind that are looked at in a browser where there are too many for all: so many.
SAMPLES = 4
NU, AXE = "Nu HTML checker: errors", "axe-core: violations, light and wide, dark and narrow"
CONSOLE, OTHERS = "console errors, from disk and under /repo/", "requests to other places, from disk and under /repo/"
WORDS, PHONE = "pages with other words without JavaScript", "pages wider than a phone of 360 px"
BROWSER = (AXE, CONSOLE, OTHERS, WORDS, PHONE)


@dataclass
class Measured:
    """One site, and what was found wrong in it."""

    name: str
    folder: Path
    site: Site
    chosen: list[tuple[str, str]]
    """(kind, path) of the pages that a browser opens."""
    faults: dict[str, list[str]] = field(default_factory=dict)
    scores: dict[tuple[str, str, str], dict[str, int]] = field(default_factory=dict)
    """(kind, path, preset) → what Lighthouse gives."""


def made(folder: Path, options: argparse.Namespace) -> Iterator[Measured]:
    """Builds the sites"""
    for lang in ("zh", "en"):
        yield measured(f"demo, {lang}", tools.demo(folder / lang, lang), "https://example.org/dossier/", None)
    bench = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent / "shared").resolve() / "bench"
    if options.quick:
        return
    if not (bench / "make_corpus.py").is_file():
        print(f"pages: no archive of {options.articles} articles, there is no {bench} (set DOSSIER_GOLD)")
        return
    output = tools.corpus(folder / "archive", bench, options.articles)
    yield measured(f"{options.articles:,} articles", output, "https://example.org/", SAMPLES)


def measured(name: str, output: Path, url: str, each: int | None) -> Measured:
    """A built site as it is read; each: how many pages of a kind a browser opens, None: all"""
    site = read_site(folder_files(output), url)
    chosen = list(samples(site, each or len(site.pages)))
    return Measured(name=name, folder=output, site=site, chosen=chosen)


# --- measuring ------------------------------------------------------------------------------------------------------


@dataclass
class Tabs:
    """The ways in which a page is opened."""

    disk: Watched
    plain: Watched
    """From disk, without JavaScript."""
    hosted: Watched
    axe: str
    """The text of axe-core."""


def look(one: Measured, modules: Path, chromium: Any) -> None:
    """Every check but Lighthouse"""
    one.faults = {name: list(check(one.site)) for name, check in CHECKS.items()}
    one.faults[NU] = nu_errors(modules / tools.NU, [one.folder / path for _, path in one.chosen])
    one.faults |= {name: [] for name in BROWSER}
    disk = one.folder.as_uri() + "/"
    with served(one.folder) as address:
        tabs = Tabs(
            disk=Watched(chromium, disk),
            plain=Watched(chromium, disk, script=False),
            hosted=Watched(chromium, address),
            axe=(modules / tools.AXE).read_text("utf-8"),
        )
        for kind, path in one.chosen:
            _listen(one, path, tabs)
            if kind != REDIRECT:  # that page has gone elsewhere by now
                _look_closer(one, path, tabs)


def _listen(one: Measured, path: str, tabs: Tabs) -> None:
    leads_to = one.site.pages[path].refresh
    heard = [complaint for tab in (tabs.disk, tabs.plain, tabs.hosted) for complaint in tab.open(path, leads_to)]
    for complaint in heard:
        one.faults[OTHERS if complaint.startswith(ASKS) else CONSOLE].append(f"{path}: {complaint}")


def _look_closer(one: Measured, path: str, tabs: Tabs) -> None:
    one.faults[AXE] += [f"{path}: {found}" for found in tabs.disk.axe(tabs.axe, "light")]
    if tabs.disk.is_wider_than_a_phone():
        one.faults[PHONE].append(path)
    one.faults[AXE] += [f"{path}: {found}" for found in tabs.disk.axe(tabs.axe, "dark")]
    tabs.disk.widen()
    if tabs.disk.words() != tabs.plain.words():
        one.faults[WORDS].append(path)


@dataclass
class Scoring:
    """What Lighthouse is asked."""

    modules: Path
    presets: Sequence[str]
    kinds: Sequence[str]
    """Of pages; none: all."""


def score(one: Measured, asked: Scoring) -> None:
    """Lighthouse on the largest page of each kind that search engines may index"""
    open_ones = {path for path, page in one.site.pages.items() if not page.noindex}
    with served(one.folder) as address:
        for kind, paths in sorted(by_kind(one.site).items()):
            path = next((p for p in reversed(paths) if p in open_ones), "")
            if not path or (asked.kinds and kind not in asked.kinds):
                continue
            for preset in asked.presets:
                scores = tools.lighthouse(asked.modules, address + path, preset)
                one.scores[kind, path, preset] = scores
                print(f"{one.name} {path} {preset}: {' '.join(map(str, scores.values()))}", flush=True)


def falls_short(one: Measured) -> bool:
    """Whether anything in a site is not as it should be"""
    low = [s for scores in one.scores.values() for name, s in scores.items() if s < tools.FLOORS[name]]
    return bool(low) or any(one.faults.values())


# --- report ---------------------------------------------------------------------------------------------------------


def report(all_of_them: Sequence[Measured], modules: Path, chromium: Any) -> Iterator[str]:
    """The generated lines of the report"""
    names = {"axe-core": "axe-core", "Nu HTML checker": "vnu-jar", "Lighthouse": "lighthouse"}
    versions = [f"{name} {tools.version(modules, package)}" for name, package in names.items()]
    yield f"One run: {datetime.now(UTC).date()}, Dossier {dossier.__version__}, Chromium {chromium.version}, "
    yield f"{', '.join(versions)}; Python {platform.python_version()}, {os.cpu_count()} cores."
    yield from _table(("faults", *(one.name for one in all_of_them)), _fault_rows(all_of_them))
    yield from _table(("sizes", *(one.name for one in all_of_them)), _size_rows(all_of_them))
    yield from _table(("kind of page: how many", *(one.name for one in all_of_them)), _kind_rows(all_of_them))
    scored = [(one.name, *key, *scores.values()) for one in all_of_them for key, scores in one.scores.items()]
    if scored:
        yield from _table(("site", "kind", "page", "preset", *tools.CATEGORIES), scored)


def _fault_rows(all_of_them: Sequence[Measured]) -> Iterator[tuple[object, ...]]:
    yield ("files read", *(len(one.site.paths) for one in all_of_them))
    yield ("pages read", *(len(one.site.pages) for one in all_of_them))
    yield from ((name, *(len(one.faults[name]) for one in all_of_them)) for name in CHECKS)
    yield ("pages looked at below this line", *(len(one.chosen) for one in all_of_them))
    yield from ((name, *(len(one.faults[name]) for one in all_of_them)) for name in (NU, *BROWSER))


def _size_rows(all_of_them: Sequence[Measured]) -> Iterator[tuple[object, ...]]:
    def largest(one: Measured, kind: str) -> str:
        path = by_kind(one.site).get(kind, [""])[-1]
        return f"{one.site.sizes.get(path, 0):,} {path}"

    for kind, limit in (("article", f" (at most {MAX_ARTICLE:,})"), ("person", ""), ("company", ""), ("home", "")):
        yield (f"largest page, {kind}{limit}", *(largest(one, kind) for one in all_of_them))
    yield (f"CSS (at most {MAX_STYLE:,})", *(f"{weight(one.site, '.css'):,}" for one in all_of_them))
    yield (
        "JavaScript, but for data that is read when asked for",
        *(f"{weight(one.site, '.js'):,}" for one in all_of_them),
    )


def _kind_rows(all_of_them: Sequence[Measured]) -> Iterator[tuple[object, ...]]:
    kinds = [by_kind(one.site) for one in all_of_them]
    for kind in sorted({kind for found in kinds for kind in found}):
        yield (kind, *(len(found.get(kind, ())) for found in kinds))


def _table(head: Sequence[object], rows: Iterator[tuple[object, ...]] | list[tuple[object, ...]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(map(str, head))} |", "|---" * len(head) + "|")
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)


def written(lines: Sequence[str]) -> None:
    """Puts the lines between the marks of the report"""
    before, _, rest = REPORT.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    REPORT.write_text(f"{before}{MARKS[0]}\n\n" + "\n".join(lines) + f"\n\n{MARKS[1]}{after}", "utf-8")


# --- commands -------------------------------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    """What the caller asks for"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the demo only, no Lighthouse, no report")
    parser.add_argument("--no-lighthouse", action="store_true", help="all but that, no report")
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help="write pictures there, measure nothing")
    parser.add_argument("--lighthouse", nargs="+", metavar="KIND", default=[], help="only that, on these kinds")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of the large archive")
    parser.add_argument("--node", type=Path, default=os.environ.get("DOSSIER_NODE"), help="folder with node_modules")
    return parser.parse_args()


def pictured(all_of_them: Sequence[Measured], folder: Path, chromium: Any) -> None:
    """Screenshots of the largest and the smallest page of each kind"""
    for one in all_of_them:
        chosen = [(kind, path) for kind, path in samples(one.site, 2) if kind != REDIRECT]
        target = folder / re.sub(r"[\W_]+", "-", one.name)
        print(f"{tools.screenshots(chromium, one.folder, chosen, target)} pictures in {target}")


def measure(all_of_them: Sequence[Measured], options: argparse.Namespace, chromium: Any) -> bool:
    """Measures and reports; whether all is as it should be"""
    modules = tools.node_modules(options.node)
    for one in all_of_them:
        if not options.lighthouse:
            look(one, modules, chromium)
        if not (options.quick or options.no_lighthouse):
            presets = tuple(tools.PRESETS)[: None if one is all_of_them[0] else 1]
            score(one, Scoring(modules=modules, presets=presets, kinds=options.lighthouse))
        for name, faults in one.faults.items():
            print("".join(f"{one.name}: {name}: {fault}\n" for fault in faults), end="", file=sys.stderr, flush=True)
    if not options.lighthouse:
        lines = list(report(all_of_them, modules, chromium))
        print("\n".join(lines))
        if not (options.quick or options.no_lighthouse):
            written(lines)
    return not any(map(falls_short, all_of_them))


def main() -> None:
    """See the module"""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="dossier-pages-") as folder, browser() as chromium:
        all_of_them = list(made(Path(folder), options))
        if options.screenshots:
            pictured(all_of_them, options.screenshots, chromium)
        elif not measure(all_of_them, options, chromium):
            sys.exit("pages: something falls short")


if __name__ == "__main__":
    main()
