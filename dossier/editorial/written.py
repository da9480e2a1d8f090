"""How a value is written in YAML: as people write it, with as few quotation marks as it needs."""

import json
import re
from collections.abc import Mapping, Sequence

import yaml

#: A text, yes or no, or several of them; mappings and lists inside an item are written in flow style, on one line.
Value = str | bool | Sequence[str] | Mapping[str, "Value"]
#: What ends a line of YAML.
BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
#: How far list items are indented below a key of ours.
INDENT = 2
#: What a text without quotation marks may be to other readers of YAML, which make numbers and booleans of some.
PLAIN_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"})
#: A text beside its key, on a line of its own and between brackets: to try whether it needs quotation marks.
IN_BLOCK, IN_FLOW = "k:\n  v: {}\n", "k: {{v: {}}}\n"
#: Characters that JSON leaves as they are, and that end a line of YAML.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def field_lines(key: str, value: Value) -> list[str]:
    """The lines of a field"""
    return [f"{_scalar(key, IN_FLOW)}: {inline(value)}"]


def list_lines(key: str, item: Value) -> list[str]:
    """The lines of a list with one item, and its key"""
    return [f"{_scalar(key, IN_FLOW)}:", *(" " * INDENT + line for line in item_lines(item))]


def item_lines(value: Value) -> list[str]:
    """The lines of an item of a list: the fields of a mapping each on its own"""
    if not isinstance(value, Mapping):
        return [f"- {inline(value)}"]
    fields = [f"{_scalar(key, IN_FLOW)}: {inline(inner)}" for key, inner in value.items()]
    return [("  " if number else "- ") + field for number, field in enumerate(fields)]


def inline(value: Value, style: str | None = None) -> str:
    """A value on the line of its key or dash; style: the quotation mark that a text has now, if any"""
    return _scalar(value, IN_BLOCK, style) if isinstance(value, str) else flow(value)


def flow(value: Value) -> str:
    """A value between brackets"""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _scalar(value, IN_FLOW)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def _scalar(value: str, frame: str, style: str | None = None) -> str:
    """A text with the quotation marks that it had, if it can have them, else with as little as it needs"""
    if style == '"' or BREAK.search(value):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    single = "'" + value.replace("'", "''") + "'"
    return value if style != "'" and _can_be_plain(value, frame) else single


def _can_be_plain(value: str, frame: str) -> bool:
    """Whether a text without quotation marks is read as itself in its frame, and by other programs as a text"""
    if not value or value != value.strip():
        return False
    try:
        node = yaml.compose(frame.format(value), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    for _ in range(2):  # k, v: each the only one
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            return False
        node = node.value[0][1]
    return isinstance(node, yaml.ScalarNode) and node.value == value and node.tag in PLAIN_TAGS
