"""Files of the index as scripts: a call of static/find.js with plain values, in which nothing can end a script."""

import hashlib
import json
import re

from dossier.model import Output
from dossier.render.search.tokens import FORBIDDEN

#: What a script must not hold as it is, though JSON may: the end of a script element, and what old engines take for
#: the end of a line.
_ESCAPED = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


def shown_text(text: str) -> str:
    """A text without the characters that no page carries"""
    return _FORBIDDEN.sub("", text)


def literal(value: object) -> str:
    """A value of JSON as a literal of JavaScript; its texts may hold anything"""
    written = _FORBIDDEN.sub("", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    for char, escaped in _ESCAPED.items():
        written = written.replace(char, escaped)
    return written


def script(path: str, function: str, *values: object) -> Output:
    """The file `search/<path>.js`, which hands values to a function of static/find.js"""
    text = f"dossierSearch.{function}({literal(values)[1:-1]});\n"
    data = text.encode()
    return Output(path=f"search/{path}.js", data=data, digest=hashlib.sha256(data).hexdigest())
