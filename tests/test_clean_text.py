"""Cleaning of text dumps and Markdown clippings, and the reading of dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.clean.moment import moments, read_moment

#: What a page writes → what it means; the first timestamp counts, and one that no calendar has does not.
MOMENTS = {
    "2024年10月8日 14:31": "2024-10-08T14:31",
    "2024年10月08日14:31:59": "2024-10-08T14:31",
    "2024 年 10 月 8 日": "2024-10-08",
    "2024年10月8号 下午2:31": "2024-10-08T14:31",
    "2024年10月8日 星期二 09:05": "2024-10-08T09:05",
    "2024年10月8日(周二)14时31分": "2024-10-08T14:31",
    "2024年10月8日 凌晨12:05": "2024-10-08T00:05",
    "2024年10月": "2024-10",
    "2024-10-8 14:31:00": "2024-10-08T14:31",
    "2024-10-08": "2024-10-08",
    "2024/10/08": "2024-10-08",
    "2024.10.08": "2024-10-08",
    "2024-10": "2024-10",
    "２０２４年１０月８日": "2024-10-08",
    "发布时间：2024-10-08 09:30 来源：某网": "2024-10-08T09:30",
    "2024-10-08T14:31:00+08:00": "2024-10-08T14:31",
    "2024-10-08T23:59:00.000Z": "2024-10-08T23:59",
    "20241008": "2024-10-08",
    "20241008T143100Z": "2024-10-08T14:31",
    "20241008143100": "2024-10-08T14:31",
    "October 8, 2024 at 2:31 pm": "2024-10-08T14:31",
    "Oct. 8, 2024, 12:05 a.m. ET": "2024-10-08T00:05",
    "Oct 8th 2024": "2024-10-08",
    "8 Oct 2024": "2024-10-08",
    "08-Oct-2024 14:31": "2024-10-08T14:31",
    "Published 8 October 2024 | 14:31 GMT": "2024-10-08T14:31",
    "14:31 GMT, Tue 8 October 2024": "2024-10-08T14:31",
    "2:31 PM EDT, Tue October 8, 2024": "2024-10-08T14:31",
    "October 2024": "2024-10",
    "Tue, 08 Oct 2024 14:31:00 +0800": "2024-10-08T14:31",
    "08.10.2024": "2024-10-08",
    "31/10/2024": "2024-10-31",
    "10/31/2024 8:05 AM": "2024-10-31T08:05",
    "08/10/2024": "",
    "2024-02-30": "",
    "2024-02-30 or 2024-03-01": "2024-03-01",
    "2024-13-01 08:00": "",
    "2024年13月": "",
    "2024-10-08 25:10": "2024-10-08",
    "2023年2月29日": "",
    "call 2024-10-088": "",
    "version 3.2024.10": "",
    "0024-10-08": "",
    "just now": "",
    "10月8日": "",
    "": "",
}


@pytest.mark.parametrize(("written", "value"), MOMENTS.items())
def test_moments(written: str, value: str) -> None:
    assert read_moment(written) == value


@given(st.text(alphabet="0123456789年月日-/.: T上下午apmOctober,") | st.text())
def test_moments_lie_in_their_text_in_order(text: str) -> None:
    found = list(moments(text))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
