"""A small archive rendered whole: links, rights, what is marked as found, feed, redirects, languages, failures."""

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from render_builder import SECRET, URL, archive, built, first, second, theme

from dossier.clean import clean
from dossier.clean.junk import rules
from dossier.errors import Failure
from dossier.model import RULES, Removal, Rights, Source
from dossier.render import plan, render
from dossier.render.messages import messages

CLEANED = Path(__file__).parent / "fixtures" / "clean"
ATOM = "{http://www.w3.org/2005/Atom}"


class Reader(HTMLParser):
    """Links, resources, ids and headings of a page"""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.resources: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag in ("img", "script") or (tag == "link" and given["rel"] == "stylesheet"):
            self.resources.append(str(given.get("src") or given.get("href")))


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built(archive())


def pages(site: dict[str, str]) -> dict[str, Reader]:
    return {path: Reader(text) for path, text in site.items() if path.endswith(".html")}


def test_every_link_leads_somewhere_and_no_id_stands_twice(site: dict[str, str]) -> None:
    read = pages(site)
    for path, page in read.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links + page.resources:
            if path == "404.html":
                assert link == "https://example.org/archive/index.html"  # it is shown at any depth
                continue
            if link.startswith(("https:", "mailto:")):
                assert link not in page.resources
                continue
            target, _, fragment = link.partition("#")
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            assert full in site, (path, link)
            assert not fragment or unquote(fragment) in read[full].ids, (path, link)


def test_headings_begin_at_one_and_leave_out_no_level(site: dict[str, str]) -> None:
    for path, page in pages(site).items():
        if page.levels:
            assert page.levels[0] == 1 and page.levels.count(1) == 1, path
            assert all(b <= a + 1 for a, b in zip(page.levels, page.levels[1:], strict=False)), path


def test_links_between_articles_and_names_go_both_ways(site: dict[str, str]) -> None:
    for name in ("people/lin-an.html", "companies/bright.html"):
        assert f'href="../../{name}"' in site["articles/2024/first.html"]
        assert re.search(r'href="\.\./articles/2024/first\.html#p\w+-m\w+"', site[name])


def test_the_same_archive_gives_the_same_bytes(site: dict[str, str]) -> None:
    assert built(archive(second(), first())) == site


def test_who_is_hidden_has_no_page_and_no_link(site: dict[str, str]) -> None:
    assert "people/gone.html" not in site
    assert "某人" in site["articles/2024/first.html"]
    assert not any("gone" in text for path, text in site.items() if not path.startswith("assets/"))


def test_found_ones_are_marked_and_kept_from_search_engines(site: dict[str, str]) -> None:
    page = site["people/查理-吴.html"]
    assert 'name="robots" content="noindex"' in page and "自动发现，未经审核" in page and "82%" in page
    assert "noindex" not in site["people/lin-an.html"]
    assert "lin-an" in site["sitemap.xml"] and "%E6%9F%A5" not in site["sitemap.xml"]
    assert ".source." not in site["sitemap.xml"]


def test_misspellings_are_not_shown_as_names(site: dict[str, str]) -> None:
    assert "Lin An" in site["people/lin-an.html"] and "凌安" not in site["people/lin-an.html"]


def test_notes_stand_beside_the_text(site: dict[str, str]) -> None:
    page = site["articles/2024/first.html"]
    assert page.index('id="n11111111-at"') < page.index('id="n11111111"') < page.index("后来")
    assert "<del>原文</del>" in page and "<ins>更正</ins>" in page
    assert '<time datetime="2023-05"' in page and "&lt;script&gt;" in page and "javascript:" not in page


def test_the_source_page_shows_what_was_removed_in_place(site: dict[str, str]) -> None:
    page = site["articles/2024/first.source.html"]
    assert page.index("<del>林安离开</del>") < page.index("<del>广告</del>") < page.index("<del>说说你的看法</del>")
    assert "noindex" in page


def test_the_source_page_says_why_in_the_interfaces_language_else_in_english() -> None:
    page, english = (built(archive(lang=lang))["articles/2024/first.source.html"] for lang in ("zh", "en"))
    assert re.search(r'<a href="#rule-\d">标题重复</a> 标题又出现了一次。</p>\s*<p><del>林安离开</del>', page)
    assert re.search(r'<a href="#rule-\d">Title repeated</a> The title once more.</p>', english)
    assert '<code lang="en">ad</code></td><td><span lang="en">An advertisement.</span></td>' in page
    assert re.search(r'<del>广告</del><a class="tag" href="#rule-\d" lang="zh"><code lang="en">ad</code></a>', page)
    assert '<a href="../../cleaning.html#title-repeated">标题重复</a>' in page


def test_all_rules_have_a_page_if_removals_are_shown() -> None:
    page = built(archive(lang="en"))["cleaning.html"]
    assert all(f'<tr id="{name}"><td>' in page for name in RULES)
    assert "cleaning.html" not in built(archive(audit=False))


def test_what_editors_dropped_is_shown_with_their_words_unless_the_text_may_not_be() -> None:
    def page(rights: Rights) -> str:
        gone = [
            Removal(at=1, rule="editor", reason=f"Dropped by the editor: {rule} (site.yaml, clean)", text="x" + rule)
            for rule in ("p.promo", "/扫码.*/", "p.promo")
        ]
        one = first()
        meta = replace(one.article.meta, rights=rights)
        article = replace(one.article, meta=meta, removals=tuple(gone))
        return built(archive(replace(one, article=article)))["articles/2024/first.source.html"]

    shown = page("full")
    assert shown.count("<code>p.promo (site.yaml, clean)</code>") == 3 and "<code>/扫码.*/ (site.yaml" in shown
    assert '<div class="struck" id="rule-1-2">' in shown and '<a class="next" href="#rule-1-2">' in shown
    assert "扫码" not in page("link") and "编者" in page("link")


