"""The search in a browser, from disk and below /repo/: typing, results and their places, filters, keys, addresses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser_checks import PHONE, Watched, axe_script, served
from msgspec.structs import replace
from render_builder import archive, first, second, theme
from search_archive import varied

from dossier.model import Article, Block, Entity, Linked, Meta, Name
from dossier.render import Archive, assets, book, pages, render, search_files

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=alert(1)>标题"
#: In time for the last key, the pause after it, and the files.
SOON = 5_000


def article(ident: str, title: str, *texts: str, **meta: Any) -> Linked:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    made = Article(id=ident, path="", meta=Meta(**{"title": title, "lang": "zh", **meta}), blocks=blocks)
    return Linked(article=made, mentions=(), dates=(), roles=())


def made() -> Archive:
    many = tuple(
        article(f"many/{n:02}", f"第{n}号", f"常见的话，编号{n}。", published=f"2020-01-{n:02}") for n in range(1, 31)
    )
    filler = tuple(replace(one, article=replace(one.article, id=f"f/{one.article.id}")) for one in varied(40))
    made = archive(
        first(),
        second(),
        article("hostile", HOSTILE, "正文里也有<b onclick=x>粗体</b>。", published="2024-11"),
        article(
            "hant",
            "繁體的標題",
            "前一句。蘇茨克維離開了公司，另有安排。後一句。",
            published="2023-03-04",
            lang="zh-Hant",
        ),
        article("long", "很长", "甲" * 400 + "针尖" + "乙" * 400, published="2019"),
        *many,
        *filler,
    )
    short = Entity(id="wu", kind="person", name="吴", names=(Name(text="吴"),))
    return replace(made, entities=(*made.entities, short))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home, look, whole = tmp_path_factory.mktemp("searched"), theme(), book(made())
    for one in (*(render(page, look) for page in pages(whole)), *search_files(whole), *assets(look)):
        path = home / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return home


@pytest.fixture(params=["disk", "repo"])
def tab(request: Any, chromium: Any, folder: Path) -> Iterator[Watched]:
    """A tab on either home; it must have nothing to complain about"""
    with served(folder) as address:
        watched = Watched(chromium, folder.as_uri() + "/" if request.param == "disk" else address)
        yield watched
        assert watched.complaints == []
        watched.tab.context.close()


def asked(watched: Watched, query: str = "", **filters: str) -> Any:
    """search.html with a query in its address, after its results came"""
    said = "&".join(f"{key}={quote(value)}" for key, value in {"q": query, **filters}.items())
    watched.open(f"search.html?{said}")
    return counted(watched)


def counted(watched: Watched, count: int | None = None) -> Any:
    wanted = "结果：" if count is None else f"结果：{count} 条"
    watched.tab.get_by_role("status").filter(has_text=wanted).wait_for(timeout=SOON)
    return watched.tab


def titles(tab: Any) -> list[str]:
    """What is found, in order"""
    return list(tab.locator(".hits:not([hidden]) li > a").all_inner_texts())


def marks(tab: Any) -> set[str]:
    return set(tab.locator(".hits:not([hidden]) mark").all_inner_texts())


# --- what is found --------------------------------------------------------------------------------------------------


def test_typing_finds_names_then_titles_then_texts(tab: Watched) -> None:
    tab.open("search.html")
    tab.tab.keyboard.type("林安")
    page = counted(tab, 2)
    assert titles(page) == ["林安", "林安离开"] and marks(page) == {"林安"}
    assert page.locator(".names li").inner_text().startswith("林安 Lin An · 首席执行官 · Bright Labs")
    tab.tab.get_by_role("searchbox").fill("BRIGHT lab")
    page = counted(tab, 3)
    assert titles(page) == ["Bright Labs", "林安离开", "第二篇"] and marks(page) == {"Bright", "Lab"}


def test_other_names_find_their_bearer_and_hidden_ones_nobody(tab: Watched) -> None:
    assert titles(asked(tab, "凌安")) == ["林安"]
    assert titles(asked(tab, "某人")) == ["林安离开"]


def test_whoever_is_called_just_so_comes_first(tab: Watched) -> None:
    page = asked(tab, "吴")
    assert titles(page)[:2] == ["吴", "查理・吴"]
    tab.open("index.html")
    page.get_by_role("combobox").fill("Bright Labs")
    page.get_by_role("option").first.wait_for(timeout=SOON)
    assert page.get_by_role("option").first.inner_text() == "Bright Labs"
    assert asked(tab, "Bright Labs").locator(".names li").inner_text() == "Bright Labs 实验室 2"


def test_traditional_and_simplified_characters_are_the_same_and_stay_as_written(tab: Watched) -> None:
    for query in ("苏茨克维离开", "蘇茨克維離開"):
        page = asked(tab, query)
        assert page.locator(".sentence").inner_text().strip() == "蘇茨克維離開了公司，另有安排。"
        assert marks(page) == {"蘇茨克維離開"} and page.locator(".sentence").get_attribute("lang") == "zh-Hant"


def test_a_long_sentence_is_cut_around_what_was_looked_for(tab: Watched) -> None:
    said = asked(tab, "针尖").locator(".sentence").inner_text().strip()
    assert said[0] == said[-1] == "…" and "甲针尖乙" in said and len(said) < 230


def test_nothing_found_says_what_may_help(tab: Watched) -> None:
    page = asked(tab, "鿿鿎")
    assert page.get_by_role("status").inner_text() == "结果：0 条"
    assert page.locator(".nothing").is_visible() and titles(page) == []
    page.get_by_role("searchbox").fill("林安")
    counted(tab, 2)
    assert not page.locator(".nothing").is_visible()


def test_hostile_texts_are_texts(tab: Watched) -> None:
    page = asked(tab, "onclick")
    assert titles(page) == [HOSTILE]
    assert page.locator(".sentence").inner_text().strip() == "正文里也有<b onclick=x>粗体</b>。"
    assert titles(asked(tab, "<img src=x onerror")) == [HOSTILE]
    assert not page.locator("main img, main b").count()


def test_a_result_leads_to_its_place(tab: Watched) -> None:
    asked(tab, "蘇茨克維").locator(".hits:not([hidden]) a").click()
    tab.tab.wait_for_url("**/articles/hant.html#p*")
    assert "蘇茨克維" in tab.tab.locator(":target").inner_text()


def test_more_results_come_by_a_button_newest_first(tab: Watched) -> None:
    page = asked(tab, "常见的话")
    assert titles(page) == [f"第{n}号" for n in range(30, 10, -1)]
    page.get_by_role("button", name="再显示").click()
    page.locator("li > a").nth(29).wait_for(timeout=SOON)
    assert titles(page) == [f"第{n}号" for n in range(30, 0, -1)]
    assert page.evaluate("document.activeElement.innerText") == "第10号"
    assert not page.get_by_role("button", name="再显示").is_visible()


# --- filters, addresses ---------------------------------------------------------------------------------------------


def test_filters_narrow_articles_and_are_part_of_the_address(tab: Watched) -> None:
    page = asked(tab, "Bright")
    page.get_by_label("年份").select_option("2022")
    counted(tab, 2)
    assert titles(page) == ["Bright Labs", "第二篇"] and "year=2022" in page.url
    page.get_by_label("类别").select_option("article")
    counted(tab, 1)
    assert titles(page) == ["第二篇"]
    page.get_by_label("类别").select_option("company")
    counted(tab, 1)
    assert titles(page) == ["Bright Labs"]
    assert titles(asked(tab, "Bright", kind="person")) == []
    assert titles(asked(tab, "", topic="人事")) == ["林安离开"]
    assert titles(asked(tab, "", company="bright", year="2022")) == ["第二篇"]
    assert titles(asked(tab, "Bright", year="1999", kind="article")) == []


def test_an_address_gives_the_same_results_to_somebody_else(tab: Watched, chromium: Any) -> None:
    tab.open("search.html")
    tab.tab.keyboard.type("常见 编号3")
    page = counted(tab, 2)
    other = Watched(chromium, tab.home)
    other.open(page.url.removeprefix(tab.home))
    assert titles(counted(other, 2)) == titles(page) == ["第30号", "第3号"]
    assert other.tab.get_by_role("searchbox").input_value() == "常见 编号3"


def test_back_and_forward(tab: Watched) -> None:
    page = asked(tab, "林安")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("searchbox").fill("针尖")
    counted(tab, 1)
    page.locator(".hits:not([hidden]) a").click()
    page.wait_for_url("**/articles/long.html#*")
    page.go_back()
    assert titles(counted(tab, 1)) == ["很长"]
    page.go_back()
    assert titles(counted(tab, 2)) == ["林安", "林安离开"] and page.get_by_role("searchbox").input_value() == "林安"
    page.go_forward()
    assert titles(counted(tab, 1)) == ["很长"]


def test_where_the_address_may_not_be_changed_its_end_says_it(tab: Watched) -> None:
    tab.tab.add_init_script("history.pushState = history.replaceState = () => { throw new Error('no'); };")
    page = asked(tab, "林安")
    page.get_by_role("searchbox").fill("针尖")
    counted(tab, 1)
    assert "#?q=" in page.url
    page.reload()
    assert titles(counted(tab, 1)) == ["很长"]


# --- keys -----------------------------------------------------------------------------------------------------------


def test_the_list_below_the_field_by_keys_alone(tab: Watched) -> None:
    tab.open("people/lin-an.html")
    page, field, options = tab.tab, tab.tab.get_by_role("combobox"), tab.tab.get_by_role("option")
    assert not page.locator("script[src*='find.js']").count()
    page.keyboard.press("/")
    page.keyboard.type("林")
    options.first.wait_for(timeout=SOON)
    assert (field.input_value(), field.get_attribute("aria-expanded")) == ("林", "true")
    assert [text.split("\n")[0] for text in options.all_inner_texts()] == ["林安", "林安离开", "全部结果"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true" and active.inner_text().startswith("林安离开")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and not options.first.is_visible()
    page.keyboard.press("ArrowUp")  # opens it again, from the end
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search.html?q={quote('林')}")
    assert "林安离开" in titles(counted(tab))


def test_enter_without_a_choice_leads_to_the_page_and_escape_clears(tab: Watched) -> None:
    tab.open("index.html")
    field = tab.tab.get_by_role("combobox")
    field.fill("针尖")
    tab.tab.get_by_role("option").first.wait_for(timeout=SOON)
    field.press("Escape")
    assert field.input_value() == "针尖"
    field.press("Escape")
    assert field.input_value() == ""
    field.fill("针尖")
    field.press("Enter")
    assert titles(counted(tab, 1)) == ["很长"]


def test_arrows_go_through_the_results(tab: Watched) -> None:
    page, here = asked(tab, "林安"), "document.activeElement.innerText"
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(here) == "林安离开"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(here) == "林安"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_slash_in_a_field_is_a_slash(tab: Watched) -> None:
    tab.open("index.html")
    tab.tab.keyboard.press("/")
    tab.tab.keyboard.type("1/2")
    assert tab.tab.get_by_role("combobox").input_value() == "1/2"


def test_nothing_is_searched_while_characters_are_put_together(tab: Watched) -> None:
    tab.open("search.html")
    tab.tab.get_by_role("searchbox").focus()
    keys = tab.tab.context.new_cdp_session(tab.tab)
    keys.send("Input.imeSetComposition", {"text": "lin", "selectionStart": 3, "selectionEnd": 3})
    tab.tab.keyboard.press("ArrowDown")
    tab.tab.wait_for_timeout(300)
    assert titles(tab.tab) == [] and "q=" not in tab.tab.url
    keys.send("Input.insertText", {"text": "林安"})
    assert titles(counted(tab, 2)) == ["林安", "林安离开"]


# --- how it looks, without a script ---------------------------------------------------------------------------------


def test_without_a_script_the_form_leads_to_a_page_that_explains_itself(chromium: Any, folder: Path) -> None:
    plain = Watched(chromium, folder.as_uri() + "/", script=False)
    plain.open("people/lin-an.html")
    plain.tab.locator(".find input").fill("林")
    plain.tab.locator(".find input").press("Enter")
    plain.tab.wait_for_url("**/search.html?q=*")
    main = plain.tab.locator("main")
    assert "JavaScript" in main.inner_text() and not main.locator("select >> visible=true").count()
    assert not main.get_by_text("正文", exact=True).is_visible()
    main.get_by_role("link", name="人物").click()
    plain.tab.wait_for_url("**/people/index.html")


def test_axe_finds_nothing_with_results_and_with_the_list_open(chromium: Any, folder: Path) -> None:
    watched = Watched(chromium, folder.as_uri() + "/")
    for scheme in ("light", "dark"):
        asked(watched, "林安")
        assert watched.axe(axe_script(), scheme) == []
        watched.open("people/lin-an.html")
        watched.tab.get_by_role("combobox").fill("林安")
        watched.tab.get_by_role("option").first.wait_for(timeout=SOON)
        watched.tab.keyboard.press("ArrowDown")
        assert watched.axe(axe_script(), scheme) == []
    assert not watched.is_wider_than_a_phone()
    box = watched.tab.locator("[role=listbox]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
