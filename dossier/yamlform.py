"""The fields of one mapping in people's YAML, taken one by one; every fault is collected, none is raised."""

import math
from collections.abc import Iterable

from dossier.errors import Problem
from dossier.model import Where
from dossier.yamlfile import NOTHING, Field, Fields, Items, Node, Text, did_you_mean, kind_of, shorten

#: Words for yes and no, in lower case: those of YAML 1.1, since people write them.
BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
#: Longest number that is read; a longer one is a mistake, and slow to convert.
MAX_DIGITS = 20


#: How to write what is wanted, where its name does not say it.
HOW = {
    "a text": "write it on the line of its key",
    "a text or a list of texts": "write [one, two], or each on a line of its own after '- '",
    "keys and values": "write {key: value}, or each on an indented line of its own",
}


class Form:
    """A mapping being read. Ask for each field that it may have, then `finish` to hear of the others.

    A field that is missing, empty, `~` or `null` has the default; one of the wrong type too, and is reported.
    """

    def __init__(self, fields: Fields, problems: list[Problem]) -> None:
        """problems: the list that faults are added to"""
        self.where = fields.where
        self._fields = {field.key: field for field in fields.values}
        self._asked: set[str] = set()
        self._problems = problems

    def report(self, code: str, where: Where, message: str, hint: str = "") -> None:
        """Add an error"""
        self._problems.append(Problem(severity="error", code=code, where=where, message=message, hint=hint))

    def place(self, key: str) -> Where:
        """Where the value of a field stands; the whole mapping if it is not given"""
        return self._fields[key].value.where if key in self._fields else self.where

    def text(self, key: str, default: str = "") -> str:
        """A text without white space around it"""
        node = self._given(key)
        if node is None:
            return default
        if isinstance(node, Text):
            return node.value.strip() or default
        self._wrong(key, node, "a text")
        return default

    def required(self, key: str) -> str:
        """A text that must be given; empty if it is not, which is reported"""
        node = self._given(key)
        value = self.text(key)
        if not value and (node is None or isinstance(node, Text)):
            self.report("missing-field", self.place(key), f"'{key}' is missing", f"add '{key}: …'")
        return value

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts, or a single one, each with its place; empty ones are reported"""
        found = []
        for node in self.nodes(key):
            if isinstance(node, Text) and node.value.strip():
                found.append(Text(node.value.strip(), node.where, node.plain))
            else:
                self._wrong(key, node, "a text or a list of texts")
        return tuple(found)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one, without their places"""
        return tuple(node.value for node in self.texts(key))

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The items of a list, of whatever type; a single value is a list of one"""
        node = self._given(key)
        if node is None:
            return ()
        return node.values if isinstance(node, Items) else (node,)

    def choice(self, key: str, options: Iterable[str], default: str = "") -> str:
        """One of some words"""
        value, known = self.text(key), sorted(options)
        if not value or value in known:
            return value or default
        hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
        self.report("unknown-value", self.place(key), f"'{key}' cannot be '{shorten(value)}'", hint)
        return default

    def boolean(self, key: str, default: bool | None = False) -> bool | None:
        """true or false; also yes, no, on, off"""
        node = self._given(key)
        if node is None:
            return default
        if isinstance(node, Text) and node.value.lower() in BOOLEANS:
            return BOOLEANS[node.value.lower()]
        self._wrong(key, node, "true or false")
        return default

    def number(self, key: str, default: float, bounds: tuple[float, float]) -> float:
        """A number within bounds, both included"""
        node = self._given(key)
        if node is None:
            return default
        value = _number(node)
        if bounds[0] <= value <= bounds[1]:
            return value
        self._wrong(key, node, f"a number from {bounds[0]:g} to {bounds[1]:g}")
        return default

    def integer(self, key: str, default: int, bounds: tuple[int, int]) -> int:
        """A whole number within bounds, both included"""
        value = self.number(key, default, bounds)
        if value != int(value):
            self.report("yaml-type", self.place(key), f"'{key}' must be a whole number")
            return default
        return int(value)

    def form(self, key: str) -> "Form | None":
        """A mapping inside this one; None: not given, or not a mapping"""
        node = self._given(key)
        return self.sub_form(key, node) if node is not None else None

    def sub_form(self, key: str, node: Node) -> "Form | None":
        """The form of an item of the list `key`; None: it is not a mapping, which is reported"""
        if isinstance(node, Fields):
            return Form(node, self._problems)
        self._wrong(key, node, "keys and values")
        return None

    def rest(self) -> tuple[Field, ...]:
        """The fields that nobody asked for, where any key is allowed"""
        fields = tuple(field for key, field in self._fields.items() if key not in self._asked)
        self._asked.update(self._fields)
        return fields

    def finish(self) -> None:
        """Report the keys that nobody asked for"""
        known = frozenset(self._asked)
        for field in self.rest():
            hint = did_you_mean(field.key, known) or f"known keys: {', '.join(sorted(known))}"
            self.report("unknown-key", field.where, f"unknown key '{shorten(field.key)}'", hint)

    def _given(self, key: str) -> Node | None:
        self._asked.add(key)
        field = self._fields.get(key)
        if field is None or (isinstance(field.value, Text) and field.value.plain and field.value.value in NOTHING):
            return None
        return field.value

    def _wrong(self, key: str, node: Node, wanted: str) -> None:
        self.report("yaml-type", node.where, f"'{key}' must be {wanted}, not {kind_of(node)}", HOW.get(wanted, ""))


def _number(node: Node) -> float:
    """The number that a text is; NaN, which is within no bounds, if it is none"""
    try:
        return float(node.value) if isinstance(node, Text) and len(node.value) <= MAX_DIGITS else math.nan
    except ValueError:
        return math.nan
