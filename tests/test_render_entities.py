"""Pages of people and companies: who they are, what stands where, what has a page of its own, reporting, copying."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace
from render_builder import COMPANIES, URL, archive, block, built, first, second

from dossier.config import Settings
from dossier.model import Article, CuratedRole, Entity, FoundDate, Linked, Meta, Name, Place, RoleFact, Unclear
from dossier.render import Archive, plan
from dossier.render.book import book
from dossier.render.entity.identity import share, sureness
from dossier.render.entity.lists import ENTRIES_ON_PAGE, MOMENTS
from dossier.render.entity.profile import READ
from dossier.render.entity.roles import read, read_ever, stated
from dossier.render.namesakes_view import PLACES
from dossier.render.reporting import report_address
from dossier.render.views import EntityView

HOME = "https://example.org/archive/"


@pytest.mark.parametrize(
    ("report", "begins", "title", "body"),
    [
        ("https://github.com/o/r/issues/new", "https://github.com/o/r/issues/new?title=", "title", "body"),
        ("https://github.com/o/r/issues/new?labels=a", "https://github.com/o/r/issues/new?labels=a&", "title", "body"),
        ("https://lab.org/o/r/-/issues/new", "https://lab.org/", "issue[title]", "issue[description]"),
        ("mailto:e@example.org", "mailto:e@example.org?subject=", "subject", "body"),
    ],
)
def test_a_report_says_which_page_it_is_about(report: str, begins: str, title: str, body: str) -> None:
    address = report_address(Settings(report=report, url=HOME), "林安 & [Co]", "people/林安.html")
    fields = parse_qs(urlsplit(address).query)
    assert address.startswith(begins) and address.isascii() and not set(address) & set(' "<>[]')
    assert fields[title] == ["林安 & [Co]"]
    assert fields[body][0].strip() == f"{HOME}people/%E6%9E%97%E5%AE%89.html"


def test_without_an_address_of_the_site_the_path_stands_in_a_report_and_a_headline_is_cut() -> None:
    address = report_address(Settings(report="mailto:e@example.org"), "长" * 900, "articles/a.html")
    assert "body=articles%2Fa.html" in address and len(address) < 1400
    assert report_address(Settings(), "x", "articles/a.html") == ""


def person(ident: str, name: str, **more: object) -> Entity:
    return Entity(**{"id": ident, "kind": "person", "name": name, "names": (Name(text=name),), **more})


def telling(number: int, text: str, *roles: RoleFact) -> Linked:
    """An article of a day of 2021 on Lin An, and the titles that the program read in it"""
    said = block(text, ("mention", "林安", "person/lin-an"))
    meta = Meta(title=f"第 {number} 篇", published=f"2021-01-{number:02}", lang="zh")
    return Linked(article=Article(id=f"a{number:02}", path="", meta=meta, blocks=(said,)), roles=roles, mentions=())


def reading_of(title: str, **more: object) -> RoleFact:
    given = {"person": "lin-an", "company": "bright", "title": title, "place": Place(block=0, start=0, end=2), **more}
    return RoleFact(**given)


def having(made: Archive, *entities: Entity) -> Archive:
    return replace(made, entities=entities)


def view_of(made: Archive, path: str = "people/lin-an.html") -> EntityView:
    view = next(page.view for page in plan(made) if page.path == path)
    assert isinstance(view, EntityView)
    return view


def text_of(page: str, tag: str) -> str:
    """The words of the first such element of a page"""
    match = re.search(rf"<{tag}[ >].*?</{tag.partition(' ')[0]}>", page, re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", match[0])).split()) if match else ""


def test_a_head_says_what_somebody_is_now_the_newest_first_and_what_they_were() -> None:
    roles = (
        CuratedRole(company="bright", title="顾问"),
        CuratedRole(company="bright", title="研究员", since="2019", until="2020-05"),
        CuratedRole(company="bright", title="首席执行官", since="2021-03"),
        CuratedRole(company="bright", title="主任", until="2021-02"),
    )
    made = having(archive(), person("lin-an", "林安", roles=roles), *COMPANIES)
    now, before = stated(book(made), "person/lin-an")
    assert [role.title for role in now] == ["首席执行官", "顾问"]
    assert [role.title for role in before] == ["主任", "研究员"]
    head = text_of(built(made)["people/lin-an.html"], "dl")
    assert head.startswith(
        "现任 首席执行官 · Bright Labs 2021 年 3 月起 顾问 · Bright Labs 曾任 主任 · Bright Labs 至 2021"
    )
    assert "林安 · 首席执行官 2021 年 3 月起" in text_of(built(made)["companies/bright.html"], "dl")


def test_where_no_editor_says_what_somebody_is_the_newest_that_was_read_stands_there_and_says_so() -> None:
    told = [
        telling(1, "主席林安来了。", reading_of("主席")),
        telling(2, "前主任林安来了。", reading_of("主任", past=True)),
        telling(3, "院长林安来了。", reading_of("院长")),
    ]
    page = built(having(archive(*told), person("lin-an", "林安"), *COMPANIES))["people/lin-an.html"]
    head = text_of(page, "dl")
    assert head.startswith("现任 院长 · Bright Labs 程序读出 曾任 主任 · Bright Labs 程序读出 见于 3")
    assert re.search(r'<dd>.*院长.*<a class="tag" href="\.\./articles/a03\.html#p', page)


@pytest.mark.parametrize(("company", "now"), [("bright", ""), ("elsewhere", "院长")])
def test_where_an_editor_states_an_end_nothing_that_was_read_there_is_now(company: str, now: str) -> None:
    """News of a farewell comes out after it: 首席研究官…已于上月离开"""
    told = telling(3, "院长林安来了。", reading_of("院长"))
    roles = (CuratedRole(company=company, title="主任", since="2019", until="2020-12"),)
    view = view_of(having(archive(told), person("lin-an", "林安", roles=roles), *COMPANIES))
    assert "".join(role.title for role in view.is_now) == now
    assert [role.title for role in view.was] == ["主任"] and [role.title for role in view.read] == ["院长"]


def test_a_head_has_three_of_a_kind_and_says_how_many_there_are() -> None:
    roles = tuple(CuratedRole(company="bright", title=f"第{n}号", since=f"200{n}") for n in range(5))
    made = having(archive(), person("lin-an", "林安", roles=roles), *COMPANIES)
    head = text_of(built(made)["people/lin-an.html"], "dl")
    assert "第4号" in head and "第2号" in head and "第1号" not in head and "另有 2 条" in head


def test_a_title_is_read_when_it_was_last_said_and_its_page_has_it_when_it_was_first_said() -> None:
    told = [
        telling(1, "主席林安来了。", reading_of("主席")),
        telling(2, "院长林安来了。", reading_of("院长")),
        telling(3, "主席林安走了。", reading_of("主席")),
        telling(4, "前院长林安走了。", reading_of("院长", past=True)),
        telling(5, "有人林安走了。", reading_of("首席执行官")),  # an editor states it
    ]
    made = book(archive(*told))
    assert [(n, fact.title) for n, fact in read(made, "person/lin-an")] == [(3, "院长"), (2, "主席")]
    ever = [(n, fact.title, fact.past) for n, fact in read_ever(made, "person/lin-an")]
    assert ever == [(3, "院长", True), (1, "院长", False), (0, "主席", False)]


def test_roles_that_one_sentence_gives_stand_above_it_in_its_order() -> None:
    places = [Place(block=0, start=at, end=at + 2) for at in (0, 3, 6)]
    titles = [reading_of(title, place=place) for title, place in zip(("主席", "院长", "校长"), places, strict=True)]
    page = built(archive(telling(1, "林安、主席、院长、校长。", *titles), telling(2, "林安来。", reading_of("秘书"))))
    part = re.search(r'<ul class="roles read">.*?</ul>', page["people/lin-an.html"], re.DOTALL)
    assert part and part[0].count("<li>") == part[0].count("</li>") == part[0].count("<blockquote") == 2
    order = [part[0].index(title) for title in ("秘书", "主席", "院长", "校长")]
    assert order == sorted(order)
    assert part[0].rpartition("<blockquote")[2].count('class="hit"') == 3


def test_what_is_hidden_gives_a_company_no_titles() -> None:
    told = telling(1, "林安与某人。", reading_of("秘书", person="gone"), reading_of("院长"))
    made = archive(told)
    assert [fact.title for _, fact in read(book(made), "company/bright")] == ["院长"]
    assert not any("秘书" in page for path, page in built(made).items() if path.startswith("companies/"))


def test_more_roles_than_a_profile_shows_have_a_page() -> None:
    told = [telling(n, f"林安是第 {n} 号。", reading_of(f"第{n}号", company="")) for n in range(1, READ + 4)]
    site = built(archive(*told))
    assert f'<a href="lin-an~roles.html">全部 {READ + 4} 条职务</a>' in site["people/lin-an.html"]
    page = site["people/lin-an~roles.html"]
    assert all(f">第{n}号<" in page for n in range(1, READ + 4)) and ">首席执行官<" in page
    assert "bright~roles.html" not in "".join(site)


def dated(count: int) -> dict[str, str]:
    """A site with an article of many days on Lin An"""
    days = [(1900 + n // 12, n % 12 + 1) for n in range(count)]
    sentences = [f"林安在 {year} 年 {month} 月来过。" for year, month in days]
    blocks = tuple(block(text, ("mention", "林安", "person/lin-an")) for text in sentences)
    dates = tuple(
        FoundDate(place=Place(block=n, start=4, end=len(text) - 3), value=f"{days[n][0]}-{days[n][1]:02}")
        for n, text in enumerate(sentences)
    )
    meta = Meta(title="年表", published="2021", lang="zh")
    return built(archive(Linked(article=Article(id="a", path="", meta=meta, blocks=blocks), mentions=(), dates=dates)))


def test_a_long_timeline_is_never_cut_and_a_new_entry_changes_its_newest_page() -> None:
    count = 2 * ENTRIES_ON_PAGE + 3
    before, after = dated(count), dated(count + 1)
    profile = before["people/lin-an.html"]
    assert profile.count('<li class="read">') == MOMENTS
    assert f'<a href="lin-an~timeline.html">完整时间线：{count} 条</a>' in profile
    names = sorted(path for path in after if "~timeline" in path)
    assert names == ["people/lin-an~timeline.html", "people/lin-an~timeline~1.html"]
    entries = [place for name in reversed(names) for place in re.findall(r'class="at" href="([^"]+)"', before[name])]
    assert len(entries) == len(set(entries)) == count
    assert [name for name in names if before[name] != after[name]] == ["people/lin-an~timeline.html"]


def test_a_short_list_has_no_page_of_its_own() -> None:
    assert not [path for path in dated(MOMENTS) if re.search("~[a-z]", path)]


def test_one_leads_to_the_next_in_the_order_of_the_index() -> None:
    people = [person("c", "赵六"), person("a", "Bob"), person("b", "单雪"), person("d", "安娜")]
    site = built(having(archive(), *people, *COMPANIES))
    index = re.findall(r'<li><a class="person" href="([^"]+)"', site["people/index.html"])
    walked, at = [], "people/d.html"
    while True:
        walked.append(at.removeprefix("people/"))
        following = re.search(r'rel="next" href="([^"]+)"', site[at])
        if not following:
            break
        at = f"people/{following[1]}"
    assert index == walked == ["d.html", "a.html", "b.html", "c.html"]
    assert 'rel="prev"' not in site["people/d.html"] and 'rel="prev" href="d.html"' in site["people/a.html"]
    assert 'rel="next"' not in site["companies/bright.html"]


def test_the_way_back_leads_through_the_index() -> None:
    site = built(archive())
    assert text_of(site["people/lin-an.html"], 'nav class="crumbs"') == "首页 人物"
    assert 'href="index.html">机构</a>' in site["companies/bright.html"]


@pytest.mark.parametrize(
    ("confidence", "word"), [(0.95, "sure"), (0.944, "likely"), (0.85, "likely"), (0.7, "possible")]
)
def test_confidence_is_said_in_words(confidence: float, word: str) -> None:
    assert sureness(person("x", "x", status="found", confidence=confidence)) == word
    assert sureness(person("x", "x")) == ""


def test_a_found_profile_says_so_and_how_sure() -> None:
    page = built(archive())["people/查理-吴.html"]
    assert text_of(page, 'p class="badge"') == "自动发现，未经审核 · 可能 (可信度 82%) · 依据"
    assert page.index('id="mentions"') < page.index('id="evidence"')
    assert 'class="badge"' not in built(archive())["people/lin-an.html"]


def test_a_link_to_a_profile_can_be_copied_whatever_the_name() -> None:
    strange = person("lin-an", '<b>"[A]_&*')
    made = having(archive(), strange, *COMPANIES)
    texts = [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", built(made)["people/lin-an.html"])]
    place = f"{URL}people/lin-an.html"
    assert texts == [
        place,
        f'<a href="{place}">&lt;b&gt;&quot;[A]_&amp;*</a>',
        f'[&lt;b>"\\[A\\]\\_&\\*]({place})',
    ]
    bare = built(having(archive(url=""), strange, *COMPANIES))["people/lin-an.html"]
    assert bare.count("<span data-here>people/lin-an.html</span>") == 3
    assert share("a\\").markdown == "a\\\\"


def test_a_mistake_can_be_reported_where_the_site_says_where() -> None:
    with_form = built(archive(report="https://github.com/o/r/issues/new"))["people/lin-an.html"]
    assert (
        'href="https://github.com/o/r/issues/new?title=%E6%9E%97%E5%AE%89&amp;body=https%3A%2F%2Fexample.org'
        in with_form
    )
    assert "指出错误" in with_form and "指出错误" not in built(archive())["people/lin-an.html"]


def test_an_older_page_of_mentions_has_the_mentions_alone() -> None:
    told = [telling(n, f"林安第 {n} 次来。") for n in range(1, 29)] * 2
    copies = [replace(one, article=replace(one.article, id=f"b{n:02}")) for n, one in enumerate(told)]
    old = built(archive(*copies))["people/lin-an~1.html"]
    assert "第 1 页" in text_of(old, 'h2 id="mentions"') and 'content="林安 · 第 1 页"' in old
    assert old.count("<h2") == 1 and "<dl" not in old and "copy.js" not in old and "lin-an.html" in old


def test_a_head_says_when_somebody_was_named() -> None:
    view = view_of(archive(first(), second()))
    assert (view.articles, view.first, view.last) == (1, "2024-10-08", "2024-10-08")
    view = view_of(archive(telling(9, "林安来。"), telling(3, "林安来了。")))
    assert (view.articles, view.first, view.last) == (2, "2021-01-03", "2021-01-09")


def test_a_page_of_namesakes_says_how_many_places_it_leaves_out() -> None:
    twins = [person(ident, "王五") for ident in ("wang-1", "wang-2")]
    again = [telling(1, f"林安与王五第 {n} 次来。") for n in range(PLACES + 2)]
    unclear = Unclear(place=Place(block=0, start=3, end=5), bearers=("person/wang-1", "person/wang-2"))
    told = [
        replace(one, article=replace(one.article, id=f"c{n:03}"), unclear=(unclear,)) for n, one in enumerate(again)
    ]
    page = built(having(archive(*told), *twins))["people/王五~.html"]
    assert page.count("<article") == PLACES and "另有 2 处，见文章。" in page
    assert text_of(page, 'nav class="crumbs"') == "首页 人物"
