"""What benchmarks/pages.py measures with: sites to look at, the tools of npm, Lighthouse, screenshots."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "tests"))

from browser_checks import Watched, browser_path  # noqa: E402

#: What is installed where none is given, and where it comes to lie in node_modules.
PACKAGES = ("axe-core@4", "vnu-jar@26", "lighthouse@12")
AXE, NU, LIGHTHOUSE = "axe-core/axe.min.js", "vnu-jar/build/dist/vnu.jar", "lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Lowest scores that pass.
FLOORS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
#: Other work on the machine only lowers a performance score: one that falls short is measured again, so often in all.
ROUNDS = 3
PRESETS: dict[str, list[str]] = {"mobile": [], "desktop": ["--preset=desktop"]}
CHROME = "--headless=new --no-sandbox --disable-gpu"
WIDTHS, TALLEST = (390, 820, 1440), 4_000


# --- sites ----------------------------------------------------------------------------------------------------------


def build(site: Path) -> Path:
    """Builds a site without a warning; its output folder. Raises CalledProcessError"""
    subprocess.run([sys.executable, str(HOME / "build.py"), "--site", str(site), "--strict", "-q"], check=True)
    return site / "_site"


def demo(folder: Path, lang: str) -> Path:
    """The demo with its interface in a language"""
    shutil.copytree(HOME / "content", folder / "content")
    text = (HOME / "site.yaml").read_text("utf-8")
    (folder / "site.yaml").write_text(re.sub(r"(?m)^lang: .*$", f"lang: {lang}", text), "utf-8")
    return build(folder)


def corpus(folder: Path, bench: Path, articles: int) -> Path:
    """The archive that `bench` writes for timing: synthetic articles, two thirds text and one third saved pages"""
    sys.path.insert(0, str(bench))
    command = [sys.executable, str(bench / "make_corpus.py"), str(folder / "corpus"), "--articles", str(articles)]
    subprocess.run(command, check=True)
    known = json.loads((folder / "corpus" / "gazetteer.json").read_text("utf-8"))
    import_module("build_speed").make_site(folder / "corpus", folder / "site", known)
    return build(folder / "site")


# --- npm ------------------------------------------------------------------------------------------------------------


def node_modules(given: Path | None) -> Path:
    """The folder node_modules with the tools: below the folder given, or installed into the user's cache"""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dossier-pages"
    folder = given or cache
    missing = [name for name in (AXE, NU, LIGHTHOUSE) if not (folder / "node_modules" / name).is_file()]
    if missing and given:
        sys.exit(f"pages: {given} has no {', '.join(missing)} in its node_modules")
    if missing:
        subprocess.run(["npm", "install", "--silent", "--prefix", str(cache), *PACKAGES], check=True)
    return folder / "node_modules"


def version(modules: Path, package: str) -> str:
    """Version of a package that is installed"""
    return str(json.loads((modules / package / "package.json").read_text("utf-8"))["version"])


def lighthouse(modules: Path, address: str, preset: str) -> dict[str, int]:
    """Scores of a page in hundredths by category; raises CalledProcessError, or ValueError if the page did not load"""
    command = ["node", str(modules / LIGHTHOUSE), address, "--quiet", "--output=json", "--no-enable-error-reporting"]
    command += [f"--chrome-flags={CHROME}", f"--only-categories={','.join(CATEGORIES)}", *PRESETS[preset]]
    environment = {**os.environ, "CHROME_PATH": browser_path() or ""}
    best = dict.fromkeys(CATEGORIES, 0)
    for _ in range(ROUNDS):
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        report = json.loads(run.stdout)
        if report.get("runtimeError"):
            raise ValueError(f"{address}: {report['runtimeError']['message']}")
        scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
        best = {**scores, "performance": max(best["performance"], scores["performance"])}
        if best["performance"] >= FLOORS["performance"]:
            break
    for audit in failed_audits(report):
        print(f"  lighthouse {preset} {address}: {audit}", file=sys.stderr)
    return best


def failed_audits(report: dict[str, Any]) -> Iterator[str]:
    """What made a category fall below its floor: `category: audit (0.5): what was found`"""
    for name in CATEGORIES:
        if round(100 * (report["categories"][name]["score"] or 0)) >= FLOORS[name]:
            continue
        for audit in report["categories"][name]["auditRefs"]:
            found = report["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                items = json.dumps(found.get("details", {}).get("items", [])[:2], ensure_ascii=False)[:400]
                yield f"{name}: {audit['id']} ({found['score']}): {found.get('displayValue', '')} {items}"


# --- screenshots ----------------------------------------------------------------------------------------------------


def screenshots(browser: Any, site: Path, paths: Iterable[tuple[str, str]], folder: Path) -> int:
    """Writes `<kind>-<n>-<width>-<scheme>.png` of pages given as (kind, path); how many it wrote"""
    folder.mkdir(parents=True, exist_ok=True)
    tab = Watched(browser, site.as_uri() + "/").tab
    seen: list[str] = []
    for kind, path in paths:
        seen.append(kind)
        name = f"{kind.replace(' ', '-')}-{seen.count(kind)}"
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto((site / path).as_uri())
            tall = min(TALLEST, tab.evaluate("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": width, "height": tall}
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme)
                tab.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True, clip=clip)
    return len(seen) * len(WIDTHS) * 2
