"""The same story twice: what is a version of what, who leads, what editors say, and pages that have a story once.

To add a pair of texts, write a file in fixtures/stories: `same: …` or `apart: …` in its first line, then the texts,
with a line `=====` between them.
"""

import random
import re
from pathlib import Path

import pytest
from growth import FACTOR, grows_with_length, grows_with_size
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from render_builder import archive, built, first

from dossier.execute import Serial
from dossier.model import ALONE, Article, Block, Meta, SameStory, Story, Version, Where
from dossier.pipeline import Choices, build
from dossier.shingles import SKETCH, sketch
from dossier.stories import Placing, Telling, stories, telling

PAIRS = sorted((Path(__file__).parent / "fixtures" / "stories").glob("*.txt"))
HAN = [chr(0x4E00 + 7 * n) for n in range(1200)]


def told(*articles: Article, **words: str) -> list[list[str]]:
    """The ids of each story's articles; words: what editors say, by id"""
    said = {ident: SameStory(id=word, where=Where(path=f"{ident}.yaml", line=1)) for ident, word in words.items()}
    found, _ = stories(map(telling, articles), said, {article.id: article for article in articles}.__getitem__)
    return [[version.article for version in story.versions] for story in found]


def article(ident: str, text: str, published: str = "", lang: str = "zh") -> Article:
    blocks = tuple(Block(kind="paragraph", text=line) for line in text.split("\n") if line)
    return Article(
        id=ident, path=f"content/articles/{ident}.txt", meta=Meta(published=published, lang=lang), blocks=blocks
    )


def untold(ident: str) -> Telling:
    """An article too short to be compared"""
    return Telling(id=ident, published="", lang="zh", length=0)


def prose(seed: int, length: int = 600) -> str:
    """Han text that is like no other"""
    return "".join(random.Random(seed).choices(HAN, k=length))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_pairs_of_texts(path: Path) -> None:
    head, _, rest = path.read_text("utf-8").partition("\n")
    assert head.startswith(("same: ", "apart: "))
    one, other = rest.split("\n=====\n")
    lang = "zh" if "。" in one else "en"
    assert bool(told(article("a", one, lang=lang), article("b", other, lang=lang))) == head.startswith("same")


def test_there_are_pairs_of_both_kinds() -> None:
    assert {path.read_text("utf-8").partition(":")[0] for path in PAIRS} == {"same", "apart"}


def test_the_earliest_leads_then_the_fullest_then_the_first_id() -> None:
    text = prose(1)
    versions = [
        article("undated", text + prose(2, 60)),
        article("later", text, "2024-10-09"),
        article("b", text, "2024-10-08"),
        article("a", text, "2024-10-08"),
        article("full", text + "又有一句话", "2024-10-08"),
    ]
    assert told(*versions) == [["full", "a", "b", "later", "undated"]]


def test_only_one_language() -> None:
    text = prose(1)
    assert told(article("a", text), article("b", text, lang="ja")) == []
    assert told(article("a", text), article("b", text, lang="zh-Hans")) == [["a", "b"]]


def test_chains_do_not_join_unlike_ends() -> None:
    pieces = [prose(seed, 200) for seed in range(7)]
    chain = [article(f"{n}", "".join(pieces[n : n + 4]), f"2024-01-0{n + 1}") for n in range(4)]
    assert told(chain[0], chain[1]) == [["0", "1"]] and told(chain[2], chain[3]) == [["2", "3"]]
    assert told(chain[0], chain[2]) == []
    assert told(*chain) == [["0", "1"], ["2", "3"]]


def test_excerpts_join_by_what_contains_them() -> None:
    whole, other = prose(1, 900), prose(2, 900)
    early = article("early", whole[:200], "2024-01-01")
    full, tail = article("full", whole, "2024-01-02"), article("tail", whole[700:], "2024-01-03")
    quoting = article("quoting", whole[:200] + other, "2024-01-04")
    assert told(early, full, tail) == [["early", "full", "tail"]]
    assert told(early, full, quoting) == [["early", "full"]]


def test_a_digest_is_a_version_of_none() -> None:
    briefs = [article(f"{n}", prose(n, 200), "2024-01-01") for n in range(3)]
    digest = article("digest", "\n".join(prose(n, 200) for n in range(3)), "2024-01-02")
    assert told(*briefs, digest) == []
    assert told(briefs[0], digest) == [["0", "digest"]]