def test_every_rule_of_cleaning_has_a_chinese_name_and_reason() -> None:
    produced: set[str] = {rule.name for rule in rules()}
    for path in sorted(p for p in CLEANED.rglob("*") if p.suffix in (".html", ".md", ".txt")):
        if not path.name.endswith(".expected.txt"):
            source = Source(id="a", path=path.name, suffix=path.suffix, data=path.read_bytes())
            produced |= {removal.rule for removal in clean(source)[0].removals}
    zh = messages(theme(), "zh")
    assert len(produced) > 20
    lacking = {name for name in produced if not (zh.has(f"rule-{name}.label") and zh.has(f"rule-{name}.reason"))}
    assert not lacking


@pytest.mark.parametrize(("rights", "excerpt"), [("link", 200), ("excerpt", 25), ("excerpt", 0)])
def test_text_that_may_not_be_published_is_in_no_file(rights: str, excerpt: int) -> None:
    assert any(SECRET in text for text in built(archive()).values())
    files = built(archive(first(), second(rights), excerpt=excerpt))
    assert not [path for path, text in files.items() if SECRET in text]
    assert "编者的注释。" in files["articles/2024/second.html"] and "编者的注释。" in files["notes.html"]
    assert "不在可刊出的范围内" in files["people/查理-吴.html"]
    assert "2022 年成立" in files["articles/2024/second.html"] or rights == "link" or not excerpt


def test_old_addresses_lead_to_new_ones(site: dict[str, str]) -> None:
    assert 'content="0; url=../2024/first.html"' in site["articles/2023/old.html"]
    assert f'<link rel="canonical" href="{URL}people/lin-an.html">' in site["people/an-lin.html"]


def test_the_feed_is_atom_newest_first(site: dict[str, str]) -> None:
    feed = ElementTree.fromstring(site["feed.xml"])
    assert [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")] == ["林安离开", "第二篇"]
    assert feed.findtext(f"{ATOM}updated") == "2024-10-08T09:30:00Z"


def test_the_sitemap_has_what_search_engines_may_show(site: dict[str, str]) -> None:
    told = {unquote(str(one[0].text)).removeprefix(URL) for one in ElementTree.fromstring(site["sitemap.xml"])}
    assert told == {path for path, text in site.items() if path.endswith(".html") and "noindex" not in text}


def test_without_an_address_there_are_no_files_that_need_one() -> None:
    files = built(archive(url=""))
    assert "feed.xml" not in files and "sitemap.xml" not in files
    assert not any(
        "canonical" in text for path, text in files.items() if not path.endswith("-lin.html") and "old" not in path
    )


def test_characters_that_xml_forbids_are_left_out() -> None:
    files = built(archive(title="a\x00\x0b\ud800b"))
    assert ElementTree.fromstring(files["feed.xml"]).findtext(f"{ATOM}title") == "ab"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("1 person", "October 8, 2024", "2 articles")),
        ("zh", ("2024 年 10 月 8 日", "2 篇文章")),
        ("xx", ("2 articles",)),
    ],
)
def test_the_interface_has_languages(lang: str, words: tuple[str, ...]) -> None:
    files = built(archive(lang=lang))
    shown = files["index.html"] + files["articles/2024/first.html"] + files["companies/index.html"]
    assert f'<html lang="{lang}">' in shown
    assert all(word in shown for word in words if word != "1 person")
    assert '<h1 lang="zh">林安离开</h1>' in shown


def test_messages_are_complete_in_both_languages() -> None:
    files = dict(theme().templates)
    keys = {lang: set(re.findall(r"^([\w-]+):", files[f"messages/{lang}.yaml"], re.MULTILINE)) for lang in ("zh", "en")}
    assert keys["en"] - keys["zh"] == {"months"}
    assert all(key.startswith("rule-") for key in keys["zh"] - keys["en"])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{# x #}\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{{ view.nope.nope }}", 1, "nope"),
        ('\n{% include "none.html" %}', 2, "none.html"),
        ('{% include "index.html" %}', 1, "recursion"),
        ("{{ 1 / 0 }}", 1, "division"),
        ("\n{{ t('no-such') }}", 2, "no-such"),
    ],
)
def test_a_template_that_fails_says_its_line(text: str, line: int, message: str) -> None:
    home = next(page for page in plan(archive()) if page.path == "index.html")
    with pytest.raises(Failure) as failure:
        render(home, theme(index_html=text))
    (problem,) = failure.value.problems
    assert (problem.code, problem.where.path, problem.where.line) == ("template", "templates/index.html", line)
    assert message in problem.message


def test_long_lists_are_cut_into_pages_of_which_a_new_article_changes_one() -> None:
    from msgspec.structs import replace

    def many(count: int) -> dict[str, str]:
        base = first()
        copies = [
            replace(
                base,
                article=replace(
                    base.article,
                    id=f"a{n:03}",
                    formerly=(),
                    meta=replace(base.article.meta, published=f"{2000 + n // 12}-{n % 12 + 1:02}"),
                ),
            )
            for n in range(count)
        ]
        return built(archive(*copies))

    before, after = many(70), many(71)
    names = {path for path in after if re.fullmatch(r"people/lin-an(~\d+)?\.html", path)}
    assert names == {"people/lin-an.html", "people/lin-an~1.html"}
    assert [path for path in sorted(names) if before[path] != after[path]] == ["people/lin-an.html"]
