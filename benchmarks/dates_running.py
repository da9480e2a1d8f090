"""Scores the dates of running text: right values of labelled expressions, and dates where none may be.

    dates_running.py LABELS TEXTS… [--pages]

LABELS: JSON list of {file, start, end, value, ref, optional}; `value` null: no date may be there; `ref`: the article's
date. TEXTS: folders with the files. An expression is right if a date that overlaps it means the same days.
"""

import argparse
import json
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.link.calendar import when
from dossier.link.dates import dates


def days(value: str) -> tuple[str, str]:
    """First and last day of an ISO 8601 value, partial or interval"""
    first, _, last = value.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value: str, *, last: bool) -> str:
    if len(value) == len("2024"):
        return value + ("-12-31" if last else "-01-01")
    if len(value) == len("2024-10"):
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}" if last else f"{value}-01"
    return value[:10]


def found(text: str, ref: str) -> Iterator[tuple[int, int, str]]:
    """Dates of a text, paragraph by paragraph, as a build reads them"""
    start = 0
    for line in text.split("\n"):
        yield from ((start + a, start + b, value) for a, b, value in dates(line, when(ref)))
        start += len(line) + 1


def judged(text: str, labels: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """(right, wrong, missed, false or silent; what was found; the label) of one file"""
    mine = list(found(text, labels[0]["ref"] or ""))
    hit = set()
    for label in labels:
        over = [d for d in mine if d[0] < label["end"] and label["start"] < d[1]]
        hit.update(over)
        if label["optional"]:
            continue
        told = ", ".join(f"{text[a:b]}={value}" for a, b, value in over)
        if label["value"] is None:
            yield "false" if over else "silent", told, label
        elif over:
            yield "right" if any(days(d[2]) == days(label["value"]) for d in over) else "wrong", told, label
        else:
            yield "missed", "", label
    for a, b, value in mine:
        if (a, b, value) not in hit:
            yield "false", f"…{text[max(0, a - 10) : a]}[{text[a:b]}={value}]{text[b : b + 10]}", None


def main() -> None:
    """Prints one line a language: the share of all expressions that are dealt with rightly, and how each kind fared"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--pages", action="store_true", help="show each mistake")
    options = parser.parse_args()
    files = defaultdict(list)
    for label in json.loads(options.labels.read_text("utf-8")):
        files[label["file"]].append(label)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, labels in sorted(files.items()):
        path = next((folder / name for folder in options.texts if (folder / name).exists()), None)
        if path is None:
            continue
        for verdict, told, label in judged(path.read_text("utf-8"), labels):
            counts["en" if name.startswith("en") else "zh"][verdict] += 1
            if options.pages and verdict not in ("right", "silent"):
                print(f"{name}: {verdict}: {label and label['text']!r} {label and label['value']} ← {told}")
    for language, count in sorted(counts.items()):
        good, all_ = count["right"] + count["silent"], sum(count.values())
        print(f"{language}: {good}/{all_} = {good / all_:.3f}", *(f"{key}={n}" for key, n in sorted(count.items())))


if __name__ == "__main__":
    main()
