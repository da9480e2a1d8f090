"""In a browser, from disk: notes in the margin and below, light and dark, keyboard, paper, no script, a phone."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from render_builder import archive, block, built, first

from dossier.model import Anchor, Annotation, Place

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
ARTICLE = "articles/2024/first.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for path, text in built(archive()).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser: Any, site: Path, path: str, **options: Any) -> Any:
    width = options.pop("width", 1440)
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto((site / path).as_uri())
    return page


def test_notes_stand_in_the_margin_or_below(browser: Any, site: Path) -> None:
    boxes = {}
    for width in (390, 1440):
        page = opened(browser, site, ARTICLE, width=width, java_script_enabled=False)
        boxes[width] = [page.locator(s).bounding_box() for s in (".body p >> nth=0", "aside.note >> nth=0")]
    text, note = boxes[1440]
    assert note["x"] > text["x"] + text["width"] and abs(note["y"] - text["y"]) < 30
    text, note = boxes[390]
    assert note["y"] >= text["y"] + text["height"]


def test_nothing_is_wider_than_a_phone(browser: Any, site: Path) -> None:
    for path in sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html")):
        if path.endswith("-lin.html") or "old" in path:
            continue
        page = opened(browser, site, path, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.context.close()


def test_the_theme_switch_is_kept_and_absent_without_script(browser: Any, site: Path) -> None:
    page = opened(browser, site, ARTICLE, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    for _ in range(2):
        page.locator("button.theme").click()
    dark = page.evaluate(paper)
    page.reload()
    assert light != dark == page.evaluate(paper)
    plain = opened(browser, site, ARTICLE, java_script_enabled=False)
    assert not plain.locator("button.theme").is_visible()


def test_the_keyboard_goes_to_the_text_to_a_note_and_back(browser: Any, site: Path) -> None:
    page = opened(browser, site, ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#main"))  # told a moment later
    assert page.url.endswith("#main")
    page.locator("a.noteref").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#n11111111"))  # told a moment later
    assert page.url.endswith("#n11111111")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "back"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#n11111111-at"))  # told a moment later
    assert page.url.endswith("#n11111111-at")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "n11111111-at"


def test_the_keyboard_opens_what_is_closed(browser: Any, site: Path) -> None:
    page = opened(browser, site, ARTICLE)
    assert not page.get_by_text("@misc{2024/first").is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("@misc{2024/first").is_visible()


def test_a_note_stands_beside_its_own_number_and_below_the_one_before(browser: Any, tmp_path: Path) -> None:
    words = [f"第{n}处" for n in range(8)]
    texts = ("".join(words[:5]), "没有注释的一段。" * 60, words[5], words[6], words[7])
    blocks = tuple(block(t, *(("note", w, f"n{w[1]}") for w in words if w in t)) for t in texts)
    anchors = tuple(
        Anchor(
            id=f"n{n}",
            annotation=Annotation(quote=w, note=(block("注" * 30),)),
            places=(Place(block=0, start=n, end=n + 1),),
        )
        for n, w in enumerate(words)
    )
    one = first()
    article = replace(one.article, blocks=blocks, anchors=anchors)
    look = built(archive(replace(one, article=article, dates=())))
    for path in (ARTICLE, "assets/style.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(look[path], "utf-8")
    page = opened(browser, tmp_path, ARTICLE)
    notes = [page.locator(f"#n{n}").bounding_box() for n in range(8)]
    places = [page.locator(f"#n{n}-at").bounding_box() for n in range(8)]
    for note, after in pairwise(notes):
        assert note["y"] + note["height"] < after["y"]
    assert abs(notes[0]["y"] - places[0]["y"]) < 12 and abs(notes[5]["y"] - places[5]["y"]) < 12
    assert places[6]["y"] - places[5]["y"] < 80  # a long note leaves no gap in the text


def test_permalinks_are_there_for_fingers_and_take_no_room(browser: Any, site: Path) -> None:
    touched = opened(browser, site, ARTICLE, width=390, has_touch=True, is_mobile=True)
    seen = "[...document.querySelectorAll('.body .permalink')].map(e => getComputedStyle(e).opacity)"
    assert set(touched.evaluate(seen)) == {"1"}
    assert set(opened(browser, site, ARTICLE).evaluate(seen)) == {"0"}


def test_paper_has_notes_addresses_and_how_to_cite_and_no_navigation(browser: Any, site: Path) -> None:
    page = opened(browser, site, ARTICLE, color_scheme="dark")
    for _ in range(2):
        page.locator("button.theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number)")
    assert max(ink) < 64
    text, note = (page.locator(s).bounding_box() for s in (".body p >> nth=0", "aside.note >> nth=0"))
    assert note["y"] >= text["y"] + text["height"]
    drawn = "selector => getComputedStyle(document.querySelector(selector), '::after').content"
    assert page.evaluate(drawn, ".noteref") == '"1"'
    assert page.evaluate(drawn, ".body a.out") == '" <https://example.com/?a=1&b=2>"'
    assert page.get_by_text("某报. (2024-10-08)").is_visible()
    assert page.get_by_text("https://example.org/archive/articles/2024/first.html").first.is_visible()
    for away in ("nav >> nth=0", ".crumbs", "summary", "button.theme", ".pages"):
        assert not page.locator(away).is_visible(), away


def test_without_script_everything_is_there_and_nothing_promises_more(browser: Any, site: Path) -> None:
    plain = opened(browser, site, ARTICLE, java_script_enabled=False)
    plain.locator("summary").click()
    assert plain.get_by_text("@misc{2024/first").is_visible()
    assert plain.locator("aside.note").count() == 2 and plain.locator("aside.note").first.is_visible()
    assert not plain.locator("button >> visible=true").count()
