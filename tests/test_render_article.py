"""The page of an article: which others it leads to and why, the way to it, notes that can be linked to, citing."""

import re

import pytest
from growth import grows_with_size
from msgspec.structs import replace
from render_builder import archive, block, first, theme

from dossier.model import Article, Block, Entity, Linked, Meta, Name, Story, Version
from dossier.render.archive import Archive
from dossier.render.book import Book, book
from dossier.render.plan import pages
from dossier.render.related import CROWD, MOST, NAMES, names, nearest, related
from dossier.render.theme import render

PAGE = "articles/2024/first.html"


def page(made: Archive) -> str:
    look = theme()
    return next(render(p, look).data.decode() for p in pages(book(made)) if p.path == PAGE)


def story(number: int, *whom: str, often: int = 2) -> Linked:
    """An article that names some people so often, dated by its number"""
    blocks = tuple(block(" ".join(whom), *(("mention", name, f"person/{name}") for name in whom)) for _ in range(often))
    meta = Meta(title=f"t{number}", published=f"{2000 + number // 12}-{number % 12 + 1:02}", lang="en")
    return Linked(article=Article(id=f"a{number:05}", path="", meta=meta, blocks=blocks), mentions=(), dates=())


def told(*stories: Linked, same: tuple[Story, ...] = ()) -> Book:
    whom = {s.ref.partition("/")[2] for one in stories for b in one.article.blocks for s in b.spans}
    people = tuple(Entity(id=w, kind="person", name=w, names=(Name(text=w),)) for w in sorted(whom))
    return book(replace(archive(*stories), entities=people, stories=same))


def near(made: Book, number: int = 0) -> list[tuple[str, list[str]]]:
    found = related(made, nearest(made, number, names(made)))
    return [(one.cite.title, [who.name for who in one.through]) for one in found]


OTHERS = tuple(story(n, f"only{n}") for n in range(10, 40))


def test_two_articles_that_share_a_rare_name_are_related_and_the_rarer_comes_first() -> None:
    made = told(story(0, "ann", "bob"), story(1, "ann"), story(2, "bob"), story(3, "bob"), *OTHERS)
    assert near(made) == [("t1", ["ann"]), ("t2", ["bob"]), ("t3", ["bob"])]


def test_who_shares_more_comes_first_and_the_rarest_name_is_said_first() -> None:
    made = told(story(0, "ann", "bob"), story(1, "bob"), story(2, "bob", "ann"), *OTHERS)
    assert near(made) == [("t2", ["ann", "bob"]), ("t1", ["bob"])]


def test_one_very_common_name_makes_nothing_related_and_two_do() -> None:
    common = [story(n, "everybody") for n in range(1, 9)]
    assert near(told(story(0, "everybody"), *common, *OTHERS)) == []
    both = story(9, "everybody", "ann")
    assert near(told(story(0, "everybody", "ann"), *common, both, *OTHERS)) == [("t9", ["ann", "everybody"])]


def test_one_mention_in_passing_makes_nothing_related_and_more_mentions_say_more() -> None:
    passing, two = story(1, "ann", often=1), story(2, "ann", often=2)
    assert near(told(story(0, "ann", "bob", often=1), passing, two, story(3, "ann", often=9), *OTHERS)) == [
        ("t3", ["ann"]),
        ("t2", ["ann"]),
    ]


def test_names_that_nobody_else_has_do_not_stand_in_the_way() -> None:
    own = (f"own{n}" for n in range(NAMES * 2))
    made = told(story(0, "ann", "bob", *own), story(1, "ann"), story(2, "ann", "bob"), *OTHERS)
    assert [title for title, _ in near(made)] == ["t2", "t1"]


def test_a_list_of_names_says_little() -> None:
    crowd = story(1, "ann", *(f"one{n}" for n in range(CROWD * 4)))
    assert near(told(story(0, "ann", "bob"), crowd, story(2, "ann"), *OTHERS)) == [("t2", ["ann"]), ("t1", ["ann"])]


