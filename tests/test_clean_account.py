"""The account of cleaning: kept and removed text of every page is all that a reader of the page could see, in order.

The pages are those of the development corpora (`DOSSIER_GOLD`), read from their archives in memory; one in ten by the
hash of its name, all of them (12 s) with `CI` or `DOSSIER_ALL` in the environment. What is visible is told here by a
walk of its own over the tree.
"""

import hashlib
import inspect
import os
import tarfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from golden import spelled
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.clean import clean, dump_rules, junk, selectors
from dossier.clean.decode import decode
from dossier.clean.tree import INLINE
from dossier.errors import Failure
from dossier.model import EDITOR_RULE, RULES, Article, Source
from dossier.yamlfile import Fields, parse

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("DOSSIER_GOLD") or ROOT.parent / "shared") / "data"
CORPORA = ("zyte", "multi", "zh", "structure")
#: One page of so many is looked at, unless all are asked for.
SAMPLE = 1 if os.environ.get("CI") or os.environ.get("DOSSIER_ALL") else 10
UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})
#: Characters that no reader sees, which cleaning takes off the ends of lines.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))


def pages(corpus: str) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the pages of a corpus"""
    with tarfile.open(DATA / f"extraction-{corpus}.tar.xz") as tar:
        for member in tar:
            chosen = int(hashlib.sha256(member.name.encode()).hexdigest(), 16) % SAMPLE == 0
            if chosen and member.isfile() and member.name.endswith((".html", ".htm")):
                stream = tar.extractfile(member)
                assert stream is not None
                yield member.name, stream.read()


def source(data: bytes, suffix: str = ".html") -> Source:
    return Source(id="page", path=f"page{suffix}", suffix=suffix, data=data)


def bare(text: str) -> str:
    return "".join(text.split()).translate(INVISIBLE)


def in_line(node: LexborNode) -> bool:
    """Whether an element runs inside a line of text, by its name or its own style; `<br>` breaks no paragraph"""
    style = "".join((node.attributes.get("style") or "").split()).lower()
    return node.tag in INLINE or node.tag == "br" or "display:inline" in style or "display:-webkit-inline" in style


def seen(html: str) -> list[str]:
    """The text nodes that a reader can see, without white space, run together up to the next break of a line"""
    lines = [""]
    nodes: list[LexborNode | None] = [LexborHTMLParser(html).root]
    while nodes:
        node = nodes.pop()
        if node is None:
            lines.append("")
        elif node.tag == "-text":
            lines[-1] += bare(node.text_content or "")
        elif node.tag not in UNSEEN and (node.tag or "?")[0] not in "-!":
            children: list[LexborNode | None] = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            breaks: list[LexborNode | None] = [] if in_line(node) else [None]
            nodes += [*breaks, *reversed(children), *breaks]
    return lines


def removed(article: Article) -> Iterator[tuple[int, int]]:
    """Where each removal stands in all the text of the article, white space left out"""
    at, removals = 0, list(article.removals)
    for number, block in enumerate([*article.blocks, None]):
        start = 0
        for removal in (r for r in removals if r.at == number):
            at += len(bare(block.text[start : removal.offset])) if block else 0
            start = removal.offset
            yield at, at + len(bare(removal.text))
            at += len(bare(removal.text))
        at += len(bare(block.text[start:])) if block else 0


def faults(html: str, article: Article) -> list[str]:
    """What is wrong with the account of a page"""
    lines = seen(html)
    found = [] if spelled(article) == "".join(lines) else ["kept + removed is not all, or not in order"]
    edges = set(accumulate(len(line) for line in lines))
    crossing = [(a, b) for a, b in removed(article) if any(edge in edges for edge in range(a + 1, b))]
    found += [f"a removal is more than one line: {crossing[0]}"] if crossing else []
    for removal in article.removals:
        inside = 0 <= removal.at <= len(article.blocks)
        inside = inside and (not removal.offset or removal.offset <= len(article.blocks[removal.at].text))
        if not (inside and removal.text.strip() and removal.rule in RULES and removal.reason.endswith((".", ")"))):
            found.append(f"a removal lacks its place, rule, reason or text: {removal.rule} at {removal.at}")
    return found


@pytest.mark.slow
@pytest.mark.skipif(not DATA.exists(), reason=f"there is no {DATA} (set DOSSIER_GOLD)")
@pytest.mark.parametrize("corpus", CORPORA)
def test_every_page_of_the_corpora_is_accounted_for(corpus: str) -> None:
    wrong, looked_at = {}, 0
    for name, data in pages(corpus):
        one = source(data)
        html = decode(one)[0]
        looked_at += 1
        try:
            found = faults(html, clean(one)[0])
        except Failure as failure:
            found = [p.code for p in failure.problems] if "".join(seen(html)) else []
        if found:
            wrong[name] = found
    assert looked_at
    assert not wrong


# --- any page, any dump ----------------------------------------------------------------------------------------------

#: What a page may be made of; prose that is kept, lines that go, marks of every kind that a reader may or may not see.
PIECES = st.sampled_from(
    [
        *("<p>The harbour board voted on Monday to keep the old lighthouse, after a long debate.</p>", "<p>", "</p>"),
        *(
            "<div class=related>",
            "<aside>",
            "<footer>",
            "<nav><a href=/x>",
            "</div>",
            "</aside>",
            "</footer>",
            "</nav>",
        ),
        *("<h1>", "</h1>", "<h2>Harbour</h2>", "<table><tr><td>", "</table>", "<ul><li>", "</ul>", "<br>", "<br><br>"),
        *("<script>x</script>", "<style>y</style>", "<noscript>z</noscript>", "<template>u</template>", "<!-- v -->"),
        *(
            "<pre> a\n  b </pre>",
            "<span>",
            "</span>",
            "<a href=/y>",
            "</a>",
            "<iframe>w</iframe>",
            "<svg><text>t</text>",
        ),
        *(
            "Share this",
            "责任编辑：林小舟",
            "2024-10-08 09:30",
            "&nbsp;",
            "\u3000",
            "\u200b",
            "&lt;b&gt;",
            "\n",
            "上海的冬天",
        ),
    ]
)


@given(st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), max_size=25))
def test_any_page_is_accounted_for(parts: list[str]) -> None:
    html = "<!DOCTYPE html><html><body><p>A first sentence, long enough to be a paragraph, stands here.</p>"
    one = source((html + "".join(parts)).encode())
    assert faults(decode(one)[0], clean(one)[0]) == []


LINES = st.sampled_from(
    [
        *(
            "渡轮停航两年之后，今天重新穿过海港，船长说发动机已经清洗。",
            "渡轮复航",
            "责任编辑：周远",
            "首页 新闻 财经",
            "",
        ),
        *(
            "1. 第一项",
            "2. 第二项",
            "- one",
            "- two",
            "The ferry crosses the harbour again, after two years in dock.",
            "  ",
        ),
    ]
)


@given(st.lists(LINES | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=25))
def test_any_dump_is_accounted_for(lines: list[str]) -> None:
    one = source("\n".join(["北岸的工厂开始试生产，预计年底前可以交付。", *lines]).encode(), ".txt")
    article, _ = clean(one)
    assert spelled(article) == bare(decode(one)[0])
    assert all(r.rule in RULES and r.reason and "\n" not in r.text for r in article.removals)


# --- the list of rules -----------------------------------------------------------------------------------------------


def names_in_code() -> set[str]:
    """The names of all rules that stand in the modules of cleaning"""
    modules = (selectors, dump_rules, junk)
    found = {
        value.name for module in modules for _, value in inspect.getmembers(module) if isinstance(value, junk.Rule)
    }
    found |= {rule.name for rule in junk.rules()} | {rule.name for rule, _, _ in dump_rules.PATTERNS}
    return found | {EDITOR_RULE}


def test_the_list_of_rules_is_complete() -> None:
    assert set(RULES) == names_in_code()
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_has_a_name_and_a_reason_for_readers(lang: str) -> None:
    path = ROOT / "templates" / "messages" / f"{lang}.yaml"
    fields, problems = parse(path.read_text("utf-8"), path.name)
    assert fields is not None and not problems
    rules = [field for field in fields.values if field.key.startswith("rule-") and isinstance(field.value, Fields)]
    assert {field.key.removeprefix("rule-") for field in rules} == set(RULES)
    assert all(
        isinstance(f.value, Fields) and [part.key for part in f.value.values] == ["label", "reason"] for f in rules
    )
