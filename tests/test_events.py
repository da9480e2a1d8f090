"""Events from sentences: golden tables that a person can add to, and what holds for any text."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st

from dossier.link import find, link, resolve
from dossier.link.dates import find_dates
from dossier.link.deeds import Language
from dossier.link.events import events
from dossier.link.events_en import ENGLISH
from dossier.link.events_zh import CHINESE
from dossier.model import (
    EVENT_TYPES,
    Article,
    Block,
    Entity,
    EntityKind,
    EventFact,
    Mention,
    Meta,
    Name,
    Place,
)

TABLES = Path(__file__).parent / "fixtures" / "link"
TABLE = yaml.safe_load((TABLES / "events.yaml").read_text("utf-8"))
HELD = yaml.safe_load((TABLES / "events_held.yaml").read_text("utf-8"))
KINDS: tuple[tuple[EntityKind, str], ...] = (("person", "people"), ("company", "companies"))
ENTITIES = [
    Entity(id=name, kind=kind, name=name, names=(Name(text=name),))
    for kind, key in KINDS
    for name in TABLE["cast"][key]
]
#: What the sentences that the rules were not written from must give at least.
PRECISION, RECALL = 0.9, 0.8


def told(*texts: str) -> tuple[EventFact, ...]:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    source = Article(id="a", path="", meta=Meta(published="2024-10-08"), blocks=blocks)
    findings = find(source)
    registry, _ = resolve(ENTITIES, [("a", findings)], 0.99)
    return link(source, findings, registry.slice(source, findings)).events


def line(fact: EventFact) -> tuple[str, ...]:
    event = fact.event
    return event.type, "+".join(event.people), "+".join(sorted(event.companies)), event.date


def expected(case: dict[str, Any]) -> list[tuple[str, ...]]:
    rows = [[part.strip() for part in row.split("|")] for row in case["events"]]
    return [(row[0], row[1], "+".join(sorted(row[2].split("+"))), row[3]) for row in rows]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"])
def test_events(case: dict[str, Any]) -> None:
    assert sorted(map(line, told(case["text"]))) == sorted(expected(case))


def test_sentences_that_the_rules_were_not_written_from() -> None:
    found = right = gold = 0
    for case in HELD["cases"]:
        mine, true = set(map(line, told(case["text"]))), set(expected(case))
        found, right, gold = found + len(mine), right + len(mine & true), gold + len(true)
    assert right / found >= PRECISION
    assert right / gold >= RECALL


def test_an_event_told_twice_is_one_and_the_fuller_telling_stays() -> None:
    facts = told("雷军创立小米。", "2010年4月，雷军创立小米。", "雷军创立了小米，小米如今很大。")
    assert [(line(fact), fact.place.block) for fact in facts] == [(("founded", "雷军", "小米", "2010-04"), 1)]


def mention(match: re.Match[str]) -> Mention:
    kind: EntityKind = "company" if match[0] in ("小米", "Tesla") else "person"
    place = Place(block=0, start=match.start(), end=match.end())
    return Mention(place=place, kind=kind, entity=match[0], how="full-name")


@pytest.mark.parametrize(
    "piece", ["雷军于2010年4月创立小米，", "Elon Musk left Tesla and ", "雷军、", "小米收购", "，创立"]
)
def test_time_grows_with_length(piece: str) -> None:
    def work(text: str) -> None:
        found = [mention(m) for m in re.finditer(r"雷军|Elon Musk|小米|Tesla", text)]
        blocks = (Block(kind="paragraph", text=text),)
        source = Article(id="a", path="", meta=Meta(published="2024-10-08"), blocks=blocks)
        events(source, found, find_dates(source), ())

    grows_with_length(work, piece * 2500)


PIECES = "雷军 小米 微软 Elon Musk Tesla 他 创立 离开 加入 了 ， 。 、 和 2010年4月 收购 被 罢免".split(" ")
PIECES += "left joined and , . in 2015 \ue002".split(" ")


@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join), max_size=3))
def test_events_lie_in_the_text_and_name_known_ones(texts: list[str]) -> None:
    facts = told(*texts)
    names = {entity.id for entity in ENTITIES}
    for fact in facts:
        assert 0 <= fact.place.start < fact.place.end <= len(texts[fact.place.block])
        assert fact.event.type in EVENT_TYPES
        assert fact.event.people or fact.event.companies
        assert names.issuperset(fact.event.people + fact.event.companies)
    assert len({fact.event for fact in facts}) == len(facts)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_where_a_cue_stands_its_frame_is_tried(language: Language) -> None:
    lines = [
        line for name in ("events.yaml", "events_held.yaml") for line in (TABLES / name).read_text("utf-8").split("\n")
    ]
    tried = 0
    for line in lines:
        able = language.stems.able(line)
        cued = {number for number, frame in enumerate(language.frames) if frame.cue.search(line)}
        assert cued <= set(able)
        tried += len(able)
    assert 0 < tried < len(lines) * len(language.frames) / 4
