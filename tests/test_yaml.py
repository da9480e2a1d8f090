"""People's YAML: whatever is in it, it is read or refused with a place and a hint, and never raises."""

from typing import Any

import pytest
import yaml
from growth import grows_with_size
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import Problem
from dossier.yamlfile import (
    MAX_LENGTH,
    Field,
    Fields,
    Items,
    Node,
    Text,
    did_you_mean,
    parse,
    shorten,
    split_front_matter,
)
from dossier.yamlform import Form

#: Characters that mean something in YAML, and a few that do not.
SYNTAX = st.text(alphabet="ab米1 \n\t\r:,-[]{}#&*!|>'\"%@`?~.\\Ux0\u2028\x85\u3000：", max_size=60)
#: What an editor may want to say, in Python's own types.
KEYS = st.text(alphabet="abc米拉_-", min_size=1, max_size=6)
VALUES = st.recursive(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=("Cs", "Cc"))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def plain(node: Node) -> Any:
    """A node as Python's own types, every scalar a text"""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.values]
    return {field.key: plain(field.value) for field in node.values}


def nodes(node: Node | Field) -> list[Node | Field]:
    inner: tuple[Node | Field, ...] = ()
    if isinstance(node, Field):
        inner = (node.value,)
    elif not isinstance(node, Text):
        inner = node.values
    return [node, *(found for child in inner for found in nodes(child))]


def one(text: str) -> str:
    """The only problem of a text, as it is printed"""
    _, problems = parse(text, "f.yaml")
    assert len(problems) == 1, problems
    return str(problems[0])


@given(st.text() | SYNTAX | st.text(st.characters(categories=["Cs", "Cc", "Lo"])))
def test_nothing_raises_and_every_place_lies_in_the_text(text: str) -> None:
    fields, problems = parse(text, "f.yaml", first_line=3)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [problem.where for problem in problems] + [node.where for node in (nodes(fields) if fields else [])]
    assert fields is not None or problems
    for where in places:
        assert 1 <= where.line - 2 <= len(lines)
        assert 1 <= where.column <= len(lines[where.line - 3]) + 1
    assert all(problem.hint and problem.severity == "error" for problem in problems)


@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans(), st.sampled_from([None, "'", '"']))
def test_what_yaml_writes_is_read_back(value: dict[str, Any], flow: bool, style: str | None) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, default_style=style, sort_keys=False)
    fields, problems = parse(text, "f.yaml")
    if fields is not None and not problems:  # a byte order mark or an odd space in a text may be refused
        assert plain(fields) == yaml.load(text, yaml.BaseLoader)
    else:
        assert {p.code for p in problems} <= {"yaml-character"}


@given(SYNTAX)
def test_what_is_accepted_is_what_yaml_says(text: str) -> None:
    fields, problems = parse(text, "f.yaml")
    if fields and not problems and not text.lstrip().startswith("{"):
        assert plain(fields) == (yaml.load(text, yaml.BaseLoader) or {})


def test_values_keep_their_words_and_places() -> None:
    fields, problems = parse(
        "\ufeff# 注\nname: 米拉・穆拉蒂\nhide: no\ndate: 2024-10-03\naliases: [甲, 'null']\n", "p.md", 2
    )
    assert not problems and fields is not None
    assert plain(fields) == {"name": "米拉・穆拉蒂", "hide": "no", "date": "2024-10-03", "aliases": ["甲", "null"]}
    alias = fields.values[3].value
    assert isinstance(alias, Items)
    assert (alias.values[1].where.line, alias.values[1].where.column) == (6, 14)


