"""Finding one's way: every article is reached by its month, its source, its topics; what a new one changes; parts."""

import posixpath
import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from render_builder import URL, archive, block, theme

from dossier.model import (
    Anchor,
    Annotation,
    Article,
    Entity,
    Event,
    FoundDate,
    Linked,
    Meta,
    Name,
    Place,
    Story,
    Version,
)
from dossier.render import Archive, file_views, plan, render
from dossier.render.lists import letters
from dossier.render.views import ArchiveView, IndexView, NotesView, TimelineView
from dossier.urls import archive_path, source_list_path, topic_path

FOLDERS = ("articles/index", "archive/", "sources/", "topics/", "people/", "companies/", "timeline", "notes", "index")


def article(ident: str, published: str, source: str = "", topics: Sequence[str] = ()) -> Linked:
    """An article of one line"""
    meta = Meta(title=f"题 {ident}", published=published, source=source, topics=tuple(topics), lang="zh")
    return Linked(article=Article(id=ident, path=f"{ident}.txt", meta=meta, blocks=(block("一行字。"),)))


def lists(made: Archive) -> dict[str, str]:
    """Path → text of the lists"""
    look = theme()
    pages = (page for page in plan(made) if page.template not in ("article.html", "entity.html"))
    return {
        page.path: render(page, look).data.decode()
        for page in pages
        if page.path.startswith(FOLDERS) and page.path.endswith(".html")
    }


def links(path: str, html: str) -> set[str]:
    """Paths that a page leads to"""
    hrefs = re.findall(r'<a [^>]*href="([^"#]+)[^"]*"', html)
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href))) for href in hrefs}


DATED = [
    *(article(f"m{n:03}", f"2024-10-{n % 28 + 1:02}", "日报", ("人事",)) for n in range(230)),
    article("november", "2024-11", "Daily", ("人事", "融资")),
    article("year", "2023"),
    article("none", ""),
]


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return lists(archive(*DATED))


def test_every_article_is_reached_by_its_month_its_year_or_as_undated(site: dict[str, str]) -> None:
    for one in DATED:
        own = archive_path(one.article.meta.published)
        pages = [path for path in site if re.fullmatch(own.replace(".html", r"(~\d+)?\.html"), path)]
        assert any(f"articles/{one.article.id}.html" in links(path, site[path]) for path in pages), one.article.id
    assert "archive/2024-10~1.html" in site and "archive/2024-10~2.html" not in site
    assert "月份不详" in site["archive/2023.html"]


def test_the_hub_leads_to_every_part(site: dict[str, str]) -> None:
    reached = links("articles/index.html", site["articles/index.html"])
    parts = {"archive/2024-10.html", "archive/2024-11.html", "archive/2024.html", "archive/2023.html"}
    assert parts | {"archive/undated.html", source_list_path("日报"), topic_path("融资")} <= reached
    assert not any(path.startswith("articles/index~") for path in site)


def test_a_year_shows_the_newest_of_each_month_and_its_neighbours(site: dict[str, str]) -> None:
    year = site["archive/2024.html"]
    assert year.count('class="title"') == 12 + 1 and "全部 230 篇" in year
    assert '<a rel="prev" href="2023.html"' in year and 'rel="next"' not in year
    assert '<a rel="prev" href="2024-10.html"' in site["archive/2024-11.html"]


def test_a_new_month_changes_the_newest_page_of_the_one_before() -> None:
    months = [article(f"o{n:03}", "2024-10", "日报") for n in range(230)]
    before, after = (lists(archive(*months, *more)) for more in ((), (article("new", "2024-12-02"),)))
    assert before["archive/2024-10~1.html"] == after["archive/2024-10~1.html"]
    assert 'href="2024-12.html"' in after["archive/2024-10.html"]


def test_centuries_are_folded() -> None:
    site = lists(archive(*(article(f"a{n}", f"{n}-05") for n in range(1800, 2020))))
    hub = site["articles/index.html"]
    assert len(hub.encode()) < 100_000 and "<summary>1800–2014 年</summary>" in hub
    assert {f"archive/{year}.html" for year in range(1800, 2020)} <= links("articles/index.html", hub)


def test_a_list_of_a_source_leads_to_where_each_year_begins() -> None:
    site = lists(archive(*(article(f"a{n:03}", f"{2000 + n // 100}-05", "日报") for n in range(350))))
    newest = site["sources/日报.html"]
    assert 'href="%E6%97%A5%E6%8A%A5~1.html#year-2000"' in newest and 'href="#year-2003"' in newest
    assert 'id="year-2000"' in site["sources/日报~1.html"]


