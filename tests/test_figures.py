"""Figures: a golden table of amounts that a person can add to, and what holds for any text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import grows_with_size
from hypothesis import given
from hypothesis import strategies as st

from dossier.link.figures import amounts, find_figures
from dossier.model import Article, Block, Mention, Meta, Place

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "link" / "figures.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_amounts(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        f"{text[a.start : a.end]} = {a.value} {a.unit} {a.modifier}".strip()
        for a in amounts(text, case.get("lang", "zh"))
    ]
    assert found == case["figures"]


def test_a_figure_is_of_the_only_company_of_its_sentence() -> None:
    text = "北风融资 3 亿元。北风与南山各投 2 亿元。另有 1 亿元。"
    names = [(0, "north"), (11, "north"), (14, "south")]
    found = [
        Mention(place=Place(block=0, start=at, end=at + 2), kind="company", entity=entity, how="full-name")
        for at, entity in names
    ]
    article = Article(id="a", path="", meta=Meta(lang="zh"), blocks=(Block(kind="paragraph", text=text),))
    assert [(f.value, f.company) for f in find_figures(article, found)] == [
        *(("300000000", "north"), ("200000000", ""), ("100000000", "")),
    ]


PIECES = ["1", "10", "3.5", ",000", "$", "万", "亿", "元", "美元", "%", "-", "至", "百分之", "三", "billion", "辆", " "]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join))
def test_amounts_stand_apart_and_are_numbers(text: str) -> None:
    last = 0
    for one in amounts(text, "zh"):
        assert last <= one.start < one.end <= len(text)
        assert all(Decimal(number).is_finite() for number in one.value.split("/"))
        assert one.unit
        last = one.end


@pytest.mark.parametrize("text", ["1", "1,000", "1亿", "十", "一", "$1-", "1-", "百分之", "约", "1 "])
def test_long_texts_cost_what_they_hold(text: str) -> None:
    grows_with_size(lambda count: list(amounts(text * count, "zh")), 16000)
