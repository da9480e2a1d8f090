"""A text dump of a page → article: which of its lines are the title, the text, facts of the head, and junk.

Nothing but lines is left of the page, so evidence is their shape: the article is the stretch of paragraphs that
outweighs what interrupts it; above it stand title, date and names, below it what the site adds.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dossier.clean import dump_rules as rules
from dossier.clean.body import Judged, choose, is_bare_moment, judge
from dossier.clean.byline import Facts
from dossier.clean.dateline import find_dateline, published_by
from dossier.clean.decode import refusal
from dossier.clean.junk import Rule
from dossier.clean.language import language
from dossier.clean.ledger import Ledger
from dossier.clean.lines import read_lines
from dossier.clean.moment import read_moment
from dossier.clean.repeats import is_same_title, title_key, without_site
from dossier.clean.structure import block_of, list_groups
from dossier.errors import Failure, Problem
from dossier.model import TEXT_KINDS, Article, Meta, Source
from dossier.yamlfile import shorten


def clean_dump(text: str, source: Source) -> tuple[Article, tuple[Problem, ...]]:
    """The article of a decoded text dump; all its lines are kept or removed

    Raises Failure with one warning (`empty`) if nothing is left that could be read.
    """
    judged = judge(read_lines(text))
    plan = _plan(judged)
    ledger = _sorted_out(judged, plan)
    if not ledger.blocks:
        hint = "is this the text of an article? Save the page again"
        raise Failure([refusal(source, "empty", "no text of an article was found in the file", hint)])
    meta = _meta(judged, plan, ledger)
    article = Article(id=source.id, path=source.path, meta=meta, blocks=ledger.blocks, removals=ledger.removals)
    return article, ()


class _Plan(Struct, frozen=True):
    """Which lines are what: numbers into the judged lines."""

    first: int
    end: int
    """The article's lines, its standfirst and last words with it."""
    title: int = -1
    """-1: the dump has none."""


def _plan(judged: Sequence[Judged]) -> _Plan:
    first, end = choose(judged)
    if first == end:  # a poem, a list: no paragraph at all
        return _Plan(0, len(judged), _repeated_title(judged, range(len(judged))))
    title = _title(judged, first)
    if title >= first:
        return _Plan(title + 1, _last(judged, end), title)
    return _Plan(_standfirst(judged, title, first), _last(judged, end), title)


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
    sure = [n for n in candidates if judged[n].line.width >= rules.TITLE_SURE]
    above = [n for n in sure if n < head]
    if above and head < first:
        return above[-1]
    if sure or candidates:
        return max(sure or candidates, key=lambda n: (judged[n].line.width, n))
    opening = judged[first]
    asks = opening.plain and not opening.line.stops and opening.line.width <= rules.QUESTION_WIDEST
    followed = first + 1 < len(judged) and judged[first + 1].facts is not None
    return first if asks and (followed or _repeated_title(judged, [first]) == first) else -1


def _published(facts: Facts | None) -> bool:
    return facts is not None and bool(facts.published or facts.author or facts.source)


def _could_be_title(one: Judged) -> bool:
    line = one.line
    fits = rules.TITLE_LEAST <= line.width <= rules.TITLE_WIDEST and len(line.text) <= rules.TITLE_LONGEST
    return one.plain and fits and not line.stops and not rules.NUMBERED.match(line.text)


def _repeated_title(judged: Sequence[Judged], candidates: Iterable[int]) -> int:
    """The first of some lines that stands twice in the dump, perhaps with the site's name behind it; -1: none"""
    seen: dict[str, int] = {}
    for one in judged:
        if len(one.text) <= rules.TITLE_LONGEST:
            for key in {title_key(one.text), title_key(without_site(one.text))}:
                seen[key] = seen.get(key, 0) + 1
    for number in candidates:
        one = judged[number]
        if _could_be_title(one) and one.line.width >= rules.TITLE_SURE and seen[title_key(without_site(one.text))] > 1:
            return number
    return -1


# --- edges of the text ---------------------------------------------------------------------------------------------


