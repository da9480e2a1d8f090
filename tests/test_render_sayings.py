"""In their own words, and figures: on whose page they stand, in which order, and what rights keep back."""

import re

import pytest
from msgspec.structs import replace
from render_builder import SECRET, archive, built, first, second

from dossier.model import Block, Figure, Linked, Place, Quotation
from dossier.render.entity.lists import QUOTES


def said(linked: Linked, words: str, speaker: str) -> Quotation:
    """A quotation of words that stand in an article"""
    number, block = next((n, b) for n, b in enumerate(linked.article.blocks) if words in b.text)
    start = block.text.index(words)
    return Quotation(place=Place(block=number, start=start, end=start + len(words)), speaker=speaker, how="before")


def section(page: str, name: str) -> str:
    """A section of a page; empty: it has none"""
    match = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    return match[0] if match else ""


def test_quotations_stand_on_their_speakers_page_the_newest_first() -> None:
    one, two = first(), second()
    one = replace(
        one, quotations=(said(one, "原文 <script>", "person/lin-an"), said(one, "某人没有说话", "person/gone"))
    )
    two = replace(two, quotations=(said(two, SECRET, "person/lin-an"),))
    site = built(archive(one, two))
    part = section(site["people/lin-an.html"], "quotes")
    assert part.index("原文 &lt;script&gt;") < part.index(SECRET)
    links = re.findall(r'<a class="hit" href="\.\./(articles/[^"#]+)#([^"]+)"', part)
    assert [path for path, _ in links] == ["articles/2024/first.html", "articles/2024/second.html"]
    assert all(f'id="{anchor}"' in site[path] for path, anchor in links)
    assert not any("某人没有说话" in section(page, "quotes") for page in site.values())


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_what_may_not_be_published_is_not_quoted(rights: str) -> None:
    two = second(rights)
    figure = Figure(place=said(two, SECRET, "").place, value="1", unit="USD", company="bright")
    two = replace(two, quotations=(said(two, SECRET, "person/lin-an"),), figures=(figure,))
    site = built(archive(first(), two, excerpt=22))
    assert not any(SECRET in text for text in site.values())


def test_the_same_words_stand_once_and_long_lists_have_a_page_of_their_own() -> None:
    one = first()
    blocks = tuple(Block(kind="paragraph", text=f"林安说第 {n} 句话。") for n in range(QUOTES + 7))
    one = replace(one, article=replace(one.article, blocks=(*one.article.blocks, *blocks)))
    quotations = [said(one, f"第 {n} 句话", "person/lin-an") for n in range(QUOTES + 7)]
    site = built(archive(replace(one, quotations=(*quotations, *quotations)), second()))
    part = section(site["people/lin-an.html"], "quotes")
    assert part.count("<blockquote") == QUOTES
    assert f'<a href="lin-an~quotes.html">全部 {QUOTES + 7} 段原话</a>' in part
    assert site["people/lin-an~quotes.html"].count("<blockquote") == QUOTES + 7


def test_figures_stand_on_the_page_of_their_only_company() -> None:
    two = second()
    place = said(two, "2022 年", "").place
    two = replace(two, figures=(Figure(place=place, value="2", unit="%", modifier="over", company="bright"),))
    site = built(archive(first(), two))
    part = section(site["companies/bright.html"], "figures")
    assert "2022 年" in part and "不少于" in part and "articles/2024/second.html" in part
    assert [path for path, page in site.items() if section(page, "figures")] == ["companies/bright.html"]
