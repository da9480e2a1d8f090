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
#: One attribute, or what parts it from the next one. Possessive: no way back.
PIECE = r"(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?)"
#: A tag as the HTML standard's tokenizer reads it; comments and raw text are skipped whole.
TAG = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?:.*?</(?P=raw)|.*)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>{PIECE}*+)>?",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?")
#: A page of less characters whose tags have fewer attributes than this each is within all limits of attributes: they
#: are fewer than half its characters, and to compare each with those of its tag takes less than `FEW` times as long.
SMALL, FEW = 1_000_000, 2_000
#: A tag of this length can have so many, if it ends at the first `>`; and what stands between two of its attributes.
ENDLESS, BETWEEN = re.compile(rf"<[a-zA-Z][^>]{{{2 * FEW},}}+"), re.compile(r"\s++|[/=]")
#: The value of an attribute that holds a `>`: its tag does not end there.
VALUE_WITH_END = re.compile(r"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")
#: Where a tag may begin, and one with few attributes.
START, SHORT_TAG = re.compile("<[a-zA-Z]"), re.compile(rf"<[a-zA-Z][^\s/>]*+{PIECE}{{0,{FEW}}}+(?:>|\Z)")
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
    if not many and len(text) < SMALL and _few_attributes(text):
        return ""  # nearly all pages, at a third of the cost
    count = _Count()
    for match in TAG.finditer(text):
        if match.end() - match.start() > LONG_TAG and match["name"]:
            count.attributes(match["rest"])
        if many:
            count.tag((match["name"] or "").lower(), 0 if match["close"] else 1)
    return count.fault()


def _few_attributes(text: str) -> bool:
    """Whether no tag can have many attributes, wherever one may begin: in a comment or script, too

    False says nothing. A tag ends at the first `>`, or one of its values holds that; both kinds are looked at.
    """
    for long in ENDLESS.finditer(text):
        if sum(1 for _ in BETWEEN.finditer(long[0])) >= FEW - 1:
            return False
    left = len(text)  # tags may be read twice, where one seems to begin in another
    for value in VALUE_WITH_END.finditer(text):
        stretch = text.rfind(">", 0, value.start()) + 1
        for start in START.finditer(text, stretch, value.end()):
            tag = SHORT_TAG.match(text, start.start())
            left -= tag.end() - tag.start() if tag else left + 1
            if left < 0:
                return False
    return True


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
