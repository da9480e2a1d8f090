"""Measures whether quotations find their text again after an article has changed.

    python benchmarks/anchoring.py             the table; exit code 1 if a figure is on the wrong side of its floor
    python benchmarks/anchoring.py --pin       writes the floors that are reached now; never lowers one

Articles: those of DOSSIER_GOLD/data/entities (by default ../shared) and of benchmarks/articles, fourteen of the demo as
they were when the floors were pinned: so a figure moves with the rules, and not with what the demo tells. Random
quotations of 8–60 characters are taken from each, with seeds that are fixed; then characters are replaced, put in and
taken out at random, or paragraphs moved, or the paragraph of the quotation is removed. `found`: at the text it was
taken from (half of either overlaps); `wrong`: elsewhere; `review`: shown to the editor; `orphan`: told to be lost.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
from dossier.annotate import Found, find_quotes, pin  # noqa: E402
from dossier.annotate.places import ENOUGH, width  # noqa: E402
from dossier.annotate.texts import INSIDE_WORD, folded  # noqa: E402
from dossier.clean import clean  # noqa: E402
from dossier.errors import Failure  # noqa: E402
from dossier.model import Annotation, Block, Directions, Place  # noqa: E402
from dossier.read import load_file  # noqa: E402

FLOORS = HOME / "benchmarks" / "floors.yaml"
#: Quotations of one article, their shortest and longest length, and the seed.
QUOTES, SHORTEST, LONGEST, SEED = 30, 8, 60, 4
#: Shares of characters that change.
RATES = (0.02, 0.10, 0.20)
#: A share of right ones is pinned this far below what was measured, one of wrong ones above.
SLACK = 0.002


class Sample(NamedTuple):
    """A quotation of an article, and where it was taken from."""

    blocks: tuple[Block, ...]
    place: Place
    annotation: Annotation


class Changed(NamedTuple):
    """An article after a change, and where the quotation's text is now; None: it is gone."""

    blocks: tuple[Block, ...]
    place: Place | None


Change = Callable[[Sample, random.Random], Changed]


def articles(gold: Path) -> Iterator[tuple[Block, ...]]:
    """The blocks of all articles that are measured, in order of their paths"""
    paths = sorted((gold / "data" / "entities").glob("*.txt"))
    paths += sorted(p for p in (HOME / "benchmarks" / "articles").rglob("*") if p.suffix in (".txt", ".html", ".md"))
    for path in paths:
        try:
            article, _ = clean(load_file(str(path)).source, Directions())
        except Failure as failure:
            print(failure, file=sys.stderr)
            continue
        yield article.blocks


def samples(blocks: tuple[Block, ...], chance: random.Random, *, context: bool) -> Iterator[Sample]:
    """Random quotations that stand once in an article; context: with prefix and suffix, as `repin` writes them"""
    long = [number for number, block in enumerate(blocks) if len(block.text) >= SHORTEST]
    for _ in range(QUOTES if long else 0):
        number = chance.choice(long)
        text = blocks[number].text
        length = min(len(text), chance.randint(SHORTEST, LONGEST))
        start = chance.randrange(len(text) - length + 1)
        place = whole_words(text, Place(block=number, start=start, end=start + length))
        pinned = pin(blocks, place) if place.end - place.start >= SHORTEST else None
        if pinned is None:
            continue
        said = Annotation(quote=pinned.quote)
        if context:
            said = Annotation(quote=pinned.quote, prefix=pinned.prefix, suffix=pinned.suffix)
        if outcome(Changed(blocks, place), said) == "found":
            yield Sample(blocks, place, said)


def whole_words(text: str, place: Place) -> Place:
    """The place without words that it cuts, and without white space around it"""
    start, end = place.start, place.end
    while start < end and (text[start].isspace() or (start and INSIDE_WORD.match(text, start - 1))):
        start += 1
    while end > start and (text[end - 1].isspace() or INSIDE_WORD.match(text, end - 1)):
        end -= 1
    return Place(block=place.block, start=start, end=end)


# --- changes -------------------------------------------------------------------------------------------------------


def edited(text: str, rate: float, chance: random.Random, kept: range = range(0)) -> tuple[str, list[int]]:
    """A text with random edits outside of `kept`, and where each of its characters (and its end) is now"""
    out: list[str] = []
    moved: list[int] = []
    length = 0
    for at, char in enumerate(text):
        moved.append(length)
        new = char
        if at not in kept and chance.random() < rate:
            other = chance.choice(text)
            new = chance.choice((other, "", char + other))
        out.append(new)
        length += len(new)
    return "".join(out), [*moved, length]


def edits(rate: float, *, inside: bool) -> Change:
    """Random edits of all blocks; inside: of the quotation, too"""

    def change(sample: Sample, chance: random.Random) -> Changed:
        blocks, place = [], sample.place
        for number, block in enumerate(sample.blocks):
            here = number == sample.place.block
            kept = range(sample.place.start, sample.place.end) if here and not inside else range(0)
            text, moved = edited(block.text, rate, chance, kept)
            if here:
                place = Place(block=number, start=moved[place.start], end=moved[place.end])
            blocks.append(Block(kind=block.kind, text=text))
        return Changed(tuple(blocks), place)

    return change


