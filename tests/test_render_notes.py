"""Notes over text: they may overlap each other, each can be reached, and no note ever cuts a link."""

import re

from growth import grows_with_size
from hypothesis import given
from hypothesis import strategies as st
from test_render_html import WHO, Reader

from dossier.model import Block, Span
from dossier.render.html import prose
from dossier.render.inline import Mark, layered
from dossier.render.running import Writing
from dossier.render.views import NoteView

TEXT = "甲乙丙丁戊己庚辛"
NOTES = {f"n{n}": NoteView(id=f"n{n}", number=n, quote="", text=(), correction="", event=None) for n in range(6)}
WRITING = Writing(href=lambda p: f"../{p}", label=str, own=False, who={"person/a": WHO}, notes=NOTES)


def html(*spans: Span) -> str:
    return str(prose((Block(kind="paragraph", text=TEXT, spans=spans),), WRITING))


def note(start: int, end: int, number: int = 1) -> Span:
    return Span(start=start, end=end, kind="note", ref=f"n{number}")


def shape(found: str) -> str:
    """HTML of a paragraph with notes as [ and ], links as < and >, references as their number"""
    found = re.sub(r'<a class="noteref"[^>]* data-n="(\d)"></a>', r"\1", found)
    found = re.sub(r'<a class="permalink"[^>]*></a>', "", found)
    found = re.sub(r"<span[^>]*>", "[", found).replace("</span>", "]")
    return re.sub(r"<a [^>]*>", "<", found).replace("</a>", ">").removeprefix("<p").partition(">")[2][: -len("</p>\n")]


def test_notes_that_cross_lie_inside_each_other_or_are_the_same() -> None:
    assert shape(html(note(0, 3, 1), note(1, 4, 2))) == "[甲][乙丙]1[丁]2戊己庚辛"
    assert shape(html(note(0, 6, 1), note(2, 4, 2))) == "[甲乙][丙丁]2[戊己]1庚辛"
    assert shape(html(note(0, 2, 1), note(0, 2, 2))) == "[甲乙]12丙丁戊己庚辛"


def test_a_note_is_cut_by_a_link_and_a_link_never_by_a_note() -> None:
    link = Span(start=2, end=5, kind="link", ref="https://e.org/")
    name = Span(start=2, end=5, kind="mention", ref="person/a")
    for one in (link, name):
        assert shape(html(one, note(0, 4))) == "[甲乙]<[丙丁]戊>1己庚辛"
        assert shape(html(one, note(3, 7))) == "甲乙<丙[丁戊]>[己庚]1辛"
        assert shape(html(one, note(3, 4))) == "甲乙<丙[丁]戊>1己庚辛"
        assert shape(html(one, note(0, 8))) == "[甲乙<丙丁戊>己庚辛]1"


SPANS = st.lists(
    st.builds(
        lambda a, b, kind, number: Span(
            start=min(a, b),
            end=max(a, b) + 1,
            kind=kind,
            ref={"note": f"n{number}", "link": "https://e.org/"}.get(kind, "person/a"),
        ),
        st.integers(0, len(TEXT) - 1),
        st.integers(0, len(TEXT) - 1),
        st.sampled_from(["note", "note", "link", "mention"]),
        st.integers(0, 5),
    ),
    max_size=10,
)


@given(SPANS)
def test_links_are_the_same_with_and_without_notes_and_every_note_can_be_reached(spans: list[Span]) -> None:
    spans.sort(key=lambda s: (s.start, -s.end))
    seen, bare = Reader(html(*spans)[:-1]), Reader(html(*(s for s in spans if s.kind != "note"))[:-1])
    notes = {s.ref for s in spans if s.kind == "note"}
    assert [link for link in seen.links if not re.fullmatch(r"#n\d", link)] == bare.links
    assert seen.text == TEXT
    assert {f"{ref}-at" for ref in notes} == {ident for ident in seen.ids if ident.endswith("-at")}
    assert {f"#{ref}" for ref in notes} == {link for link in seen.links if re.fullmatch(r"#n\d", link)}


@given(st.lists(st.tuples(st.integers(-1, 9), st.integers(-1, 9)), max_size=12))
def test_layers_cover_what_the_marks_cover_once(edges: list[tuple[int, int]]) -> None:
    covered = [at for m in layered((Mark(a, b, "<", "<", ">") for a, b in edges), 8) for at in range(m.start, m.end)]
    assert covered == sorted({at for a, b in edges for at in range(max(a, 0), min(b, 8))})


def test_thousands_of_notes_over_each_other_take_no_longer_than_they_are_many() -> None:
    def work(count: int) -> None:
        assert len(list(layered((Mark(n, 2 * count - n, "<", "<", ">") for n in range(count)), 2 * count))) > count

    grows_with_size(work, 8_000)