def test_other_versions_of_a_story_are_not_related_to_it_and_each_story_is_once() -> None:
    versions = tuple(Version(article=f"a{n:05}", length=1) for n in (0, 1))
    others = tuple(Version(article=f"a{n:05}", length=1) for n in (3, 2))
    five = (*(story(n, "ann") for n in range(5)), *OTHERS)
    made = told(*five, same=(Story(versions=versions), Story(versions=others)))
    assert [title for title, _ in near(made)] == ["t3", "t4"]
    assert [title for title, _ in near(made, 1)] == ["t3", "t4"]


def test_there_are_few_and_those_nearest_in_time() -> None:
    rare = [0, 12, 20, 21, 24, 36, 48]
    made = told(*(story(n, "ann" if n in rare else f"x{n}") for n in range(100)))
    assert [title for title, _ in near(made, 20)] == ["t21", "t24", "t12", "t36", "t0"]
    assert len(near(made, 20)) == MOST


def test_the_same_archive_gives_the_same_in_any_order() -> None:
    stories = [story(n, f"p{n % 7}", f"q{n % 5}") for n in range(60)]
    ways = [told(*stories), told(*reversed(stories))]
    assert [near(ways[0], n) for n in range(60)] == [near(ways[1], n) for n in range(60)]


def test_related_articles_take_no_longer_in_a_larger_archive() -> None:
    def work(count: int) -> None:
        made = told(*(story(n, f"p{n % 3}", f"q{n % 50}", "everybody") for n in range(count)))
        known = names(made)
        assert all(len(related(made, nearest(made, n, known))) == MOST for n in range(count))

    grows_with_size(work, 1_500)


def test_the_way_to_an_article_goes_by_year_and_month() -> None:
    made = page(archive())
    crumbs = made.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    assert re.findall('href="([^"]+)"', crumbs) == [
        "../../index.html",
        "../index.html",
        "../../archive/2024.html",
        "../../archive/2024-10.html",
    ]
    assert 'class="publication" href="../../sources/' in made and 'href="../../topics/' in made


def test_an_undated_article_stands_among_the_undated() -> None:
    one = first()
    bare = replace(one, article=replace(one.article, meta=Meta(title="x")))
    made = page(archive(bare))
    assert 'href="../../archive/undated.html">日期不详</a>' in made
    assert "sources/" not in made and "topics/" not in made


def test_notes_can_be_linked_to() -> None:
    made = page(archive())
    for ident in ("n11111111", "n22222222"):
        note = made.partition(f'<aside class="note{" correction" if "2" in ident else ""}" id="{ident}"')[2]
        assert f'<a class="permalink" href="#{ident}"' in note.partition("</aside>")[0]


def test_an_article_says_how_it_is_cited() -> None:
    made = page(archive())
    cite = made.partition('<details class="cite"')[2].partition("</details>")[0]
    assert "记者甲. (2024, October 8). <cite" in cite and "记者甲. 林安离开[EB/OL]//某报. (2024-10-08)." in cite
    assert "@misc{2024/first," in cite and "[林安离开](https://example.org/archive/articles/2024/first.html)" in cite
    assert "data-here" not in cite and "data-here" in page(archive(url=""))


@pytest.mark.parametrize(("report", "there"), [("", False), ("https://example.org/issues/new", True)])
def test_mistakes_are_reported_where_the_site_says(report: str, there: bool) -> None:
    assert ("https://example.org/issues/new?title=" in page(archive(report=report))) is there


def test_what_may_be_wider_than_the_page_is_reached_and_named() -> None:
    made = page(archive())
    assert '<div class="scroll" tabindex="0" role="group" aria-label="表格">' in made


def test_emphasis_of_other_scripts_is_marked_as_such() -> None:
    one = first()
    said = block("强调与 stress 之间", ("em", "强调", ""), ("em", "stress", ""))
    made = page(archive(replace(one, article=replace(one.article, blocks=(said, Block(kind="code", text="x"))))))
    assert "<em>强调</em>" in made and '<em class="slanted">stress</em>' in made
    assert 'role="group" aria-label="代码"' in made
