"""What of a page's structure is kept: golden pairs in fixtures/clean/structure, and where pictures and frames lie.

A case is `<case>.html` and `<case>.html.expected`, as golden.py describes it.
"""

from pathlib import Path

import pytest
from golden import cases, expected, shown, spelled, visible
from hypothesis import given
from hypothesis import strategies as st

from dossier.clean import clean
from dossier.clean.embeds import embedded
from dossier.clean.page import Element
from dossier.clean.pictures import PLACEHOLDER, PREVIEW, address, is_decoration
from dossier.clean.tree import read_page
from dossier.model import Article, Source

CASES = cases(Path(__file__).parent / "fixtures" / "clean" / "structure", ".html")


def article(html: str) -> Article:
    return clean(Source(id="page", path="content/articles/page.html", suffix=".html", data=html.encode()))[0]


def element(tag: str, **attributes: str) -> Element:
    return Element(tag, {name.replace("_", "-"): value for name, value in attributes.items()}, None)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_golden_structure(path: Path) -> None:
    assert shown(article(path.read_text("utf-8"))) == expected(path)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_kept_and_removed_are_all_runs(path: Path) -> None:
    html = path.read_text("utf-8")
    assert spelled(article(html)) == visible("".join(run.text for run in read_page(html).runs))


SMALL, LARGE = ("data:image/jpeg;base64," + "A" * size for size in (PLACEHOLDER, PREVIEW))


@pytest.mark.parametrize(
    ("attributes", "where"),
    [
        ({"src": "a.jpg"}, "a.jpg"),
        ({"src": "blank.gif", "data_src": "a.jpg"}, "a.jpg"),
        ({"src": "blank.gif", "data_src": '{"w": 1}'}, "blank.gif"),
        ({"src": "data:image/gif;base64,R0lGOD"}, ""),
        ({"src": "data:image/svg+xml;utf8,<svg/>", "srcset": "a.jpg 1x, b.jpg 2x"}, "b.jpg"),
        ({"srcset": "a.jpg 900w, b.jpg 400w"}, "a.jpg"),
        ({"src": SMALL}, SMALL),
        ({"src": SMALL, "data_src": "a.jpg"}, "a.jpg"),
        ({"src": LARGE, "data_src": "a.jpg"}, LARGE),
        ({"src": "./page_files/a.jpg", "data_src": "https://e.org/a.jpg"}, "./page_files/a.jpg"),
    ],
)
def test_where_a_picture_lies(attributes: dict[str, str], where: str) -> None:
    assert address(element("img", **attributes)) == where


@pytest.mark.parametrize(
    ("attributes", "decoration"),
    [({"width": "16"}, True), ({"height": "1px"}, True), ({"class": "author-avatar"}, True), ({"width": "640"}, False)],
)
def test_what_pictures_are_decoration(attributes: dict[str, str], decoration: bool) -> None:
    assert is_decoration(element("img", **attributes), "https://e.org/a.jpg") is decoration


@pytest.mark.parametrize(
    ("frame", "where"),
    [
        ("https://player.vimeo.com/video/12345?h=1", "https://vimeo.com/12345"),
        ("//www.facebook.com/plugins/post.php?href=https%3A%2F%2Fe.org%2Fp&w=1", "https://e.org/p"),
        ("https://v.qq.com/txp/iframe/player.html?vid=a0123456789", "https://v.qq.com/x/page/a0123456789.html"),
        ("https://ads.example.com/youtube.com/embed/abcdEFGH123", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_what_frames_are_of_the_text(frame: str, where: str) -> None:
    assert embedded(element("iframe", src=frame)) == where


def test_a_frame_leads_to_the_web_or_nowhere() -> None:
    hostile = "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)%2F%2F"
    html = (
        f"<article><p>A sentence, long enough to be the text of it all, is here.</p><iframe src='{hostile}'></iframe>"
    )
    assert [block.kind for block in article(html).blocks] == ["paragraph"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_set_of_pictures_gives_an_address_without_white_space(src: str, candidates: str) -> None:
    found = address(element("img", src=src, srcset=candidates))
    assert found == src.strip() or not any(map(str.isspace, found))
