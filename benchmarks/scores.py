"""Runs the scorers of DOSSIER_GOLD against `build.py inspect`, and holds every figure against its pinned floor.

    python benchmarks/scores.py            all scorers; exit code 1 if a figure is below its floor or missing
    python benchmarks/scores.py --pin      writes the floors that are reached now; never lowers one

DOSSIER_GOLD is the folder with score/ and data/ (by default ../shared); without it nothing is measured, which is said.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml

HOME = Path(__file__).resolve().parent.parent
FLOORS = HOME / "benchmarks" / "floors.yaml"
INSPECT = f"{shlex.quote(sys.executable)} {shlex.quote(str(HOME / 'build.py'))} inspect -q"
#: Name of a group of figures → scorer, its arguments, and the command that it judges.
SCORERS = {
    "zyte": ("extraction.py", ["zyte"], f"{INSPECT} -"),
    "multi": ("extraction.py", ["multi"], f"{INSPECT} -"),
    "zh": ("extraction.py", ["zh"], f"{INSPECT} -"),
    "structure": ("structure.py", [], f"{INSPECT} -"),
    "dates": ("dates.py", [], f"{INSPECT} -"),
    "discover": ("entities.py", ["discover"], f"{INSPECT} --site {{site}} -"),
    "link": ("entities.py", ["link"], f"{INSPECT} --site {{site}} -"),
}
#: A floor is pinned this far below what was measured, so that a harmless change of one page does not fail.
SLACK = 0.002
#: Figures where less is better: they have a ceiling.
CEILINGS = frozenset({"false_author"})


def figures(line: str) -> dict[str, float]:
    """The figures in the last line of a scorer: `F1=0.95`, `title=28/30` (as a share), `zh person F1=0.9 (P …)`"""
    found = {}
    for label, key, value in re.findall(r"((?:zh|en) (?:person|company) )?(\w+)=([\d.]+(?:/\d+)?)", line):
        number, _, of = value.partition("/")
        name = f"{label.strip().replace(' ', '-')}-{key}" if label else key
        if key not in ("n", "P", "R"):  # F1 holds both; one may be traded for the other
            found[name] = round(float(number) / float(of) if of else float(number), 4)
    return found


def measure(gold: Path, name: str) -> dict[str, float]:
    """Runs one scorer; raises SystemExit if it fails"""
    script, arguments, command = SCORERS[name]
    scorer = [sys.executable, str(gold / "score" / script), *arguments, "--cmd", command]
    run = subprocess.run(scorer, capture_output=True, text=True, cwd=HOME, check=False)
    lines = run.stdout.strip().splitlines()
    if run.returncode or not lines or "warning:" in run.stderr:
        sys.exit(f"{name}: the scorer failed\n{run.stderr[-3000:]}")
    print(f"{name}: {lines[-1]}", flush=True)
    return figures(lines[-1])


def verdicts(name: str, measured: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Every figure that is missing or on the wrong side of its floor"""
    wrong = []
    for key, floor in floors.items():
        value = measured.get(key)
        if value is None:
            wrong.append(f"{name}: {key} was not measured")
        elif value > floor if key in CEILINGS else value < floor:
            wrong.append(f"{name}: {key} is {value:.4f}, its floor is {floor:.4f}")
    return wrong


def pinned(measured: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors after a measurement: raised where it is better, never lowered"""
    raised = {}
    for key, value in measured.items():
        if key in CEILINGS:
            raised[key] = min(value, floors.get(key, 1.0))
        else:
            raised[key] = max(round(value - SLACK if value < 1 else value, 4), floors.get(key, 0.0))
    return raised


def main() -> None:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="SCORER", help=f"which: {', '.join(SCORERS)} (all)")
    parser.add_argument("--pin", action="store_true")
    options = parser.parse_args()
    gold = Path(os.environ.get("DOSSIER_GOLD") or HOME.parent / "shared").resolve()
    if not (gold / "score").is_dir():
        print(f"scores: skipped, there is no {gold / 'score'} (set DOSSIER_GOLD)")
        return
    floors = yaml.safe_load(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    wrong: list[str] = []
    for name in options.names or SCORERS:
        measured = measure(gold, name)
        if options.pin:
            floors[name] = pinned(measured, floors.get(name, {}))
        elif name not in floors:
            wrong.append(f"{name}: no floor is pinned")
        else:
            wrong += verdicts(name, measured, floors[name])
    if options.pin:
        head = "# Figures of benchmarks/scores.py that may not sink; `--pin` raises them. Shares of 1.\n"
        FLOORS.write_text(head + yaml.safe_dump(floors, sort_keys=True), "utf-8")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
