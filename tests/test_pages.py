"""Every page of whole sites: links, headings, sizes; and one of each kind in a browser, without script, by axe-core.

benchmarks/pages.py measures the same on more sites and more pages, and with more tools.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_checks import Watched, axe_script, nu_errors, served
from render_builder import URL, archive, built
from site_builder import ROOT, build
from site_checks import CHECKS, REDIRECT, Site, by_kind, folder_files, read_site

#: Where the Nu checker is looked for: a folder with node_modules.
NU = Path(os.environ.get("DOSSIER_NODE") or "none", "node_modules/vnu-jar/build/dist/vnu.jar")
#: Larger pages only have more of the same, and take axe-core seconds: bytes, gzipped.
HEAVY = 10_000
#: A page with one fault of each check.
WRONG = {
    "index.html": b'<p id="a"></p><p id="a"></p><a href="gone.html">x</a><a href="#b">y</a><img src="//e.org/a.png">',
    "other/new.html": b"<h1>x</h1><h3>y</h3>",
    "articles/a.html": os.urandom(21_000).hex().encode(),
    "assets/a.css": b"@import 'https://e.org/a.css'; a { background: url(gone.png) }",
}


@pytest.fixture(scope="module")
def sites(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Site]:
    """Folder → what was built there: the demo, a small site, and the archive of the tests of rendering"""
    good, made = (tmp_path_factory.mktemp(name) for name in ("good", "made"))
    shutil.copytree(ROOT / "tests/sites/good", good, dirs_exist_ok=True)
    build(good)
    for path, text in built(archive()).items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, "utf-8")
    urls = {demo / "_site": "https://example.org/dossier/", good / "_site": URL, made: URL}
    return {folder: read_site(folder_files(folder), url) for folder, url in urls.items()}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_page(sites: dict[Path, Site], check: Callable[[Site], Iterator[str]]) -> None:
    assert [fault for site in sites.values() for fault in check(site)] == []


@pytest.mark.parametrize(
    ("check", "faults"),
    list(zip(CHECKS.values(), (1, 3, 1, 2, 17, 1), strict=True)),
    ids=CHECKS,
)
def test_the_checks_find_what_is_wrong(check: Callable[[Site], Iterator[str]], faults: int) -> None:
    assert len(list(check(read_site(WRONG, "")))) == faults


@pytest.mark.slow
@pytest.mark.skipif(not (NU.is_file() and shutil.which("java")), reason="no Java, or no vnu-jar below DOSSIER_NODE")
def test_the_nu_checker_has_no_error(sites: dict[Path, Site]) -> None:
    assert nu_errors(NU, sites) == []


# --- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chosen(sites: dict[Path, Site]) -> dict[Path, list[str]]:
    """Folder → paths: one large page of each kind, of the first site that has the kind"""
    seen: set[str] = {REDIRECT}  # leads away at once
    found = {}
    for folder, site in sites.items():
        kinds = by_kind(site)
        light = {kind: [p for p in paths if site.sizes[p] <= HEAVY] for kind, paths in kinds.items()}
        found[folder] = [(light[kind] or paths)[-1] for kind, paths in sorted(kinds.items()) if kind not in seen]
        seen |= set(kinds)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("home", ["disk", "repo"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pages_open_without_a_complaint_and_without_asking_others(
    chromium: Any, chosen: dict[Path, list[str]], home: str, script: bool
) -> None:
    for folder, paths in chosen.items():
        with served(folder) as address:
            tab = Watched(chromium, folder.as_uri() + "/" if home == "disk" else address, script=script)
            assert {path: tab.open(path) for path in paths} == {path: [] for path in paths}


@pytest.mark.browser
def test_axe_finds_nothing_light_and_wide_dark_and_narrow(chromium: Any, chosen: dict[Path, list[str]]) -> None:
    faults = []
    for folder, paths in chosen.items():
        tab = Watched(chromium, folder.as_uri() + "/")
        for path in paths:
            tab.open(path)
            faults += [f"{path}: {one}" for one in tab.axe(axe_script(), "light")]
            tab.narrow()
            faults += [f"{path}: {one}" for one in tab.axe(axe_script(), "dark")]
            tab.widen()
    assert faults == []


@pytest.mark.browser
def test_all_words_are_there_without_a_script_and_fit_a_phone(chromium: Any, chosen: dict[Path, list[str]]) -> None:
    for folder, paths in chosen.items():
        tab, plain = (Watched(chromium, folder.as_uri() + "/", script=script) for script in (True, False))
        for path in paths:
            tab.open(path)
            plain.open(path)
            assert tab.words() == plain.words() != "", path
            assert not tab.is_wider_than_a_phone(), path


@pytest.mark.browser
def test_the_checks_in_a_browser_find_what_is_wrong(chromium: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p style='width: 400px; color: #999'>x<script>document.write(' y'); gone()</script>", "utf-8")
    tab, plain = (Watched(chromium, tmp_path.as_uri() + "/", script=script) for script in (True, False))
    assert len(tab.open("page.html")) == 1 and plain.open("page.html") == []
    assert tab.words() != plain.words() and tab.is_wider_than_a_phone()
    assert any("color-contrast" in one for one in tab.axe(axe_script(), "light"))
