"""Pages that would take a parser minutes or gigabytes, told by one linear pass over their tags before it sees them.

An HTML5 parser is quadratic in four things: different attributes of one tag (100,000 take 13 s), depth (50,000 take
2 s), formatting elements that are never closed, which it opens anew in every block, and choices of a list (100,000 take
40 s).
"""

import re

#: Most attributes of one tag, deepest nesting, and most elements that unclosed formatting may make a parser repeat.
MAX_ATTRIBUTES, MAX_DEPTH, MAX_REPEATED = 5_000, 12_000, 3_000_000
#: Most elements: news pages have 2,000, their longest threads of comments 50,000; half a million take a gigabyte. Most
#: choices of a form's lists: at each the parser looks at all before it.
MAX_ELEMENTS, MAX_OPTIONS = 300_000, 6_000
#: Only tags of more characters than this are looked into for their attributes; so many may all of these have, and so
#: often may the parser compare two of one tag.
LONG_TAG, MAX_ALL_ATTRIBUTES, MAX_COMPARED = 300, 500_000, 1_000_000_000
#: A tag as the HTML standard's tokenizer reads it; comments and raw text are skipped whole. Possessive: no way back.
TAG = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?:.*?</(?P=raw)|.*)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<rest>(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?)*+)>?",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?")
#: No value of an attribute holds a `>` and no tag is long: then each tag ends at the first `>`, and has few attributes.
VALUE_WITH_END, ENDLESS = re.compile(r"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)"), re.compile(r"<[a-zA-Z][^>]{9000}")
#: In a page of so many characters, such tags cannot have too many attributes together.
SMALL = 400_000
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
    opened = text.count("<")
    many = opened * opened > 4 * MAX_REPEATED or opened > MAX_OPTIONS
    if not many and len(text) < SMALL and not VALUE_WITH_END.search(text) and not ENDLESS.search(text):
        return ""  # half of all pages, at a quarter of the cost
    count = _Count()
    for match in TAG.finditer(text):
        if match.end() - match.start() > LONG_TAG and match["name"]:
            count.attributes(match["rest"])
        if many:
            count.tag((match["name"] or "").lower(), 0 if match["close"] else 1)
    return count.fault()


class _Count:
    """What one pass over the tags of a page finds."""

    def __init__(self) -> None:
        self.depth = self.deepest = self.loose = self.loosest = 0
        self.elements = self.tags = self.choices = 0
        self.most = self.all = self.compared = 0

    def attributes(self, rest: str) -> None:
        """rest: of a long tag, behind its name"""
        number = sum(1 for _ in ATTRIBUTE.finditer(rest))
        self.most = max(self.most, number)
        self.all += number
        self.compared += number * number

    def tag(self, name: str, opening: int) -> None:
        """name: empty for comments and raw text; opening: 1, or 0 for an end tag"""
        self.tags += 1
        if not name:
            return
        self.elements += opening
        if name in FLAT:
            self.choices += opening if name == "option" else 0
            return
        step = 1 if opening else -1
        if name in FORMATTING:
            self.loose = max(0, self.loose + step)
            self.loosest = max(self.loosest, self.loose)
        self.depth = max(0, self.depth + step)
        self.deepest = max(self.deepest, self.depth)

    def fault(self) -> str:
        """Why all this is too much, as a clause; empty: it is not"""
        limits = (
            (self.most, MAX_ATTRIBUTES, f"a tag has {self.most} attributes"),
            (self.all, MAX_ALL_ATTRIBUTES, f"its tags have {self.all} attributes"),
            (self.compared, MAX_COMPARED, f"its tags have {self.all} attributes"),
            (self.elements, MAX_ELEMENTS, f"it has {self.elements} elements"),
            (self.choices, MAX_OPTIONS, f"its lists have {self.choices} choices"),
            (self.deepest, MAX_DEPTH, f"its elements are nested {self.deepest} deep"),
        )
        for number, limit, clause in limits:
            if number > limit:
                return clause
        repeated = self.loosest > MAX_LOOSE and self.loosest * self.tags > MAX_REPEATED
        return f"{self.loosest} formatting elements are open at once" if repeated else ""
