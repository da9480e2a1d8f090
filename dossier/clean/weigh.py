"""Which lines of a dump are the article: the stretch whose paragraphs outweigh all that interrupts them."""

from collections.abc import Sequence

from msgspec import Struct

from dossier.clean import dump_rules as rules
from dossier.clean.byline import Facts, read_facts
from dossier.clean.junk import Rule, is_credit, junk
from dossier.clean.lines import Line
from dossier.clean.moment import moments
from dossier.clean.repeats import repeated_leads
from dossier.model import BlockKind


class Judged(Struct, frozen=True):
    """A line, and what it is by itself."""

    line: Line
    rule: Rule | None = None
    """The rule by which it belongs to no article."""
    facts: Facts | None = None
    credit: bool = False
    kind: BlockKind = "paragraph"
    """What markup says it is, where the source has any."""

    @property
    def text(self) -> str:
        """The line's text"""
        return self.line.text

    @property
    def plain(self) -> bool:
        """Whether nothing speaks against it"""
        return self.rule is None and self.facts is None and not self.credit


def judge(lines: Sequence[Line]) -> list[Judged]:
    """Each line by itself; the beginning of the article, where it stands twice, the first time"""
    leads = repeated_leads(lines)
    judged = [
        Judged(line, rules.LEAD_REPEATED) if number in leads else _judge(line) for number, line in enumerate(lines)
    ]
    return _with_neighbours(judged)


def choose(judged: Sequence[Judged]) -> tuple[int, int]:
    """(first, end) of the lines with the greatest weight together, in one pass (Kadane's algorithm); empty: (0, 0)"""
    best = total = 0
    first = begin = end = 0
    for number, one in enumerate(judged):
        if total <= 0:
            total, first = 0, number
        total += weight(one)
        if total > best:
            best, begin, end = total, first, number + 1
    return begin, end


def weight(one: Judged) -> int:
    """How much a line speaks for the stretch that it stands in"""
    if one.rule is rules.LEAD_REPEATED or one.credit:
        return 0
    if one.rule:
        return -rules.COSTS.get(one.rule.name, rules.COST)
    if one.facts:
        return -rules.COST
    return rules.KINDS.get(one.kind, 0) if one.kind != "paragraph" else _weight_of_text(one.line)


def _weight_of_text(line: Line) -> int:
    if line.prose:
        return min(line.width, rules.PARAGRAPH)
    if line.ends:
        return rules.SHORT_SENTENCE
    if rules.BULLET.match(line.text) or rules.NUMBER.match(line.text):
        return rules.ITEM
    return rules.HEADING if line.width <= rules.HEADING_WIDTH else rules.HEADLINE


def is_bare_moment(text: str) -> bool:
    """Whether a line is a date or time and nothing else"""
    if len(text) > 40:
        return False
    return any(len(text) - (m.end - m.start) <= 2 for m in moments(text))


def _judge(line: Line) -> Judged:
    facts = read_facts(line)
    if is_credit(line.text) and not (facts and facts.author):  # 文/某某 names the author
        return Judged(line, credit=True)
    for rule, pattern, longest in rules.PATTERNS:
        if len(line.text) <= longest and pattern.match(line.text):
            return Judged(line, rule)
    # A line with the author's name may begin with the editor's or the source's: read it before it is removed.
    return Judged(line, junk(line.text), facts)


def _with_neighbours(judged: list[Judged]) -> list[Judged]:
    """A headline straight above a line that is nothing but a time, in the second half of a page: another article

    In the first half it is the article's own title above its own date.
    """
    found = list(judged)
    for number in range(len(judged) // 2 + 1, len(judged)):
        title, time = judged[number - 1], judged[number]
        if time.facts and title.plain and not title.line.stops and is_bare_moment(time.text):
            found[number - 1] = Judged(title.line, rules.NEIGHBOUR)
            found[number] = Judged(time.line, rules.NEIGHBOUR)
    return found
