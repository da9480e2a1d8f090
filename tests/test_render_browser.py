"""In a browser, from disk: notes in the margin and below, light and dark, no script, nothing wider than a phone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from render_builder import archive, built

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


def test_the_keyboard_reaches_the_text_and_its_notes(browser: Any, site: Path) -> None:
    page = opened(browser, site, ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("a.noteref").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#n11111111")
