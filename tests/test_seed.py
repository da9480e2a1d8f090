"""The real scrape that everything starts from, alone in an archive with nothing curated; needs DOSSIER_GOLD."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("DOSSIER_GOLD") or ROOT.parent / "shared")
SCRAPE = GOLD / "seed" / "000_fa89097a72b77a95.txt"
pytestmark = pytest.mark.skipif(not SCRAPE.exists(), reason=f"there is no {SCRAPE} (set DOSSIER_GOLD)")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return json.loads((GOLD / "data/entities/seed.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "build.py"), "inspect", str(SCRAPE)]
    run = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path_factory.mktemp("nowhere"))
    return json.loads(run.stdout)


def test_the_body_the_title_and_the_date(found: dict[str, Any], gold: dict[str, Any]) -> None:
    assert found["text"] == (GOLD / "data/entities/seed.txt").read_text("utf-8").rstrip("\n")
    assert (found["title"], found["published"], found["published_from"]) == (gold["title"], "2024-10-08", "dateline")


def surfaces(gold: dict[str, Any]) -> dict[tuple[str, str], str]:
    groups = {"person": gold["persons"], "company": gold["companies"]}
    return {(kind, name): e["id"] for kind, group in groups.items() for e in group for name in e["surfaces"]}


def test_who_is_found_and_nobody_of_the_junk(found: dict[str, Any], gold: dict[str, Any]) -> None:
    owner = surfaces(gold)
    who = [(e["kind"], owner.get((e["kind"], e["name"]))) for e in found["entities"]]
    assert sorted(who) == sorted({(kind, ident) for (kind, _), ident in owner.items()})
    names = {name for e in found["entities"] for name in e["names"]}
    assert not names & set(gold["junk"]["must_not_yield"])


def test_every_mention_at_its_place(found: dict[str, Any], gold: dict[str, Any]) -> None:
    owner = surfaces(gold)
    ids = {(e["kind"], e["id"]): owner[e["kind"], e["name"]] for e in found["entities"]}
    got = {(m["start"], m["end"], m["kind"], ids[m["kind"], m["entity"]]) for m in found["mentions"]}
    kinds = ("person", "company")
    want = {(m["start"], m["end"], m["kind"], m["entity"]) for m in gold["mentions"] if m["kind"] in kinds}
    assert got == want
    assert (sum(m[2] == "person" for m in got), sum(m[2] == "company" for m in got)) == (45, 43)


def test_roles(found: dict[str, Any], gold: dict[str, Any]) -> None:
    """A role of the gold counts where ours is of the same person and lies in the words that say so"""
    owner = surfaces(gold)
    ids = {(e["kind"], e["id"]): owner[e["kind"], e["name"]] for e in found["entities"]}

    def fits(ours: dict[str, Any], role: dict[str, Any]) -> bool:
        start, end = role["span"]
        return ids["person", ours["person"]] == role["person"] and ours["start"] < end and start < ours["end"]

    companies = {e["id"] for e in gold["companies"]}
    missed = [r["evidence"] for r in gold["roles"] if not any(fits(ours, r) for ours in found["roles"])]
    assert len(gold["roles"]) - len(missed) >= 13, missed
    for role in gold["roles"]:
        for ours in (o for o in found["roles"] if fits(o, role)):
            if role["org"] in companies:
                assert ids["company", ours["company"]] == role["org"], ours
                named = any(m["surface"] in role["evidence"] and m["entity"] == role["org"] for m in gold["mentions"])
                assert ours["inferred"] is not named, ours


def test_dates(found: dict[str, Any]) -> None:
    dates = {d["text"]: d["value"] for d in found["dates"]}
    assert dates["上周四"] == "2024-10-03"
    assert dates["去年 11 月"] == "2023-11"