def test_a_new_article_changes_what_shows_it_and_nothing_else() -> None:
    before, after = (lists(archive(*DATED, *more)) for more in ((), (article("new", "2024-11-02", "Daily", ["新"]),)))
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {
        *("index.html", "articles/index.html", "archive/2024-11.html", "archive/2024.html"),
        *("sources/daily.html", "sources/index.html", "topics/新.html", "topics/index.html"),
    }


def test_spellings_of_one_address_are_one_list_under_the_most_frequent() -> None:
    names = ("The Daily", "the daily", "THE-DAILY", "the daily")
    site = lists(archive(*(article(f"a{n}", "2024-01", name) for n, name in enumerate(names))))
    assert "<h1>the daily</h1>" in site["sources/the-daily.html"]
    assert site["sources/the-daily.html"].count('class="title"') == 4


def test_hostile_topics_have_addresses_of_their_own() -> None:
    topics = (
        "Index",
        "index~1",
        "~a",
        "../x",
        "a/b",
        "<b>",
        "…",
        "？",
        "长" * 300,
        "a.source",
        " x ",
        "STRASSE",
        "Straße",
    )
    site = lists(archive(article("a", "2024-01", "index", topics)))
    paths = [path for path in site if path.startswith("topics/")]
    assert (
        len({path.casefold() for path in paths}) == len(paths) == len(topics) - 2 + 1
    )  # x and Straße twice; the index
    assert all(len(posixpath.basename(path).encode()) < 200 and path.count("/") == 1 for path in paths)
    assert {topic_path(topic) for topic in topics} < set(paths)
    assert source_list_path("index") in site and "<b>" not in site["topics/b.html"].replace("</b>", "")


def test_of_a_story_each_part_of_the_archive_has_its_first_version() -> None:
    told = [article("lead", "2024-01-05", "日报"), article("copy", "2024-02", "晚报"), article("again", "2024-01-09")]
    story = Story(versions=tuple(Version(article=one.article.id, length=9, stated=False) for one in told))
    site = lists(replace(archive(*told), stories=(story,)))
    assert site["archive/2024-01.html"].count('class="title"') == 1
    assert "articles/copy.html" in links("archive/2024-02.html", site["archive/2024-02.html"])
    assert "articles/copy.html" in links("sources/晚报.html", site["sources/晚报.html"])
    assert "3 个版本" in site["archive/2024-02.html"] and "1 篇文章" in site["archive/2024.html"]


def people(count: int, name: Callable[[int], str]) -> Archive:
    known = tuple(Entity(id=f"p{n}", kind="person", name=name(n), names=(Name(text=name(n)),)) for n in range(count))
    return replace(archive(article("a", "2024")), entities=known)


def indexes(made: Archive) -> dict[str, IndexView]:
    return {p.path: p.view for p in plan(made) if isinstance(p.view, IndexView) and p.view.kind == "person"}


def test_few_names_stand_on_their_index_and_many_on_pages_of_their_letters() -> None:
    assert set(indexes(people(letters.WHOLE, "Ann {}".format))) == {"people/index.html"}
    many = indexes(people(letters.WHOLE + 300, lambda n: f"Ann {n:04}" if n < 650 else f"Bo {n}" if n < 699 else "360"))
    assert set(many) == {f"people/{name}.html" for name in ("index", "~a", "~a~2", "~a~3", "~b", "~other")}
    shown = [entry.who.ref for view in many.values() for group in view.groups for entry in group.entries]
    assert len(shown) == len(set(shown)) == letters.WHOLE + 300
    assert max(len(group.entries) for view in many.values() for group in view.groups) <= letters.ON_PAGE
    first = many["people/~a.html"].ranges[0]
    assert (first.first.text, first.last.text) == ("Ann 0000", "Ann 0216")
    assert [(way.part, way.count) for way in many["people/index.html"].letters] == [("A", 650), ("B", 49), ("#", 1)]


def test_pages_of_letters_lead_to_each_other() -> None:
    site = lists(people(700, lambda n: f"Ann {n:04}" if n < 650 else f"Bo {n}"))
    assert {"people/~a~2.html", "people/~b.html", "people/index.html"} <= links(
        "people/~a.html", site["people/~a.html"]
    )
    assert 'aria-current="page">B' in site["people/~b.html"] and "<h1>人物：B</h1>" in site["people/~b.html"]


def test_a_legend_says_what_the_dotted_line_means_where_there_is_one() -> None:
    found = lists(archive())
    assert "自动发现的，未经审核" in found["people/index.html"] and "未经审核" not in found["companies/index.html"]


