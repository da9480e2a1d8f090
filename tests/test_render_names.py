"""What the lists stand on: letters of names, dates of languages, numbered pages, sentences with a date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_builder import archive, block, theme

from dossier.model import Anchor, Annotation, Article, Entity, Event, FoundDate, Linked, Meta, Name, Place
from dossier.render import plan
from dossier.render.book import book, chunks, numbered, page_of
from dossier.render.messages import messages
from dossier.render.moments import contains
from dossier.render.names import language, letter, reading
from dossier.render.views import EntityView


def entity(name: str, kind: str = "person") -> Entity:
    return Entity(id="x", kind=kind, name=name, names=(Name(text=name),))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("穆拉蒂", "person", "M"),
        ("单雪", "person", "S"),
        ("单・米勒", "person", "D"),
        ("曾国", "person", "Z"),
        ("尉迟明", "person", "Y"),
        ("单位集团", "company", "D"),
        ("Élise", "person", "E"),
        ("ＡＩ公司", "company", "A"),
        ("360", "company", "#"),
        ("さくら", "company", "さ"),
        ("ガンホー", "company", "か"),
        ("ｿﾆｰ", "company", "さ"),
        ("한국", "company", "ㅎ"),
        ("까치", "company", "ㄱ"),
        ("Яндекс", "company", "Я"),
        ("Ωmega", "company", "Ω"),
        ("〜", "company", "#"),
    ],
)
def test_names_stand_under_their_letter(name: str, kind: str, expected: str) -> None:
    assert letter(reading(entity(name, kind))) == expected


@pytest.mark.parametrize(
    ("name", "tag"),
    [("米拉", "zh"), ("埃隆・马斯克", "zh"), ("Mira", "en"), ("さくら会", "ja"), ("한국", "ko"), ("42", "")],
)
def test_a_name_has_the_language_of_its_script(name: str, tag: str) -> None:
    assert language(name) == tag


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2024", "2024 年", "2024"),
        ("2023-11", "2023 年 11 月", "November 2023"),
        ("2024-10-08", "2024 年 10 月 8 日", "October 8, 2024"),
        ("2024-10-08T09:30", "2024 年 10 月 8 日 09:30", "October 8, 2024, 09:30"),
        ("2024-01/2024-03", "2024 年 1 月至 2024 年 3 月", "January 2024 – March 2024"),
        ("2024-13", "2024-13", "2024-13"),
        ("<b>", "<b>", "<b>"),
    ],
)
def test_dates_are_written_as_the_language_does(value: str, zh: str, en: str) -> None:
    assert (messages(theme(), "zh").date(value), messages(theme(), "en").date(value)) == (zh, en)


def test_plurals_and_a_third_language_that_lacks_messages() -> None:
    look = theme(**{"messages__fr.yaml": "articles: Articles (fr)\narticles-count: {one: '{n} a', other: '{n} as'}\n"})
    french, chinese = messages(look, "fr-CA"), messages(look, "zh")
    assert (french("articles-count", n=1), french("articles-count", n=0), french["people"]) == ("1 a", "0 a", "People")
    assert chinese("articles-count", n=1) == "1 篇文章"


@given(st.integers(0, 500), st.integers(1, 60))
def test_pages_of_a_list_hold_everything_once_and_old_ones_stay(total: int, size: int) -> None:
    pages = chunks(total, size)
    assert [n for start, end in pages for n in range(start, end)] == list(range(total))
    assert all(end - start == size for start, end in pages[:-1]) and pages[-1][1] - pages[-1][0] < 2 * size
    assert chunks(total + 1, size)[: len(pages) - 1] == pages[:-1]


def test_pages_know_their_neighbours() -> None:
    assert numbered("people/a.html", 2) == "people/a~2.html"
    first, second, third = (page_of("a.html", n, 3) for n in range(3))
    assert (first.older, first.newer) == ("", "a~2.html")
    assert (second.older, second.newer) == ("a~1.html", "a.html")
    assert (third.older, third.newer) == ("a~2.html", "")


def test_a_date_and_a_name_in_one_sentence_make_a_moment() -> None:
    facts = book(archive()).facts
    said = {ref: sorted((d.date, bool(d.events)) for d in facts.dated.get(ref)) for ref in facts.articles}
    assert said["person/lin-an"] == [("2023-05", False), ("2024-10-03", True)]
    assert ("2022", False) in said["company/bright"]


def departures() -> tuple[Linked, str]:
    """Two events of one sentence that names their day, and a third person in it; and the sentence"""
    text = "2024 年 10 月 3 日，林安和查理・吴离开 Bright Labs。"
    refs = {"林安": "person/lin-an", "查理・吴": "person/查理-吴", "Bright Labs": "company/bright"}
    said = block(text, *(("mention", name, ref) for name, ref in refs.items()))
    first, second = (
        Anchor(
            id=f"n{number}",
            annotation=Annotation(
                quote=quote, event=Event(type="left", date="2024-10-03", people=people, companies=("bright",))
            ),
            places=(Place(block=0, start=text.index(quote), end=text.index(quote) + len(quote)),),
        )
        for number, quote, people in ((1, "林安", ("lin-an",)), (2, "离开", ()))
    )
    article = Article(
        id="a", path="a.txt", meta=Meta(title="甲", lang="zh"), blocks=(said, said), anchors=(first, second)
    )
    days = (("2024-10-03", 0, 14), ("2024-10", 0, 9), ("2024", 0, 6), ("2023", 0, 6), ("2024-10-03", 1, 14))
    dates = tuple(FoundDate(place=Place(block=b, start=0, end=end), value=value) for value, b, end in days)
    return Linked(article=article, dates=dates), text


def test_an_event_takes_the_place_of_its_sentence_on_timelines() -> None:
    linked, text = departures()
    made = archive(linked)
    whole = sorted((d.date, d.block, len(d.events)) for d in book(made).facts.timeline)
    assert whole == [("2023", 0, 0), ("2024-10-03", 0, 2), ("2024-10-03", 1, 0)]
    views = {page.path: page.view for page in plan(made)}
    seen = {}
    for path in ("people/lin-an.html", "people/查理-吴.html", "companies/bright.html"):
        view = views[path]
        assert isinstance(view, EntityView)
        assert all(one.sentence is not None and one.sentence.text == text for one in view.moments)
        seen[path] = [(one.date, len(one.events)) for one in view.moments]
    assert seen == {
        "people/lin-an.html": [("2024-10-03", 1), ("2023", 0)],
        "companies/bright.html": [("2024-10-03", 2), ("2023", 0)],
        "people/查理-吴.html": [("2024-10-03", 0), ("2024-10", 0), ("2024", 0), ("2023", 0)],
    }


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2024-10", "2024-10-03", True),
        ("2024-10-03", "2024-10-03", True),
        ("2024-09/2024-11", "2024-11-30", True),
        ("2024-10-03", "2024-10", False),
        ("2024-10-01/2024-10-02", "2024-10-03", False),
        ("2023", "2023-11/2024-01", False),
    ],
)
def test_a_date_contains_those_inside_it(outer: str, inner: str, expected: bool) -> None:
    assert contains(outer, inner) is expected
