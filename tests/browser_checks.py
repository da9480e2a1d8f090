"""What must hold on a page in a browser: axe-core, console, requests, text without JavaScript, width; the Nu checker.

Used by tests/test_pages.py and benchmarks/pages.py. It drives the machine's own Chromium through Playwright.
"""

import gzip
import json
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu")
#: Rules of axe-core that are off by default and hold here: a finger finds what it should press.
AXE_RULES = {"target-size": {"enabled": True}}
#: What became of a request when the page was left before it was answered.
CUT_OFF = "net::ERR_ABORTED"
#: How the complaint about a request to somebody else begins.
ASKS = "asks for "
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
#: axe-core's findings, short: rule, what it says, and the markup of the first places.
FINDINGS = """async rules => {
  const found = await axe.run(document, {resultTypes: ["violations"], rules});
  return found.violations.map(v => [v.id, v.nodes.length, v.help, v.nodes.slice(0, 2).map(n =>
    n.html.slice(0, 200) + " — " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" | ")]);
}"""
#: The words that a reader sees; buttons are only there when a script answers them.
WORDS = """() => { document.querySelectorAll("button").forEach(b => b.remove());
  return document.body.innerText.split(/\\s+/).filter(Boolean).join(" "); }"""


def browser_path() -> str | None:
    """The machine's Chromium; None: there is none"""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A running Chromium; raises FileNotFoundError if the machine has none"""
    found = browser_path()
    if found is None:
        raise FileNotFoundError(f"no Chromium: none of {', '.join(BROWSERS)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield started
        started.close()


class Watched:
    """A tab that keeps every complaint: console errors and warnings, failed requests, requests to other places"""

    def __init__(self, browser: Any, home: str, script: bool = True, **options: Any) -> None:
        self.home, self.complaints = home, list[str]()
        self.tab = browser.new_context(java_script_enabled=script, viewport=WIDE, **options).new_page()
        self.tab.on("console", lambda m: self._keep(m.text) if m.type in ("error", "warning") else None)
        self.tab.on("pageerror", lambda error: self._keep(str(error)))
        self.tab.on("request", lambda r: None if self._is_ours(r.url) else self._keep(ASKS + r.url))
        self.tab.on("requestfailed", lambda r: None if r.failure == CUT_OFF else self._keep(f"{r.failure}: {r.url}"))

    def _keep(self, complaint: str) -> None:
        self.complaints.append(complaint)

    def _is_ours(self, url: str) -> bool:
        return url.startswith((self.home, "data:"))

    def open(self, path: str, leads_to: str = "") -> list[str]:
        """Opens a page of the site; what there was to complain about

        leads_to: where the page goes on to by itself, relative to it; without a wait, that would cut off the next page.
        """
        self.complaints.clear()
        self.tab.goto(self.home + path)
        if leads_to:
            self.tab.wait_for_url(urljoin(self.home + path, leads_to))
        return list(self.complaints)

    def words(self) -> str:
        """The words of the open page that a reader sees"""
        return str(self.tab.evaluate(WORDS))

    def is_wider_than_a_phone(self) -> bool:
        """Whether the open page has to be moved sideways at the width of a small phone"""
        self.narrow()
        return bool(self.tab.evaluate("document.documentElement.scrollWidth") > PHONE["width"])

    def narrow(self) -> None:
        """To the width of a small phone"""
        self.tab.set_viewport_size(PHONE)

    def widen(self) -> None:
        """Back to the width of a desk"""
        self.tab.set_viewport_size(WIDE)

    def axe(self, script: str, scheme: str) -> list[str]:
        """What axe-core, given as text, finds on the open page, light or dark: `rule ×places: help: markup`"""
        self.tab.emulate_media(color_scheme=scheme)
        if not self.tab.evaluate("typeof axe === 'object'"):
            self.tab.evaluate(script)
        found = self.tab.evaluate(FINDINGS, AXE_RULES)
        return [f"axe {rule} ×{count}, {scheme}: {says}: {html}" for rule, count, says, html in found]


@cache
def axe_script() -> str:
    """The text of axe-core, as the package axe-playwright-python brings it"""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below /repo/, gzipped where it is text, and tells nobody"""

    def log_message(self, *_: Any) -> None:
        """Nothing"""

    def do_GET(self) -> None:
        """Answers with a file; a page that is missing has the site's own page for it, as on GitHub Pages"""
        path = unquote(self.path.partition("?")[0]).removeprefix("/repo/")
        file = Path(self.directory, path or "index.html")
        found = self.path.startswith("/repo/") and file.is_file()
        missing = Path(self.directory, "404.html")
        data = file.read_bytes() if found else missing.read_bytes() if missing.is_file() else b""
        self.send_response(200 if found else 404)
        kind = self.guess_type(file if found else missing)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on
            self.wfile.write(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a small server of our own has a site, below /repo/ as GitHub Pages has it"""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()
    server.server_close()


def nu_errors(jar: Path, places: Iterable[Path]) -> list[str]:
    """Errors that the Nu HTML checker finds in pages and folders of pages; raises CalledProcessError if it fails"""
    given = [str(place) for place in places]
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always", "--skip-non-html"]
    run = subprocess.run([*command, *given], capture_output=True, text=True, check=True)
    found = json.loads(run.stderr)["messages"]
    return [f"{m['url']}:{m.get('lastLine')}: {m['message']}: {m.get('extract', '')[:200]}" for m in found]
