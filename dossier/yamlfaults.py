"""What PyYAML complains of, said so that somebody who does not know its grammar can mend it."""

import yaml
from msgspec import Struct


class Complaint(Struct, frozen=True, kw_only=True):
    """What PyYAML complains of, and how we say it to somebody who does not know its grammar."""

    part: str
    """Of PyYAML's message; the first entry that fits counts."""
    message: str
    """`{char}`: the character at the place."""
    hint: str
    opening: bool = False
    """The place is where the construct begins, not where the parser gave up: often the end of the file."""


BACKSLASH = "write two backslashes, or put the text in single quotation marks"
INDENT = "indent the fields of one mapping alike, with spaces"
QUOTE = "put the text in quotation marks"
COMPLAINTS = (
    Complaint(part=r"'\t'", message="a tab where YAML allows none", hint="indent with spaces"),
    Complaint(
        part="mapping values are not allowed",
        message="a ': ' where no key can stand",
        hint="put a text that contains ': ' in quotation marks, and check the indentation",
    ),
    Complaint(part="cannot start any token", message="a text cannot begin with '{char}'", hint=QUOTE),
    Complaint(
        part="expected alphabetic or numeric character",
        message="a text cannot begin with '*' or '&'",
        hint=QUOTE,
        opening=True,
    ),
    Complaint(
        part="found unexpected end of stream",
        message="the quotation mark is not closed",
        hint="close it; inside a text use the other kind of quotation mark",
        opening=True,
    ),
    Complaint(
        part="found another document",
        message="a second '---' begins another document",
        hint="a file holds one document: remove it",
    ),
    Complaint(part="found '<block mapping start>'", message="the line is indented unlike those above it", hint=INDENT),
    Complaint(part="found '-'", message="a list item where a key is expected", hint="indent the list below its key"),
    Complaint(part="found '?'", message="the line is indented unlike those above it", hint=INDENT),
    Complaint(
        part="expected <block end>",
        message="the value has ended, and more text follows",
        hint="put the whole text between quotation marks of one kind, with only the other kind inside",
    ),
    Complaint(
        part="could not find expected ':'",
        message="the line is no 'key: value'",
        hint="write a colon ':' and a space after the key, and indent a text that goes on",
        opening=True,
    ),
    Complaint(
        part="expected ',' or",
        message="the bracket is not closed, or a comma is missing",
        hint="put a text that contains brackets in quotation marks",
        opening=True,
    ),
    Complaint(
        part="sequence entries are not allowed",
        message="a list cannot begin here",
        hint="begin it on the line below its key, or put the text in quotation marks",
    ),
    Complaint(
        part="expected chomping or indentation",
        message="text follows the '|' or '>'",
        hint="begin the text on the next line, indented, or put it in quotation marks",
    ),
    Complaint(part="unknown escape character", message="'\\{char}' means nothing in a text", hint=BACKSLASH),
    Complaint(part="escape sequence of", message="the backslash begins no character that exists", hint=BACKSLASH),
)
#: What to do about all other complaints.
OTHER_HINT = "put the text in quotation marks, and check the indentation"
WIDE_COLON = "after a key write ':' and a space, not '：'"


def in_our_words(fault: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """A complaint of PyYAML's about a text → index in the text, message and hint"""
    said = (fault.problem or "this cannot be read as YAML").strip()
    known = next((complaint for complaint in COMPLAINTS if complaint.part in said), None)
    marks = [mark for mark in (fault.problem_mark, fault.context_mark) if mark]
    mark = marks[-1 if known and known.opening else 0] if marks else None
    index = mark.index if mark else 0
    message = known.message.format(char=text[index : index + 1]) if known else said
    hint = fault.note or (known.hint if known else OTHER_HINT)
    wide = "expected ':'" in said and "：" in text[index:].partition("\n")[0]
    return index, message, WIDE_COLON if wide else hint
