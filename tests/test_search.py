"""The search index: lists and files, rights, hostile texts, names and filters, and how little an edit changes."""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from render_builder import SECRET, first, second
from render_builder import archive as small
from search_archive import archive, varied
from search_reader import Reader, values

from dossier.cache import FILE, Cache
from dossier.config import parse_settings
from dossier.execute import Job, Processes, Serial
from dossier.jobs import SEARCH
from dossier.model import Article, Block, Linked, Meta, Output
from dossier.render.book import book
from dossier.render.output import FORBIDDEN
from dossier.render.search import Memory, search_files
from dossier.render.search import parts as parts_module
from dossier.render.search.again import Again
from dossier.render.search.filters import filters
from dossier.render.search.parts import having, listed, written
from dossier.render.search.parts import parts as all_parts
from dossier.render.search.postings import decode, encode
from dossier.render.search.records import filed, packed, told
from dossier.render.search.shards import entries, shards
from dossier.render.search.tokens import RUN, WORD, pieces, plain, runs_and_words

HOSTILE = ["</script><script>alert(1)</script>", "\u2028\u2029", "\x00\x01零", "\"\\'`${x}", "", "\U0001f600"]
EDITS = 5


def files(*articles: Linked, **settings: str) -> dict[str, bytes]:
    return {one.path: one.data for one in search_files(book(archive(articles, **settings)))}


def reader(*articles: Linked, **settings: str) -> Reader:
    return Reader(Output(path=path, data=data, digest="") for path, data in files(*articles, **settings).items())


def saying(*texts: str, title: str = "题目", **meta: Any) -> Linked:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    made = Article(id="a", path="", meta=Meta(title=title, lang="zh", **meta), blocks=blocks)
    return Linked(article=made, mentions=(), dates=(), roles=())


@given(st.sets(st.integers(0, 3_000), min_size=1).map(sorted))
def test_a_list_is_read_as_it_was_written(numbers: list[int]) -> None:
    written = encode(numbers)
    assert decode(written) == numbers
    assert written.isascii() and written.isprintable() and not set(written) & set('"\\<| ')


@pytest.mark.parametrize("missing", [(), (0,), (3, 4, 70)])
def test_what_nearly_all_have_is_short(missing: tuple[int, ...]) -> None:
    numbers = [number for number in range(5_000) if number not in missing]
    assert decode(encode(numbers)) == numbers and len(encode(numbers)) < 12


@given(st.dictionaries(st.text("中国人民ab1", min_size=1), st.sets(st.integers(0, 90), min_size=1).map(sorted)))
def test_files_give_their_entries_back(lists: dict[str, list[int]]) -> None:
    made = list(shards(written(sorted(lists.items()))))
    assert {key: decode(said) for one in made for key, said in entries(one.text)} == lists


@given(st.text())
def test_plain_texts_stay_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.text("中国·・é\u0301aΣßﬁ①\t,\n", max_size=6) | st.text(max_size=6), max_size=5))
def test_texts_looked_through_together_are_apart(texts: list[str]) -> None:
    runs, words = pieces(texts)
    alone = [runs_and_words(text) for text in texts]
    assert list(runs) == list(dict.fromkeys(run for some, _ in alone for run in some))
    assert list(words) == list(dict.fromkeys(word for _, some in alone for word in some))


@given(st.lists(st.text("人民生中国·abﬀ가𠀀 ", max_size=9), max_size=8), st.integers(1, 9))
def test_lists_are_the_same_in_any_number_of_parts(texts: list[str], at_once: int) -> None:
    found = having()
    for number, text in enumerate(texts):
        found.add(number, *pieces([text]))
    with pytest.MonkeyPatch.context() as patch:
        whole = [listed(part) for part in all_parts(found, "#")]
        patch.setattr(parts_module, "AT_ONCE", at_once)
        some = [listed(part) for part in all_parts(found, "#")]
    assert "|".join(some) == "|".join(whole) and len(whole) == bool(found.runs or found.words)


def test_a_pool_and_the_cache_make_the_same_files(tmp_path: Path) -> None:
    made = book(archive(varied(60)))
    alone = list(search_files(made))
    pool = Processes(2)
    try:
        for runner in (pool, Cache(tmp_path, pool), Cache(tmp_path, Unused())):
            assert list(search_files(made, lambda step, items, to=runner: to.run(SEARCH[step], items))) == alone
    finally:
        pool.close()


class Unused:
    """Nothing is to be made anew."""

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        raise AssertionError(job.name)


