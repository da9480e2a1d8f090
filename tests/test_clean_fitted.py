"""The second look: weights outvote rules by name and place, and leave alone what is final."""

import pytest

from dossier.clean import fitted
from dossier.clean.directions import UNDIRECTED, Steering
from dossier.clean.html import clean_html, judge
from dossier.clean.metadata import describe
from dossier.clean.traits import SOFT, Traits
from dossier.clean.tree import read_page
from dossier.model import Article, Source

SENTENCE = "The museum opened its new wing on Tuesday, and some four hundred visitors came, most of them on foot."
TEXT = "".join(f"<p>{SENTENCE.replace('four hundred', f'{n} hundred')}</p>" for n in range(2, 9))


def cleaned(body: str) -> Article:
    page = f"<html><head><title>A museum grows</title></head><body><nav><a href='/'>Home</a></nav>{body}</body></html>"
    source = Source(id="a", path="a.html", suffix=".html", data=page.encode())
    return clean_html(page, source)[0]


def kept(body: str) -> str:
    return "\n".join(block.text for block in cleaned(body).blocks)


@pytest.mark.parametrize("name", ["article-share-intro", "js-overlay-text", "carousel-lead hidden-xs"])
def test_a_paragraph_in_a_badly_named_box_stays(name: str) -> None:
    extra = "The architect had drawn the hall for twelve years, through three directors, and never changed the roof."
    page = f"<article><h1>A museum grows</h1>{TEXT}<div class='{name}'><p>{extra}</p></div>{TEXT}</article>"
    assert extra in kept(page)


def test_lines_of_the_page_in_the_text_go() -> None:
    tail = "<p><a href='/a'>Ten more museums</a> | <a href='/b'>All about roofs</a> | © Museum Press</p>"
    page = f"<article><h1>A museum grows</h1>{TEXT}{tail}</article>"
    article = cleaned(page)
    assert "Museum Press" not in "".join(block.text for block in article.blocks)
    assert any("Museum Press" in removal.text for removal in article.removals)


def test_a_heading_goes_with_what_it_announces() -> None:
    tail = "<h3>Elsewhere</h3><div><a href='/a'>Ten more museums</a> » <a href='/b'>Roofs of the north</a> »</div>"
    assert "Elsewhere" not in kept(f"<article><h1>A museum grows</h1>{TEXT}{tail}</article>")


def test_what_is_final_is_not_asked_about() -> None:
    page = read_page(
        f"<body><article><h1>A museum grows</h1>{TEXT}<button>Add a comment to this text</button>"
        f"<figure><img src='a.jpg'><figcaption>The hall, seen from the river at noon</figcaption></figure>"
        f"<blockquote><p>{SENTENCE}</p></blockquote></article></body>"
    )
    inside, found = judge(page, describe(page), Steering(UNDIRECTED, ""))
    assert inside is not None
    asked = {page.runs[index].text for index in Traits(inside, found).contested()}
    assert asked and not any(text.startswith(("A museum", "Add", "The hall")) for text in asked)
    assert all(found[index] is None or found[index] in SOFT for index in Traits(inside, found).contested())


def test_every_weight_belongs_to_a_trait() -> None:
    page = read_page(
        f"<head><title>A museum grows</title></head><body><header class='teaser'>{SENTENCE}</header><article>"
        f"<h1>A museum grows</h1>{TEXT}</article><p>© {SENTENCE}</p></body>"
    )
    inside, found = judge(page, describe(page), Steering(UNDIRECTED, ""))
    assert inside is not None
    traits = Traits(inside, found)
    plain = {name for index in range(len(page.runs)) for name, _ in traits.of(index) if ":" not in name}
    assert {"length", "linked", "from-title", "above", "kept-prose"} <= plain
    groups = {"rule", "in", "tag", "region", "data"}
    assert all(name.partition(":")[0] in groups for name in fitted.weights() if ":" in name)


def test_doubt_leaves_the_rules_alone() -> None:
    rule = next(iter(SOFT))
    assert fitted.verdict(None, 0.0) is None and fitted.verdict(rule, 0.0) is rule
    assert fitted.verdict(None, fitted.GO - 1) is not None and fitted.verdict(rule, fitted.STAY + 1) is None
