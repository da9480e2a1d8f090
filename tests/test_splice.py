"""Edits of people's YAML: what is meant changes, and nothing else does, not a comment and not a space."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.editorial.splice import Edit, add_item, in_front_matter, set_field, splice
from dossier.errors import Failure
from dossier.yamlfile import parse

SIDECAR = """\
# 编者注
title:   "旧题"  # 标题
topics: [人工智能, AI]   # 话题

annotations:
  # 第一条
  - quote: '约翰'   # 名
    note: |
      两行
      注。

  - quote: 米拉
    entity: none  # 无人

# 尾
"""


def said(text: str) -> object:
    fields, faults = parse(text, "a.yaml")
    assert fields is not None and not faults

    def plain(node: object) -> object:
        if hasattr(node, "key"):
            return plain(node.value)
        if hasattr(node, "values"):
            inner = node.values
            return {f.key: plain(f) for f in inner} if inner and hasattr(inner[0], "key") else [plain(i) for i in inner]
        return node.value

    return plain(fields)


def shared(first: str, second: str) -> int:
    """How many characters two texts begin with alike"""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


# --- what changes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "新题", '"旧题"', '"新题"'),
        (("title",), '说"好"', '"旧题"', r'"说\"好\""'),
        (("annotations", 0, "quote"), "it's", "'约翰'", "'it''s'"),
        (("annotations", 1, "quote"), "米拉, 穆拉蒂", "米拉\n", "米拉, 穆拉蒂\n"),
        (("annotations", 1, "quote"), "第一: 第二", "米拉\n", "'第一: 第二'\n"),
        (("annotations", 1, "quote"), "# 号", "米拉\n", "'# 号'\n"),
        (("annotations", 1, "quote"), "no", "米拉\n", "'no'\n"),
        (("annotations", 1, "quote"), "一\n二", "米拉\n", '"一\\n二"\n'),
        (("annotations", 0, "note"), "短。", "|\n      两行\n      注。\n", "短。\n"),
    ],
)
def test_a_value_is_replaced_in_its_own_quotation_marks(path: tuple, value: str, old: str, new: str) -> None:
    assert SIDECAR.count(old) == 1
    assert set_field(SIDECAR, path, value) == SIDECAR.replace(old, new)


def test_a_new_field_stands_last_or_below_another() -> None:
    last = set_field(SIDECAR, ("annotations", 1, "prefix"), "前")
    assert last == SIDECAR.replace("none  # 无人\n", "none  # 无人\n    prefix: 前\n")
    below = splice(SIDECAR, [Edit(path=("annotations", 0, "prefix"), value="前", after="quote")])
    assert below == SIDECAR.replace("'约翰'   # 名\n", "'约翰'   # 名\n    prefix: 前\n")


def test_a_list_gets_an_item_in_its_own_style() -> None:
    mapping = {"quote": "新", "event": {"type": "left", "people": ["a", "b"]}, "all": True}
    written = "  - quote: 新\n    event: {type: left, people: [a, b]}\n    all: true\n"
    assert add_item(SIDECAR, ("annotations",), mapping) == SIDECAR.replace("# 无人\n", "# 无人\n" + written)
    assert add_item(SIDECAR, ("topics",), "a, b") == SIDECAR.replace("AI]", "AI, 'a, b']")
    assert add_item(SIDECAR, ("formerly",), "old") == SIDECAR.replace("# 无人\n", "# 无人\nformerly:\n  - old\n")


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ("", "a: 1b\n"),
        ("# 注", "# 注\na: 1b\n"),
        ("---\n", "---\na: 1b\n"),
        ("b: x", "b: x\na: 1b"),
        ("a:\nb: x\n", "a: 1b\nb: x\n"),
        ("a: # 空\n", "a: 1b # 空\n"),
        ("\ufeffa: x\r\nb: y\r\n", "\ufeffa: 1b\r\nb: y\r\n"),
        ("b: x\r\n# 注\r\n", "b: x\r\na: 1b\r\n# 注\r\n"),
        ("b: [x,\n  y] # 注\n", "b: [x,\n  y] # 注\na: 1b\n"),
    ],
)
def test_files_as_people_leave_them(text: str, edited: str) -> None:
    assert set_field(text, ("a",), "1b") == edited


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ("a: []\n", "a: [x]\n"),
        ("a:\nb: y\n", "a:\n  - x\nb: y\n"),
        ("a:\n- y\n# 注\n", "a:\n- y\n- x\n# 注\n"),
        ("b: {c: 1}\n", "b: {c: 1}\na:\n  - x\n"),
        ("a: [y, ]\n", "a: [y, x, ]\n"),
    ],
)
def test_lists_as_people_leave_them(text: str, edited: str) -> None:
    assert add_item(text, ("a",), "x") == edited


def test_front_matter_is_edited_and_the_text_below_is_not() -> None:
    text = "---\r\nname: 米拉\r\n---\r\n\r\nname: 米拉\r\n"
    edited = in_front_matter(text, [Edit(path=("formerly",), value="old", item=True), Edit(path=("name",), value="乙")])
    assert edited == "---\r\nname: 乙\r\nformerly:\r\n  - old\r\n---\r\n\r\nname: 米拉\r\n"


# --- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("a: {b: x}\n", ("a", "b"), "a.yaml:1:4: error[cannot-edit]: values between { } or [ ]"),
        ('{"a": "x"}', ("a",), "a.yaml:1:1: error[cannot-edit]: values between { } or [ ]"),
        ("a: &x y\nb: *x\n", ("a",), "a.yaml:1:4: error[yaml-syntax]"),
        ("a: x\na: y\n", ("a",), "a.yaml:2:1: error[duplicate-key]"),
        ("a:\n  - x\n", ("a",), "a.yaml:2:3: error[cannot-edit]: this holds several values"),
        ("a: | # 注\n  x\n", ("a",), "a.yaml:1:4: error[cannot-edit]: the comment on this line would be lost"),
        ("a: x\n", ("b", "c"), "a.yaml:1:1: error[cannot-edit]: there is no 'b' here"),
        ("a:\n  - x\n", ("a", 1), "a.yaml:2:3: error[cannot-edit]: there is no '1' here"),
        ("b: |+\n  x\n\n", ("a",), "a.yaml: error[cannot-edit]: the change would alter more than was meant"),
        ("b: x\n...\n# 完\n", ("c", 0), "a.yaml:1:1: error[cannot-edit]: there is no 'c' here"),
    ],
)
def test_what_cannot_be_done_surely_is_refused(text: str, path: tuple, said: str) -> None:
    with pytest.raises(Failure) as caught:
        set_field(text, path, "z", "a.yaml")
    assert str(caught.value.problems[0]).startswith(said)


def test_two_changes_of_one_value_are_refused() -> None:
    with pytest.raises(Failure):
        splice("a: x\n", [Edit(path=("a",), value="y"), Edit(path=("a",), value="z")])
    with pytest.raises(Failure):
        add_item("a: x\n", ("a",), "y")


# --- properties ----------------------------------------------------------------------------------------------------

ODD = ["a: b", "- x", "'", '"', "no", "~", "{a", "x #y", "1", "。"]
VALUE = st.text(min_size=1, max_size=12) | st.sampled_from(ODD)
WRITTEN = ["x", "'y'", '"z"', "|\n      t\n      u\n", ">-\n      t\n", "", "长 文", "[a, b]", "x\n      y"]
SCALAR = st.sampled_from(WRITTEN)
COMMENT = st.sampled_from(["", "  # 注", "\n    # 一行", "\n"])
ITEM = st.tuples(SCALAR, COMMENT, SCALAR, COMMENT).map(lambda i: f"  - quote: {i[0]}{i[1]}\n    note: {i[2]}{i[3]}\n")
FILE = st.tuples(st.sampled_from(["", "# 头\n", "title: x # y\n"]), st.lists(ITEM, min_size=1, max_size=3)).map(
    lambda f: f[0] + "annotations:\n" + "".join(f[1]) + "# 尾\n"
)


@given(FILE.flatmap(lambda text: st.sampled_from([text, text.replace("\n", "\r\n")])), VALUE, st.data())
def test_the_result_says_what_was_meant_and_the_rest_is_untouched(text: str, value: str, data: st.DataObject) -> None:
    fields, faults = parse(text, "")
    assume(fields is not None and not faults)
    meant = said(text)
    number = data.draw(st.integers(0, len(meant["annotations"]) - 1))
    key = data.draw(st.sampled_from(["quote", "prefix", "note"]))
    try:
        edited = splice(text, [Edit(path=("annotations", number, key), value=value, after="quote")])
    except Failure:
        return
    meant["annotations"][number][key] = value
    assert said(edited) == meant
    start = shared(text, edited)
    end = len(text) - min(len(text) - start, shared(text[::-1], edited[::-1]))
    assert not re.search(r"[#:]", text[start:end])  # one value at most went: no comment, no key


@given(FILE, VALUE, VALUE)
def test_an_added_item_is_the_last_and_everything_before_it_stays(text: str, first: str, second: str) -> None:
    fields, faults = parse(text, "")
    assume(fields is not None and not faults)
    try:
        edited = add_item(text, ("annotations",), {"quote": first, "note": second})
    except Failure:
        return
    meant = said(text)
    meant["annotations"].append({"quote": first, "note": second})
    assert said(edited) == meant
    at = shared(text, edited)
    assert edited[:at] == text[:at] and edited.endswith(text[at:])


@given(VALUE)
def test_almost_nothing_is_refused(value: str) -> None:
    """The properties above would hold, too, if everything were"""
    assume(not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]", value))
    assume(value.encode("utf-8", "ignore").decode() == value)
    assert said(set_field(SIDECAR, ("annotations", 1, "quote"), value))["annotations"][1]["quote"] == value