def moves(rate: float) -> Change:
    """Paragraphs in another order, and random edits of all"""

    def change(sample: Sample, chance: random.Random) -> Changed:
        changed = edits(rate, inside=True)(sample, chance)
        order = list(range(len(changed.blocks)))
        chance.shuffle(order)
        assert changed.place is not None
        at = order.index(changed.place.block)
        place = Place(block=at, start=changed.place.start, end=changed.place.end)
        return Changed(tuple(changed.blocks[number] for number in order), place)

    return change


def removal(rate: float) -> Change:
    """The quotation's paragraph gone, and random edits of the others"""

    def change(sample: Sample, chance: random.Random) -> Changed:
        changed = edits(rate, inside=True)(sample, chance)
        at = sample.place.block
        return Changed(changed.blocks[:at] + changed.blocks[at + 1 :], None)

    return change


CHANGES: dict[str, Change] = {
    **{f"outside-{rate:.0%}": edits(rate, inside=False) for rate in RATES},
    **{f"everywhere-{rate:.0%}": edits(rate, inside=True) for rate in RATES},
    "moved": moves(0.0),
    **{f"moved-{rate:.0%}": moves(rate) for rate in RATES},
    "removed": removal(0.02),
}


# --- outcomes ------------------------------------------------------------------------------------------------------


def outcome(changed: Changed, annotation: Annotation) -> str:
    """found, wrong, review or orphan"""
    (found,) = find_quotes(changed.blocks, [annotation])
    if found.how in ("exact", "near"):
        return "found" if changed.place and right(found, changed.place) else "wrong"
    return "orphan" if found.how == "lost" else "review"


def right(found: Found, place: Place) -> bool:
    """Whether a place found shares half of both with the true one"""
    (here,) = found.places
    shared = min(here.end, place.end) - max(here.start, place.start)
    return here.block == place.block and 2 * shared >= max(here.end - here.start, place.end - place.start)


def measure(all_blocks: Sequence[tuple[Block, ...]], *, context: bool, short: bool = False) -> dict[str, Counter[str]]:
    """Outcomes by change; short: of the quotations that are never looked for by likeness, else of all others"""
    counts: dict[str, Counter[str]] = {name: Counter() for name in CHANGES}
    for number, blocks in enumerate(all_blocks):
        chance = random.Random(SEED * 1_000 + number)
        for sample in samples(blocks, chance, context=context):
            if short != (width(folded(sample.annotation.quote).text) < ENOUGH):
                continue
            for name, change in CHANGES.items():
                counts[name][outcome(change(sample, chance), sample.annotation)] += 1
    return counts


def table(counts: dict[str, Counter[str]], title: str) -> list[str]:
    """Lines of a Markdown table"""
    lines = [f"| {title} | quotations | found | wrong | for review | orphan |", "|---|---|---|---|---|---|"]
    for name, count in counts.items():
        shares = (f"{count[key] / count.total():.1%}" for key in ("found", "wrong", "review", "orphan"))
        lines.append(f"| {name} | {count.total()} | {' | '.join(shares)} |")
    return lines


def figures(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """What is pinned: shares found by change; shares wrong of all changes together, and where the paragraph is gone"""
    changed = {name: count for name, count in counts.items() if name != "removed"}
    total = sum(changed.values(), Counter[str]())
    found = {name: round(count["found"] / count.total(), 4) for name, count in changed.items()}
    gone = counts["removed"]
    wrong = {"wrong": total["wrong"] / total.total(), "wrong-removed": gone["wrong"] / gone.total()}
    return found | {name: round(share, 4) for name, share in wrong.items()}


def main() -> None:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true")
    options = parser.parse_args()
    gold = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent / "shared").resolve()
    if not (gold / "data" / "entities").is_dir():
        print(f"anchoring: skipped, there is no {gold / 'data' / 'entities'} (set DOSSIER_GOLD)")
        return
    read = list(articles(gold))
    measured = {}
    short = measure(read, context=True, short=True)
    print("\n".join(table(short, "too short for likeness")) + "\n", flush=True)
    for name, context in (("with prefix and suffix", True), ("quotation alone", False)):
        counts = measure(read, context=context)
        print("\n".join(table(counts, name)) + "\n", flush=True)
        measured |= {f"{key}{'' if context else '-alone'}": value for key, value in figures(counts).items()}
    hold(measured, pinning=options.pin)


def hold(measured: dict[str, float], *, pinning: bool) -> None:
    """Compares figures with their floors, or raises these; exits with 1 if one is on the wrong side"""
    floors = yaml.safe_load(FLOORS.read_text("utf-8"))
    mine = floors.setdefault("anchoring", {})
    wrong = []
    for key, value in measured.items():
        floor = mine.get(key)
        ceiling = key.startswith("wrong")
        if pinning and ceiling:
            mine[key] = min(floor or 1.0, round(value + SLACK, 4))
        elif pinning:
            mine[key] = max(floor or 0.0, round(value - SLACK, 4))
        elif floor is None or (value > floor if ceiling else value < floor):
            wrong.append(f"anchoring: {key} is {value:.4f}, its floor is {floor or 'not pinned'}")
    if pinning:
        head = FLOORS.read_text("utf-8").partition("\n")[0]
        FLOORS.write_text(f"{head}\n{yaml.safe_dump(floors, sort_keys=True)}", "utf-8")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
