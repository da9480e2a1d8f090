"""The demo archive as it is built and read: the same bytes always, and a reader finds the way through it."""

import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from browser_checks import served
from site_builder import build


def digests(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and ".dossier-site" not in p.parts)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_bytes_whatever_the_seed_the_workers_and_the_cache(demo: Path, tmp_path: Path) -> None:
    first = digests(demo / "_site")
    build(demo, seed="1")
    assert digests(demo / "_site") == first
    build(demo, "--clean", "--jobs", "2", "-d", str(tmp_path / "anew"), seed="2")
    assert digests(tmp_path / "anew") == first


def test_an_edit_gives_what_a_clean_build_gives(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(demo, copy)
    scrape = copy / "content/articles/2018/musk-leaves-openai-board.txt"
    scrape.write_text(scrape.read_text("utf-8") + "\n", "utf-8")
    (copy / "content/articles/2024/safe-superintelligence.yaml").unlink(missing_ok=True)
    build(copy)
    warm = digests(copy / "_site")
    shutil.rmtree(copy / "_site")
    build(copy, "--clean")
    assert digests(copy / "_site") == warm


def test_whoever_has_a_page_is_named_in_an_article(demo: Path) -> None:
    """So that no found page stands alone: a part of a curated name is nobody"""
    for kind in ("people", "companies"):
        index = (demo / "_site" / kind / "index.html").read_text("utf-8")
        counts = re.findall(r'class="count"[^>]*>(\d+)<', index)
        assert len(counts) > 20 and "0" not in counts


# --- in a browser ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("from_disk", [True, False], ids=["disk", "repo"])
def test_a_reader_goes_from_an_article_to_a_person_and_back(chromium: Any, demo: Path, from_disk: bool) -> None:
    with served(demo / "_site") as address:
        home = (demo / "_site").as_uri() + "/" if from_disk else address
        page = chromium.new_page()
        page.goto(home + "index.html")
        page.locator('main a[href="articles/2024/openai-product-turn.html"]').first.click()
        page.locator('main a[href$="people/mira-murati.html"]').first.click()
        page.wait_for_url(home + "people/mira-murati.html")
        page.locator('main a[href*="articles/2024/openai-product-turn.html#"]').first.click()
        page.wait_for_url("**/openai-product-turn.html#*")
        page.wait_for_selector(":target", state="attached", timeout=5_000)
        page.go_back()
        page.wait_for_url(home + "people/mira-murati.html")
