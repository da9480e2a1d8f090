"""Where the article begins and ends among the lines of a page, which line is its title, and why each other one goes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dossier.clean import dump_rules as rules
from dossier.clean.byline import Facts
from dossier.clean.junk import Rule
from dossier.clean.moment import read_moment
from dossier.clean.repeats import is_same_title, title_key, without_site
from dossier.clean.weigh import Judged, choose, is_bare_moment
from dossier.fold import fold

#: Longest name of a site behind a title, in characters.
MOST_SUFFIX = 60


class Plan(Struct, frozen=True):
    """Which lines are what: numbers into the judged lines."""

    first: int
    end: int
    """The article's lines, its standfirst and last words with it."""
    title: int = -1
    """-1: the dump has none."""


def make_plan(judged: Sequence[Judged], title: str = "") -> Plan:
    """Title and edges of the article among judged lines; title: as it is known from elsewhere"""
    first, end = choose(judged)
    if first == end:  # a poem, a list: no paragraph at all
        return Plan(0, len(judged), _repeated_title(judged, range(len(judged))))
    return _around(judged, (first, end), _known(judged, first, title) if title else _title(judged, first))


def _around(judged: Sequence[Judged], stretch: tuple[int, int], title: int) -> Plan:
    first, end = stretch
    if title >= first:
        return Plan(title + 1, _last(judged, end), title)
    return Plan(_standfirst(judged, title, first), _last(judged, end), title)


# --- title ---------------------------------------------------------------------------------------------------------


def _title(judged: Sequence[Judged], first: int) -> int:
    """Number of the line that is the title; -1: none can be told with any certainty

    first: where the article's paragraphs begin. In this order: a line that stands twice; the nearest one above the
    line with date or author; the widest above the text; the first line of the text itself, if date or author follow.
    """
    candidates = [number for number in range(first) if _could_be_title(judged[number])]
    repeated = _repeated_title(judged, candidates)
    if repeated >= 0:
        return repeated
    head = next((n for n in range(first) if judged[n].facts and _published(judged[n].facts)), first)
    sure = [n for n in candidates if _is_sure(judged[n])]
    above = [n for n in sure if n < head]
    if above and head < first:
        return above[-1]
    if sure or candidates:
        return max(sure or candidates, key=lambda n: (judged[n].line.width, n))
    opening = judged[first]
    asks = opening.plain and not opening.line.stops and opening.line.width <= rules.QUESTION_WIDEST
    followed = first + 1 < len(judged) and judged[first + 1].facts is not None
    return first if asks and (followed or _repeated_title(judged, [first]) == first) else -1


def _known(judged: Sequence[Judged], first: int, title: str) -> int:
    """Number of the line above the text that is a known title; -1: there is none"""
    key = title_key(without_site(title))
    return next((number for number in range(first) if is_same_title(key, judged[number].line)), -1)


def _published(facts: Facts | None) -> bool:
    return facts is not None and bool(facts.published or facts.author or facts.source)


def _could_be_title(one: Judged) -> bool:
    line = one.line
    fits = rules.TITLE_LEAST <= line.width <= rules.TITLE_WIDEST and len(line.text) <= rules.TITLE_LONGEST
    return one.plain and fits and not line.stops and not rules.NUMBERED.match(line.text)


def _repeated_title(judged: Sequence[Judged], candidates: Iterable[int]) -> int:
    """The first of some lines that stands twice in the dump, perhaps with the site's name behind it; -1: none"""
    keys = {n: title_key(without_site(judged[n].text)) for n in candidates if _is_sure(judged[n])}
    initials, longest = {key[0] for key in keys.values()}, 2 * max(map(len, keys.values()), default=0) + MOST_SUFFIX
    seen: Counter[str] = Counter()
    for one in judged:
        if len(one.text) <= longest and fold(one.text[:1]) in initials:
            seen.update({title_key(one.text), title_key(without_site(one.text))})
    return next((number for number, key in keys.items() if seen[key] > 1), -1)


def _is_sure(one: Judged) -> bool:
    return _could_be_title(one) and one.line.width >= rules.TITLE_SURE


# --- edges of the text ---------------------------------------------------------------------------------------------


def _standfirst(judged: Sequence[Judged], title: int, first: int) -> int:
    """Where the text begins: with the lines below the title that are wide enough for a standfirst, and credits

    Without a title, the lines straight above belong to it that nothing speaks against.
    """
    begin = first
    for number in range(first - 1, title, -1):
        one = judged[number]
        wide = one.plain and (one.line.width >= rules.DECK_LEAST or title < 0)
        if wide or one.credit or one.kind == "image":
            begin = number
        elif title < 0 or one.rule:
            break
    return begin


def _last(judged: Sequence[Judged], end: int) -> int:
    """Where the text ends: with the last lines that do not look like paragraphs, if nothing of the page follows"""
    rest = judged[end:]
    if len(rest) <= rules.LAST_LINES and all(one.plain or one.credit for one in rest):
        return len(judged)
    last = end
    while last < len(judged) and judged[last].plain and _belongs(judged[last]):
        last += 1
    return last


def _belongs(one: Judged) -> bool:
    """Whether a line below the last paragraph is the article's by its form: an item of a list, a table, （完）"""
    if one.kind not in ("paragraph", "heading"):
        return True
    return any(pattern.match(one.text) for pattern in (rules.BULLET, rules.NUMBER, rules.SIGN_OFF))


# --- why a line goes -----------------------------------------------------------------------------------------------


def reasons(judged: Sequence[Judged], plan: Plan, title: str = "") -> list[Rule | None]:
    """For each line the rule by which it is removed; None: it is kept

    title: as it is known from elsewhere; empty: the plan's own line says it.
    """
    own = judged[plan.title].text if plan.title >= 0 else ""
    key = title_key(without_site(title or own))
    if title:
        plan = Plan(plan.first, plan.end)
    return [_reason(judged, number, plan, key) for number in range(len(judged))]


def _reason(judged: Sequence[Judged], number: int, plan: Plan, key: str) -> Rule | None:
    """The rule by which a line is removed; None: it is kept"""
    one, inside = judged[number], plan.first <= number < plan.end
    if number == plan.title:
        return rules.TITLE
    if is_same_title(key, one.line):
        return rules.TITLE_REPEATED
    if one.credit:
        return None if inside else rules.IMAGE_CREDIT
    if one.facts and (not inside or _in_head(judged, number, plan)):
        return one.facts.rule
    if one.rule:
        return one.rule
    return None if inside else rules.BEFORE_BODY if number < plan.first else rules.AFTER_BODY


def _in_head(judged: Sequence[Judged], number: int, plan: Plan) -> bool:
    """Whether a line inside the text with a date or a name is still of the head

    Below the first paragraph, a date alone is a heading: a chronicle has them.
    """
    if number >= plan.first + rules.HEAD_LINES:
        return False
    text = judged[number].text
    above = not any(one.line.prose for one in judged[plan.first : number])
    return above or not is_bare_moment(text) or "T" in read_moment(text)
