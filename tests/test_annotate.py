"""The editor's quotations find their places, and only those; each that does not is told with what may be meant."""

import pytest
from growth import grows_with_length
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from dossier.annotate import annotate
from dossier.annotate.texts import INSIDE_WORD
from dossier.errors import Problem
from dossier.fold import fold
from dossier.model import Annotation, Article, Block, Event, Meta, Place, Sidecar, Span, Where

NOTE = (Block(kind="paragraph", text="注"),)
#: Words of an article: what repeats, what folds, what touches.
WORDS = st.sampled_from(
    [
        "OpenAI",
        "Meta",
        "Metadata",
        "米拉・穆拉蒂",
        "离开",
        "了",
        "“首席技术官”",
        "don't",
        "ＣＥＯ",
        "2024",
        "Straße",
        "é",
        "，",
        "。",
        " ",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=20).map("".join).map(str.strip).filter(bool)


def article(*texts: str) -> Article:
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    return Article(id="a", path="a.txt", meta=Meta(title="原", lang="zh"), blocks=blocks)


def run(texts: tuple[str, ...], *annotations: Annotation) -> tuple[Article, tuple[Problem, ...]]:
    return annotate(article(*texts), Sidecar(annotations=annotations), "full")


def places(texts: tuple[str, ...], quote: str, **fields: object) -> tuple[Place, ...]:
    found, _ = run(texts, Annotation(quote=quote, note=NOTE, **fields))  # type: ignore[arg-type]
    return found.anchors[0].places if found.anchors else ()


def letters(text: str) -> str:
    return "".join(fold(text).split()).replace(" ", "")


# --- properties ----------------------------------------------------------------------------------------------------


@given(st.lists(TEXT, min_size=1, max_size=4), st.data())
def test_a_quotation_that_is_cut_from_a_block_is_found_there(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    text = texts[number]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(quote == quote.strip() and letters(quote))
    before, after = "".join(texts[:number]) + text[:start], text[end:] + "".join(texts[number + 1 :])
    found = places(tuple(texts), quote, prefix=before, suffix=after)
    cut = any(INSIDE_WORD.match(text, at - 1) for at in (start, end) if at > 0)
    here = Place(block=number, start=start, end=end)
    assert (here not in found) if cut else found == (here,)


@given(TEXT, st.data())
def test_it_is_still_found_with_other_spaces_marks_width_and_case(text: str, data: st.DataObject) -> None:
    changed = "".join(char + data.draw(st.sampled_from(["", "", " ", "\u200b"])) for char in text.replace(" ", ""))
    changed = changed.replace("“", '"').replace("・", "·").replace("'", "’")
    changed = data.draw(st.sampled_from([changed, changed.upper(), changed.lower(), changed.replace("CEO", "ＣＥＯ")]))
    assume(letters(changed).replace("\u200b", "") == letters(text))
    assert places((text,), changed) == (Place(block=0, start=0, end=len(text)),)


@given(
    st.lists(TEXT | st.text(min_size=1), max_size=4), st.lists(TEXT | st.text(min_size=1), max_size=4), st.booleans()
)
def test_anchors_lie_in_the_text_and_cut_no_word(texts: list[str], quotes: list[str], everywhere: bool) -> None:
    annotations = [Annotation(quote=quote, note=NOTE, everywhere=everywhere) for quote in quotes]
    found, problems = run(tuple(texts), *annotations)
    assert len(found.anchors) + sum(p.severity == "warning" for p in problems) == len(quotes)
    assert len({anchor.id for anchor in found.anchors}) == len(found.anchors)
    for anchor in found.anchors:
        assert anchor.places
        for place in anchor.places:
            text = texts[place.block]
            assert 0 <= place.start < place.end <= len(text)
            quoted = letters(text[place.start : place.end])
            assert (
                fuzz.ratio(quoted, letters(anchor.annotation.quote)) > 70
                or "\u00ad" in quoted
                or not quoted.isprintable()
            )
            assert not any(INSIDE_WORD.match(text, at - 1) for at in (place.start, place.end) if at > 0)
    for block in found.blocks:
        assert list(block.spans) == sorted(block.spans, key=lambda s: (s.start, -s.end))
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)


# --- places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "fields", "found"),
    [
        ("Metadata of Meta", "Meta", {}, [12]),
        ("Metadata of meta", "Meta", {}, [12]),
        ("Metadata", "Meta", {}, []),
        ("Café", "Caf", {}, []),
        ("Cafe\u0301 x", "Cafe", {}, []),
        ("Владимир Мир", "мир", {}, [9]),
        ("花费 166 亿和 66 亿", "66 亿", {}, [10]),
        ("在OpenAI工作", "OpenAI", {}, [1]),
        ("约翰和约翰", "约翰", {}, []),
        ("约翰和约翰", "约翰", {"prefix": "和"}, [3]),
        ("约翰和约翰", "约翰", {"suffix": "和"}, [0]),
        ("约翰和约翰", "约翰", {"everywhere": True}, [0, 3]),
        ("哈哈哈", "哈哈", {"everywhere": True}, [0]),
        ("Open AI 与 openai", "OpenAI", {"everywhere": True}, [0, 10]),
        ("OpenAI 与 openai", "OpenAI", {}, [0]),
        ("。。。", "——", {}, []),
        ("甲", " \u200b", {}, []),
    ],
)
def test_where_a_quotation_stands(text: str, quote: str, fields: dict[str, object], found: list[int]) -> None:
    assert [place.start for place in places((text,), quote, **fields)] == found


