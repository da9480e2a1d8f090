"""Fits the weights of `dossier/clean/fitted.py` on the development pages, and tells what they bring on pages left out.

    python benchmarks/fit_weights.py            leave-out scores: each tenth of the pages by weights of the other nine
    python benchmarks/fit_weights.py --write    fits on all pages and writes dossier/clean/data/weights.txt

Needs DOSSIER_GOLD (by default ../shared) and the extra `bench`. Labels: a run of a fully marked page counts by the
share of its 4-grams that stand in the gold text, one of a page with marked segments only where it holds such a segment.
The pages of the structure corpus, whose gold keeps all that belongs to an article, guard lists, links and headings.
Nothing of the pages goes into the weights but their sum. L2-regularised logistic regression (scikit-learn).
"""

import argparse
import hashlib
import importlib.util
import json
import os
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from bs4 import BeautifulSoup
from msgspec import Struct
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dossier.clean import fitted
from dossier.clean.blocks import Builder
from dossier.clean.decode import decode
from dossier.clean.directions import UNDIRECTED, Steering
from dossier.clean.html import judge
from dossier.clean.inside import Inside
from dossier.clean.junk import Rule
from dossier.clean.metadata import describe
from dossier.clean.traits import Traits
from dossier.clean.tree import read_page
from dossier.clean.verdicts import without_followers
from dossier.errors import Failure
from dossier.model import Source, layout

HOME = Path(__file__).resolve().parent.parent
WEIGHTS = HOME / "dossier" / "clean" / "data" / "weights.txt"
CORPORA = ("zyte", "multi", "zh", "structure")
#: Strength of the regularisation (scikit-learn's C; 0.1 to 0.6 make no difference), parts for leaving out, and what
#: one marked segment weighs against a whole page of text.
STRENGTH, PARTS, SEGMENT = 0.2, 10, 0.12
#: What a page of the structure corpus weighs against another: its lists and links are short.
GUARD = 4
#: Traits seen in fewer runs than this are not learnt: a single page could make them.
RAREST = 12
HEAD = """# Weights of the traits in dossier/clean/traits.py: log odds of being part of the article.
# Written by benchmarks/fit_weights.py --write; do not edit.
"""

Row = tuple[dict[str, float], float, float]


class Sample(Struct):
    """One page, judged by the rules."""

    corpus: str
    file: str
    inside: Inside
    found: list[Rule | None]
    traits: dict[int, dict[str, float]]
    rows: list[Row]
    """Traits, label (share that is article), weight."""

    @property
    def part(self) -> int:
        """Which part it is left out with: pages of one site together"""
        site = self.file.split("_")[0]
        return int(hashlib.sha256(f"{self.corpus} {site}".encode()).hexdigest(), 16) % PARTS


def gold_folder() -> Path:
    """DOSSIER_GOLD; raises SystemExit without it"""
    gold = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent / "shared").resolve()
    if not (gold / "data").is_dir():
        sys.exit(f"fit_weights: there is no {gold / 'data'} (set DOSSIER_GOLD)")
    return gold


def scorer(gold: Path, name: str) -> ModuleType:
    """One of the scorers, as a module"""
    spec = importlib.util.spec_from_file_location(name, gold / "score" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=len(CORPORA))
def corpus(gold: Path, name: str) -> list[tuple[str, bytes, Any]]:
    """The pages of a corpus: file name, bytes, and what the gold says of it"""
    with tarfile.open(gold / "data" / f"extraction-{name}.tar.xz") as tar:
        read = {Path(m.name): stream.read() for m in tar if (stream := tar.extractfile(m))}
    if name == "structure":
        pages = [path.parent for path in read if path.name == "source.html"]
        return [(one.name, read[one / "source.html"], read[one / "expected.html"].decode()) for one in sorted(pages)]
    marked = json.loads(next(data for path, data in read.items() if path.name == "gold.json"))
    entries = marked.items() if isinstance(marked, dict) else ((entry["file"], entry) for entry in marked)
    by_file = {f"{key}.html" if name == "zyte" else entry["file"]: entry for key, entry in entries}
    return sorted((path.name, data, by_file[path.name]) for path, data in read.items() if path.name in by_file)


def samples(gold: Path, name: str, score: ModuleType) -> Iterator[Sample]:
    """The pages of a corpus that can be read"""
    for file, data, entry in corpus(gold, name):
        source = Source(id="page", path=file, suffix=".html", data=data)
        try:
            page = read_page(decode(source)[0])
        except Failure:
            continue
        inside, found = judge(page, describe(page), Steering(UNDIRECTED, ""))
        if inside is None:
            continue
        traits = Traits(inside, found)
        of = {index: dict(traits.of(index)) for index in traits.contested()}
        if name in ("multi", "zh"):
            labels = dict(segments(entry, inside, score))
        else:
            labels = whole(plain(entry) if name == "structure" else entry, inside, found)
        guard = GUARD if name == "structure" else 1
        rows = [(of[index], label, guard * weight) for index, (label, weight) in labels.items() if index in of]
        yield Sample(name, file, inside, found, of, rows)


def plain(html: str) -> str:
    """The text of a page of the gold"""
    return BeautifulSoup(html, "html.parser").get_text(" ")


