"""Cleaning of text dumps and Markdown clippings, and the reading of dates.

Golden files: tests/fixtures/clean/text/<case>.txt and markdown/<case>.md, each with its `.expected` beside it.
"""

from pathlib import Path

import pytest
from golden import cases, expected, shown, spelled, visible
from growth import grows_with_length
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.clean.clipping import clean_clipping
from dossier.clean.dateline import find_dateline, published_by
from dossier.clean.dump import clean_dump
from dossier.clean.language import language
from dossier.clean.moment import moments, read_moment
from dossier.errors import Failure
from dossier.markup import markdown_article
from dossier.model import Article, Source, layout
from dossier.yamlfile import split_front_matter

FIXTURES = Path(__file__).parent / "fixtures" / "clean"

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


# --- dumps ---------------------------------------------------------------------------------------------------------


def dump(text: str) -> Article:
    return clean_dump(text, Source(id="x", path="x.txt", suffix=".txt", data=b""))[0]


def clipping(text: str) -> Article:
    return clean_clipping(text, Source(id="x", path="x.md", suffix=".md", data=b""))[0]


@pytest.mark.parametrize("path", cases(FIXTURES / "text", ".txt"), ids=lambda path: path.stem)
def test_dump_is_cleaned_as_expected(path: Path) -> None:
    text = path.read_text("utf-8")
    assert shown(dump(text)) == expected(path)
    assert spelled(dump(text)) == visible(text)


@pytest.mark.parametrize("path", cases(FIXTURES / "markdown", ".md"), ids=lambda path: path.stem)
def test_clipping_is_cleaned_as_expected(path: Path) -> None:
    text = path.read_text("utf-8")
    front = split_front_matter(text)
    blocks, _ = markdown_article(front.body if front else text)
    assert shown(clipping(text)) == expected(path)
    assert spelled(clipping(text)) == visible((front.head if front else "") + "".join(block.text for block in blocks))


LINES = st.sampled_from(
    [
        "北岸的第三家工厂开始试生产，预计年底前可以交付。",
        "The harbour board voted on Monday to keep the old lighthouse.",
        *("河畔机器人公司开出第三家工厂", "2024-10-08 09:30 来源：示例网 作者：林小舟", "2024-10-8 14:31:00"),
        *("图源 示例图库", "相关阅读", "3 条评论", "• 一", "1. 二", "", "  ", "\u200b", "\x0b", "-", "首页 新闻 财经"),
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=24).map("\n".join))
@settings(max_examples=300)
def test_nothing_of_a_dump_is_lost(text: str) -> None:
    try:
        article = dump(text)
    except Failure as failure:
        assert [p.code for p in failure.problems] == ["empty"]
        return
    assert spelled(article) == visible(text)
    assert all(block.text and block.text == block.text.strip() for block in article.blocks)


@given(st.lists(LINES | st.text(max_size=30), max_size=12).map("\n\n".join))
@settings(max_examples=100)
def test_nothing_of_a_clipping_is_lost(text: str) -> None:
    front = split_front_matter(text)
    blocks, _ = markdown_article(front.body if front else text)
    try:
        article = clipping(text)
    except Failure:
        return
    assert spelled(article) == visible((front.head if front else "") + "".join(block.text for block in blocks))


@given(
    st.lists(
        st.sampled_from("工厂开始试生产，年底前可以交付。 工人先学三个月，再到产线上去。 价格仍然最要紧。".split()),
        min_size=2,
    )
)
def test_a_clean_body_stays_as_it_is(paragraphs: list[str]) -> None:
    assert layout(dump("\n".join(paragraphs)).blocks).text.split("\n\n") == paragraphs


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\u200b\n", "登录 注册\n首页\n3 条评论"])
def test_nothing_to_read_is_a_warning(text: str) -> None:
    for clean, suffix in ((dump, "txt"), (clipping, "md")):
        with pytest.raises(Failure, match=rf"x\.{suffix}: warning\[empty\]"):
            clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "字" * 2_000_000,
        "word " * 400_000,
        "短行\n" * 30_000,
        "2024-10-08\n" * 10_000,
        "首页 " * 300_000,
        "[" * 50_000,
        "> " * 3_000 + "x",
        "作者：" * 100_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    def work(part: str) -> None:
        for clean in (dump, clipping):
            try:
                assert clean(part).blocks
            except Failure as failure:
                assert failure.problems

    grows_with_length(work, text)


# --- datelines and language ----------------------------------------------------------------------------------------

#: First words of a report, texts around it → its date.
DATELINES = [
    ("10 月 8 日消息，某公司宣布。", ["2024-10-8 14:31:00"], "2024-10-08"),
    ("示例社北山12月31日电（记者 周远）隧道贯通。", ["2025-01-01 08:00"], "2024-12-31"),
    ("示例报讯（记者 周远）1月1日，隧道贯通。", ["2024-12-31"], "2025-01-01"),
    ("今天(9月7日)下午，名单公布。", ["© 2010-2019 示例网"], "2019-09-07"),
    ("据示例社10月8日报道，隧道贯通。", [], ""),
    ("2024年10月8日消息，隧道贯通。", [], "2024-10-08"),
    ("10月8日电影上映。", ["2024-10-08"], ""),
    ("13月8日消息，隧道贯通。", ["2024-10-08"], ""),
    ("2月29日消息，隧道贯通。", ["2023-03-01 10:00"], "2024-02-29"),
    ("NORTH MOUNTAIN, Oct. 8 (Sample Wire) - Crews broke through.", ["October 9, 2024"], "2024-10-08"),
    ("SOUTH LAKE, Dec 31, 2023 /Newswire/ -- The bridge closed.", [], "2023-12-31"),
    ("NORTH MOUNTAIN — Crews said Nov. 18 that the tunnel was open.", ["2024-10-08"], ""),
    ("隧道贯通，10月8日之后铺轨。", ["2024-10-08"], ""),
]


@pytest.mark.parametrize(("text", "around", "value"), DATELINES)
def test_datelines(text: str, around: list[str], value: str) -> None:
    dateline = find_dateline([text])
    assert (published_by(dateline, around, [text])[0] if dateline else "") == value


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("河畔机器人公司（Riverside Robotics）周二宣布。", "zh"),
        ("這個問題還沒有時間來說，他們會從東邊過來。", "zh-Hant"),
        ("The harbour board voted on Monday to keep the old lighthouse.", "en"),
        ("Der Hafenrat hat am Montag beschlossen, den alten Leuchtturm zu erhalten.", ""),
        ("港の委員会は月曜日に古い灯台を残すことを決めた。", "ja"),
        ("항만 위원회는 월요일에 오래된 등대를 남기기로 결정했다.", "ko"),
        ("", ""),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert language(text) == lang