#: A broken text → the line and column, a word of the message, and a word of the hint.
BROKEN = {
    "a: 'it''s": ("1:4", "not closed", "close it"),
    'a: 1\nb: "x\nc: d\n': ("2:4", "not closed", "close it"),
    "a:\n\t- b": ("2:1", "a tab", "spaces"),
    "a: b: c": ("1:5", "': '", "quotation marks"),
    "a: [b\nc: d": ("1:4", "bracket", "quotation marks"),
    "a: @x": ("1:4", "cannot begin with '@'", "quotation marks"),
    "a: %x": ("1:4", "cannot begin with '%'", "quotation marks"),
    "note: **米拉** 离开": ("1:7", "cannot begin with '*'", "quotation marks"),
    'a: "x" y': ("1:8", "more text follows", "quotation marks"),
    "a: 1\nb：2": ("2:1", "no 'key: value'", "not '：'"),
    "a：b": ("1:1", "found the text 'a：b'", "not '：'"),
    "a: 1\n\u3000b: 2": ("2:1", "unusual kind", "plain spaces"),
    "a:\n  x: 1\n y: 2": ("3:2", "indented unlike", "indent"),
    "a: 1\n- b": ("2:1", "list item where a key", "indent"),
    "a: - b": ("1:4", "list cannot begin here", "below its key"),
    "a: |x\n y": ("1:5", "text follows", "next line"),
    'a: "C:\\Docs"': ("1:8", "'\\D' means nothing", "two backslashes"),
    'a: "\\xZZ"': ("1:7", "begins no character", "two backslashes"),
    'a: "\\UFFFFFFFF"': ("1:7", "too large", "backslashes"),
    'a: "\\0"': ("1:4", "U+0000 is not allowed", "remove"),
    "a: 1\n---\nb: 2": ("2:1", "second '---'", "one document"),
    "a: 1\na: 2": ("2:1", "'a' stands twice", "line 1"),
    "- a": ("1:1", "found a list", "key: value"),
    "? [a]\n: b": ("1:3", "not a list", "key: value"),
    "a: \x00": ("1:4", "U+0000", "UTF-8"),
    "a: \ud83d": ("1:4", "U+D83D", "UTF-8"),
    "a: x\ufeff": ("1:5", "U+FEFF", "UTF-8"),
    "a: &b [x, x]": ("1:4", "an anchor", "quotation marks"),
    "a: *b": ("1:4", "an alias", "quotation marks"),
    "a: !!python/name:os.system x": ("1:4", "a tag", "quotation marks"),
    "a: " + "[" * 50: ("1:19", "levels of nesting", "flatter"),
    "a: [" + "x," * 60_000 + "]": ("1:119999", "60,000 values", "split"),
    "a: " + "x" * MAX_LENGTH: ("1:1", "1,000,000 characters", "split"),
}


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: repr(shorten(text, 20)))
def test_broken_yaml_is_told_in_plain_words(text: str) -> None:
    place, message, hint = BROKEN[text]
    said, _, hinted = one(text).rpartition(" (")
    assert said.startswith(f"f.yaml:{place}: error[")
    assert message in said and hint in hinted


def test_an_alias_bomb_costs_nothing() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "an anchor" in one("l0: &l0 lol\n" + "\n".join(levels))  # expanded, it would have 9**29 values


def test_json_with_tabs_and_surrogate_pairs_is_yaml_too() -> None:
    fields, problems = parse('{\n\t"name":\t"\\ud83d\\ude00",\n\t"a": [1]\n}', "f.json")
    assert not problems and fields is not None
    assert plain(fields) == {"name": "😀", "a": ["1"]}


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "---\n", "\n\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    fields, problems = parse(text, "f.yaml")
    assert fields is not None and not fields.values and not problems


# --- front matter --------------------------------------------------------------------------------------------------


@given(st.text(alphabet="-. ab\n\r\t\ufeff"))
def test_front_matter_is_split_without_loss(text: str) -> None:
    front = split_front_matter(text)
    if front:
        assert front.head in text and text.endswith(front.body)
        lines = text.split("\n")
        assert lines[front.head_line - 1 :][: front.head.count("\n")] == front.head.split("\n")[:-1]
        if front.body:
            assert lines[front.body_line - 1 :] == front.body.split("\n")


@pytest.mark.parametrize("text", ["name: x", "---\nname: x\n", "--- name: x\n---\n", " ---\na: b\n---\n", ""])
def test_no_front_matter(text: str) -> None:
    assert split_front_matter(text) is None


