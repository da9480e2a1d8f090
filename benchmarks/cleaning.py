"""Cleaning, side by side with its peers: scores and times of one run, written into benchmarks/cleaning.md.

    pip install -e .[bench]            the peers; best in an environment of their own
    python benchmarks/cleaning.py      measures, and writes the part of cleaning.md between its two marks
    python benchmarks/cleaning.py --times 9 --no-scores      only times, nine rounds

DOSSIER_GOLD is the folder with score/ and data/ (by default ../shared); without it nothing is measured, which is said.
"""

import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dossier.clean import clean
from dossier.clean.decode import decode
from dossier.errors import Failure
from dossier.model import Source, layout

HOME = Path(__file__).resolve().parent
REPORT = HOME / "cleaning.md"
#: The part of the report that is written anew.
GENERATED = re.compile(r"(?<=<!-- generated: begin -->\n).*?(?=<!-- generated: end -->)", re.DOTALL)
#: From so many Han characters a page is Chinese.
HAN, MANY = re.compile("[\u4e00-\u9fff]"), 300
CORPORA = ("zyte", "multi", "zh")
#: What counts as the same work: from the bytes of a page to text and metadata.
Tool = Callable[[bytes], dict[str, Any]]
#: The tools that are timed against ours, each with the page and all of its metadata.
TIMED = ("dossier", "trafilatura", "trafilatura (fast)")


def dossier(data: bytes) -> dict[str, Any]:
    """Ours: decoding, parsing, choice of the body, removals, metadata"""
    try:
        article, _ = clean(Source(id="page", path="page.html", suffix=".html", data=data))
    except Failure:
        return {}
    meta = article.meta
    return {
        "text": layout(article.blocks).text,
        "title": meta.title,
        "published": meta.published,
        "author": "、".join(meta.author),
        "images": [image.src for image in article.images],
    }


def trafilatura(data: bytes, *, fast: bool = False) -> dict[str, Any]:
    """With its default settings, and with metadata as ours has them"""
    found = import_module("trafilatura").bare_extraction(data, with_metadata=True, fast=fast)
    if found is None:
        return {}
    return {"text": found.text, "title": found.title, "published": found.date, "author": found.author}


def readability(data: bytes) -> dict[str, Any]:
    """readability-lxml: the text of the part of the page that it keeps, and the short title"""
    document = import_module("readability").Document(_text(data))
    kept = import_module("lxml.html").fromstring(document.summary(html_partial=True) or "<p></p>")
    lines = [" ".join("".join(node.itertext()).split()) for node in kept.iter("p", "li", "h1", "h2", "h3", "pre", "td")]
    return {"text": "\n\n".join(lines) or kept.text_content(), "title": document.short_title()}


def newspaper(data: bytes) -> dict[str, Any]:
    """newspaper4k, told that a page is Chinese where it is, and kept from fetching its pictures"""
    page = _text(data)
    told = {"language": "zh"} if len(HAN.findall(page)) > MANY else {}
    article = import_module("newspaper").article("https://example.com/", input_html=page, fetch_images=False, **told)
    published = article.publish_date.isoformat() if article.publish_date else ""
    authors = ", ".join(article.authors)
    return {"text": article.text, "title": article.title, "published": published, "author": authors}


def gne(data: bytes) -> dict[str, Any]:
    """GeneralNewsExtractor, made for Chinese news"""
    found = import_module("gne").GeneralNewsExtractor().extract(_text(data))
    named = {"text": "content", "title": "title", "published": "publish_time", "author": "author", "images": "images"}
    return {ours: found.get(theirs) for ours, theirs in named.items()}


def resiliparse(data: bytes) -> dict[str, Any]:
    """Text of the main content only; it has no metadata"""
    return {"text": import_module("resiliparse.extract.html2text").extract_plain_text(_text(data), main_content=True)}


#: Name → tool, and the package that it comes from.
TOOLS: dict[str, tuple[Tool, str]] = {
    "dossier": (dossier, "dossier-archive"),
    "trafilatura": (trafilatura, "trafilatura"),
    "trafilatura (fast)": (lambda data: trafilatura(data, fast=True), "trafilatura"),
    "readability-lxml": (readability, "readability-lxml"),
    "newspaper4k": (newspaper, "newspaper4k"),
    "gne": (gne, "gne"),
    "resiliparse": (resiliparse, "resiliparse"),
}


