"""The data of previews: complete, gated, the same in every build, in files that are small and rarely change."""

import json
import re
from collections.abc import Sequence
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from render_builder import SECRET, archive, block, built, first, second, theme

from dossier.model import Article, Linked, Meta
from dossier.render import Archive, plan, render
from dossier.render.previews import CARDS, file_count, file_of

LOOK = theme()
CALL = re.compile(r"dossierPreview\((\".*?\"), (\[.*\])\);")
#: What a page may load for its first card.
MOST_BYTES = 20_000
Card = dict[str, list[list[str]]]


def files(made: Archive) -> dict[str, str]:
    """Path → text of all data of previews"""
    pages = (page for page in plan(made) if page.path.startswith("data/preview/"))
    return {page.path: render(page, LOOK).data.decode() for page in pages}


def cards(made: Archive) -> dict[str, Card]:
    """Path of a page → lines of its card, by class"""
    found: dict[str, Card] = {}
    for path, text in files(made).items():
        for call in text.split("\n")[:-1] if not path.endswith("index.js") else ():
            match = CALL.fullmatch(call)
            assert match, call
            address, lines = json.loads(match[1]), json.loads(match[2].replace("],]", "]]"))
            assert unquote(address) not in found
            found[unquote(address)] = {kind: parts for kind, *parts in lines}
    return found


def texts(parts: Sequence[Sequence[str]]) -> list[str]:
    return [part[0] for part in parts]


