"""XHTML as HTML: what means something else to a parser of HTML is written as it means it."""

import re
from html import escape

#: Elements that HTML closes by itself.
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: `<div/>`, `<script src="…"/>`: HTML takes them for an opening tag. Possessive: no way back.
SELF_CLOSING = re.compile(r"""<([a-zA-Z][\w.:-]*+)((?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)/>""")
#: Text that HTML takes for a comment, and loses; one that never ends goes to the end, so that it is looked for once.
CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
#: How a page begins that is XML.
XML_LOOK = re.compile(
    r"\s{0,200}<\?xml\b[^>]{0,200}>\s{0,200}(?:<!--.{0,500}?-->\s{0,50})?<(?:!doctype html|html)\b", re.I | re.S
)


def is_xhtml(text: str) -> bool:
    """Whether a page begins as XML does"""
    return XML_LOOK.match(text) is not None


def as_html(text: str) -> str:
    """A page of XHTML as a parser of HTML has to see it to find the same text"""
    return SELF_CLOSING.sub(_opened, CDATA.sub(lambda found: escape(found[1], quote=False), text))


def _opened(tag: re.Match[str]) -> str:
    return tag[0] if tag[1].lower() in VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>"
