"""Dates in running text: a table that a person can add to, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.editorial.dates import is_interval
from dossier.link.calendar import when
from dossier.link.dates import dates

TABLE = Path(__file__).parent / "fixtures" / "link" / "dates.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
PIECES = "2024 年 月 日 上 周 四 末 十 一 至 前 底 今年 去年 将 -/. , 0 31 13 May in last Q3 of Monday 1990s ago".split(
    " "
)


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
