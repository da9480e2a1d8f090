"""One verdict for each run of the page: what stays in the article, and by which rule the rest goes."""

from dossier.clean import selectors as by
from dossier.clean.inside import BYLINE, DATE_LONGEST, Inside
from dossier.clean.junk import Rule, is_credit, junk
from dossier.clean.moment import read_moment
from dossier.clean.pictures import around_core, leads_away, teasers, without_their_text
from dossier.clean.tree import Element, Run
from dossier.clean.worth import named_cues, prose, weight

#: The rules leave at least this share of the body's prose.
MIN_KEPT = 0.1
#: A label of related articles is this short, and what it announces at the end has less than this share of the prose.
LONGEST_ANNOUNCEMENT, MAX_TAIL = 40, 0.2
#: Below the headline stands at least this share of the body's prose.
BELOW_TITLE = 0.35
#: Weighted length of a standfirst with such a name, and without; how far above the body its headline may stand.
LEAD, UNNAMED_LEAD, FARTHEST = 40, 60, 60
#: A list of articles has so many teasers, with this share of its prose.
LEAST_TEASERS, TEASERS_SHARE = 8, 0.85
POINTERS = (by.RELATED, by.LINKS_ONLY, by.UNLIKE)
#: A name counts this many elements up.
AROUND = 3


def verdicts(inside: Inside) -> list[Rule | None]:
    """One per run of the page: the rule by which it goes; None: it stays"""
    layout, body = inside.layout, inside.body
    runs = layout.page.runs
    found = [outside(run, inside) for run in runs[: body.first]]
    inside.early = not _take_leads(found, inside)
    start = top(inside)
    for index in range(body.first, body.last):
        found.append(outside(runs[index], inside) if index < start else inside.judge(runs[index], index))
    found += [outside(run, inside) for run in runs[body.last :]]
    _announced(found, inside)
    teasers(found, runs, body)
    without_their_text(found, runs, body)
    around_core(found, runs, inside.core, layout.title_at)
    inside.collection = _is_collection(found, inside)
    if inside.collection:
        found[body.first : body.last] = [None if one in POINTERS else one for one in found[body.first : body.last]]
    else:
        without_followers(found, inside)
    return found


def emptied(found: list[Rule | None], inside: Inside) -> bool:
    """Whether the rules left hardly anything of the body's prose"""
    layout, body = inside.layout, inside.body
    kept = sum(layout.raw[index] for index in range(body.first, body.last) if found[index] is None)
    return kept < MIN_KEPT * layout.mass(body) or not any(rule is None for rule in found)


def outside(run: Run, inside: Inside) -> Rule | None:
    """Why a run outside the body goes"""
    if inside.is_title(run):
        return inside.title_rule(run)
    found = inside.layout.regions.get(run.element) or _named_data(run.element)
    if not found and len(run.text) <= DATE_LONGEST and read_moment(run.text):
        found = by.DATELINE
    return found or by.OUTSIDE


def _named_data(element: Element | None) -> Rule | None:
    for _ in range(AROUND):
        if element is None or element.tag == "body":
            return None
        rule = by.DATELINE if element.tag == "time" else named_cues(element).data
        if rule:
            return rule
        element = element.parent
    return None


def top(inside: Inside) -> int:
    """Index of the headline inside the body, where the text stands below it; the body's first run else

    What stands above it may be long: a ticker with the first sentences of ten other articles.
    """
    at, layout, body = inside.layout.title_at, inside.layout, inside.body
    if not body.first < at < body.last:
        return body.first
    below = layout.sums[body.last] - layout.sums[at]
    return at if below >= BELOW_TITLE * layout.mass(body) else body.first


# --- the standfirst ---


def _take_leads(found: list[Rule | None], inside: Inside) -> bool:
    """Takes the standfirst between the headline and the body back in; whether there was one"""
    runs = inside.layout.page.runs
    start = _headline(found, inside)
    leads = [index for index in range(start, inside.body.first) if found[index] is by.OUTSIDE]
    leads = [index for index in leads if _is_lead(runs[index], first=index == start)]
    for index in leads:
        found[index] = None
    return bool(leads)


def _is_lead(run: Run, *, first: bool) -> bool:
    """first: it stands right under the headline, where only what is named as a standfirst is one"""
    if run.media or run.element.heading is not None:
        return False
    named = _lead_named(run.element) and weight(run.text) > LEAD and run.linked < 0.5 * len(run.text)
    if not named and (first or prose(run) <= UNNAMED_LEAD):
        return False
    return not (junk(run.text) or BYLINE.match(run.text) or is_credit(run.text))


def _headline(found: list[Rule | None], inside: Inside) -> int:
    """Index after the headline above the body; the body's first run, if there is none"""
    runs, first = inside.layout.page.runs, inside.body.first
    for index in range(first - 1, max(-1, first - FARTHEST), -1):
        element = runs[index].element.heading
        if element and (element.tag == "h1" or found[index] in (by.TITLE, by.TITLE_REPEATED)):
            return index + 1
    return first


def _lead_named(element: Element | None) -> bool:
    for _ in range(AROUND):
        if element is None or element.tag in ("body", "html"):
            return False
        if named_cues(element).lead or element.get("itemprop") in ("description", "alternativeHeadline"):
            return True
        element = element.parent
    return False


# --- in context ---


def _is_collection(found: list[Rule | None], inside: Inside) -> bool:
    """Whether nearly all prose of the body stands in teasers: then the page is a list of articles, and they its text"""
    layout, body = inside.layout, inside.body
    teasers = [index for index in range(body.first, body.last) if found[index] is by.RELATED]
    headings = sum(layout.page.runs[index].element.heading is not None for index in teasers)
    if headings < LEAST_TEASERS or not inside.limit:
        return False
    return sum(layout.raw[index] for index in teasers) >= TEASERS_SHARE * layout.mass(body)


def _announced(found: list[Rule | None], inside: Inside) -> None:
    """What follows a label of related articles near the end of the body goes with it"""
    layout, body = inside.layout, inside.body
    limit = MAX_TAIL * layout.mass(body)
    for index in range(body.first, body.last):
        run, rule = layout.page.runs[index], found[index]
        if rule is None or rule is by.RELATED or rule.name != by.RELATED.name or len(run.text) > LONGEST_ANNOUNCEMENT:
            continue  # a teaser by its form announces nothing; a phrase does
        if layout.sums[body.last] - layout.sums[index] < limit and inside.region(run.element) is None:
            found[index : body.last] = [one or by.RELATED for one in found[index : body.last]]
            return


def without_followers(found: list[Rule | None], inside: Inside) -> None:
    """Headings that announce nothing that is kept go too"""
    runs, body = inside.layout.page.runs, inside.body
    pending: list[int] = []
    for index in range(body.first, body.last):
        if runs[index].media:
            pending = pending if found[index] or leads_away(runs[index]) else []
        elif found[index] is None:
            pending = [*pending, index] if runs[index].element.heading is not None else []
        elif found[index] in POINTERS:
            for one in pending:
                found[one] = by.RELATED
            pending = []
    for one in pending:
        found[one] = by.RELATED
