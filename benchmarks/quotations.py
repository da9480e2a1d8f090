"""Quotations with their speaker, against labels: precision, and recall of those whose speaker is a known entity.

    python benchmarks/quotations.py                  labels in $DOSSIER_GOLD/labels
    python benchmarks/quotations.py --labels FOLDER [--mistakes]

FOLDER holds quotations.json (file of $DOSSIER_GOLD/data/entities → labels), and articles/<id>.txt with <id>.json whose
`quotations` are labels. Two figures, apart: of the articles that were read when the rules were made, and of FOLDER's
own. Known are the people and companies of each article's gold, with all names that it has. A quotation is right if it
and a label share most of their characters and have one speaker; what meets an optional label does not count.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.link import find, link, resolve
from dossier.model import Article, Block, Entity, EntityKind, Meta, Name

HOME = Path(__file__).resolve().parent
GOLD = Path(os.environ.get("DOSSIER_GOLD", HOME.parent.parent / "shared"))
#: Part of both that a quotation and its label have in common at least.
SHARED = 0.7
KINDS: tuple[tuple[EntityKind, str], ...] = (("person", "persons"), ("company", "companies"))
Label = dict[str, Any]


def cases(labels: Path) -> Iterator[tuple[str, Path, list[Label]]]:
    """(set, text, labels) of every labelled article"""
    for name, found in sorted(json.loads((labels / "quotations.json").read_text("utf-8")).items()):
        yield "read", GOLD / "data" / "entities" / name, found
    for path in sorted((labels / "articles").glob("*.txt")):
        yield "own", path, json.loads(path.with_suffix(".json").read_text("utf-8")).get("quotations", [])


def known(gold: dict[str, Any]) -> tuple[list[Entity], dict[str, str]]:
    """The entities of an article's gold, and `kind/id` by each of their names"""
    entities: list[Entity] = []
    refs: dict[str, str] = {}
    for kind, group in KINDS:
        for number, one in enumerate(gold[group]):
            names = list(dict.fromkeys([one["name"], *one["surfaces"]]))
            ident = f"{kind}-{number}"
            entities.append(Entity(id=ident, kind=kind, name=names[0], names=tuple(Name(text=n) for n in names)))
            refs |= dict.fromkeys(names, f"{kind}/{ident}")
    return entities, refs


def found(text: str, entities: list[Entity]) -> list[tuple[int, int, str]]:
    """(start, end, speaker) of our quotations; paragraphs are lines"""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    starts = [m.start() + len(m[0]) - len(m[0].lstrip()) for m in lines]
    blocks = tuple(Block(kind="paragraph", text=m[0].strip()) for m in lines)
    article = Article(id="a", path="a.txt", meta=Meta(), blocks=blocks)
    findings = find(article)
    registry, _ = resolve(entities, [("a", findings)], 0.7)
    linked = link(article, findings, registry.slice(article, findings))
    return [
        (starts[q.place.block] + q.place.start, starts[q.place.block] + q.place.end, q.speaker)
        for q in linked.quotations
    ]


def meets(ours: tuple[int, int, str], label: Label) -> bool:
    """Whether both have most of their characters in common"""
    common: int = min(ours[1], label["end"]) - max(ours[0], label["start"])
    return bool(common >= SHARED * (max(ours[1], label["end"]) - min(ours[0], label["start"])))


def score(path: Path, labels: list[Label], counts: Counter[str]) -> list[str]:
    """Counts one article; gives its mistakes, each as a line"""
    text, gold = path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))
    entities, refs = known(gold)
    direct = [label for label in labels if label["kind"] == "direct"]
    wanted = [(one, refs.get(one["entity_hint"]) or refs.get(one["speaker"], "")) for one in direct]
    ours, mistakes = found(text, entities), []
    for one in ours:
        met = next(((label, ref) for label, ref in wanted if meets(one, label)), None)
        if met and met[0].get("optional"):
            continue
        right = bool(met) and met is not None and met[1] == one[2]
        counts["given"] += 1
        counts["right"] += right
        if not right:
            mistakes.append(f"{path.name}: wrong {one[2]}: {text[one[0] : one[1]][:60]}")
    for label, ref in wanted:
        if ref and not label.get("optional"):
            hit = any(meets(one, label) and one[2] == ref for one in ours)
            counts["labels"] += 1
            counts["met"] += hit
            if not hit:
                mistakes.append(f"{path.name}: missed {label['speaker']}: {text[label['start'] : label['end']][:60]}")
    return mistakes


def main() -> None:
    """Prints the two figures"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=GOLD / "labels")
    parser.add_argument("--mistakes", action="store_true")
    options = parser.parse_args()
    if not (options.labels / "quotations.json").exists():
        sys.exit(f"no labels in {options.labels}: nothing was measured")
    counts: dict[str, Counter[str]] = {"read": Counter(), "own": Counter()}
    for name, path, labels in cases(options.labels):
        mistakes = score(path, labels, counts[name])
        if options.mistakes:
            print(*mistakes, sep="\n", end="\n" * bool(mistakes))
    for name, one in counts.items():
        precision, recall = one["right"] / max(1, one["given"]), one["met"] / max(1, one["labels"])
        print(f"{name}: precision {precision:.3f} ({one['right']}/{one['given']}), recall {recall:.3f}", end=" ")
        print(f"({one['met']}/{one['labels']} with a known speaker)")


if __name__ == "__main__":
    main()