# --- fields of a mapping -------------------------------------------------------------------------------------------


def form(text: str) -> tuple[Form, list[Problem]]:
    fields, problems = parse(text, "f.yaml")
    assert fields is not None and not problems
    found: list[Problem] = []
    return Form(fields, found), found


def test_fields_that_are_not_given_have_their_default() -> None:
    empty, problems = form("a:\nb: ~\nc: null\nd: ''\n")
    assert [empty.text(key, "default") for key in "abcde"] == ["default"] * 5
    assert [empty.texts(key) for key in "abce"] == [()] * 4
    assert [empty.boolean(key, True) for key in "abce"] == [True] * 4
    assert [empty.integer(key, 7, (0, 9)) for key in "abce"] == [7] * 4
    empty.finish()
    assert not problems


@pytest.mark.parametrize("word", ["true", "yes", "on", "TRUE", "Yes"])
def test_words_for_yes(word: str) -> None:
    assert form(f"a: {word}")[0].boolean("a") is True


#: A method's call → a text that it refuses, and what is said.
REFUSED = {
    "text": ("a: [x]", lambda f: f.text("a"), "'a' must be a text, not a list"),
    "required": ("b: x", lambda f: f.required("a"), "'a' is missing (add 'a: …')"),
    "required-empty": ("a: ''", lambda f: f.required("a"), "'a' is missing (add 'a: …')"),
    "texts": ("a: [x, {y: z}]", lambda f: f.texts("a"), "a list of texts, not keys and values"),
    "texts-empty": ("a: [x, '']", lambda f: f.texts("a"), "a list of texts, not nothing"),
    "choice": ("a: ful", lambda f: f.choice("a", ["full", "link"]), "(did you mean 'full'?)"),
    "choice-far": ("a: zzz", lambda f: f.choice("a", ["full", "link"]), "(one of: full, link)"),
    "boolean": ("a: maybe", lambda f: f.boolean("a"), "'a' must be true or false, not the text 'maybe'"),
    "number": ("a: 1.5", lambda f: f.number("a", 0, (0, 1)), "a number from 0 to 1, not the text '1.5'"),
    "number-nan": ("a: nan", lambda f: f.number("a", 0, (0, 1)), "a number from 0 to 1"),
    "number-huge": ("a: " + "9" * 9999, lambda f: f.number("a", 0, (0, 1)), "a number from 0 to 1"),
    "integer": ("a: 1.5", lambda f: f.integer("a", 0, (0, 9)), "'a' must be a whole number"),
    "form": ("a: x", lambda f: f.form("a"), "'a' must be keys and values, not the text 'x' (write {key: value}"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_field_of_the_wrong_type_is_reported_once_and_has_its_default(case: str) -> None:
    text, take, message = REFUSED[case]
    given_form, problems = form(text)
    assert not take(given_form) or case.startswith("texts")
    assert len(problems) == 1
    assert message in str(problems[0])
    assert problems[0].where.line == 1


def test_unknown_keys_are_reported_with_the_nearest_known_one() -> None:
    fields, problems = form("nmae: x\nzzz: y\n")
    fields.text("name")
    fields.finish()
    assert [p.hint for p in problems] == ["did you mean 'name'?", "known keys: name"]


def test_the_nearest_of_many_words_takes_no_longer_than_they_are_many() -> None:
    def work(size: int) -> None:
        known = frozenset(f"2024/article-{n:05d}" for n in range(size)) | {"mira-murati"}
        for typo in ("mira-muratti", "nira-murati", "mria-murati"):
            assert "'mira-murati'" in did_you_mean(typo, known)
        for number in range(10):
            did_you_mean(f"2023/artikel-{number}", known)

    grows_with_size(work, 16_000)


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_is_one_line(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width
    assert len(shorten(text, width).splitlines()) <= 1 or "\x1c" in text or "\x85" in text


def test_fields_are_in_the_order_of_the_file() -> None:
    fields, _ = parse("b: 1\na: 2\n", "f")
    assert isinstance(fields, Fields) and [f.key for f in fields.values] == ["b", "a"]
