"""The demo archive as it is built and read: the same bytes always, and pages that a browser has no complaint about."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: One page of each kind, below the output folder.
PAGES = (
    *("index.html", "articles/2024/openai-product-turn.html", "articles/2024/openai-product-turn.source.html"),
    *("people/mira-murati.html", "companies/openai.html", "people/index.html", "companies/index.html"),
    *("articles/index.html", "timeline.html", "notes.html", "pages/about.html", "404.html"),
)
#: Whether a style sheet has coloured the page.
PAINTED = """() => [document.documentElement, document.body].some(
    e => getComputedStyle(e).backgroundColor !== "rgba(0, 0, 0, 0)")"""
#: What became of a request when the page was left before it was answered.
CUT_OFF = "net::ERR_ABORTED"


def build(site: Path, *options: str, seed: str = "0") -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "--strict", "-q", *options]
    run = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def digests(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and ".dossier-site" not in p.parts)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, built once"""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.yaml", folder / "site.yaml")
    build(folder)
    return folder


def test_the_same_bytes_whatever_the_seed_the_workers_and_the_cache(site: Path, tmp_path: Path) -> None:
    first = digests(site / "_site")
    build(site, seed="1")
    assert digests(site / "_site") == first
    build(site, "--clean", "--jobs", "2", "-d", str(tmp_path / "anew"), seed="2")
    assert digests(tmp_path / "anew") == first


def test_an_edit_gives_what_a_clean_build_gives(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    scrape = copy / "content/articles/2018/musk-leaves-openai-board.txt"
    scrape.write_text(scrape.read_text("utf-8") + "\n", "utf-8")
    (copy / "content/articles/2024/safe-superintelligence.yaml").unlink(missing_ok=True)
    build(copy)
    warm = digests(copy / "_site")
    shutil.rmtree(copy / "_site")
    build(copy, "--clean")
    assert digests(copy / "_site") == warm


def test_whoever_has_a_page_is_named_in_an_article(site: Path) -> None:
    """So that no found page stands alone: a part of a curated name is nobody"""
    for kind in ("people", "companies"):
        index = (site / "_site" / kind / "index.html").read_text("utf-8")
        counts = re.findall(r'class="count"[^>]*>(\d+)<', index)
        assert len(counts) > 20 and "0" not in counts


# --- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; without one the tests skip on a person's machine, and fail in CI"""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        assert not os.environ.get("CI"), "CI needs Chromium"
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def homes(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where the site is opened from: a disk, and a server that has it below /repo/"""
    served = tmp_path_factory.mktemp("served")
    shutil.copytree(site / "_site", served / "repo")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"disk": (site / "_site").as_uri() + "/", "repo": f"http://127.0.0.1:{server.server_port}/repo/"}
    server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("home", ["disk", "repo"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pages_open_without_a_complaint_and_without_asking_others(
    browser: Any, homes: dict[str, str], home: str, script: bool
) -> None:
    page = browser.new_context(java_script_enabled=script).new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith(homes[home]) else None)
    page.on("requestfailed", lambda r: complaints.append(f"{r.failure}: {r.url}") if r.failure != CUT_OFF else None)
    for path in PAGES:
        page.goto(homes[home] + path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").inner_text().strip(), path
        assert not script or page.evaluate(PAINTED), f"{path} has no style"
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("home", ["disk", "repo"])
def test_a_reader_goes_from_an_article_to_a_person_and_back(browser: Any, homes: dict[str, str], home: str) -> None:
    page = browser.new_page()
    page.goto(homes[home] + "index.html")
    page.locator('main a[href="articles/2024/openai-product-turn.html"]').first.click()
    page.locator('main a[href$="people/mira-murati.html"]').first.click()
    page.wait_for_url(homes[home] + "people/mira-murati.html")
    page.locator('main a[href*="articles/2024/openai-product-turn.html#"]').first.click()
    page.wait_for_url("**/openai-product-turn.html#*")
    page.wait_for_selector(":target", state="attached", timeout=5_000)
    page.go_back()
    page.wait_for_url(homes[home] + "people/mira-murati.html")


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(browser: Any, homes: dict[str, str], path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(homes["disk"] + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