def test_no_character_is_of_both_kinds_or_forbidden() -> None:
    one = re.compile(f"[{RUN}]"), re.compile(f"[{WORD}]"), re.compile(f"[{FORBIDDEN}]")
    assert all(sum(bool(kind.match(chr(point))) for kind in one) <= 1 for point in range(0x30000))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_end_no_script(text: str) -> None:
    for path, data in files(saying(text, f"前{text}后", title=text, source=text, topics=(text,))).items():
        script = data.decode("utf-8")
        assert not re.search("[<\u2028\u2029]" if "/i/" not in path else "<", script.replace("\\u003c", ""))
        assert script.count("\n") == 1 and values(data)


def test_half_a_character_is_none() -> None:
    for data in files(saying("文", title="\ud800 坏\udc00", source="\udfff")).values():
        assert not set("\ud800\udc00\udfff") & set(data.decode("utf-8")) and values(data)
    assert plain("\ud800坏") == "坏"


def test_a_huge_paragraph_and_no_articles_at_all() -> None:
    assert reader(saying("长段" * 500_000)).find("段长段") == [0]
    nothing = reader()
    assert nothing.meta["first"] == [] and nothing.find("无") == [] and nothing.find("none") == []


def test_rights_are_obeyed() -> None:
    for rights, finds in (("full", [0]), ("excerpt", []), ("link", [])):
        made = {one.path: one for one in search_files(book(small(first(), second(rights), excerpt=23)))}
        found = Reader(made.values())
        assert found.find(SECRET) == finds
        assert found.find("第二篇") == [0]
        whole = json.dumps(found.article(0), ensure_ascii=False)
        assert (SECRET in whole) == bool(finds) and ("成立" in whole) == (rights != "link")


def test_how_much_of_texts_is_searched() -> None:
    text = saying("开头" + "一" * 400 + "结尾")
    for how, finds in (("full", ([0], [0])), ("lead", ([0], [])), ("none", ([], []))):
        found = reader(text, search=how)
        assert (found.find("开头"), found.find("结尾")) == finds
        assert found.find("题目") == [0] and found.meta["text"] == how
    assert parse_settings("search: {text: lead}")[0].search == "lead"
    assert parse_settings("search: {text: some}")[1][0].code == "unknown-value"


def test_names_of_all_kinds_lead_to_their_bearer_and_hidden_ones_to_nobody() -> None:
    found = Reader(search_files(book(small())))
    (_, records) = values(found.files["search/e/0.js"])
    by_name = {records[found.listed(f"${name}")[0]][1] for name in ("林", "凌", "lin")}
    assert by_name == {"林安"}
    assert found.listed("$某") is None and "某人" not in json.dumps(records, ensure_ascii=False)
    (person,) = (record for record in records if record[1] == "林安")
    assert person == ["people/lin-an.html", "林安", "zh", "Lin An", "en", 0, "首席执行官", "Bright Labs", 1, ["凌安"]]


def _years(*years: str) -> set[tuple[str, str, str]]:
    return {("year", year, year) for year in years}


def test_filters_titles_and_years() -> None:
    found = Reader(search_files(book(small())))
    offered = {(one.kind, one.value, one.name) for one in filters(book(small()))}
    assert offered == {("company", "bright", "Bright Labs"), ("topic", "人事", "人事"), *_years("2022", "2024")}
    assert found.listed("!company/bright") == [0, 1] and found.listed("!topic/人事") == [1]
    assert found.listed("#林") == [1] and found.listed("#成") is None
    assert (found.listed("!year/2022"), found.listed("!year/2024"), found.listed("!year/0")) == ([0], [1], None)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_a_result_shows_is_what_was_written(text: str) -> None:
    encoding, said = packed([("p1", text)])
    assert encoding in (0, 1) and re.fullmatch("[A-Za-z0-9+/=]+", said)


