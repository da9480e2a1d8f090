"""People's YAML: every value with its line and column, and every fault of a file reported at once.

Composed by PyYAML but never constructed: `no` stays a word, a date stays text, a tag makes no object. Aliases, anchors,
tags and duplicate keys are refused; length, depth and number of values are bounded.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeGuard, cast

import yaml
from msgspec import Struct

from dossier.errors import Problem
from dossier.model import Where
from dossier.yamlfaults import BACKSLASH, WIDE_COLON, in_our_words

#: Longest file, in characters: a sidecar with 5,000 annotations has 500,000.
MAX_LENGTH = 1_000_000
#: Deepest nesting; an event in an annotation is at 4.
MAX_DEPTH = 16
#: Most values in one file.
MAX_NODES = 60_000
#: What YAML itself forbids (NUL, controls, lone surrogates), and byte order marks inside a text.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
#: Most words that are all compared with an unknown one; of more, this many on each side in alphabetical order.
NEAR_WORDS = 200
#: Words that say that a field is not given.
NOTHING = frozenset({"", "~", "null"})
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Text(Struct, frozen=True):
    """A scalar, as it is written."""

    value: str
    where: Where
    plain: bool = False
    """Without quotation marks."""


class Items(Struct, frozen=True):
    """A list."""

    values: tuple["Node", ...]
    where: Where


class Field(Struct, frozen=True):
    """A key of a mapping, with its value."""

    key: str
    where: Where
    value: "Node"


class Fields(Struct, frozen=True):
    """A mapping, in the order of the file, no key twice."""

    values: tuple[Field, ...]
    where: Where


Node = Text | Items | Fields


class FrontMatter(Struct, frozen=True):
    """A file that begins with YAML (or JSON) between two lines `---`."""

    head: str
    body: str
    head_line: int
    """Line of the file on which the head begins, from 1."""
    body_line: int


def split_front_matter(text: str) -> FrontMatter | None:
    """Head and body of a text; None: it does not begin with `---`, or no second `---` closes the head"""
    front = _FRONT.match(text)
    fence = _FENCE.search(text, front.end()) if front else None
    if front is None or fence is None:
        return None
    head, rest = text[front.end() : fence.start()], text[fence.end() :]
    return FrontMatter(
        head=head, body=rest.removeprefix("\n"), head_line=2, body_line=3 + head.count("\n") if rest else 2
    )


def parse(text: str, path: str, first_line: int = 1) -> tuple[Fields | None, tuple[Problem, ...]]:
    """The mapping that a YAML text holds, and its faults; None if it cannot be read; never raises

    text: the document alone, a byte order mark allowed; empty or only comments: an empty mapping.
    path, first_line: of the file that it comes from, for messages.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):  # JSON is indented with tabs as well, and has none inside its strings
        text = text.replace("\t", " ")
    places = _Places(text, path, first_line)
    if len(text) > MAX_LENGTH:
        message = f"more than {MAX_LENGTH:,} characters of YAML"
        return None, (_error("yaml-too-large", places.start, message, "is this the right file? split it otherwise"),)
    if forbidden := tuple(_forbidden(text, places)):
        return None, forbidden
    composer = _Composer(text)
    try:
        root = composer.get_single_node()
        problems: list[Problem] = []
        tree = _tree(root, places, problems) if _says_something(root) else Fields((), places.start)
    except yaml.MarkedYAMLError as fault:
        return None, (_syntax(fault, text, places),)
    except (ValueError, OverflowError):  # PyYAML on "\UFFFFFFFF", and on a %YAML directive with 5,000 digits
        message, hint = "a backslash or a directive gives a number that is too large", BACKSLASH
        return None, (_error("yaml-syntax", places.at(composer.index), message, hint),)
    if not isinstance(tree, Fields):
        hint = WIDE_COLON if "：" in text else "write 'key: value', with a space after the colon"
        problems.append(_error("yaml-type", tree.where, f"expected keys and values, found {kind_of(tree)}", hint))
        return None, tuple(problems)
    return tree, tuple(problems)


class _Places:
    """Line and column of an index into a text; lines as editors count them, not at U+2028 as PyYAML does"""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._path, self._first = path, first_line
        self._lines = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]
        self.start = Where(path=path, line=first_line, column=1)

    def at(self, index: int) -> Where:
        line = bisect_right(self._lines, index) - 1
        return Where(path=self._path, line=self._first + line, column=index - self._lines[line] + 1)


