"""Pages that would take a parser minutes or gigabytes, told by one linear pass over their tags before it sees them.

An HTML5 parser is quadratic in three things: different attributes of one tag (100,000 take 13 s), depth (50,000 take
2 s), and formatting elements that are never closed, which it opens anew in every block.
"""

import re

#: Most attributes of one tag, deepest nesting, and most elements that unclosed formatting may make a parser repeat.
MAX_ATTRIBUTES, MAX_DEPTH, MAX_REPEATED = 5_000, 12_000, 3_000_000
#: Only a tag of more characters than this can have too many attributes.
LONG_TAG = 15_000
#: A tag as the HTML standard's tokenizer reads it; comments and raw text are skipped whole. Possessive: no way back.
TAG = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?:.*?</(?P=raw)|.*)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<rest>(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?)*+)>?",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?")
#: So many formatting elements at once are never too many.
MAX_LOOSE = 50
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
#: Elements that have no end tag, or may do without: they do not nest.
FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option "
    "optgroup colgroup rp rt frame html head body".split()
)


def fault(text: str) -> str:
    """Why a page is too costly to parse, as a clause; empty: it is not"""
    if text.count("<") ** 2 > 4 * MAX_REPEATED:
        return _long_tag(text) or _nesting(text)
    return _long_tag(text)


def _long_tag(text: str) -> str:
    for match in TAG.finditer(text):
        if match.end() - match.start() > LONG_TAG and match["name"]:
            number = sum(1 for _ in ATTRIBUTE.finditer(match["rest"]))
            if number > MAX_ATTRIBUTES:
                return f"a tag has {number} attributes"
    return ""


def _nesting(text: str) -> str:
    depth = deepest = loose = loosest = tags = 0
    for match in TAG.finditer(text):
        name = (match["name"] or "").lower()
        tags += 1
        if not name or name in FLAT:
            continue
        step = -1 if match["close"] else 1
        if name in FORMATTING:
            loose = max(0, loose + step)
            loosest = max(loosest, loose)
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        return f"its elements are nested {deepest} deep"
    if loosest > MAX_LOOSE and loosest * tags > MAX_REPEATED:
        return f"{loosest} formatting elements are open at once"
    return ""