def article(number: int, *, text: str = "林安说话。", rights: str = "full") -> Linked:
    """One of many; newer with a higher number"""
    body = block(text, *([("mention", "林安", "person/lin-an")] if "林安" in text else []))
    meta = Meta(
        title=f"第 {number} 篇", published=f"20{10 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    )
    made = Article(id=f"a/{number}", path=f"{number}.txt", meta=replace(meta, lang="zh", rights=rights), blocks=(body,))
    return Linked(article=made, mentions=())


def test_a_card_says_who_somebody_is() -> None:
    card = cards(archive())["people/lin-an.html"]
    assert card["name"] == [["林安", "zh"], ["Lin An", "en"]]
    assert card["role"] == [["首席执行官", "zh"], ["Bright Labs", "en"]]
    assert card["text"] == [["写过 <b> 的人。", "zh"]], "the biography begins so"
    assert texts(card["last"]) == ["最近一次提及：", "林安离开", "某报", "2024 年 10 月 8 日"]
    assert texts(card["from"]) == ["1 篇文章"]


def test_what_the_program_found_says_so() -> None:
    card = cards(archive())["people/查理-吴.html"]
    assert texts(card["role"]) == [f"{SECRET}董事", "程序读出"]
    assert texts(card["from"]) == ["1 篇文章", "自动发现，未经审核"]


def test_a_card_says_what_an_article_is() -> None:
    card = cards(archive())["articles/2024/first.html"]
    assert card["name"] == [["林安离开", "zh"]]
    assert texts(card["role"]) == ["某报", "2024 年 10 月 8 日"]
    assert texts(card["text"]) == ["林安离开 Bright Labs & 创办新公司，某人没有说话。"]
    assert texts(card["last"]) == ["文中提到：", "林安", "Bright Labs"], "most often named first; nobody who is hidden"


def test_without_a_biography_the_newest_sentence_stands_there() -> None:
    made = archive(article(1), article(2, text="先说。后来林安说了别的。"))
    bare = tuple(replace(entity, biography=()) for entity in made.entities)
    card = cards(replace(made, entities=bare))["people/lin-an.html"]
    assert texts(card["text"]) == ["后来林安说了别的。"]
    assert texts(card["last"])[1] == "第 2 篇"


def test_a_sentence_that_is_not_of_the_newest_article_says_where_it_stands() -> None:
    made = archive(article(1), article(2, rights="link"))
    bare = tuple(replace(entity, biography=()) for entity in made.entities)
    text = files(replace(made, entities=bare))["data/preview/0.js"]
    assert '["from",["第 1 篇","zh"],["2010 年 1 月 2 日"]],["last",["最近一次提及："],["第 2 篇","zh"]' in text


@pytest.mark.parametrize("before", [0, 60, 150])
def test_of_a_long_sentence_the_part_around_the_name_is_shown(before: int) -> None:
    made = archive(article(1, text="长" * before + "林安" + "短" * 150 + "。"))
    bare = tuple(replace(entity, biography=()) for entity in made.entities)
    (text,) = texts(cards(replace(made, entities=bare))["people/lin-an.html"]["text"])
    assert "林安" in text and len(text.strip("…")) == 100
    assert text.startswith("…") == (before > 0) or before == 60
    assert text.endswith("…")


def test_everybody_with_a_page_has_one_card_and_nobody_else() -> None:
    found = cards(archive())
    pages = {path for path in built(archive()) if re.fullmatch(r"(articles|people|companies)/[^~]+\.html", path)}
    left_out = {p for p in pages if p.endswith((".source.html", "/index.html")) or "old" in p or "an-lin" in p}
    assert found.keys() == pages - left_out
    assert not any("某人" in json.dumps(card["last"], ensure_ascii=False) for card in found.values())


@pytest.mark.parametrize("rights", ["link", "excerpt"])
def test_rights_hold(rights: str) -> None:
    made = archive(first(), second(rights), excerpt=20)
    assert not [path for path, text in files(made).items() if SECRET in text]
    assert "text" not in cards(made)["articles/2024/second.html"] or rights == "excerpt"


@given(st.text(st.characters(), max_size=40), st.text(st.characters(categories=["Cs", "Cc", "Zl", "Zp", "Sm"])))
def test_no_text_ends_a_script(title: str, strange: str) -> None:
    hostile = f"{title}</script>{strange}\u2028<!--"
    one = article(1)
    made = archive(replace(one, article=replace(one.article, meta=replace(one.article.meta, title=hostile))))
    for text in files(made).values():
        assert not re.search("[<\u2028\u2029\ud800-\udfff\x00]", text)
    shown = re.sub("[\x7f\ud800-\udfff\ufffe\uffff]", "", hostile)  # the other controls are there, escaped
    assert texts(cards(made)["articles/a/1.html"]["name"]) == [shown]


def test_the_same_archive_gives_the_same_bytes() -> None:
    made = archive(*map(article, range(60)))
    turned = replace(made, entities=made.entities[::-1], articles=made.articles[::-1])
    assert files(made) == files(turned)


def test_an_edited_article_changes_its_own_file_and_those_whom_it_names_newly() -> None:
    many = [article(number, text="谁也没有。") for number in range(600)]
    before = files(archive(*many))
    assert len(before) == 1 + 32
    many[300] = article(300, text="别的话。")
    changed = [path for path, text in files(archive(*many)).items() if before[path] != text]
    assert changed == [f"data/preview/{file_of('articles/a/300.html', 32)}.js"]
    many[300] = article(300, text="林安来了。")
    assert len([path for path, text in files(archive(*many)).items() if before[path] != text]) <= 2


def test_a_first_card_is_a_small_load() -> None:
    names = "、".join(["林安"] * 40)
    made = archive(*(article(number, text=f"{names}{'说' * 200}。") for number in range(900)))
    sizes = [len(text.encode()) for text in files(made).values()]
    assert max(sizes) + min(sizes) <= MOST_BYTES


@given(st.integers(0, 10**6))
def test_files_are_filled_half_at_least(cards: int) -> None:
    count = file_count(cards)
    assert count.bit_count() == 1
    assert cards <= count * CARDS and (count == 1 or cards > count * CARDS // 2)


def test_addresses_are_spread_evenly() -> None:
    held = [0] * 64
    for number in range(64 * CARDS):
        held[file_of(f"articles/2024/{number:05}.html", 64)] += 1
    assert max(held) < 2 * CARDS
