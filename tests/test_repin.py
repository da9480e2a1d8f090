"""repin: annotations take over the words of their article; a person's file changes there and nowhere else."""

from pathlib import Path

import pytest
from test_cli import Command, command

from dossier.annotate import find_quotes, pin, renewals
from dossier.model import Annotation, Block, Place

__all__ = ["command"]  # a fixture

ARTICLE = """\
标题在此

2024年9月26日 10:00 示例

当地时间周三，首席技术官米拉・穆拉蒂在社交平台上宣布，她会离开这家供职六年多的公司。

几个小时以后，另外两位负责人也宣布了同样的决定，董事会没有回应记者提出的问题。
"""
SIDECAR = (
    "# 编者\r\n"
    "annotations:\r\n"
    "  - note: 注  # 先写注\r\n"
    "    quote: '米拉・穆拉蒂在社交平台上宣布，她将离开这家供职六年多的公司'   # 旧\r\n"
    "  - {quote: 董事会没有回应, note: 注}\r\n"
    "  # 尾\r\n"
)
RENEWED = SIDECAR.replace(
    "她将离开这家供职六年多的公司'   # 旧\r\n",
    "她会离开这家供职六年多的公司'   # 旧\r\n    prefix: 当地时间周三，首席技术官\r\n    suffix: 。\r\n",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    (articles / "a.txt").write_text(ARTICLE, "utf-8")
    (articles / "a.yaml").write_bytes(SIDECAR.encode())
    (articles / "b.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def sidecar(site: Path, text: str | None = None) -> str:
    file = site / "content" / "articles" / "a.yaml"
    if text is not None:
        file.write_bytes(text.encode())
    return file.read_bytes().decode()


def test_it_shows_what_would_change_and_writes_nothing(site: Path, command: Command) -> None:
    ran = command("repin", "--site", site)
    assert ran.code == 0 and sidecar(site) == SIDECAR
    changed = [line for line in ran.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert [line[:1] for line in changed] == ["-", "+", "+", "+"] and "她会离开" in changed[1]
    assert "1 quotation renewed in 1 file: nothing was written without --write" in ran.err


def test_it_writes_new_words_and_context_and_leaves_all_else(site: Path, command: Command) -> None:
    assert command("repin", "--site", site, "a", "--write").out == "content/articles/a.yaml\n"
    assert sidecar(site) == RENEWED
    again = command("repin", "--site", site)
    assert (again.code, again.out) == (0, "") and "0 quotations" in again.err
    assert command("check", "--site", site, "--strict").code == 0


def test_other_articles_are_left(site: Path, command: Command) -> None:
    assert command("repin", "--site", site, "b", "--write").out == ""
    assert sidecar(site) == SIDECAR


def test_a_likely_place_is_taken_only_when_that_is_said(site: Path, command: Command) -> None:
    text = "annotations:\n  - quote: 几个小时后，两位负责人也都宣布类似的决定\n    note: 注\n"
    sidecar(site, text)
    ran = command("repin", "--site", site, "--write", "--strict")
    assert ran.code == 1 and "a.yaml:2:12: warning[uncertain-quote]" in ran.err and sidecar(site) == text
    ran = command("repin", "--site", site, "--write", "--strict", "--uncertain")
    assert ran.code == 0 and "quote: 几个小时以后，另外两位负责人也宣布了同样的决定\n" in sidecar(site)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SIDECAR.replace("annotations", "annotation"), "a.yaml:2:1: error[unknown-key]"),
        (
            "annotations:\n  - {note: 注, quote: 穆拉蒂在社交平台上宣布她将离开这家公司}\n",
            "a.yaml:2:5: error[cannot-edit]: values between { } or [ ]",
        ),
        ("annotations:\n  quote: 在社交平台上宣布，她将离开这家供职\n  note: 注\n", "a.yaml:2:3: error[cannot-edit]"),
    ],
)
def test_what_cannot_be_done_surely_is_told_and_nothing_is_written(
    site: Path, command: Command, text: str, said: str
) -> None:
    sidecar(site, text)
    ran = command("repin", "--site", site, "--write")
    assert ran.code == 1 and said in ran.err and "nothing was written" in ran.err
    assert sidecar(site) == text


def test_an_unknown_article_is_wrong_usage(site: Path, command: Command) -> None:
    ran = command("repin", "--site", site, "aa")
    assert ran.code == 2 and "did you mean 'a'?" in ran.err


# --- words ---------------------------------------------------------------------------------------------------------


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind="paragraph", text=text) for text in texts)


@pytest.mark.parametrize(
    ("texts", "place", "words"),
    [
        (("甲说好。乙说好。",), (0, 6, 7), ("好", "甲说好。乙说", "。")),
        (("前段。", "好", "后段。", "好"), (1, 0, 1), ("好", "前段。", "后段。")),
        (("one " + "verylongword " * 5 + "quote here",), (0, 69, 74), ("quote", "verylongword verylongword", "here")),
    ],
)
def test_a_pin_holds_as_many_whole_words_as_tell_its_place(
    texts: tuple[str, ...], place: tuple[int, int, int], words: tuple[str, str, str]
) -> None:
    here = Place(block=place[0], start=place[1], end=place[2])
    found = pin(blocks(*texts), here)
    assert found and (found.quote, found.prefix, found.suffix) == words
    said = Annotation(quote=found.quote, prefix=found.prefix, suffix=found.suffix)
    assert find_quotes(blocks(*texts), [said])[0].places == (here,)


def test_a_place_that_no_words_tell_apart_has_no_pin() -> None:
    assert pin(blocks(*["同一行"] * 5), Place(block=2, start=0, end=3)) is None


def test_only_stale_quotations_are_renewed() -> None:
    said = [Annotation(quote=quote) for quote in ("OpenAI", "ＯpenAI 说", "没有")]
    found = renewals(blocks("OpenAI 说。"), said)
    assert [(one.number, one.pin and one.pin.quote) for one in found] == [(1, "OpenAI 说")]