def _text(data: bytes) -> str:
    """For tools that take text: decoded by our own rules, so that no peer loses by an encoding"""
    return decode(Source(id="page", path="page.html", suffix=".html", data=data))[0]


def record(tool: Tool, page: Path) -> dict[str, Any]:
    """What a tool makes of a page; a page on which it fails counts as empty"""
    try:
        return {"path": str(page), **tool(page.read_bytes())}
    except Exception as error:  # a peer may raise anything
        print(f"{page.name}: {type(error).__name__}", file=sys.stderr)
        return {"path": str(page)}


def score(gold: Path, corpus: str, tool: Tool) -> str:
    """The last line of the scorer for a tool on a corpus"""
    records = [json.dumps(record(tool, page), default=str) for page in pages(gold, corpus)]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(records))
        file.flush()
        command = [sys.executable, str(gold / "score" / "extraction.py"), corpus, "--jsonl", file.name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]


def pages(gold: Path, corpus: str) -> list[Path]:
    """The pages of a corpus, unpacked by the scorer's own function"""
    if str(gold / "score") not in sys.path:
        sys.path.insert(0, str(gold / "score"))
    return sorted((import_module("extraction").corpus(corpus, None) / "html").iterdir())


def times(gold: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds a page of each timed tool: the median of the rounds, in which the tools take turns on every page"""
    sources = [page.read_bytes() for page in pages(gold, "zyte")]
    spent: dict[str, list[list[float]]] = {name: [[] for _ in sources] for name in TIMED}
    for turn in range(rounds + 1):
        for number, data in enumerate(sources):
            for name in TIMED:
                start = time.perf_counter()
                TOOLS[name][0](data)
                if turn:  # the first round warms up
                    spent[name][number].append(1000 * (time.perf_counter() - start))
    return {name: sorted(map(statistics.median, perpage)) for name, perpage in spent.items()}


def timetable(spent: dict[str, list[float]]) -> list[str]:
    """Median and 95th percentile, and how they compare with ours, as a table"""
    lines = ["| tool | median ms | p95 ms | ours : its median | ours : its p95 |", "|---|---|---|---|---|"]
    figures = {name: (statistics.median(ms), ms[int(0.95 * (len(ms) - 1))]) for name, ms in spent.items()}
    ours = figures[TIMED[0]]
    for name, (median, late) in figures.items():
        lines.append(f"| {name} | {median:.2f} | {late:.2f} | {ours[0] / median:.2f} | {ours[1] / late:.2f} |")
    return lines


def scoretable(gold: Path) -> list[str]:
    """F1 of every tool on every corpus, and the metadata of the Chinese pages, as a table"""
    keys = ("title", "day", "minute", "author", "false_author", "images")
    lines = [f"| tool | {' | '.join((*CORPORA, *keys))} |", "|" + "---|" * (1 + len(CORPORA) + len(keys))]
    for name, (tool, package) in TOOLS.items():
        results = [dict(re.findall(r"(\w+)=(\S+)", score(gold, corpus, tool))) for corpus in CORPORA]
        row = [*(result["F1"] for result in results), *(results[-1][key] for key in keys)]
        print(f"{name}: {' '.join(row)}", flush=True)
        lines.append(f"| {name} {version(package)} | {' | '.join(row)} |")
    return lines


def main() -> None:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, metavar="N", help="rounds that are timed (5)")
    parser.add_argument("--no-scores", action="store_true", help="measure times only, and write nothing")
    options = parser.parse_args()
    gold = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent.parent / "shared").resolve()
    if not (gold / "score").is_dir():
        print(f"cleaning: skipped, there is no {gold / 'score'} (set DOSSIER_GOLD)")
        return
    speed = timetable(times(gold, options.times))
    print("\n".join(speed), flush=True)
    if options.no_scores:
        return
    where = f"{datetime.date.today()}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    table = ["", f"One run: {where}.", "", *scoretable(gold), "", *speed, "", ""]
    report = REPORT.read_text("utf-8")
    REPORT.write_text(GENERATED.sub(lambda _: "\n".join(table), report), "utf-8")


if __name__ == "__main__":
    main()