def eventful(*dates: str) -> Linked:
    """An article with an event of each date, by turns of two kinds, and a sentence with the date 2019"""
    text = "林安" + "甲" * len(dates) + "在 2019 年说。"
    mention = block(text, ("mention", "林安", "person/lin-an"))
    anchors = tuple(
        Anchor(
            id=f"n{n}",
            annotation=Annotation(
                quote="甲", event=Event(type=("left", "joined")[n % 2], date=date, people=("lin-an",))
            ),
            places=(Place(block=0, start=2 + n, end=3 + n),),
        )
        for n, date in enumerate(dates)
    )
    one = article("events", "2024-01")
    found = FoundDate(place=Place(block=0, start=len(text) - 8, end=len(text) - 3), value="2019")
    return replace(one, article=replace(one.article, blocks=(mention,), anchors=anchors), dates=(found,))


def test_the_timeline_has_a_part_for_each_year_and_kind() -> None:
    made = archive(eventful("2021-05", "2020/2022", "2020-03-01", "2030"))
    views = {p.path: p.view for p in plan(made) if isinstance(p.view, TimelineView)}
    years = {f"timeline/{year}.html" for year in (2019, 2020, 2021, 2030)}
    assert set(views) == {"timeline.html", "timeline/stated.html", "timeline/left.html", "timeline/joined.html"} | years
    dates = {path: [m.date for y in view.years for m in y.moments] for path, view in views.items()}
    assert dates["timeline/2020.html"] == ["2020/2022", "2020-03-01"]
    assert dates["timeline/left.html"] == ["2021-05", "2020-03-01"]
    assert dates["timeline.html"] == ["2021-05", "2020/2022", "2020-03-01", "2019"]  # what is to come is not news
    assert [(w.part, w.count) for w in views["timeline.html"].kinds] == [("stated", 4), ("left", 2), ("joined", 2)]
    assert (views["timeline/2020.html"].before.part, views["timeline/2020.html"].after.part) == ("2019", "2021")
    html = lists(made)["timeline/left.html"]
    assert re.search(r'href="left\.html" aria-current="page">离开', html)


def test_an_event_changes_its_year_and_its_kinds() -> None:
    def site(*more: Linked) -> dict[str, str]:
        return {k: v for k, v in lists(archive(eventful("2022", "2021", "2020"), *more)).items() if "timeline" in k}

    event = eventful("2022-05")
    before, after = site(), site(replace(event, article=replace(event.article, id="another"), dates=()))
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {"timeline.html", "timeline/2022.html", "timeline/left.html", "timeline/stated.html"}


def test_an_interval_is_past_when_it_has_begun() -> None:
    one = eventful("2024-01/2024-03", "2024-02/2024-03")
    meta = replace(one.article.meta, published="2024-01-05")
    made = archive(replace(one, article=replace(one.article, meta=meta), dates=()))
    view = next(page.view for page in plan(made) if page.path == "timeline.html")
    assert [moment.date for year in view.years for moment in year.moments] == ["2024-01/2024-03"]


def test_notes_are_filtered_by_links_to_the_kinds_that_there_are() -> None:
    views = {p.path: p.view for p in plan(archive()) if isinstance(p.view, NotesView)}
    counts = {path: view.count for path, view in views.items()}
    assert counts == {"notes.html": 4, "notes/corrections.html": 1, "notes/events.html": 1, "notes/comments.html": 3}
    only = {p.path for p in plan(archive(eventful("2021"))) if isinstance(p.view, NotesView)}
    assert only == {"notes.html", "notes/events.html"}


def test_an_empty_archive_has_its_lists() -> None:
    site = lists(replace(archive(), articles=(), entities=()))
    assert {"index.html", "articles/index.html", "people/index.html", "timeline.html", "notes.html"} <= set(site)
    assert "还没有内容" in site["articles/index.html"]


def test_no_list_is_heavy_and_no_view_holds_the_archive() -> None:
    made = archive(*(article(f"a{n:04}", "2024-05", "日报", ("人事",)) for n in range(1000)))
    assert max(len(text.encode()) for text in lists(made).values()) < 100_000
    views = [page.view for page in plan(made) if isinstance(page.view, ArchiveView)]
    assert max(len(view.cites) for view in views) <= 200


def test_a_large_sitemap_is_several(monkeypatch: pytest.MonkeyPatch) -> None:
    def locations(files: dict[str, str], path: str) -> list[str]:
        return [str(one.text) for one in ElementTree.fromstring(files[path]).iter() if one.tag.endswith("}loc")]

    def files() -> dict[str, str]:
        look = theme()
        return {p.path: render(p, look).data.decode() for p in plan(archive(*DATED)) if p.path.startswith("sitemap")}

    whole = locations(files(), "sitemap.xml")
    assert f"{URL}archive/2024-10~1.html" in whole and f"{URL}topics/index.html" in whole
    monkeypatch.setattr(file_views, "ADDRESSES", 200)
    cut = files()
    assert locations(cut, "sitemap.xml") == [f"{URL}sitemap-1.xml", f"{URL}sitemap-2.xml"]
    assert [*locations(cut, "sitemap-1.xml"), *locations(cut, "sitemap-2.xml")] == whole
