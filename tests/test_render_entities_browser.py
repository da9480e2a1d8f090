"""Profiles in a browser, from disk: one click copies, with keys alone too; without script everything can be read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_checks import browser, browser_path
from render_builder import URL, archive, built

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not browser_path() and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
PROFILE = "people/lin-an.html"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites: one knows its address"""
    made = tmp_path_factory.mktemp("profiles")
    for name, url in (("known", URL), ("unknown", "")):
        for path, text in built(archive(url=url)).items():
            file = made / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return made


def opened(chromium: Any, file: Path, **options: Any) -> Any:
    page = chromium.new_context(viewport={"width": 390, "height": 800}, **options).new_page()
    page.goto(file.as_uri() + "?from=mail#mentions")
    return page


def test_one_click_copies_and_says_so(chromium: Any, folder: Path) -> None:
    page = opened(chromium, folder / "known" / PROFILE, permissions=CLIPBOARD)
    page.locator("details.share summary").click()
    page.get_by_role("button", name="复制：HTML").click()
    page.get_by_role("status").filter(has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f'<a href="{URL}{PROFILE}">林安</a>'


def test_a_page_that_lies_anywhere_knows_where(chromium: Any, folder: Path) -> None:
    file = folder / "unknown" / PROFILE
    page = opened(chromium, file)
    codes = page.locator("details.share code").all_text_contents()
    assert codes == [file.as_uri(), f'<a href="{file.as_uri()}">林安</a>', f"[林安]({file.as_uri()})"]


def test_without_a_clipboard_the_text_is_selected_and_copied(chromium: Any, folder: Path) -> None:
    page = chromium.new_context().new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto((folder / "known" / PROFILE).as_uri())
    page.locator("details.share summary").click()
    page.get_by_role("button", name="复制：地址").click()
    assert page.evaluate("String(getSelection())") == f"{URL}{PROFILE}"
    assert page.get_by_role("status").first.text_content() == "已复制"


def test_keys_alone_go_from_the_menu_to_a_copy(chromium: Any, folder: Path) -> None:
    page = opened(chromium, folder / "known" / PROFILE, permissions=CLIPBOARD)
    page.locator(".sections a").last.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#share")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "summary":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "copy"
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == URL + PROFILE


def test_without_script_there_is_no_button_and_everything_is_there(chromium: Any, folder: Path) -> None:
    page = opened(chromium, folder / "unknown" / PROFILE, java_script_enabled=False)
    page.locator("details.share summary").click()
    assert page.locator("details.share code").first.is_visible()
    assert not page.locator("button.copy:visible").count()
    assert page.locator("details.share code").first.text_content() == PROFILE


def test_the_menu_stands_in_the_margin_or_in_a_row(chromium: Any, folder: Path) -> None:
    page = opened(chromium, folder / "known" / PROFILE)
    menu = page.locator(".sections").bounding_box()
    assert menu["width"] > 300 and menu["height"] < 140
    page.set_viewport_size({"width": 1440, "height": 900})
    menu, text = page.locator(".sections").bounding_box(), page.locator(".profile > section").first.bounding_box()
    assert menu["x"] >= text["x"] + text["width"]
    assert 0 <= menu["y"] <= 900, "it stays in view where the page was scrolled to"
