"""Saved pages: golden pairs in fixtures/clean/html, and properties that hold for every page.

A case is `<case>.html` and `<case>.html.expected`, as golden.py describes it.
"""

import os
from pathlib import Path

import pytest
from golden import cases, expected, shown, spelled
from growth import grows_with_length
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dossier.clean import clean
from dossier.clean.decode import decode
from dossier.clean.junk import is_credit, junk
from dossier.errors import Failure
from dossier.model import Article, Source

FIXTURES = Path(__file__).parent / "fixtures" / "clean" / "html"
CASES = cases(FIXTURES, ".html")
CORPUS = Path(os.environ.get("DOSSIER_GOLD", Path(__file__).parents[2] / "shared")) / "data"
UNSEEN = {"script", "style", "template", "noscript", "head"}


def source(data: bytes | str, name: str = "page.html") -> Source:
    raw = data.encode() if isinstance(data, str) else data
    return Source(id="page", path=f"content/articles/{name}", suffix=Path(name).suffix, data=raw)


def page(body: str) -> Article:
    return clean(source(f"<html><head><title>Title of it</title></head><body>{body}</body></html>"))[0]


def visible(html: str) -> str:
    """Text nodes outside of what nobody sees, without white space"""
    stack, out = [LexborHTMLParser(html).root], []
    while stack:
        node = stack.pop()
        if node.tag == "-text":
            out.append(node.text_content or "")
        elif node.tag not in UNSEEN:
            children, child = [], node.child
            while child is not None:
                children.append(child)
                child = child.next
            stack += reversed(children)
    return "".join("".join(out).split())


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_golden_page(path: Path) -> None:
    article, problems = clean(source(path.read_bytes()))
    assert not problems
    assert shown(article) == expected(path)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_kept_and_removed_are_all_visible_text(path: Path) -> None:
    given_source = source(path.read_bytes())
    assert spelled(clean(given_source)[0]) == visible(decode(given_source)[0])


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpora are not on this machine")
def test_kept_and_removed_are_all_visible_text_of_real_pages() -> None:
    import tarfile

    with tarfile.open(CORPUS / "extraction-zh.tar.xz") as tar:
        members = [m for m in tar.getmembers() if m.isfile() and m.name.endswith(".html")][::3]
        pages = [source(tar.extractfile(member).read()) for member in members]
    assert pages
    for one in pages:
        assert spelled(clean(one)[0]) == visible(decode(one)[0])


TAGS = ["p", "div", "b", "a href=/x", "li", "ul", "table", "td", "tr", "pre", "blockquote", "h2", "br", "img src=a.jpg"]
MARKUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{t}>" for t in TAGS] + ["</p>", "</div>", "</b>", "</a>"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    )
)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_is_accounted_for(parts: list[str]) -> None:
    html = "<html><body><p>A first sentence that is long enough to be read as prose.</p>" + "".join(parts)
    one = source(html.encode("utf-8", "replace"))
    article, _ = clean(one)
    assert spelled(article) == visible(decode(one)[0])
    for block in article.blocks:
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)
        assert block.kind == "code" or block.text == block.text.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5", "shift_jis"])
def test_encodings(encoding: str) -> None:
    text = "<html><body>我们 and others, in ASCII for the most part." if encoding == "utf-16-le" else ""
    text = text or "我們的人在這個地方。"
    text = "これは日本語の文章です。東京に行きました。" if encoding == "shift_jis" else text
    text = "我们来到这个地方，今天的天气很好。" if encoding == "gb18030" else text
    assert decode(source(text.encode(encoding))) == (text, ())


def test_a_wrong_declaration_and_lost_characters() -> None:
    text = "<meta charset=gb2312><p>朱镕基，喆，囧。" + "我们来到这个地方。" * 3
    assert decode(source(text.encode("gb18030"))) == (text, ())
    assert decode(source(text.encode())) == (text, ())
    broken, problems = decode(source("今天天气很好。".encode() * 9 + b"\xff" + "明天也好。".encode()))
    assert broken.count("\ufffd") == 1 and "明天也好" in broken
    assert [p.code for p in problems] == ["encoding"] and "utf-8" in problems[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n", "empty"), (b"%PDF-1.7 x", "binary"), (bytes(range(256)) * 8, "binary")],
)
def test_files_that_are_no_article(data: bytes, code: str) -> None:
    with pytest.raises(Failure) as caught:
        clean(source(data))
    assert [(p.code, p.severity) for p in caught.value.problems] == [(code, "warning")]


def test_nul_characters_are_left_out_with_a_warning() -> None:
    text, problems = decode(source("one\0two " * 200 + "three" * 5000))
    assert "\0" not in text and [p.code for p in problems] == ["nul"]


HOSTILE = {
    "deep": "<div>" * 10_000 + "A sentence at the very bottom of the page, long enough to be one.",
    "too deep": "<div>" * 300_000 + "x",
    "attributes": "<p " + " ".join(f"a{i}='>'" for i in range(300_000)) + ">text",
    "formatting": "".join(f"<b a={i}>" for i in range(3000)) + "<p>x" * 30_000,
    "open ends": "<a '" * 200_000,
    "comments": "<!--" * 200_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_no_longer_than_their_length(html: str) -> None:
    def work(part: str) -> None:
        try:
            clean(source("<html><body>" + part))
        except Failure as failure:
            assert all(p.severity == "warning" and p.hint for p in failure.problems)

    grows_with_length(work, html)


def test_page_with_another_suffix_is_read_as_a_page() -> None:
    article, _ = clean(source("<!DOCTYPE html><title>T</title><p>A sentence with <b>bold</b> words in it.", "a.txt"))
    assert article.blocks[0].text == "A sentence with bold words in it."


def test_structure() -> None:
    article = page(
        "<p>Before the list stands a sentence of some length, with a comma.</p>"
        "<ol><li>one<ul><li>inner</li></ul></li><li>two</li></ol>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
        "<p>After the table stands a sentence of some length, with a comma.</p>"
    )
    items = [(b.text, b.level, b.style) for b in article.blocks if b.kind == "item"]
    assert items == [("one", 0, "ordered"), ("inner", 1, ""), ("two", 0, "ordered")]
    assert [(b.text, b.level) for b in article.blocks if b.kind == "cell"] == [("a", 0), ("b", 0), ("c", 1), ("d", 1)]
    assert len({b.group for b in article.blocks if b.kind == "item"}) == 1


def test_no_spaces_in_chinese_sentences() -> None:
    article = page("<p>这是<b>一个</b>没有<a href='https://e.org'>空格</a>的句子，它应当保持原样。</p>")
    assert article.blocks[0].text == "这是一个没有空格的句子，它应当保持原样。"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("责任编辑：林木", "editor-line"),
        ("返回搜狐，查看更多", "related"),
        ("12 条评论", "comments"),
        ("Sign up for our newsletter", "promotion"),
        ("© 2024 Example", "disclaimer"),
        ("Advertisement", "advertisement"),
        ("Related:", "related"),
    ],
)
def test_junk_lines(line: str, rule: str) -> None:
    found = junk(line)
    assert found is not None and found.name == rule


def test_paragraphs_that_begin_like_junk_stay() -> None:
    assert junk("编辑部在这座小城里已经有三十年的历史，几代人从这里走出去，后来又回到这里。") is None
    assert junk("Related to one another: for example, a store and the server before it.") is None
    assert junk("Sharing a flat with four strangers taught her more about cooking than any school did.") is None
    assert is_credit("Photo: J. Doe / Example") and not is_credit("The photo was taken in 1931 by her uncle.")
