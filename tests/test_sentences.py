"""Sentences: where they end, and that none of the text is lost between them."""

import pytest
from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st

from dossier.sentences import sentence_at, sentences

#: Characters that may end a sentence, and others.
TEXTS = st.text() | st.text(alphabet="aA米1 .。！？!?…\n”」)）'\"\u3000")
#: A text, with | where one sentence ends and the next begins.
CASES = [
    "他走了。|她留下。",
    "“他走了。”|她说。",
    "真的？！|是的……|好吧。",
    "增长 4.4%，到 2.5 亿。|然后",
    "He left.| She stayed.",
    "Mr. Brooks left OpenAI Inc. in October.| He joined X.",
    "She works at OpenAI Inc.| He does not.",
    "J. K. Rowling wrote it.| It sold.",
    "At 9 a.m. they left.| Why?| Nobody knows!",
    "See example.com for more.| Thanks.",
    "“He left.” |She stayed.",
    "第一行\n|第二行",
    "标题\n\n|正文。|下一句。",
    "他说：“好。”|她点头（笑）。",
    "没有句号",
]


@pytest.mark.parametrize("marked", CASES)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in marked.split("|")]


@given(TEXTS)
def test_sentences_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS, st.integers(0, 50))
def test_the_sentence_at_an_offset_holds_it(text: str, at: int) -> None:
    start, end = sentence_at(text, at)
    holders = [span for span in sentences(text) if span[0] <= at < span[1]]
    assert [(start, end)] == (holders or [(0, len(text))])


@pytest.mark.parametrize("piece", ["Mr. A ", "a. ", ".", ".'", "\n", "。", "Inc. ", "Inc." + " " * 50])
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    grows_with_length(sentences.__wrapped__, piece * (200_000 // len(piece)))
