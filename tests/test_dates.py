"""Dates in running text: a table that a person can add to, and what holds for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.editorial.dates import is_interval
from dossier.link.calendar import Rule, when
from dossier.link.dates import dates
from dossier.link.dates_en import RULES as ENGLISH
from dossier.link.dates_told import CHINESE as TOLD_CHINESE
from dossier.link.dates_told import ENGLISH as TOLD_ENGLISH
from dossier.link.dates_told import ToldRule
from dossier.link.dates_zh import RULES as CHINESE
from dossier.link.names import plain

TABLE = Path(__file__).parent / "fixtures" / "link" / "dates.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
PIECES = [
    *"2024 年 月 日 上 周 四 末 十 一 至 前 底 今年 去年 将 -/. , 0 31 13 May in last Q3 of Monday 1990s ago".split(
        " "
    ),
    *"民国 首 第 季 度 营收 后 原定 between and following later Three 。 ，".split(" "),
    *(" ", "the end of the ", "month", "year"),
]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_dates_of_sentences(published: str, text: str, expected: str) -> None:
    found = [f"{text[start:end]}={value}" for start, end, value in dates(text, when(published))]
    assert found == ([one.strip() for one in expected.split(";")] if expected else [])


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(), st.dates().map(str) | st.text())
def test_dates_lie_in_the_text_apart_and_exist(text: str, published: str) -> None:
    last = 0
    for start, end, value in dates(text, when(published)):
        assert last <= start < end <= len(text)
        assert is_interval(value)
        last = end


@pytest.mark.parametrize("rule", [*CHINESE, *TOLD_CHINESE, *ENGLISH, *TOLD_ENGLISH], ids=lambda rule: rule[1][:40])
def test_a_rule_matches_only_where_a_word_that_it_needs_stands(rule: Rule | ToldRule) -> None:
    needed, pattern, _ = rule
    for _, text, _ in ROWS:
        for same in (text, plain(text)):
            # A rule sees a window that ends behind its match, perhaps with what it looks ahead to.
            matches = re.finditer(pattern, same)
            assert all(
                any(word in same[match.start() : match.end() + 8] for word in needed.split()) for match in matches
            )
