"""Writes into people's YAML at the places of its values: comments, order, quotation marks and line ends stay theirs.

A text is changed only where it is told to, and the changed text is read again: if it does not say what was meant, the
edit is refused. Refused are also flow style around a value (`{…}`; a list `[…]` takes another item), comments that
would be lost, and all that `yamlfile` refuses to read (anchors, aliases, tags, keys that stand twice).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import yaml
from msgspec import Struct

from dossier.editorial.written import BREAK, INDENT, Value, field_lines, flow, inline, item_lines, list_lines
from dossier.errors import Failure, Problem
from dossier.model import Where
from dossier.yamlfile import Fields, Items, Node, Text, parse, split_front_matter

#: Keys of mappings and numbers of list items (from 0), from the root on.
Path = tuple[str | int, ...]


class Edit(Struct, frozen=True, kw_only=True):
    """One change: a field that gets a value, or a list that gets an item."""

    path: Path
    """Of the field, or of the list."""
    value: Value
    item: bool = False
    """The value becomes the last item of the list; a list that is missing is made."""
    after: str = ""
    """Key below which a new field stands; empty: the last one."""


class _Piece(Struct, frozen=True):
    """What stands at text[start:end] from now on."""

    start: int
    end: int
    text: str


def set_field(text: str, path: Path, value: Value, file: str = "") -> str:
    """The text with one field set: its value replaced, or the field added as the last of its mapping

    file: for messages. Raises Failure (see `splice`).
    """
    return splice(text, [Edit(path=path, value=value)], file)


def add_item(text: str, path: Path, item: Value, file: str = "") -> str:
    """The text with an item more at the end of a list, which is made where it is missing

    file: for messages. Raises Failure (see `splice`).
    """
    return splice(text, [Edit(path=path, value=item, item=True)], file)


def in_front_matter(text: str, edits: Sequence[Edit], file: str = "") -> str:
    """A Markdown file with edits in its front matter; raises Failure (see `splice`), also if it has none"""
    front = split_front_matter(text)
    if front is None:
        raise _refused(file, 1, 1, "the file has no front matter that could be changed")
    start = BREAK.search(text)
    begin = start.end() if start else 0
    return text[:begin] + splice(front.head, edits, file) + text[begin + len(front.head) :]


def splice(text: str, edits: Sequence[Edit], file: str = "") -> str:
    """A YAML text with some changes, everything else byte for byte as it was; one reading, however many they are

    Each edit is one of the text as given: two that make the same list, or set the same field, are refused.
    Raises Failure with an error `cannot-edit`, or with the faults that the text has already.
    """
    body = text.removeprefix("\ufeff")
    mark = text[: len(text) - len(body)]
    meant = _plain(_read(body, file))
    root = yaml.compose(body, Loader=yaml.SafeLoader)
    writer = _Writer(body, file)
    pieces = [writer.piece(root, edit) for edit in edits]
    for edit in edits:
        _apply(meant, edit)
    changed = writer.joined(pieces)
    again, faults = parse(changed, file)
    if faults or again is None or _plain(again) != meant:
        raise _refused(file, 0, 0, "the change would alter more than was meant")
    return mark + changed


def _read(text: str, file: str) -> Fields:
    fields, faults = parse(text, file)
    if faults or fields is None:
        raise Failure(faults)
    return fields


# --- what is meant -------------------------------------------------------------------------------------------------


def _plain(node: Node) -> object:
    """A tree as texts, lists and dictionaries, to compare two readings"""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_plain(value) for value in node.values]
    return {field.key: _plain(field.value) for field in node.values}


def _said(value: Value) -> object:
    """A value as a reader gets it"""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _said(inner) for key, inner in value.items()}
    return list(value)


def _apply(meant: object, edit: Edit) -> None:
    """Makes an edit in the tree of what is meant; its path has been found before"""
    for step in edit.path[:-1]:
        meant = cast(dict[str | int, object], meant)[step]
    parent, last = cast(dict[str | int, object], meant), edit.path[-1]
    if not edit.item:
        parent[last] = _said(edit.value)
        return
    if not isinstance(parent, list) and not parent.get(last):
        parent[last] = []
    cast(list[object], parent[last]).append(_said(edit.value))


# --- where and how it is written -----------------------------------------------------------------------------------


class _Writer:
    """The pieces of text that edits of one YAML text are."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        first = BREAK.search(text)
        self.newline = first[0] if first else "\n"

    def joined(self, pieces: Iterable[_Piece]) -> str:
        """The text with all pieces; of several at one place the first stands first"""
        out, at = [], 0
        for piece in sorted(pieces, key=lambda p: (p.start, p.end)):
            if piece.start < at:
                raise _refused(self.file, 0, 0, "two changes of one place")
            out += [self.text[at : piece.start], piece.text]
            at = piece.end
        return "".join(out) + self.text[at:]

    def piece(self, root: yaml.Node | None, edit: Edit) -> _Piece:
        """The change that an edit is"""
        if root is None or not isinstance(root, yaml.MappingNode):  # nothing but comments
            return self._first(edit)
        node: yaml.Node = root
        for step in edit.path[:-1]:
            node = self._inside(node, step)
        last = edit.path[-1]
        found = self._child(node, last)
        if found is None:
            return self._added(node, edit)
        if not edit.item:
            return self._replaced(found, edit)
        return self._appended(found, edit, _column(node))

    def _inside(self, node: yaml.Node, step: str | int) -> yaml.Node:
        child = self._child(node, step)
        if child is None:
            raise self._refused(node, f"there is no '{step}' here")
        return child

    def _child(self, node: yaml.Node, step: str | int) -> yaml.Node | None:
        """What a mapping has under a key, a list at a number; None: the mapping has no such key"""
        if getattr(node, "flow_style", False):
            raise self._refused(node, "values between { } or [ ] are not changed by a program")
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            return next((value for key, value in node.value if key.value == step), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            return cast(yaml.Node, node.value[step])
        raise self._refused(node, f"there is no '{step}' here")

    def _first(self, edit: Edit) -> _Piece:
        if len(edit.path) != 1:
            raise _refused(self.file, 1, 1, f"there is no '{edit.path[0]}' here")
        end = len(self.text)
        before = self.newline if self.text and not BREAK.fullmatch(self.text[-1]) else ""
        return _Piece(end, end, before + self._lines(_field(edit), 0) + self.newline)

    def _added(self, node: yaml.Node, edit: Edit) -> _Piece:
        """A new field, on lines of its own"""
        below = next((value for key, value in node.value if key.value == edit.after), None)
        end = self._line_end(below if below is not None else node)
        return _Piece(end, end, self.newline + self._lines(_field(edit), _column(node)))

    def _replaced(self, node: yaml.Node, edit: Edit) -> _Piece:
        if not isinstance(node, yaml.ScalarNode):
            raise self._refused(node, "this holds several values, which are not replaced by a program")
        start, end = node.start_mark.index, self._end(node)
        header = BREAK.split(self.text[start:end], maxsplit=1)[0]
        if node.style in ("|", ">") and "#" in header:
            raise self._refused(node, "the comment on this line would be lost")
        space = " " if start == end else ""
        return _Piece(start, end, space + inline(edit.value, node.style))

    def _appended(self, node: yaml.Node, edit: Edit, column: int) -> _Piece:
        """An item at the end of a list"""
        if isinstance(node, yaml.SequenceNode):
            if node.flow_style:
                end = node.value[-1].end_mark.index if node.value else node.end_mark.index - 1
                return _Piece(end, end, (", " if node.value else "") + flow(edit.value))
            end = self._line_end(node)
            return _Piece(end, end, self.newline + self._lines(item_lines(edit.value), _column(node)))
        if isinstance(node, yaml.ScalarNode) and not node.value and node.style is None:
            end = self._line_end(node)
            return _Piece(end, end, self.newline + self._lines(item_lines(edit.value), column + INDENT))
        raise self._refused(node, "this is no list")

    def _lines(self, lines: Iterable[str], column: int) -> str:
        return self.newline.join(" " * column + line for line in lines)

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends: PyYAML lets a block end where the next one begins, after comments and empty lines"""
        while not isinstance(node, yaml.ScalarNode) and not getattr(node, "flow_style", False):
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = cast(int, node.end_mark.index)
        if getattr(node, "style", None) in ("|", ">"):
            end = len(self.text[:end].rstrip("\r\n \t"))
        return max(end, cast(int, node.start_mark.index))

    def _line_end(self, node: yaml.Node) -> int:
        """Where the last line of a value ends, a comment on it included"""
        at = BREAK.search(self.text, self._end(node))
        return at.start() if at else len(self.text)

    def _refused(self, node: yaml.Node, message: str) -> Failure:
        return _refused(self.file, node.start_mark.line + 1, node.start_mark.column + 1, message)


def _column(node: yaml.Node) -> int:
    """Spaces before the keys of a mapping, the dashes of a list"""
    return cast(int, node.start_mark.column)


def _field(edit: Edit) -> list[str]:
    key = str(edit.path[-1])
    return list_lines(key, edit.value) if edit.item else field_lines(key, edit.value)


def _refused(file: str, line: int, column: int, message: str) -> Failure:
    where = Where(path=file, line=line, column=column)
    hint = "make the change by hand"
    return Failure([Problem(severity="error", code="cannot-edit", where=where, message=message, hint=hint)])
