"""Previews in a browser, from a disk and served below /repo/: when a card comes, when it goes, where it stands."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_checks import AXE_RULES, FINDINGS, axe_script, served
from msgspec.structs import replace
from render_builder import archive, block, built, first, second

from dossier.model import Linked

pytestmark = pytest.mark.browser
ARTICLE, LIST, PEOPLE = "articles/2024/first.html", "articles/index.html", "people/index.html"
PERSON, CARD = ".body a.person", "#preview-card"
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028'\"-->"
#: Milliseconds in which a card that is loaded is there, on a slow machine too; for tests that none comes.
SOON = 200
BOX = {"width": 1000, "height": 700}


def hostile() -> Linked:
    one = second()
    body = (block("林安去了很远的地方。" * 20, ("mention", "林安", "person/lin-an")),)
    meta = replace(one.article.meta, title=HOSTILE)
    return replace(one, article=replace(one.article, id="2024/third", meta=meta, blocks=body, anchors=()), roles=())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("previews")
    for path, text in built(archive(first(), second(), hostile())).items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module", params=["disk", "served"])
def home(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "disk":
        yield folder.as_uri() + "/"
    else:
        with served(folder) as address:
            yield address


def opened(chromium: Any, address: str, **options: Any) -> Any:
    """A page whose clock only a test moves; an error of its scripts fails the test"""
    context = chromium.new_context(**{"viewport": BOX, "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.clock.install(time=0)
    page.goto(address)
    page.clock.pause_at(3_600)
    page.mouse.move(1, 1)
    return page


def shows(page: Any, selector: str = PERSON) -> Any:
    """The card, after the pointer has rested on a link"""
    page.locator(selector).first.hover()
    page.clock.run_for(500)
    page.locator(CARD).wait_for()
    return page.locator(CARD)


def is_hidden(page: Any) -> bool:
    return bool(page.locator(CARD).is_hidden())


def test_a_pointer_that_rests_brings_a_card_and_one_that_leaves_takes_it(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE)
    page.locator(PERSON).first.hover()
    page.clock.run_for(299)
    page.wait_for_timeout(SOON)
    assert is_hidden(page)
    page.clock.run_for(201)
    page.locator(CARD).wait_for()
    assert page.locator(f"{CARD} p").all_text_contents() == [
        "林安Lin An",
        "首席执行官Bright Labs",
        "写过 <b> 的人。",
        "最近一次提及：林安离开某报2024 年 10 月 8 日",
        "2 篇文章",
    ]
    page.locator(CARD).hover()
    page.clock.run_for(2_000)
    assert page.locator(CARD).is_visible(), "it stays while the pointer is on it"
    page.mouse.move(1, 1)
    page.clock.run_for(299)
    assert page.locator(CARD).is_visible()
    page.clock.run_for(2)
    assert is_hidden(page)


def test_a_pointer_that_passes_brings_none_and_loads_nothing(chromium: Any, home: str) -> None:
    page, asked = opened(chromium, home + ARTICLE), []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(PERSON).first.hover()
    page.clock.run_for(250)
    page.mouse.move(1, 1)
    page.clock.run_for(1_000)
    assert is_hidden(page) and not asked
    shows(page)
    assert [url.removeprefix(home) for url in asked] == ["data/preview/index.js", "data/preview/0.js"]
    page.keyboard.press("Escape")
    shows(page, ".body a.company")
    assert len(asked) == 2, "each file once"


def test_escape_closes_until_the_link_was_left(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE)
    shows(page)
    page.keyboard.press("Escape")
    assert is_hidden(page)
    box = page.locator(PERSON).first.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 5)
    page.clock.run_for(2_000)
    assert is_hidden(page)
    page.mouse.move(1, 1)
    assert shows(page).is_visible()


def test_tab_brings_a_card_that_describes_the_link(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE)
    page.locator(".byline a").last.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.body a.person')"):
            break
    page.clock.run_for(500)
    page.locator(CARD).wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "preview-card"
    assert page.locator(CARD).get_attribute("role") == "tooltip"
    page.mouse.move(5, 5)
    page.clock.run_for(2_000)
    assert page.locator(CARD).is_visible(), "it stays as long as the focus does"
    page.keyboard.press("Escape")
    assert is_hidden(page)
    assert page.evaluate("document.activeElement.matches('.body a.person:not([aria-describedby])')")
    page.keyboard.press("Tab")
    page.clock.run_for(500)
    page.locator(CARD).wait_for()
    assert page.locator(f"{CARD} .name").text_content() == "Bright Labs"
    page.keyboard.press("Shift+Tab")
    assert is_hidden(page), "one at a time"


def test_a_finger_brings_none(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE, has_touch=True, is_mobile=True)
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    page.locator(PERSON).first.tap()
    page.clock.run_for(2_000)
    page.wait_for_timeout(SOON)
    assert is_hidden(page) and page.url.endswith(ARTICLE)
    page.keyboard.press("Tab")
    page.clock.run_for(2_000)
    assert is_hidden(page), "steps of a reader on a phone move the focus too"


def test_a_click_goes_through_at_once(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE)
    page.locator(PERSON).first.click()
    page.wait_for_url("**/people/lin-an.html")
    page.go_back()
    shows(page)
    page.locator(PERSON).first.click()
    page.wait_for_url("**/people/lin-an.html")


def test_a_page_that_scrolls_closes_it(chromium: Any, home: str) -> None:
    page = opened(chromium, home + ARTICLE, viewport={"width": 600, "height": 640})
    shows(page)
    page.mouse.wheel(0, 40)
    page.locator(CARD).wait_for(state="hidden")
    page.clock.run_for(2_000)
    assert is_hidden(page)


@pytest.mark.parametrize("scrolled", [0, 60, 260])
@pytest.mark.parametrize("box", [BOX, {"width": 360, "height": 560}], ids=["wide", "narrow"])
def test_the_card_is_in_view_and_beside_the_link(chromium: Any, folder: Path, box: Any, scrolled: int) -> None:
    page = opened(chromium, (folder / "articles/2024/third.html").as_uri(), viewport=box)
    page.add_style_tag(content="main { padding-bottom: 100vh !important }")
    page.evaluate("top => scrollTo(0, top)", scrolled)
    shows(page)
    card, link = page.locator(CARD).bounding_box(), page.locator(PERSON).first.bounding_box()
    assert card["x"] >= 0 and card["x"] + card["width"] <= box["width"]
    assert card["y"] >= 0 and card["y"] + card["height"] <= box["height"]
    below, above = card["y"] - link["y"] - link["height"], link["y"] - card["y"] - card["height"]
    assert 0 < max(below, above) < 12
    assert card["x"] <= link["x"] + link["width"] and link["x"] <= card["x"] + card["width"]


def test_where_there_is_no_room_there_is_no_card(chromium: Any, folder: Path) -> None:
    page = opened(chromium, (folder / ARTICLE).as_uri(), viewport={"width": 800, "height": 150})
    page.locator(PERSON).first.scroll_into_view_if_needed()
    page.wait_for_timeout(SOON)
    page.locator(PERSON).first.hover()
    page.clock.run_for(2_000)
    page.locator(f"{CARD} p").first.wait_for(state="attached")
    assert is_hidden(page)


@pytest.mark.parametrize("selector", ["nav.crumbs a >> nth=1", ".site a", ".audit a", "a.out", ".noteref", ".pages a"])
def test_other_links_have_none(chromium: Any, folder: Path, selector: str) -> None:
    page = opened(chromium, (folder / ARTICLE).as_uri())
    page.locator(selector).first.hover()
    page.clock.run_for(2_000)
    page.wait_for_timeout(SOON)
    assert is_hidden(page)


def test_hostile_titles_are_text(chromium: Any, home: str) -> None:
    page = opened(chromium, home + LIST)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    shows(page, "main a[href$='third.html']")
    assert page.locator(f"{CARD} .name").text_content() == HOSTILE
    assert not page.locator(f"{CARD} :not(p, span)").count()


def test_addresses_of_any_script_are_found(chromium: Any, home: str) -> None:
    page = opened(chromium, home + PEOPLE)
    shows(page, "main a.found")
    assert page.locator(f"{CARD} .name").text_content() == "查理・吴"
    assert page.locator(f"{CARD} .name span").get_attribute("lang") == "zh"


def test_links_of_pictures_have_cards(chromium: Any, home: str) -> None:
    page = opened(chromium, home + "graph.html")
    shows(page, "svg.graph a")
    assert page.locator(f"{CARD} .name").text_content()


def test_without_data_there_is_no_card(chromium: Any, folder: Path, tmp_path: Path) -> None:
    bare = shutil.copytree(folder, tmp_path / "bare", ignore=shutil.ignore_patterns("preview"))
    page = opened(chromium, (bare / ARTICLE).as_uri())
    page.locator(PERSON).first.hover()
    page.clock.run_for(2_000)
    page.wait_for_timeout(SOON)
    assert is_hidden(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_card_open(chromium: Any, folder: Path, scheme: str) -> None:
    page = opened(chromium, (folder / PEOPLE).as_uri(), color_scheme=scheme)
    shows(page, "main a.found")
    page.clock.resume()
    page.evaluate(axe_script())
    assert page.evaluate(FINDINGS, AXE_RULES) == []
    assert page.locator(CARD).is_visible()
