"""People and companies found without a list of the archive: golden cases, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.link.candidates import candidates
from dossier.link.candidates.clues import PAGE, WEIGHTS, combined
from dossier.link.candidates.lexicon import directory, sections
from dossier.model import Article, Block, Candidate, Meta
from dossier.simplified import simplified

CASES = Path(__file__).parent / "fixtures" / "find"
#: Pieces that rules look at, to make texts that reach them.
PIECES = "王强 李小龙 、 和 表示 首席执行官 马克·陈 (Mark Chen) 科技 公司 集团 华为 Mate 欧阳 · 《 。 ( )".split()
PIECES += ["Acme", " Inc.", "CEO", "'s", " said ", "John Smith", ", ", " and ", "\n", " "]


def article(text: str, kind: str = "paragraph") -> Article:
    blocks = tuple(Block(kind=kind, text=line) for line in text.split("\n") if line)  # type: ignore[arg-type]
    return Article(id="a", path="a.txt", meta=Meta(), blocks=blocks)


def found(text: str) -> dict[tuple[str, str], Candidate]:
    return {(one.kind, one.name): one for one in candidates(article(text)) if one.confidence >= PAGE}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    text, _, expected = path.read_text("utf-8").partition("\n---\n")
    wanted = set()
    for line in expected.splitlines():
        kind, _, names = line.partition(": ")
        wanted.add((kind, tuple(names.split(" = "))))
    assert {(one.kind, one.names) for one in found(text).values()} == wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("zh-*.txt")), ids=lambda path: path.stem)
def test_traditional_characters_say_the_same(path: Path) -> None:
    text = path.read_text("utf-8").partition("\n---\n")[0].translate(simplified())
    traditional = text.translate({ord(short): chr(long) for long, short in simplified().items()})
    plain = {(one.kind, one.names) for one in found(text).values()}
    written = found(traditional).values()
    assert {(one.kind, tuple(name.translate(simplified()) for name in one.names)) for one in written} == plain


def test_traditional_characters_are_no_simplified_ones() -> None:
    table = simplified()
    assert not set(map(ord, table.values())) & table.keys()
    assert all(len(char) == 1 for char in table.values())


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text(text: str) -> None:
    first = candidates(article(text))
    assert first == candidates(article(text))
    lines = text.split("\n")
    for one in first:
        assert one.names[0] == one.name and len(set(one.names)) == len(one.names)
        assert 0 < one.confidence <= 1
        assert all(any(name in line for line in lines) for name in one.names)
        assert one.evidence and all(any(e.sentence in line for line in lines) for e in one.evidence)


def test_evidence_names_the_rule_and_the_sentence() -> None:
    one = found("天气很好。总裁周明远表示，会议照常举行。")["person", "周明远"]
    assert {"title-before", "speech-verb"} <= {e.rule for e in one.evidence}
    assert {e.sentence for e in one.evidence} == {"总裁周明远表示，会议照常举行。"}


def test_code_and_credits_are_not_read_but_captions_are() -> None:
    text = "总裁周明远表示，会议照常举行。"
    assert not candidates(article(text, "code")) and not candidates(article(text, "credit"))
    assert candidates(article(text, "caption"))


def test_a_name_does_not_run_over_the_end_of_a_block() -> None:
    assert not found("总裁\n\n周\n明远")


def test_short_names_are_no_candidates() -> None:
    names = {
        name for _, name in found("马克・陈(Mark Chen)离职。陈说，再见。埃隆・马斯克(Elon Musk)来了，马斯克表示欢迎。")
    }
    assert names == {"马克・陈", "埃隆・马斯克"}


def test_witnesses_are_combined_as_independent() -> None:
    assert combined(frozenset({"speech-verb", "clean-edges"})) == pytest.approx(
        1 - (1 - WEIGHTS["speech-verb"]) * (1 - WEIGHTS["clean-edges"])
    )
    assert combined(frozenset()) == 0


def test_lists_name_nobody_twice() -> None:
    names = [
        name.strip().lstrip("?")
        for line in sections("companies")["companies"].splitlines()
        for name in line.split("|")
        if name.strip()
    ]
    assert sorted(set(names)) == sorted(names)
    assert len(directory().texts) > len(names)


def test_long_text_without_end_is_linear_enough() -> None:
    for text in ("王强、" * 20_000, "A" * 60_000, "Aa " * 20_000, "马·" * 20_000, "科技" * 20_000, "(" * 50_000):
        assert len(candidates(article(text))) < 10


def test_every_rule_has_a_case() -> None:
    texts = [path.read_text("utf-8").partition("\n---\n")[0] for path in CASES.glob("*.txt")]
    applied = {e.rule for text in texts for one in candidates(article(text)) for e in one.evidence}
    assert applied == set(WEIGHTS)
