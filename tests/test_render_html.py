"""Blocks become HTML: whatever the text and the spans are, it is well formed, ours alone, and keeps the text."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import Block, Image, Span
from dossier.render.html import parts, prose
from dossier.render.inline import Mark, apart, around, nested
from dossier.render.running import Writing
from dossier.render.views import NoteView, Who

OURS = {"p", "a", "strong", "em", "code", "time", "span", "br", "blockquote", "ul", "ol", "li", "pre", "table", "tr"}
OURS |= {"td", "th", "div", "figure", "figcaption", *(f"h{n}" for n in range(1, 7))}
WHO = Who(ref="person/a", path="people/a.html", name="A", lang="en", found=True)
NOTE = NoteView(id="n1", number=1, quote="", text=(), correction="", event=None)
WRITING = Writing(href=lambda p: f"../{p}", label=str, own=False, who={"person/a": WHO}, notes={"n1": NOTE})


class Reader(HTMLParser):
    """Checks nesting, and collects what is there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text, self.ids, self.links = "", [], []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OURS
        assert not (tag == "a" and "a" in self.open)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def spans(text: str) -> st.SearchStrategy[list[Span]]:
    ref = st.sampled_from(["person/a", "n1", "javascript:x", 'https://e.org/<">', "2024-10", "2024/2025", "\"'>"])
    kind = st.sampled_from(["link", "strong", "em", "code", "mention", "note", "date"])
    edge = st.integers(min_value=0, max_value=len(text) + 2)
    span = st.builds(lambda a, b, k, r: Span(start=min(a, b), end=max(a, b), kind=k, ref=r), edge, edge, kind, ref)
    return st.lists(span, max_size=12)


@given(st.text(max_size=60).flatmap(lambda text: st.tuples(st.just(text), spans(text))))
def test_any_spans_give_well_formed_html_that_keeps_the_text(drawn: tuple[str, list[Span]]) -> None:
    text, found = drawn
    html = str(prose((Block(kind="paragraph", text=text, spans=tuple(found)),), WRITING))
    seen = Reader(html.removesuffix("\n"))
    assert seen.text == text
    assert len(seen.ids) == len(set(seen.ids))
    assert all(link.startswith(("../people/a.html", "https://e.org/", "#")) for link in seen.links)


KINDS = ["heading", "paragraph", "item", "quote", "code", "cell", "caption", "credit", "embed", "image"]


@given(
    st.lists(
        st.builds(
            Block,
            kind=st.sampled_from(KINDS),
            text=st.text(alphabet="ab<&\n字", max_size=5),
            level=st.integers(0, 7),
            group=st.integers(0, 3),
            style=st.sampled_from(["", "ordered", "header"]),
            ref=st.integers(-1, 1),
        ),
        max_size=12,
    )
)
def test_any_blocks_give_well_formed_html(blocks: list[Block]) -> None:
    for writing in (WRITING, Writing(href=str, label=str, level=0)):
        html = "".join(part.first + part.rest for part in parts(blocks, writing))
        seen = Reader(str(html))
        for block in blocks:
            assert block.kind == "image" or block.text in seen.text


def test_crossing_spans_are_cut_and_ids_stand_once() -> None:
    text = "abcdefgh"
    marks = [Mark(0, 5, "<a id=1>", "<a>", "</a>"), Mark(3, 8, "<b>", "<b>", "</b>")]
    assert nested(text, marks) == "<a id=1>abc<b>de</b></a><b>fgh</b>"
    assert nested(text, marks, {4: "<i></i>"}) == "<a id=1>abc<b>d</b></a><i></i><a><b>e</b></a><b>fgh</b>"


def test_a_link_goes_on_around_a_name() -> None:
    link = Mark(0, 8, "<a href=x>", "<a href=x>", "</a>")
    name = Mark(2, 4, "<a href=y>", "<a href=y>", "</a>")
    assert [(m.start, m.end) for m in around(apart([link], 8), [name])] == [(0, 2), (4, 8)]


@pytest.mark.parametrize("levels", [(1, 2, 3), (4, 6, 2), (3, 1, 5), (2, 2, 6)])
def test_headings_never_leave_out_a_level(levels: tuple[int, ...]) -> None:
    html = prose([Block(kind="heading", text=str(n), level=n) for n in levels], WRITING)
    seen = [int(html[i + 2]) for i in range(len(html)) if html[i : i + 2] == "<h"]
    assert seen[0] == 2
    assert all(2 <= b <= a + 1 for a, b in pairwise(seen))


def test_what_is_said_of_a_picture_that_is_not_shown_is_a_small_line() -> None:
    said = [Block(kind="image", ref=0, group=1), Block(kind="credit", text="图源", group=1)]
    images = (Image(src="https://e.org/a.jpg"),)
    shown, dropped = (prose(said, Writing(href=str, label=str, images=images, image_mode=m)) for m in ("keep", "drop"))
    assert re.fullmatch(
        r'<figure><img [^>]*><figcaption><span class="credit">图源</span></figcaption></figure>\n', shown
    )
    assert dropped == prose(said[1:], Writing(href=str, label=str)) == '<p class="credit">图源</p>\n'


@given(st.text(st.sampled_from("ab<&\n\"' "), max_size=14), st.lists(st.integers(0, 14), max_size=8, unique=True))
def test_elements_that_stand_one_by_one_are_written_as_all_others_are(text: str, places: list[int]) -> None:
    edges = sorted(place for place in places if place <= len(text))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    marks = [Mark(start, end, f"<i{start}>", f"<j{start}>", f"</i{start}>") for start, end in pairs]
    assert nested(text, marks) == nested(text, marks, {len(text) + 1: ""})
