"""What editors keep and drop: selectors against a browser's engine, which word wins, and that nothing goes unaccounted.

Pages and dumps here are made up; `directions` writes them as site.yaml and a sidecar would.
"""

from pathlib import Path

import pytest
from golden import spelled
from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from dossier.clean import clean
from dossier.clean.directions import LONGEST_LINE
from dossier.clean.matching import elements_of
from dossier.clean.tree import read_page
from dossier.config import parse_settings
from dossier.css import BadSelector, parse_selector
from dossier.editorial import directed, parse_sidecar, unused
from dossier.errors import Failure, Problem
from dossier.gather import gather
from dossier.jobs import Task
from dossier.model import Article, Directions, Source
from dossier.sourcing import tasks

#: A page with a body, a box of another article in it, an advertisement in the text, and notes outside of it.
PAGE = """\
<html><head><title>The ferry is back</title><link rel=canonical href="https://www.news.example.com/ferry"></head><body>
<nav><a href=/>Home</a> <a href=/harbour>Harbour</a></nav>
<div id=story><h1>The ferry is back</h1>
<p>The old ferry crosses the harbour again, after two years in which it lay in the dock.</p>
<p class=paid>A red boat of the brewery follows it on Sundays, with music for those who miss it.</p>
<p>Its captain says that the engine has been taken apart, cleaned and put together again.</p>
<div class="related box"><p class=quiet><a href=/other>Another ferry has sunk in the north</a></p></div>
<p>In the summer it will sail every hour, and in the winter three times a day.</p></div>
<div class=notes><p class=note>Correction: the dock was named wrongly.</p><p>Sailing times without engagement.</p></div>
<footer><p>Imprint of the harbour paper</p></footer></body></html>"""
DUMP = """\
渡轮复航
2024-10-08 09:30 来源：示例网 作者：林小舟
停航两年之后，旧渡轮今天重新穿过海港，船长说发动机已经拆开清洗。
本站特别提示：渡轮时刻如有变动，以码头当天的公告为准。
夏天每小时一班，冬天每天三班，船票价格和两年前一样。
责任编辑：周远
网站地图 联系我们
"""


def source(text: str, name: str = "ferry.html") -> Source:
    return Source(id="ferry", path=f"content/articles/{name}", suffix=name[name.index(".") :], data=text.encode())


def directions(site: str = "", sidecar: str = "") -> Directions:
    """site, sidecar: what stands in the braces of `clean: {…}`"""
    settings, faults = parse_settings(f"clean: {{{site}}}")
    beside, more = parse_sidecar(f"clean: {{{sidecar}}}", "content/articles/ferry.yaml")
    assert beside is not None and (faults, more) == ((), ())
    return directed(settings.clean, beside)


