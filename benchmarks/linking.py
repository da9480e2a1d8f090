"""What each rule of finding people and companies is worth, and what finding and linking cost, on DOSSIER_GOLD.

    python benchmarks/linking.py           the table of benchmarks/linking.md: F1, each rule switched off, times

Figures of the scorers themselves, and their floors, are in benchmarks/scores.py. DOSSIER_GOLD is the folder with data/
(by default ../shared); without it nothing is measured, which is said.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from dossier.fold import fold  # noqa: E402
from dossier.link import find, link, resolve  # noqa: E402
from dossier.link.candidates import candidates  # noqa: E402
from dossier.link.candidates import clues as weights  # noqa: E402
from dossier.model import Article, Block, Meta  # noqa: E402
from dossier.sentences import sentences  # noqa: E402

#: Characters of the articles that are timed, as the goal states it, and how often each is timed.
LENGTH, TIMES = 1_500, 5
GROUPS = {"person": "persons", "company": "companies"}
#: A rule is shown if F1 without it differs by this much.
SHOWN = 0.0005
Gold = tuple[Article, dict[str, Any]]


def article(text: str) -> Article:
    """A text as an article, one paragraph a line"""
    blocks = tuple(Block(kind="paragraph", text=line.strip()) for line in text.split("\n") if line.strip())
    return Article(id="a", path="", meta=Meta(published="2024-10-08"), blocks=blocks)


def golds(folder: Path) -> list[Gold]:
    """The articles in which people and companies are labelled, with their labels"""
    found = ((path, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json")))
    return [(article(p.with_suffix(".txt").read_text("utf-8")), g) for p, g in found if g["persons"] or g["companies"]]


def f1(articles: Iterable[Gold], lang: str, kind: str) -> float:
    """F1 of distinct people or companies, by their first name"""
    right = wrong = missed = 0
    for source, gold in articles:
        if gold["lang"] != lang:
            continue
        group = gold[GROUPS[kind]]
        owner = {fold(n).rstrip("."): i for i, e in enumerate(group) for n in (*e["surfaces"], e["name"])}
        neutral = {fold(name) for name in gold["optional"] + gold["other_orgs"]}
        sure = [c for c in candidates(source) if c.kind == kind and c.confidence >= weights.PAGE]
        names = [name for name in (fold(c.name).rstrip(".") for c in sure) if name not in neutral]
        hit = {owner[name] for name in names if name in owner}
        right += len(hit)
        wrong += len(names) - len(hit)
        missed += len(group) - len(hit)
    return 2 * right / (2 * right + wrong + missed)


def figures(articles: list[Gold]) -> dict[str, float]:
    """F1 by language and kind"""
    return {f"{lang} {kind}": f1(articles, lang, kind) for lang in ("zh", "en") for kind in GROUPS}


def ablations(articles: list[Gold], whole: dict[str, float]) -> Iterator[tuple[str, list[float]]]:
    """What F1 loses without each rule"""
    for rule, weight in weights.WEIGHTS.items():
        weights.WEIGHTS[rule] = 0.0
        weights.combined.cache_clear()
        yield rule, [whole[key] - value for key, value in figures(articles).items()]
        weights.WEIGHTS[rule] = weight
    weights.combined.cache_clear()


def pieces(articles: Iterable[Gold], lang: str) -> list[Article]:
    """The articles of a language, joined and cut to the length that is timed"""
    text = "\n".join(b.text for source, gold in articles if gold["lang"] == lang for b in source.blocks)
    return [article(text[at : at + LENGTH]) for at in range(0, len(text) - LENGTH + 1, LENGTH)]


def milliseconds(run: Callable[[], object]) -> float:
    """The least processor time of some runs: other work on the machine only adds to it

    Sentences are cut anew each time: an article is new to a build.
    """
    best = float("inf")
    for _ in range(TIMES):
        sentences.cache_clear()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best * 1000


def timed(cut: list[Article]) -> tuple[float, float]:
    """Median milliseconds of find, and of link with the slice of the registry"""
    findings = [find(one) for one in cut]
    registry, _ = resolve((), [(str(n), found) for n, found in enumerate(findings)], weights.PAGE)
    pairs = list(zip(cut, findings, strict=True))
    finding = [milliseconds(lambda one=one: find(one)) for one in cut]  # type: ignore[misc]
    linking = [milliseconds(lambda a=a, f=f: link(a, f, registry.slice(a, f))) for a, f in pairs]  # type: ignore[misc]
    return statistics.median(finding), statistics.median(linking)


def main() -> None:
    """See the module"""
    gold = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent / "shared").resolve() / "data" / "entities"
    if not gold.is_dir():
        print(f"linking: skipped, there is no {gold} (set DOSSIER_GOLD)")
        return
    articles = golds(gold)
    whole = figures(articles)
    print("| rule off | " + " | ".join(whole) + " |\n|---" + "|---" * len(whole) + "|")
    print("| none: F1 | " + " | ".join(f"{value:.3f}" for value in whole.values()) + " |")
    for rule, losses in ablations(articles, whole):
        if any(abs(loss) > SHOWN for loss in losses):
            print(f"| {rule} | " + " | ".join(f"{-loss:+.3f}" if abs(loss) > SHOWN else "" for loss in losses) + " |")
    for lang in ("zh", "en"):
        finding, linking = timed(pieces(articles, lang))
        print(f"{lang}: find {finding:.2f} ms, link {linking:.2f} ms per article of {LENGTH} characters")


if __name__ == "__main__":
    main()
