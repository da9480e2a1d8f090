"""Every run of Chinese on an English page says that it is Chinese, for voices and typefaces (WCAG 3.1.2)."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from render_builder import archive, built

HAN = re.compile("[\u3400-\u9fff]")
#: Texts of the editor's, which are in the site's language; this archive's editor writes Chinese.
EDITORS = ("整篇的说明。", "档案", "关于", "说明", "编者的话。", "编者的注释。", "写过 <b> 的人。", "首席执行官")
#: What is copied as it stands, and is mostly names, of which WCAG asks nothing.
COPIED = {"head", "script", "style", "code"}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Spoken(HTMLParser):
    """The texts of a page, each with the language that it is in"""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self._open[-1][1] if self._open else ""
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not COPIED & {tag for tag, _ in self._open}:
            self.texts.append((" ".join(data.split()), self._open[-1][1]))


def unsaid(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(path, text) of Chinese that is said to be something else"""
    for path, html in files.items():
        for text, lang in Spoken(html).texts if path.endswith(".html") else ():
            rest = text
            for own in EDITORS:
                rest = rest.replace(own, "")
            if HAN.search(rest) and not lang.startswith("zh"):
                yield path, text


def test_chinese_on_english_pages_says_that_it_is_chinese() -> None:
    files = built(archive(lang="en"))
    assert any(HAN.search(html) for html in files.values())
    assert not sorted(set(unsaid(files)))


def test_texts_without_their_language_are_found() -> None:
    html = '<html lang="en"><body><p>林安</p><p lang="zh">林安<br>离开</p><h1>档案</h1></body></html>'
    assert list(unsaid({"a.html": html})) == [("a.html", "林安")]