def whole(text: str, inside: Inside, found: list[Rule | None]) -> dict[int, tuple[float, float]]:
    """Label and weight of the runs of a page whose whole article is known; of equal texts, the kept one first"""
    wanted = Counter(grams(text))
    total = max(1, wanted.total())
    runs = inside.layout.page.runs
    labels = {}
    for index in sorted((i for i, run in enumerate(runs) if run.text), key=lambda i: (found[i] is not None, i)):
        own = Counter(grams(runs[index].text))
        if not own:
            continue
        hit = sum(min(count, wanted[gram]) for gram, count in own.items())
        wanted -= own
        if len(words(runs[index].text)) < 4:
            if found[index] is not None:
                continue
            hit = own.total() * (runs[index].text in text)
        labels[index] = hit / own.total(), own.total() / total
    return labels


def segments(entry: Any, inside: Inside, score: ModuleType) -> Iterator[tuple[int, tuple[float, float]]]:
    """Label and weight of the runs that hold a segment which must, or must not, be in the text"""
    wanted, unwanted = ([score.collapse(one) for one in entry[key]] for key in ("with", "without"))
    for index, run in enumerate(inside.layout.page.runs):
        text = score.collapse(run.text)
        right = any(one in text for one in wanted) or (len(text) > 25 and any(text in one for one in wanted))
        wrong = any(one in text for one in unwanted)
        if text and right != wrong:
            yield index, (float(right), SEGMENT)


def words(text: str) -> list[str]:
    """Words as the scorer counts them"""
    return "".join(c if c.isalnum() or c == "_" else " " for c in text).split()


def grams(text: str) -> list[tuple[str, ...]]:
    """4-grams of words; a shorter text is one"""
    found = words(text)
    return [tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3))] if found else []


def fit(pages: Iterable[Sample]) -> dict[str, float]:
    """Weights of the traits, and of the constant under the empty name"""
    rows = [row for page in pages for row in page.rows]
    seen = Counter(name for traits, _, _ in rows for name in traits)
    kept = [({k: v for k, v in traits.items() if seen[k] >= RAREST}, label, w) for traits, label, w in rows]
    split = [(t, 1, w * label) for t, label, w in kept if label > 0] + [
        (t, 0, w * (1 - label)) for t, label, w in kept if label < 1
    ]
    table = DictVectorizer()
    matrix = table.fit_transform([traits for traits, _, _ in split]).toarray()
    mean = sum(w for _, _, w in split) / len(split)
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=200)
    model.fit(matrix, [label for _, label, _ in split], sample_weight=[w / mean for _, _, w in split])
    weights = dict(zip(table.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    return {"": float(model.intercept_[0]), **weights}


def blocks_of(page: Sample, weights: dict[str, float] | None) -> Builder:
    """The article under some weights; None: by the rules alone"""
    found = list(page.found)
    for index, traits in page.traits.items() if weights else ():
        odds = weights[""] + sum(weights.get(name, 0.0) * value for name, value in traits.items())
        found[index] = fitted.verdict(found[index], odds)
    if weights and not page.inside.collection:
        without_followers(found, page.inside)
    builder = Builder("", page.inside.body)
    for run, rule in zip(page.inside.layout.page.runs, found, strict=True):
        if rule is None:
            builder.keep(run)
    return builder


def scores(gold: Path, pages: list[Sample], fits: list[dict[str, float]] | None) -> str:
    """One line of figures; fits: weights for each part, or None for the rules alone"""
    line, score = [], scorer(gold, "extraction")
    for name in CORPORA:
        built = {p.file: blocks_of(p, fits[p.part] if fits else None) for p in pages if p.corpus == name}
        entries = {file: entry for file, _, entry in corpus(gold, name)}
        out = {file: {"text": layout(one.blocks).text} for file, one in built.items()}
        if name == "structure":
            line.append(f"structure {structure(scorer(gold, name), entries, built)}")
        elif name == "zyte":
            whole_text = {file.removesuffix(".html"): entry for file, entry in entries.items()}
            line.append(f"zyte {score.score_zyte(whole_text, out, False).rpartition(' ')[0]}")
        else:
            norm = score.collapse if name == "multi" else score.squeeze
            line.append(f"{name} {score.segments(entries.values(), out, norm, False).rpartition(' ')[0]}")
    return " | ".join(line)


def structure(score: ModuleType, entries: dict[str, str], built: dict[str, Builder]) -> str:
    """Shares of kinds that are kept, as the scorer of structure counts them"""
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for file, expected in entries.items():
        reference = score.Reference()
        reference.feed(expected)
        one = built[file]
        have, quotes = score.produced(msgspec.to_builtins({"images": one.images, "blocks": one.blocks}))
        for (kind, text), times in reference.pieces.items():
            kept[kind] += sum(score.survives(kind, text, have, quotes) for _ in range(times))
            total[kind] += times
    return " ".join(f"{kind}={kept[kind] / total[kind]:.3f}" for kind in sorted(total))


def main() -> None:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gold = gold_folder()
    score = scorer(gold, "extraction")
    pages = [page for name in CORPORA for page in samples(gold, name, score)]
    print("rules alone:  ", scores(gold, pages, None), flush=True)
    left_out = [fit(page for page in pages if page.part != part) for part in range(PARTS)]
    print("left out:     ", scores(gold, pages, left_out), flush=True)
    everything = fit(pages)
    print("fitted on all:", scores(gold, pages, [everything] * PARTS))
    if options.write:
        lines = (f"{name or 'constant'}\t{value:.3f}\n" for name, value in sorted(everything.items()))
        WEIGHTS.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