def test_one_edited_article_changes_few_files() -> None:
    articles, rng = varied(300), random.Random(3)
    before = files(*articles)
    shards_before = sum("/i/" in path for path in before)
    changed = []
    for _ in range(EDITS):
        at = rng.randrange(len(articles))
        blocks = articles[at].article.blocks
        edited = (replace(blocks[0], text=blocks[0].text + "，后来他们又补充了一句完全不同的话。"), *blocks[1:])
        one = replace(articles[at], article=replace(articles[at].article, blocks=edited))
        after = files(*articles[:at], one, *articles[at + 1 :])
        changed.append(sum(before.get(path) != after.get(path) for path in {*before, *after} if "/i/" in path))
        assert {path for path in after if "/a/" in path and after[path] != before[path]} == {f"search/a/0/{at}.js"}
    median = sorted(changed)[len(changed) // 2]
    print(f"{median} of {shards_before} files of lists (median of {len(changed)} edits)")
    assert median <= 24 and files(*articles) == before


def test_an_appended_article_renumbers_nobody() -> None:
    articles = varied(40)
    later = replace(articles[0].article, id="z", meta=replace(articles[0].article.meta, published="2030"))
    before, after = files(*articles), files(*articles, replace(articles[0], article=later))
    assert {path for path in before if "/a/" in path and before[path] != after[path]} == set()


def test_an_edit_makes_only_the_parts_of_its_characters_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "AT_ONCE", 1_000)
    articles = varied(300)
    blocks = articles[150].article.blocks
    edited = (replace(blocks[0], text=blocks[0].text + "，的一是在不了有和人这。"), *blocks[1:])
    one = replace(articles[150], article=replace(articles[150].article, blocks=edited))
    before, after = asked(*articles), asked(*articles[:150], one, *articles[151:])
    anew = [item for item in after if item not in before]
    print(f"{len(anew)} of {len(after)} parts")
    assert len(after) > 40 and 0 < len(anew) <= len(after) / 4


def said(one: Linked, text: str) -> Linked:
    """An article that says something more"""
    blocks = one.article.blocks
    return replace(
        one, article=replace(one.article, blocks=(replace(blocks[0], text=blocks[0].text + text), *blocks[1:]))
    )


def less(one: Linked) -> Linked:
    """An article without its first paragraph"""
    return replace(one, article=replace(one.article, blocks=one.article.blocks[1:]))


#: Some articles → others, in the same order.
CHANGES: dict[str, Callable[[tuple[Linked, ...]], tuple[Linked, ...]]] = {
    "nothing": lambda some: some,
    "a sentence more": lambda some: (*some[:40], said(some[40], "，的一是在。"), *some[41:]),
    "a word more": lambda some: (*some[:40], said(some[40], " bako"), *some[41:]),
    "a character that nobody had": lambda some: (*some[:40], said(some[40], "龘"), *some[41:]),
    "a paragraph less": lambda some: (*some[:70], less(some[70]), *some[71:]),
    "the newest less": lambda some: some[:-1],
    "one in the middle less": lambda some: (*some[:60], *some[61:]),
    "in many": lambda some: tuple(said(one, "，的一是在。") for one in some),
}


@pytest.mark.parametrize("edit", CHANGES)
@pytest.mark.parametrize("lost", [False, True], ids=["", "and the cache is lost"])
def test_after_an_edit_the_index_is_that_of_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str, *, lost: bool
) -> None:
    monkeypatch.setattr(parts_module, "AT_ONCE", 500)
    before, known = varied(130), Memory()
    for number, articles in enumerate((before[:-1], CHANGES[edit](before), before, CHANGES[edit](before))):
        made, memory = book(archive(articles)), Memory(known.after)
        if lost and number == 2:
            (tmp_path / FILE).unlink()
        cache = Cache(tmp_path, Serial())
        found = list(search_files(made, lambda step, items, to=cache: to.run(SEARCH[step], items), memory=memory))
        cache.sweep()
        cache.close()
        assert found == list(search_files(made))
        known = memory


def test_an_edit_looks_only_for_what_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "AT_ONCE", 500)
    made, memory = varied(130), Memory()
    list(search_files(book(archive(made)), memory=memory))
    again = Memory(memory.after)
    items = list(told(book(archive((*made[:40], said(made[40], " bako"), *made[41:]))), "full"))
    kept = {one.key: one for one in told(book(archive(made)), "full")}
    found = Again(items, again, lambda step, some: (step(kept.get(one.key, one)) for one in some))
    few = sum(len(found.pieces(one)[0]) for item in items for one in filed(item))
    assert few < sum(one.runs.count("\n") for item in items for one in filed(item)) / 4


def asked(*articles: Linked) -> list[Any]:
    """What lists are made from"""
    items: list[Any] = []

    def run(step: Any, some: Iterable[Any]) -> Iterator[Any]:
        for item in some:
            items.extend([item] if step is listed else [])
            yield step(item)

    assert list(search_files(book(archive(articles)), run))
    return items


@given(st.text("中国·abé ,\n", max_size=9), st.text("中国·abé ,\n", max_size=9))
def test_the_pieces_of_a_title_come_first(title: str, text: str) -> None:
    for alone, both in zip(pieces([title]), pieces([title, text]), strict=True):
        assert list(both)[: len(alone)] == list(alone)
