"""What a page says of itself: tables in fixtures/metadata, one case a page, that a person can add to without Python."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import grows_with_size
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.clean import clean
from dossier.clean.metadata import describe
from dossier.clean.moment import read_moment
from dossier.clean.names import field_names, line_names
from dossier.clean.script_dates import script_date
from dossier.clean.tree import read_page
from dossier.model import Meta, Source

TABLES = sorted((Path(__file__).parent / "fixtures" / "metadata").glob("*.yaml"))
CASES = [(table.stem, case) for table in TABLES for case in yaml.safe_load(table.read_text("utf-8"))]
#: The text of every page, by its language: it names nobody and no day.
TEXTS = {
    "zh": "这篇文章的正文没有提到任何人，也没有提到哪一天，只是为了让页面看起来像一篇文章。它有好几句话。",
    "zh-Hant": "這篇文章的正文沒有提到任何人，也沒有提到哪一天，只是為了讓頁面看起來像一篇文章。它有好幾句話。",
    "en": "The text of this page names nobody, and it gives no day. It is here so that the page looks like an article.",
    "fr": "Le texte de cette page ne nomme personne, et il ne donne pas de date. La page sera un article.",
    "de": "Der Text dieser Seite nennt niemanden, und er gibt keinen Tag an. Die Seite ist so ein Artikel.",
    "es": "El texto de esta página no nombra a nadie y no da ninguna fecha. La página será un artículo.",
    "ru": "Текст этой страницы никого не называет и не даёт дату. Страница будет похожа на статью.",
}


def described(html: str) -> Meta:
    return clean(Source(id="page", path="page.html", suffix=".html", data=html.encode()))[0].meta


def page(case: dict[str, Any]) -> str:
    text = "".join(f"<p>{TEXTS[case['text']]}</p>" for _ in range(3))
    body = f"{case.get('body', '')}<div>{text}</div>{case.get('after', '')}"
    head = f"<meta charset=utf-8>{case.get('head', '')}"
    return f'<!doctype html><html lang="{case["text"]}"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{table}: {case['name']}" for table, case in CASES])
def test_what_a_page_says_of_itself(table: str, case: dict[str, Any]) -> None:
    meta = described(page(case))
    wanted = {key: case[key] for key in ("title", "published", "author", "source", "url", "lang") if key in case}
    assert wanted, "the case says nothing to look at"
    got = {key: list(meta.author) if key == "author" else getattr(meta, key) for key in wanted}
    assert got == {key: value if isinstance(value, list) else str(value) for key, value in wanted.items()}


def test_names_of_cases_are_told_apart() -> None:
    names = [(table, case["name"]) for table, case in CASES]
    assert len(names) == len(set(names))


DUMP = (
    "示例公司发布新款芯片\n\n{head}\n\n{lead}示例公司在这里发布新款芯片，预计明年上市，目前已有多家厂商会采用。\n\n"
    + TEXTS["zh"] * 2
)


@pytest.mark.parametrize(
    ("head", "lead", "author"),
    [
        ("演示编辑部 发布于 2022-12-06 21:07　浏览 2,317　评论 0", "", ("演示编辑部",)),
        ("2022-12-06 21:07　来源：示例网　作者：李小华", "", ("李小华",)),
        ("2022-12-06 21:07　示例网", "示例社巴黎12月6日电（记者唐小霁）", ("唐小霁",)),
        ("2022-12-06 21:07　示例网", "示例社讯（记者 唐小霁 通讯员 王小安）", ("唐小霁", "王小安")),
        ("2022-12-06 21:07　示例网", "", ()),
    ],
)
def test_authors_of_a_dump(head: str, lead: str, author: tuple[str, ...]) -> None:
    data = DUMP.format(head=head, lead=lead).encode()
    assert clean(Source(id="dump", path="dump.txt", suffix=".txt", data=data))[0].meta.author == author


#: Pieces of pages of which the next tests put together what nobody thought of.
PIECES = [
    *("<title>", "</title>", "<h1>", "</h1>", "<p>", "<div class=byline>", '<i itemprop="author">', "</div>", "<time>"),
    *(
        "<script>",
        "</script>",
        '<script type="application/ld+json">',
        '{"@type": "Article", ',
        '"author": [{"name": ',
        "]}",
    ),
    *(
        '"datePublished": ',
        '"2024-02-30"',
        "9999999999",
        "publish_time=",
        "createTime: 1569492240",
        "<!-- saved from url=(",
    ),
    *(
        "作者：",
        "记者 张三",
        "（记者",
        "）",
        "来源：",
        "更新时间：",
        "2024-10-08",
        "10:30",
        "10-08 12:00",
        "By Ann Example",
        " and ",
    ),
    *("\u3000", "\x00", "﷐", "19", "/2019/13/45/", "2 月 30 日电", "a" * 300, "文/", "Von ", "8. März 2021"),
]
MOMENT = re.compile(r"|\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?|\d{4}")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join))
@settings(max_examples=300)
def test_whatever_a_page_says_it_is_described(html: str) -> None:
    facts = describe(read_page(html))
    assert facts == describe(read_page(html))
    assert MOMENT.fullmatch(facts.meta.published)
    assert (facts.meta.published == "") == (facts.meta.published_from == "none") == (facts.meta.published_why == "")
    assert all(name.strip() == name and 0 < len(name) <= 60 for name in facts.meta.author)
    assert len(set(facts.meta.author)) == len(facts.meta.author)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_lines_and_scripts_of_any_kind(text: str) -> None:
    assert all(line_names(text)) and all(field_names(text))
    found = script_date(text, chinese=True)
    assert found is None or MOMENT.fullmatch(found.value)
    assert MOMENT.fullmatch(read_moment(text))


HOSTILE: dict[str, Callable[[int], str]] = {
    "names of script variables": lambda n: f"<script>{'publishTime ' * n}</script>",
    "half a date": lambda n: '<script>"publishTime":"2019-09-' * n,
    "commas in JSON-LD": lambda n: (
        '<script type="application/ld+json">{"a":1' + f",{' ' * 190}" * (n // 8) + "x</script>"
    ),
    "by-lines without text": lambda n: "".join(f'<span class="author a{i}"></span>' for i in range(n)),
    "by-lines": lambda n: '<div class="byline">x</div>' * n,
    "headlines": lambda n: f"<title>{'a b c ' * n}</title>{'<h1>a b c d</h1>' * n}",
    "lines with a date": lambda n: "<p>更新 2019-09-01 " * n,
    "brackets": lambda n: "<p>" + "电（记者" * n,
    "digits in an address": lambda n: f'<link rel="canonical" href="http://a.example/{"2019" * n}"><h1>a</h1>',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_page(kind: str) -> None:
    def work(size: int) -> Callable[[], object]:
        page = read_page(HOSTILE[kind](size))
        return lambda: describe(page)

    works = {size: work(size) for size in (1500, 12000)}
    grows_with_size(lambda size: works[size](), 12000)