def test_reports_from_one_form_differ_in_their_numbers() -> None:
    form = prose(1, 500)
    one, other = (
        article(i, form + f"收{n}点，涨{n}.{n}，成交{n + 3}亿元，另有{n + 7}家") for i, n in (("a", 31), ("b", 64))
    )
    assert told(one, other) == []
    assert told(one, replace(one, id="b")) == [["a", "b"]]


def test_short_texts_are_no_versions() -> None:
    assert sketch(article("a", "本文已被删除，请稍后再来。")) == b""
    assert len(sketch(article("a", prose(1)))) == 4 * SKETCH


@given(st.lists(st.integers(0, 9), min_size=4, max_size=12), st.data())
def test_articles_go_where_they_went_up_to_the_first_that_changed(seeds: list[int], data: st.DataObject) -> None:
    """Texts, some of them versions of others; then one is another, or gone, or new"""

    def archived(texts: list[str]) -> dict[str, Article]:
        return {f"a{n}": article(f"a{n}", text, f"2024-01-{n + 1:02}") for n, text in enumerate(texts)}

    def found(articles: dict[str, Article], placing: Placing | None) -> object:
        return stories(map(telling, articles.values()), {}, articles.__getitem__, placing)

    def digests(articles: dict[str, Article]) -> dict[str, bytes]:
        return {ident: repr(one).encode() for ident, one in articles.items()}

    texts = [prose(seed // 2, 300) + prose(100 + seed, 60) for seed in seeds]
    at, other = data.draw(st.integers(0, len(texts) - 1)), prose(data.draw(st.integers(0, 4)), 300)
    changed = data.draw(st.sampled_from(([*texts[:at], *texts[at + 1 :]], [*texts[:at], other, *texts[at:]], texts)))
    before, after = archived(texts), archived(changed)
    first = Placing(digests(before))
    assert found(before, first) == found(before, None)
    again = Placing(digests(after), first.after)
    assert found(after, again) == found(after, None)
    third = Placing(digests(after), again.after)
    assert found(after, third) == found(after, None) and third.after == again.after


def test_the_editor_joins_and_parts() -> None:
    text = prose(1)
    a, b, c = article("a", text, "2024"), article("b", text, "2025"), article("c", "短文。", "2023", lang="en")
    assert told(a, b, c, b="none") == []
    assert told(a, b, c, c="a") == [["c", "a", "b"]]
    assert told(a, b, c, c="a", b="c") == [["c", "a", "b"]]
    assert told(a, b, c, a=ALONE, b="c") == [["c", "b"]]
    found, _ = stories([telling(a), telling(c)], {"c": SameStory(id="a")}, {"a": a}.__getitem__)
    assert [(version.article, version.stated) for version in found[0].versions] == [("c", True), ("a", False)]


def test_what_editors_say_in_a_circle_is_one_story() -> None:
    a, b, c = (article(ident, prose(n)) for n, ident in enumerate("abc"))
    assert told(a, b, c, a="b", b="c", c="a") == [["a", "b", "c"]]


@pytest.mark.parametrize(("word", "part"), [("a", "itself"), ("b", "alone"), ("gone", "draft")])
def test_words_that_cannot_be_followed_are_told(word: str, part: str) -> None:
    words = {"a": SameStory(id=word, where=Where(path="a.yaml", line=3, column=2)), "b": SameStory(id=ALONE)}
    found, problems = stories(map(untold, "ab"), words, {}.__getitem__)
    assert found == ()
    assert [(p.severity, p.where.line) for p in problems] == [("warning", 3)] and part in problems[0].message


@given(st.permutations(range(8)), st.integers(0, 5))
def test_neither_order_nor_a_stranger_changes_a_story(order: list[int], age: int) -> None:
    texts = [prose(n % 3, 300) + prose(100 + n, 40) for n in range(8)]
    articles = [article(f"a{n}", text, f"200{n % 4}") for n, text in enumerate(texts)]
    stranger = article("stranger", prose(99, 500), f"200{age}")
    expected = told(*articles)
    assert len(expected) == 3
    assert told(*(articles[n] for n in order), stranger) == expected


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_has_a_sketch(one: str, other: str) -> None:
    found = told(article("a", one * 3), article("b", other))
    assert found in ([], [["a", "b"]], [["b", "a"]])


def test_time_grows_with_the_articles() -> None:
    notice = prose(0, 300)
    articles = [article(f"{n}", notice + prose(1 + n // 2, 200), f"{n}") for n in range(160 * FACTOR)]
    sketched, by_id = [telling(one) for one in articles], {one.id: one for one in articles}.__getitem__
    assert len(stories(sketched, {}, by_id)[0]) == len(articles) // 2
    grows_with_size(lambda size: stories(sketched[:size], {}, by_id), len(sketched))


def test_time_grows_with_the_length() -> None:
    grows_with_length(lambda text: sketch(article("a", text)), prose(1, 200_000))
    grows_with_length(lambda text: sketch(article("a", text)), "9,9." * 50_000)


def test_long_chains_of_words_take_no_longer() -> None:
    none = [untold(f"{n:05}") for n in range(2_000 * FACTOR)]
    words = {f"{n:05}": SameStory(id=f"{n - 1:05}") for n in range(1, len(none))}
    assert len(stories(none, words, {}.__getitem__)[0][0].versions) == len(none)
    grows_with_size(lambda size: stories(none[:size], words, {}.__getitem__), len(none))


# --- pages ---------------------------------------------------------------------------------------------------------


def _pages(**changed: object) -> dict[str, str]:
    """An article and its copy of the next day; changed: fields of the copy"""
    one = first()
    meta = replace(one.article.meta, title="副本", source="晚报", published="2024-10-09")
    copy = replace(one, article=replace(one.article, id="copy", meta=meta, formerly=(), **changed))
    story = Story(versions=(Version(article="2024/first", length=90), Version(article="copy", length=70)))
    return built(replace(archive(one, copy), stories=(story,)))


def test_an_article_shows_its_other_versions() -> None:
    pages = _pages()
    section = pages["articles/2024/first.html"].partition('id="versions"')[2].partition("</section>")[0]
    assert "副本" in section and "晚报" in section and "比本文少 20 个字符" in section and "自动发现" in section
    other = pages["articles/copy.html"].partition('id="versions"')[2].partition("</section>")[0]
    assert "比本文多 20 个字符" in other and "列表中以此版为准" in other


def test_lists_and_counts_have_a_story_once() -> None:
    pages = _pages(note=(), anchors=())
    for path in ("index.html", "articles/index.html", "feed.xml"):
        assert "副本" not in pages[path] and "林安离开" in pages[path]
    assert "2 个版本" in pages["articles/index.html"] and "articles/copy.html" in pages["sitemap.xml"]
    mentions = pages["people/lin-an.html"].partition('id="mentions"')[2]
    assert "1 篇文章" in mentions and mentions.count('class="appearance"') == 1
    assert re.search(r"articles/copy\.html\"[^>]*>副本", mentions)


def test_a_timeline_has_a_story_once() -> None:
    once, twice = _pages(), built(archive(first()))
    for path in ("timeline.html", "people/lin-an.html"):
        assert once[path].count('class="at"') == twice[path].count('class="at"') > 0


def test_a_build_groups_what_it_reads(tmp_path: Path) -> None:
    pair = next(path for path in PAIRS if path.stem == "syndicated").read_text("utf-8").partition("\n")[2]
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: 档案\n", "utf-8")
    for name, text in zip(("one", "two"), pair.split("\n=====\n"), strict=True):
        body = "\n\n".join(text.split("\n"))
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n{body}\n", "utf-8")
    choices = Choices(site=tmp_path, output=tmp_path / "_site")
    build(choices, lambda _: Serial())
    assert 'id="versions"' in (tmp_path / "_site/articles/one.html").read_text("utf-8")
    (folder / "two.yaml").write_text("same_story: none\n", "utf-8")
    build(choices, lambda _: Serial())
    assert 'id="versions"' not in (tmp_path / "_site/articles/one.html").read_text("utf-8")


def test_a_page_shows_some_of_many_versions() -> None:
    one = first()
    copies = [replace(one, article=replace(one.article, id=f"{n:04}", formerly=(), anchors=())) for n in range(200)]
    story = Story(versions=tuple(Version(article=copy.article.id, length=9) for copy in copies))
    page = built(replace(archive(*copies), stories=(story,)))["articles/0150.html"]
    section = page.partition('id="versions"')[2].partition("</section>")[0]
    assert section.count("<li>") == 50 and "还有 149 个版本" in section and "与本文一样长" in section