class _Composer(yaml.SafeLoader):
    """PyYAML's composer without what lets a small file stand for a large one, and without guessing types"""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._nodes = 0

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return ""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "a text that begins with '*' is an alias, which is refused")
        elif event.anchor is not None:
            self._refuse(event, "a text that begins with '&' is an anchor, which is refused")
        elif getattr(event, "tag", None) is not None:
            self._refuse(event, "a text that begins with '!' is a tag, which is refused")
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            self._refuse(event, f"more than {MAX_DEPTH} levels of nesting", "write it flatter")
        if self._nodes > MAX_NODES:
            self._refuse(event, f"more than {MAX_NODES:,} values in one file", "split the file")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, event: yaml.NodeEvent, message: str, hint: str = "put the text in quotation marks") -> None:
        mark = cast(yaml.Mark | None, event.start_mark)
        raise yaml.MarkedYAMLError(problem=message, problem_mark=mark, note=hint)


def _forbidden(text: str, places: _Places) -> Iterable[Problem]:
    """The first few characters that no text may hold"""
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        if number == 5:
            return
        message = f"the character U+{ord(match[0]):04X} is not allowed"
        yield _error("yaml-character", places.at(match.start()), message, "delete it; is this a text file in UTF-8?")


def _syntax(fault: yaml.MarkedYAMLError, text: str, places: _Places) -> Problem:
    index, message, hint = in_our_words(fault, text)
    return _error("yaml-syntax", places.at(index), message, hint)


def _says_something(root: yaml.Node | None) -> TypeGuard[yaml.Node]:
    """Not an empty file, one with comments only, or one with nothing after its `---`"""
    return root is not None and (not isinstance(root, yaml.ScalarNode) or root.style is not None or bool(root.value))


def _tree(node: yaml.Node, places: _Places, problems: list[Problem]) -> Node:
    where = places.at(node.start_mark.index)
    if isinstance(node, yaml.ScalarNode):
        return Text(_repaired(node.value, where, problems), where, node.style is None)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_tree(item, places, problems) for item in node.value), where)
    fields: dict[str, Field] = {}
    for key_node, value_node in node.value:
        key, value = _tree(key_node, places, problems), _tree(value_node, places, problems)
        if not isinstance(key, Text):
            hint = "write 'key: value'; put a text that begins with '[', '{' or '?' in quotation marks"
            problems.append(_error("yaml-type", key.where, f"a key must be a word, not {kind_of(key)}", hint))
        elif key.value != key.value.strip():  # U+3000 before a key looks like an indentation, and is none
            message = f"there is a space of an unusual kind around the key '{shorten(key.value)}'"
            problems.append(_error("yaml-character", key.where, message, "use plain spaces only"))
        elif key.value in fields:
            line = fields[key.value].where.line
            message = f"'{shorten(key.value)}' stands twice"
            problems.append(_error("duplicate-key", key.where, message, f"the first is on line {line}; keep one"))
        else:
            fields[key.value] = Field(key.value, key.where, value)
    return Fields(tuple(fields.values()), where)


def _repaired(value: str, where: Where, problems: list[Problem]) -> str:
    r"""A scalar as valid Unicode: JSON writes 😀 as two escapes, and "\0" is an escape for what no text may hold"""
    if _SURROGATE.search(value):
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if match := FORBIDDEN.search(value):
        message = f"the character U+{ord(match[0]):04X} is not allowed"
        problems.append(_error("yaml-character", where, message, "remove its escape sequence"))
        value = FORBIDDEN.sub("", value)
    return value


def _error(code: str, where: Where, message: str, hint: str = "") -> Problem:
    return Problem(severity="error", code=code, where=where, message=message, hint=hint)


def kind_of(node: Node) -> str:
    """What a node is, in the words of the messages"""
    if isinstance(node, Text):
        return f"the text '{shorten(node.value)}'" if node.value else "nothing"
    return "a list" if isinstance(node, Items) else "keys and values"


def shorten(text: str, width: int = 40) -> str:
    """A text for a message: on one line, cut at `width` characters"""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Hint that names the closest of the known words; empty if none is near"""
    word, words = word[:100], frozenset(known)
    near = get_close_matches(word, sorted(_around(word, words)), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def _around(word: str, words: frozenset[str]) -> Iterable[str]:
    """The words worth comparing: all, or of many those that begin or end alike; a typo is seldom at both ends

    difflib takes 0.2 s for 10,000 ids, and a hostile file has thousands of unknown ones.
    """
    if len(words) <= NEAR_WORDS:
        return words
    forwards, backwards = _alphabetical(words)
    at, end = bisect_right(forwards, word), bisect_right(backwards, word[::-1])
    alike = forwards[max(0, at - NEAR_WORDS) : at + NEAR_WORDS]
    return {*alike, *(back[::-1] for back in backwards[max(0, end - NEAR_WORDS) : end + NEAR_WORDS])}


@lru_cache(maxsize=8)
def _alphabetical(words: frozenset[str]) -> tuple[list[str], list[str]]:
    """Words in order, and written backwards in order"""
    return sorted(words), sorted(word[::-1] for word in words)
