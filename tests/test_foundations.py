"""Properties of the lowest rooms, and the direction of imports between all of them."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.fold import fold, fold_char
from dossier.markup import markdown_blocks
from dossier.model import Block, layout
from dossier.urls import is_safe, relative, slug

PACKAGE = Path(__file__).parent.parent / "dossier"
#: Who may import whom, from the ground up; stages stand side by side and never import each other.
FLOORS = [
    {"model"},
    {"atomic", "code", "digests", "errors", "items", "kept", "lock", "packing", "recordfile"},
    {"css", "fold", "pictures", "pinyin", "sentences", "urls"},
    {"simplified"},
    {"markdowned", "markup", "yamlfaults"},
    {"yamlfile"},
    {"yamlform"},
    {"config", "editorial"},
    {"scale", "shingles"},
    {"read", "clean", "annotate", "link", "render", "write", "execute", "stories"},
    {"copies", "gather", "order", "readings", "record", "seen", "sizes", "spool", "store", "suggest"},
    {"bodies", "heads", "jobs", "links", "stamp", "traces"},
    {"cache", "naming", "packed", "press", "remembered", "sourcing", "witnesses"},
    {"pipeline"},
    {"cli"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
STAGES = FLOORS[9]


def imports() -> list[tuple[str, str]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dossier."):
                found.append((room, node.module.split(".")[1]))
    return [(a, b) for a, b in found if a not in (b, "__init__")]


def test_imports_only_point_down() -> None:
    assert imports()
    wrong = [(a, b) for a, b in imports() if FLOOR[b] > FLOOR[a] or (a in STAGES and b in STAGES)]
    assert not wrong


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(st.sampled_from("，：“”’—\n、。《·éÀＡ①aB 中国ßİ\t-") | st.characters(), min_size=1, max_size=60))
def test_fold_of_a_text_is_that_of_its_characters(text: str) -> None:
    assert fold(text) == "".join(map(fold_char, text))


@given(st.text())
def test_a_slug_is_an_id(name: str) -> None:
    assert slug(name) and "/" not in slug(name) and not slug(name).startswith(".")


@pytest.mark.parametrize(
    ("start", "to", "href"),
    [
        ("index.html", "people/a.html", "people/a.html"),
        ("articles/2024/x.html", "people/米拉.html#p1", "../../people/%E7%B1%B3%E6%8B%89.html#p1"),
        ("people/a.html", "people/a.html#m", "#m"),
    ],
)
def test_addresses_are_relative(start: str, to: str, href: str) -> None:
    assert relative(start, to) == href


@pytest.mark.parametrize("address", ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", ""])
def test_unsafe_addresses(address: str) -> None:
    assert not is_safe(address)


@given(st.text())
def test_spans_of_markdown_lie_in_their_text(text: str) -> None:
    for block in markdown_blocks(text):
        assert block.text == block.text.strip() or block.kind == "code"
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)


def test_markdown_keeps_structure_and_shows_html_as_text() -> None:
    blocks = markdown_blocks("# 标题\n\n她在 **OpenAI** [工作](https://e.org)，<b>x</b>。\n\n> 引\n\n- 一\n    - 二\n")
    assert [b.kind for b in blocks] == ["heading", "paragraph", "quote", "item", "item"]
    assert blocks[1].text == "她在 OpenAI 工作，<b>x</b>。"
    assert [(s.kind, blocks[1].text[s.start : s.end]) for s in blocks[1].spans] == [
        ("strong", "OpenAI"),
        ("link", "工作"),
    ]
    assert [b.level for b in blocks[3:]] == [0, 1]


def test_layout_joins_blocks_and_rows() -> None:
    cells = [Block(kind="cell", text=t, group=1, level=row) for t, row in (("a", 0), ("b", 0), ("c", 1))]
    laid = layout([Block(kind="paragraph", text="x"), Block(kind="caption", text="y"), *cells])
    assert (laid.text, laid.starts) == ("x\n\na\tb\n\nc", (0, None, 3, 5, 8))