def cleaned(text: str = PAGE, name: str = "ferry.html", **given: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article, after the check that only verdicts changed: kept + removed is the same"""
    article, problems = clean(source(text, name), directions(**given))
    assert spelled(article) == spelled(clean(source(text, name))[0])
    return article, problems


def has(article: Article, words: str) -> bool:
    return any(words in block.text for block in article.blocks)


# --- selectors -------------------------------------------------------------------------------------------------------

SELECTORS = [
    *("p", "*", ".a", "#x", "p.a", ".a.b", "p#x.a", "[title]", "[title=one]", "[title='one two']", '[title*="e t"]'),
    *("[title^=on]", "[title$=two]", "[title~=two]", "[title*='']", "[TITLE]", "DIV > P", "div p", "div > p", "div>p"),
    *(".a .b", ".a > .b > p", "div div .a", "p, .b", "#x , div > .a,[title]", "div > * > p", "section div > p.a", ".A"),
]
OPEN = [
    f"<{tag}{extra}>"
    for tag in ("div", "p", "section")
    for extra in ("", " class=a", " class='b a' id=x", " title='one two'", " title=one class=ab")
]
TREES = st.lists(st.sampled_from([*OPEN, "</div>", "</p>", "</section>", "text"]), max_size=30)


@given(TREES, st.sampled_from(SELECTORS))
def test_selectors_mean_what_they_mean_in_a_browser(parts: list[str], selector: str) -> None:
    html = "<!DOCTYPE html><html><body>" + "".join(parts)
    ours = {id(element): element for element in elements_of(selector, read_page(html).elements)}.values()
    theirs = {node.mem_id: node for node in LexborHTMLParser(html).body.css(selector)}.values()
    inside = [(e.tag, e.attributes) for e in ours if e.tag not in ("html", "body")]
    assert sorted(map(str, inside)) == sorted(str((n.tag, n.attributes)) for n in theirs if n.tag != "body")


@pytest.mark.parametrize(
    ("selector", "index"),
    [("a:hover", 1), ("p + p", 2), (".a >", 4), ("> p", 0), ("p,,a", 2), ("[a", 0), ("#a#b", 2), (".", 0), ("", 0)],
)
def test_what_is_no_selector_is_told_with_its_place(selector: str, index: int) -> None:
    with pytest.raises(BadSelector) as caught:
        parse_selector(selector)
    assert caught.value.index == index


@given(st.text(alphabet="ab.#[]='\"*> ,:~^$-1一") | st.text())
def test_any_text_is_a_selector_or_a_fault(text: str) -> None:
    try:
        assert elements_of(text, read_page(PAGE).elements) is not None
    except BadSelector as fault:
        assert 0 <= fault.index <= len(text)


def test_deep_pages_take_no_longer_than_their_length() -> None:
    told = directions(site="drop: ['div > div div > div.x', div], keep: [div div .y]")

    def work(part: str) -> None:
        clean(source(f"<body><p>A sentence that stays, whatever the boxes below it are.</p>{part}"), told)

    grows_with_length(work, "<div class=x>x" * 10_000)


# --- whose word counts -----------------------------------------------------------------------------------------------


def test_a_selector_drops_with_its_name_and_place() -> None:
    assert has(clean(source(PAGE))[0], "A red boat")
    article, problems = cleaned(site="drop: [p.paid]")
    assert not problems and not has(article, "A red boat")
    (removal,) = (r for r in article.removals if r.rule == "editor")
    assert removal.reason == "Dropped by the editor: p.paid (site.yaml, clean)"
    assert removal.text.startswith("A red boat") and article.blocks[removal.at].text.startswith("Its captain")


def test_a_selector_keeps_what_stands_outside_of_the_body() -> None:
    assert not has(clean(source(PAGE))[0], "Correction")
    article, _ = cleaned(sidecar="keep: [.notes]")
    assert has(article, "Correction") and has(article, "without engagement") and has(article, "old ferry")


def test_a_rule_that_is_kept_removes_nothing() -> None:
    (rule,) = {r.rule for r in clean(source(PAGE))[0].removals if "has sunk" in r.text}
    article, problems = cleaned(site=f"keep: [{rule}]")
    assert has(article, "has sunk") and not problems


def test_a_rule_that_is_dropped_works_where_a_wider_place_keeps_it_and_in_kept_elements() -> None:
    (rule,) = {r.rule for r in clean(source(PAGE))[0].removals if "has sunk" in r.text}
    assert not has(cleaned(site=f"keep: [{rule}]", sidecar=f"drop: [{rule}]")[0], "has sunk")
    assert has(cleaned(site="keep: ['#story']")[0], "has sunk")
    assert not has(cleaned(site=f"keep: ['#story'], drop: [{rule}]")[0], "has sunk")


@pytest.mark.parametrize(
    ("given", "stays"),
    [
        ({"site": "drop: [.notes], keep: [.note]"}, True),  # the inner element
        ({"site": "keep: [.notes], drop: [.note]"}, False),
        ({"site": "keep: [.note], drop: [div > .note]"}, True),  # the same element: nothing is lost by doubt
        ({"site": "drop: [.note], sites: {example.com: {keep: [.notes]}}"}, True),  # the narrower place
        ({"site": "sites: {example.com: {drop: [.notes]}, news.example.com: {keep: [p]}}"}, True),
        ({"site": "sites: {example.com: {keep: [.note]}}", "sidecar": "drop: [.notes]"}, False),
        ({"site": "keep: [.note], drop: [{text: 'Correction: the dock was named  wrongly.'}]"}, False),  # the line
        ({"site": "keep: [/Correction. .*/], drop: [.note]"}, True),
        ({"site": "drop: [.note], sites: {ample.com: {keep: [.note]}}"}, False),  # another site of the web
    ],
)
def test_the_narrowest_wins(given: dict[str, str], stays: bool) -> None:
    assert has(cleaned(**given)[0], "Correction") is stays


def test_the_address_of_the_sidecar_goes_before_that_of_the_page() -> None:
    settings, _ = parse_settings("clean: {sites: {example.com: {keep: [.note]}, example.org: {keep: [footer p]}}}")
    beside, _ = parse_sidecar("url: https://a.example.org/x", "x.yaml")
    article, _ = clean(source(PAGE), directed(settings.clean, beside))
    assert has(article, "Imprint") and not has(article, "Correction")


def test_what_is_dropped_has_no_say_in_where_the_article_stands() -> None:
    comments = "".join(f"<p>Reader {n} says that the ferry was late, and that nobody knew.</p>" for n in range(9))
    page = PAGE.replace("<footer>", f"<div class=voices>{comments}</div><footer>")
    assert has(clean(source(page))[0], "Reader 3")
    article, _ = cleaned(page, sidecar="drop: [.voices]")
    assert has(article, "old ferry") and not has(article, "Reader")
    assert {r.rule for r in article.removals if "has sunk" in r.text} != {"outside-body"}


def test_lines_of_a_dump() -> None:
    plain, _ = clean(source(DUMP, "ferry.txt"))
    assert has(plain, "特别提示") and not has(plain, "责任编辑")
    article, problems = cleaned(DUMP, "ferry.txt", site="keep: [editor-line], drop: [/本站特别提示：.*/]")
    assert not problems and has(article, "责任编辑") and not has(article, "特别提示")
    assert article.meta == plain.meta
    reason = "Dropped by the editor: /本站特别提示：.*/ (site.yaml, clean)"
    assert [r.reason for r in article.removals if r.rule == "editor"] == [reason]
    article, _ = cleaned(DUMP, "ferry.txt", sidecar="keep: [{text: 网站地图 联系我们}]")
    assert article.blocks[-1].text == "网站地图 联系我们"


def test_blocks_of_a_clipping() -> None:
    text = "---\nurl: https://news.example.com/ferry\n---\n" + "\n\n".join(DUMP.splitlines())
    given = "sites: {example.com: {drop: [/.*特别提示.*/]}}"
    assert not has(cleaned(text, "ferry.md", site=given)[0], "特别提示")


def test_an_element_in_a_line_counts_where_it_holds_all_of_it() -> None:
    paragraph = "<p><b><span class=sign>The captain signs with his name.</span></b></p>"
    page = PAGE.replace("<p>In the summer", paragraph + "<p>In the <i class=half>summer</i>", 1)
    assert has(clean(source(page))[0], "his name")
    for selector in ("span.sign", "p > b", ".sign"):
        article, problems = cleaned(page, sidecar=f"drop: [{selector}]")
        assert not problems and not has(article, "his name") and has(article, "In the summer")
    article, problems = cleaned(page, sidecar="drop: [.half]")
    assert has(article, "In the summer")
    assert [p.message for p in problems] == [
        "drop: the selector '.half' fits nothing but parts of lines in this article, which stay or go as a whole"
    ]


def test_pictures_follow_their_element() -> None:
    picture = "<p><img src=/map.png width=400 height=300 class=map></p>"
    page = PAGE.replace("<p>Its captain", picture + "<p>Its captain").replace(
        "<p class=note>", picture + "<p class=note>"
    )
    assert [i.src for i in clean(source(page))[0].images] == ["https://www.news.example.com/map.png"]
    assert not cleaned(page, site="drop: [img.map]")[0].images
    assert len([b for b in cleaned(page, site="keep: [.notes]")[0].blocks if b.kind == "image"]) == 2
    late = page.replace(picture, "<p class=map><noscript><img src=/map.png width=400 height=300></noscript></p>", 1)
    assert cleaned(late)[0].images and not cleaned(late, site="drop: [.map]")[0].images


# --- what fits nothing -----------------------------------------------------------------------------------------------


def test_a_direction_of_a_sidecar_that_fits_nothing_is_told_at_its_place() -> None:
    _, problems = cleaned(sidecar="keep: [.nowhere, related, footer], drop: [/x+/, p.paid, {text: nothing}]")
    path = "content/articles/ferry.yaml:1"
    assert [str(p).partition(" (")[0] for p in problems] == [
        f"{path}:16: warning[no-match]: keep: the selector '.nowhere' fits nothing in this article",
        f"{path}:51: warning[no-match]: drop: the pattern 'x+' fits nothing in this article",
        f"{path}:72: warning[no-match]: drop: the line 'nothing' fits nothing in this article",
    ]


def test_a_direction_of_the_site_that_fits_nothing_anywhere_is_told() -> None:
    settings, _ = parse_settings("clean: {drop: [.paid, .gone], keep: [tags], sites: {example.com: {drop: [.paid]}}}")
    article, problems = clean(source(PAGE), settings.clean)
    assert not problems
    told = unused(settings.clean, article.directed)
    assert [(p.where.column, p.severity) for p in told] == [(23, "warning")]


def test_dropping_everything_is_told() -> None:
    with pytest.raises(Failure) as caught:
        clean(source(PAGE), directions(sidecar="drop: [body]"))
    (problem,) = caught.value.problems
    assert problem.code == "all-dropped" and "content/articles/ferry.yaml, clean" in problem.hint


# --- any directions, any source --------------------------------------------------------------------------------------

ENTRIES = st.lists(
    st.sampled_from(["related", "title", "outside-body", "p", ".a", "body", "'#x'", "/.*a.*/", "div > p", "{text: b}"]),
    max_size=4,
    unique=True,
)


@given(TREES, ENTRIES, ENTRIES)
def test_kept_and_removed_are_all_whatever_an_editor_says(parts: list[str], keep: list[str], drop: list[str]) -> None:
    drop = [entry for entry in drop if entry not in keep]
    told = directions(site=f"keep: [{', '.join(keep)}]", sidecar=f"drop: [{', '.join(drop)}]")
    html = "<body><p>A sentence that is long enough to be a paragraph, with an end.</p>" + "".join(parts)
    for name in ("a.html", "a.txt"):
        try:
            article, _ = clean(source(html.replace("<", "\n<") if name == "a.txt" else html, name), told)
        except Failure as failure:
            assert [p.code for p in failure.problems] == ["all-dropped"]
            continue
        assert spelled(article) == spelled(
            clean(source(html.replace("<", "\n<") if name == "a.txt" else html, name))[0]
        )


# --- in a build ------------------------------------------------------------------------------------------------------


def test_only_directions_and_rights_of_the_settings_reach_an_article() -> None:
    """What a cached result is kept under changes with nothing else, and not when a line of site.yaml moves"""
    site, _ = gather(Path(__file__).parent / "sites" / "good")

    def given(text: str) -> list[Task]:
        return list(tasks(replace(site, settings=parse_settings(text)[0]), []))

    plain = given("clean: {drop: [.promo]}")
    assert given("title: x\nfeed: 3\nimages: drop\nclean:\n  drop: [.promo]\n") == plain != []
    assert given("clean: {drop: [.app]}") != plain
    assert given("clean: {drop: [.promo]}\nrights: link") != plain


@pytest.mark.parametrize(
    "pattern",
    [".*a.*b", "a+a+b", "a?a?a?.*.*b", "(?:a|aa|a)(?:a|aa|a)a*a*b", "(?i)(?:扫码|关注|下载|长按).*", r"\d+\s*\(a\)"],
)
def test_lines_take_a_pattern_that_is_allowed_no_longer_than_their_length(pattern: str) -> None:
    told = directions(site=f"drop: ['/{pattern}/']")

    def work(lines: str) -> None:
        clean(source(f"今天渡轮重新穿过海港，船长说发动机已经清洗。\n{lines}", "a.txt"), told)

    grows_with_length(work, f"{'a' * LONGEST_LINE}\n" * 8)
    grows_with_length(work, "a" * LONGEST_LINE * 20)