def _standfirst(judged: Sequence[Judged], title: int, first: int) -> int:
    """Where the text begins: with the lines below the title that are wide enough for a standfirst, and credits

    Without a title, the lines straight above belong to it that nothing speaks against.
    """
    begin = first
    for number in range(first - 1, title, -1):
        one = judged[number]
        wide = one.plain and (one.line.width >= rules.DECK_LEAST or title < 0)
        if wide or one.credit:
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
    while last < len(judged) and judged[last].plain and _belongs(judged[last].text):
        last += 1
    return last


def _belongs(text: str) -> bool:
    """Whether a line below the last paragraph is the article's by its form: an item of a list, （完）"""
    return any(pattern.match(text) for pattern in (rules.BULLET, rules.NUMBER, rules.SIGN_OFF))


# --- kept and removed ----------------------------------------------------------------------------------------------


def _sorted_out(judged: Sequence[Judged], plan: _Plan) -> Ledger:
    """Every line kept as a block or removed with its rule, in order"""
    ledger = Ledger()
    key = title_key(without_site(judged[plan.title].text)) if plan.title >= 0 else ""
    reasons = [_reason(judged, number, plan, key) for number in range(len(judged))]
    kept = [one for one, reason in zip(judged, reasons, strict=True) if reason is None]
    groups = list_groups([one.text for one in kept])
    number = 0
    for one, reason in zip(judged, reasons, strict=True):
        if reason is not None:
            ledger.remove(reason, one.text)
            continue
        block, marker = block_of(kept, number, groups)
        if marker:
            ledger.remove(rules.LIST_MARKER, marker)
        ledger.keep(block)
        number += 1
    return ledger


def _reason(judged: Sequence[Judged], number: int, plan: _Plan, key: str) -> Rule | None:
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


def _in_head(judged: Sequence[Judged], number: int, plan: _Plan) -> bool:
    """Whether a line inside the text with a date or a name is still of the head: a chronicle has bare dates too"""
    facts = judged[number].facts
    if facts and (facts.author or facts.source or facts.labelled):
        return True
    return number < plan.first + rules.HEAD_LINES and not is_bare_moment(judged[number].text)


# --- what is known of the article ----------------------------------------------------------------------------------


def _meta(judged: Sequence[Judged], plan: _Plan, ledger: Ledger) -> Meta:
    facts = [(n, one.facts) for n, one in enumerate(judged) if one.facts and _speaks(judged, n, plan)]
    paragraphs = [block.text for block in ledger.blocks if block.kind in TEXT_KINDS]
    meta = Meta(
        title=without_site(judged[plan.title].text) if plan.title >= 0 else "",
        author=next((f.author for _, f in facts if f.author), ()),
        source=next((f.source for _, f in facts if f.source), ""),
        url=next((f.url for _, f in facts if f.url), ""),
        lang=language("\n".join(paragraphs)),
    )
    return _dated(meta, [(judged[n].text, f) for n, f in facts], paragraphs, ledger)


def _speaks(judged: Sequence[Judged], number: int, plan: _Plan) -> bool:
    """Whether a line with facts speaks of this article: between title and text, or with a label"""
    facts = judged[number].facts
    head = max(plan.title - 1, 0) <= number < plan.first + rules.HEAD_LINES
    return facts is not None and (head or facts.labelled or bool(facts.author or facts.source or facts.url))


def _dated(meta: Meta, facts: Sequence[tuple[str, Facts]], paragraphs: Sequence[str], ledger: Ledger) -> Meta:
    """With the date of publication: a line that states it, the address, the dateline with a year from around it"""
    for pick in ("published", "updated"):
        for text, fact in facts:
            if value := getattr(fact, pick):
                why = f"{'date line' if pick == 'published' else 'line of the last change'} “{shorten(text, 80)}”"
                return replace(meta, published=value, published_from="page", published_why=why)
    if meta.url and len(value := read_moment(meta.url)) >= len("2024-10-08"):
        return replace(meta, published=value, published_from="page", published_why=f"date in the address {meta.url}")
    dateline = find_dateline(paragraphs)
    if dateline:
        published, why = published_by(dateline, [removal.text for removal in ledger.removals], paragraphs)
        if published:
            return replace(meta, published=published, published_from="dateline", published_why=why)
    return meta