def test_context_may_stand_in_the_blocks_around() -> None:
    texts = ("第一段。", "约翰", "第三段。", "约翰")
    assert places(texts, "约翰", prefix="第三段 。") == (Place(block=3, start=0, end=2),)
    assert places(texts, "约翰", suffix="第三") == (Place(block=1, start=0, end=2),)


# --- likeness ------------------------------------------------------------------------------------------------------

LEAVES = "当地时间周三，首席技术官米拉・穆拉蒂在社交平台上宣布，她将离开这家公司。"


@pytest.mark.parametrize(
    ("text", "quote", "fields", "found"),
    [
        (LEAVES, "米拉・穆拉提在社交平台上宣布", {}, "米拉・穆拉蒂在社交平台上宣布"),
        (LEAVES, "她会离开该公司", {}, ""),  # uncertain
        (LEAVES, "穆拉提在社交", {}, "穆拉蒂在社交"),
        (LEAVES, "穆拉提在社", {}, ""),  # fewer than six
        ("He left OpenAI in May 2024.", "left OpenAl in May", {}, "left OpenAI in May"),
        ("He left OpenAI in May 2024.", "left OpenAl", {}, ""),  # fewer than twelve
        ("The unopenables left the room.", "openable left the room", {}, "unopenables left the room"),
        ("甲方宣布了这个决定。", "甲方宣布了这个决定", {"prefix": "第一段。", "suffix": "。"}, "甲方宣布了这个决定"),
        ("Café du Monde est ouvert", "Cafe\u0301 du Monde", {}, "Café du Monde"),
        ("Cafe\u0301 du Monde est ouvert", "Café du Monde", {}, "Cafe\u0301 du Monde"),
        ("鲍勃・麦格鲁(Bob McGrew)离职", "鲍勃・麦格鲁(Bob McCrew)", {"correction": "Bob McGrew"}, ""),
        (
            "鲍勃・麦克格鲁(Bob McCrew)离职",
            "鲍勃・麦格鲁(Bob McCrew)",
            {"correction": "Bob McGrew"},
            "鲍勃・麦克格鲁(Bob McCrew)",
        ),
    ],
)
def test_a_text_like_the_quotation(text: str, quote: str, fields: dict[str, object], found: str) -> None:
    here = places((text,), quote, **fields)
    assert "".join(text[place.start : place.end] for place in here) == found


def test_of_two_texts_the_context_decides_also_against_an_exact_one() -> None:
    texts = ("乙公司的发言人在声明中表示不予置评。", "甲公司的负责人在周一表示不予评论，随后离开了会场。")
    said = Annotation(quote="表示不予置评", prefix="甲公司的负责人在周一", suffix="，随后离开了会场", note=NOTE)
    found, _ = run(texts, said)
    assert [place.block for anchor in found.anchors for place in anchor.places] == [1]


