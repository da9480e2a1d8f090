"""What files of the site may carry, whatever a scrape holds, and how text becomes one."""

import hashlib
import json
import re

from dossier.model import Output

#: Characters that neither HTML, XML nor a script may hold, as in a class of a regular expression; static/find.js has
#: them from here.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
#: What a script must not hold as it is, though JSON may: the end of a script element, and what old engines take for
#: the end of a line.
_ESCAPED = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def carried(text: str) -> str:
    """A text without the characters that no file carries"""
    if text.isprintable():  # none of them is; that is told in less than half of the time
        return text
    return _FORBIDDEN.sub("", text)


def literal(value: object) -> str:
    """A value of JSON as a literal of JavaScript; its texts may hold anything"""
    written = carried(_json(value))
    for char, escaped in _ESCAPED.items():
        written = written.replace(char, escaped)
    return written


def output(path: str, data: bytes) -> Output:
    """A file at a path below the output folder"""
    return Output(path=path, data=data, digest=hashlib.sha256(data).hexdigest())
