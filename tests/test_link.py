"""Linking: golden tables of sentences that a person can add to, and what holds for any text."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.editorial import Titled, parse_entity
from dossier.link import find, link, resolve
from dossier.link.composed import composed
from dossier.model import Anchor, Annotation, Article, Block, Entity, EntityKind, Findings, Linked, Meta, Name, Place

TABLES = Path(__file__).parent / "fixtures" / "link"


def table(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((TABLES / name).read_text("utf-8"))
    assert cases
    return cases


def curated(case: dict[str, Any]) -> list[Entity]:
    found = []
    kinds: tuple[tuple[EntityKind, str], ...] = (("person", "people"), ("company", "companies"))
    for kind, folder in kinds:
        for ident, front in case.get(folder, {}).items():
            text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n"
            entity, problems = parse_entity(text, Titled(id=ident, kind=kind, path=f"content/{folder}/{ident}.md"))
            assert entity and not problems
            found.append(entity)
    return found


def article(text: str, title: str = "", anchors: dict[str, str] | None = None) -> Article:
    blocks = tuple(Block(kind="paragraph", text=part.strip()) for part in text.split("\n\n"))
    made = []
    for number, (words, entity) in enumerate((anchors or {}).items()):
        block = next(n for n, b in enumerate(blocks) if words in b.text)
        start = blocks[block].text.index(words)
        place = Place(block=block, start=start, end=start + len(words))
        made.append(Anchor(id=f"n{number}", annotation=Annotation(quote=words, entity=entity), places=(place,)))
    return Article(id="a", path="a.txt", meta=Meta(title=title), blocks=blocks, anchors=tuple(made))


def linked(source: Article, entities: list[Entity]) -> Linked:
    findings = Findings()
    registry, problems = resolve(entities, [(source.id, findings)], 0.7)
    assert not problems
    return link(source, findings, registry.slice(source, findings))


@pytest.mark.parametrize("case", table("mentions.yaml"), ids=lambda case: case["case"])
def test_mentions(case: dict[str, Any]) -> None:
    result = linked(article(case["text"], case.get("title", ""), case.get("anchors")), curated(case))
    blocks = result.article.blocks
    found = [f"{blocks[m.place.block].text[m.place.start : m.place.end]} = {m.entity}" for m in result.mentions]
    assert found == case["links"]
    assert [f"{b.text[s.start : s.end]} = {s.ref.partition('/')[2]}" for b in blocks for s in b.spans] == found


@pytest.mark.parametrize("case", table("roles.yaml"), ids=lambda case: case["text"])
def test_roles(case: dict[str, Any]) -> None:
    entities = [Entity(id=name, kind="person", name=name, names=(Name(text=name),)) for name in case["people"]]
    entities += [Entity(id=name, kind="company", name=name, names=(Name(text=name),)) for name in case["companies"]]
    result = linked(article(case["text"]), entities)
    words = [result.article.blocks[r.place.block].text[r.place.start : r.place.end] for r in result.roles]
    found = [
        f"{r.person} | {r.title} | {'?' * r.inferred}{r.company} | {said}"
        for r, said in zip(result.roles, words, strict=True)
    ]
    assert found == case["roles"]


NAMES = [
    "阿尔塔・维斯科",
    "Arta Visko",
    "维斯科",
    "北风",
    "北风 Lab",
    "Meta",
    "CEO",
    "首席执行官",
    "是",
    "曾在",
    "担任",
    "\ue000",
    "\ue001",
]
ENTITIES = [
    Entity(id="a", kind="person", name="阿尔塔・维斯科", names=(Name(text="阿尔塔・维斯科"), Name(text="Arta Visko"))),
    Entity(id="n", kind="company", name="北风", names=(Name(text="北风"),)),
    Entity(id="l", kind="company", name="北风 Lab", names=(Name(text="北风 Lab"), Name(text="Meta"))),
]


@given(st.lists(st.lists(st.sampled_from(NAMES) | st.text(max_size=6), max_size=12).map("".join), max_size=4))
def test_spans_lie_in_the_text_and_mentions_stand_apart(texts: list[str]) -> None:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    source = Article(id="a", path="", meta=Meta(title="".join(texts), published="2024-10-08"), blocks=blocks)
    findings = find(source)
    registry, _ = resolve(ENTITIES, [("a", findings)], 0.7)
    known = registry.slice(source, findings)
    result = link(source, findings, known)
    assert result == link(source, findings, known)
    last: dict[int, int] = {}
    for place in (m.place for m in result.mentions):
        assert last.get(place.block, 0) <= place.start < place.end <= len(texts[place.block])
        last[place.block] = place.end
    assert all(0 <= r.place.start < r.place.end <= len(texts[r.place.block]) for r in result.roles)
    assert [b.text for b in result.article.blocks] == texts


@pytest.mark.parametrize(
    ("text", "past", "since", "until"),
    [
        ("北风科技前首席财务官林默言到场。", True, "", ""),
        ("林默言曾任北风科技首席财务官。", True, "", ""),
        ("2019年至2021年，北风科技首席财务官林默言到场。", False, "", ""),
        ("林默言自2019年起担任北风科技首席财务官。", False, "2019", ""),
        ("林默言2019年至2021年担任北风科技首席财务官。", True, "2019", "2021"),
        ("北风科技首席财务官林默言到场。", False, "", ""),
        ("林默言, the former chief executive of 北风科技, spoke.", True, "", ""),
        ("林默言, chief executive of 北风科技 since 2019, spoke.", False, "2019", ""),
        ("林默言 was chief executive of 北风科技 until May 2020.", True, "", "2020-05"),
    ],
)
def test_times_of_roles(text: str, past: bool, since: str, until: str) -> None:
    entities = [Entity(id="p", kind="person", name="林默言", names=(Name(text="林默言"),))]
    entities += [Entity(id="c", kind="company", name="北风科技", names=(Name(text="北风科技"),))]
    source = article(text)
    findings = find(source)
    registry, _ = resolve(entities, [(source.id, findings)], 0.99)
    (role,) = link(source, findings, registry.slice(source, findings)).roles
    assert (role.past, role.since, role.until) == (past, since, until)


def test_a_name_is_found_in_either_form_of_its_accents_at_its_place() -> None:
    composed, apart = unicodedata.normalize("NFC", "Zoë Zieliński"), unicodedata.normalize("NFD", "Zoë Zieliński")
    assert len(composed) < len(apart)
    for name in (composed, apart):
        entity = Entity(id="z", kind="person", name=name, names=(Name(text=name),))
        for written in (composed, apart):
            text = f"Café, {apart}: {written} left; Zieliński is not {written[:3]}."
            result = linked(article(text), [entity])
            words = [text[m.place.start : m.place.end] for m in result.mentions]
            assert words == [apart, written, "Zieliński"]


@given(st.text(alphabet="eéaz\u0301\u0308カ\u3099 "))
def test_a_composed_text_leads_back_to_its_own(text: str) -> None:
    made = composed(text)
    assert made.place(len(made.text)) == len(text)
    places = [made.place(at) for at in range(len(made.text) + 1)]
    assert places == sorted(places)