# --- what is told --------------------------------------------------------------------------------------------------

WHERE = Where(path="a.yaml", line=7, column=12)


@pytest.mark.parametrize(
    ("text", "quote", "fields", "said"),
    [
        (
            "前文约翰说，约翰又说。",
            "约翰",
            {},
            "warning[ambiguous-quote]: the quote '约翰' stands in 2 places: …前文[约翰]说，约翰又说。…; "
            "…前文约翰说，[约翰]又说。… (add prefix or suffix, or all: true)",
        ),
        (
            "Metadata",
            "Meta",
            {},
            "warning[orphan-quote]: the quote 'Meta' stands inside longer words only: …[Meta]data… (quote whole words)",
        ),
        (
            "约翰说",
            "约翰",
            {"prefix": "和"},
            "warning[orphan-quote]: the quote '约翰' stands nowhere between its prefix and suffix, but here: "
            "…[约翰]说… (copy them from the article)",
        ),
        (
            "米拉・穆拉蒂在昨日离开了 OpenAI。",
            "穆拉提昨天离开了",
            {},
            "warning[uncertain-quote]: the quote '穆拉提昨天离开了' may be this one (63% sure): "
            "…米拉・[穆拉蒂在昨日离开了] OpenAI。… (if so, let repin --uncertain --write take the new words)",
        ),
        (
            "米拉・穆拉蒂离开了 OpenAI。",
            "穆拉提离开",
            {},
            "warning[orphan-quote]: the quote '穆拉提离开' is not in the article (did you mean '穆拉蒂离开'?)",
        ),
        (
            "昨日董事会成员全部离职。今日董事会成员全都离职。",
            "董事会成员全体离职",
            {},
            "warning[ambiguous-quote]: the quote '董事会成员全体离职' may stand in 2 places: "
            "…昨日[董事会成员全部离职]。今日董事会成员全都离职…; …董事会成员全部离职。今日[董事会成员全都离职]。… "
            "(add prefix or suffix, or all: true)",
        ),
        (
            "鲍勃・麦格鲁(Bob McGrew)离职",
            "鲍勃・麦格鲁(Bob McCrew)",
            {"correction": "Bob McGrew"},
            "warning[orphan-quote]: the quote '鲍勃・麦格鲁(Bob McCrew)' is not in the article "
            "(the article says '鲍勃・麦格鲁(Bob McGrew)' now: is the correction still needed?)",
        ),
        (
            "米拉",
            "zzzz",
            {},
            "warning[orphan-quote]: the quote 'zzzz' is not in the article "
            "(copy it from one paragraph of the cleaned article)",
        ),
    ],
)
def test_a_quotation_without_a_place_is_told(text: str, quote: str, fields: dict[str, object], said: str) -> None:
    found, problems = run((text,), Annotation(quote=quote, note=NOTE, where=WHERE, **fields))  # type: ignore[arg-type]
    assert not found.anchors and not found.blocks[0].spans
    assert [str(p) for p in problems] == [f"a.yaml:7:12: {said}"]


@pytest.mark.parametrize(
    ("quote", "prefix", "said"),
    [
        ("米拉・穆拉提在社交平台上宣布", "", "the quote '米拉・穆拉提在社交平台上宣布' has changed in the article"),
        (
            "米拉・穆拉蒂在社交平台上宣布",
            "在星期三，首席技术官",
            "the text around the quote '米拉・穆拉蒂在社交平台上宣布' has changed",
        ),
    ],
)
def test_what_has_changed_and_is_sure_is_a_notice(quote: str, prefix: str, said: str) -> None:
    found, (problem,) = run((LEAVES,), Annotation(quote=quote, prefix=prefix, note=NOTE, where=WHERE))
    assert len(found.anchors) == 1 and problem.severity == "notice" and problem.where == WHERE
    assert said in problem.message and "首席技术官[米拉・穆拉蒂在社交平台上宣布]，她" in problem.message


def test_an_article_without_text_loses_no_annotation() -> None:
    _, problems = run((), Annotation(quote="x", note=NOTE, where=WHERE))
    assert [p.code for p in problems] == ["orphan-quote"]


#: No run of it stands in it twice the same way: every quotation has a few places that are worth a look.
SHUFFLED = "".join(chr(0x4E00 + n * n % 4_999) for n in range(200_000))


@pytest.mark.parametrize(
    ("text", "annotations"),
    [
        ("a " * 300_000, [Annotation(quote="a", note=NOTE)] * 100),
        ("哈" * 200_000, [Annotation(quote="哈" * 1_000, note=NOTE)] * 20),
        ("甲乙，" * 100_000, [Annotation(quote=f"没有{n}", note=NOTE) for n in range(500)]),
        ("甲乙，" * 100_000, [Annotation(quote="甲", prefix="丙", note=NOTE)] * 500),
        ("甲乙，" * 100_000, [Annotation(quote="甲乙，" * 5 + "丙", suffix="甲乙", note=NOTE)] * 200),
        (SHUFFLED, [Annotation(quote=SHUFFLED[at : at + 900][::-1], note=NOTE) for at in range(0, 9_000, 90)]),
    ],
    ids=["everywhere", "overlapping", "nowhere", "context", "like-everything", "like-nothing"],
)
def test_hostile_quotations_take_no_longer_than_the_text(text: str, annotations: list[Annotation]) -> None:
    def work(part: str) -> None:
        _, problems = run((part,), *annotations)
        assert len(problems) == len(annotations)

    grows_with_length(work, text)


# --- spans, ids and fields -----------------------------------------------------------------------------------------


def test_notes_may_overlap_and_each_has_its_whole_place() -> None:
    found, _ = run(("甲乙丙丁",), Annotation(quote="甲乙丙", note=NOTE), Annotation(quote="乙丙丁", correction="x"))
    first, second = (anchor.id for anchor in found.anchors)
    assert found.blocks[0].spans == (
        Span(start=0, end=3, kind="note", ref=first),
        Span(start=1, end=4, kind="note", ref=second),
    )


def test_an_entity_alone_has_an_anchor_and_no_note_to_read() -> None:
    found, _ = run(("约翰",), Annotation(quote="约翰", entity="none"))
    assert len(found.anchors) == 1 and not found.blocks[0].spans


def test_ids_of_anchors_hang_on_what_is_quoted_and_said_not_on_the_place() -> None:
    event = Event(type="left", people=("a",))
    same = [
        Annotation(quote="约翰", note=NOTE),
        Annotation(quote="约翰", event=event),
        Annotation(quote="约翰", note=NOTE),
    ]
    first, _ = run(("约翰说",), *same)
    second, _ = run(("别的一段", "说：约翰"), *same)
    ids = [anchor.id for anchor in first.anchors]
    assert ids == [anchor.id for anchor in second.anchors]
    assert len(set(ids)) == 3 and ids[2] == ids[0] + "-1"


def test_an_empty_correction_is_a_note_too() -> None:
    found, _ = run(("约翰",), Annotation(quote="约翰", correction=""))
    assert [span.kind for span in found.blocks[0].spans] == ["note"]


def test_the_editors_fields_go_over_those_of_the_scrape() -> None:
    sidecar = Sidecar(title="新", date="2024-10", topics=("甲",), rights="link", formerly=("old",), note=NOTE)
    found, problems = annotate(article("x"), sidecar, "excerpt")
    assert not problems
    meta = found.meta
    assert (meta.title, meta.lang, meta.published, meta.published_from) == ("新", "zh", "2024-10", "sidecar")
    assert (meta.topics, meta.rights, found.formerly, found.note) == (("甲",), "link", ("old",), NOTE)


@pytest.mark.parametrize("sidecar", [None, Sidecar()])
def test_without_the_editors_word_the_sites_rights_hold(sidecar: Sidecar | None) -> None:
    found, _ = annotate(article("x"), sidecar, "excerpt")
    assert (found.meta.rights, found.meta.title) == ("excerpt", "原")
