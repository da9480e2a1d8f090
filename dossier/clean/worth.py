"""Which part of a page is the article: regions by name, then the element whose text weighs most against its junk.

Each run of text has a worth: prose counts for its length, links and fragments count against. The body is the element
whose runs are worth most (the idea of maximum subsequence segmentation, Pasternack & Roth 2009, on the tree).
"""

import re
from functools import lru_cache
from itertools import accumulate

from dossier.clean.junk import Rule, junk
from dossier.clean.selectors import (
    COMMENTS,
    CONTROL,
    FOOTER,
    HIDDEN,
    HIDDEN_STYLE,
    NAVIGATION,
    NO_CUES,
    OVERLAY,
    REGION_TAGS,
    ROLES,
    Cues,
    cues,
)
from dossier.clean.tree import Element, Page, Run

#: One Han, kana or hangul character says about as much as this many Latin ones.
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
DENSE_WEIGHT = 2.5
#: Weighted length from which a run with the end of a sentence in it, or without one, is prose.
PROSE, PROSE_WITHOUT_STOP = 40, 120
STOP = re.compile(r"[.!?。！？…；;:：]|[,，、][^,，、]{3,60}[,，、]")
#: What a fragment or a list of links costs, and the share of linked text from which a run is one.
FRAGMENT_COST, LINK_COST, LINKED_SHARE = 8.0, 0.2, 0.5
#: The share of that cost where the fragment goes anyway, since it stands in a region by name.
REGION_COST = 0.2
#: The worth of prose that stands in a region by its name, against prose outside.
REGION_WORTH = 0.05
#: An element with more than this share of the page's prose is no region, whatever its name.
MAX_REGION_SHARE = 0.4
#: The same for parts that are never an article, as long as the title is not in them.
MAX_SURE_SHARE = 0.9
SURE = frozenset({OVERLAY, FOOTER, COMMENTS, NAVIGATION, CONTROL})
#: An element that ends before the headline is worth this share.
BEFORE_TITLE = 0.3
#: Elements that hold the page's main part; their names never make them a region.
MAIN = frozenset({"html", "body", "main", "article", "h1"})
#: Elements of one line, never the body: the rest of the article stands beside them.
LINES = frozenset("a b strong em".split())
#: Factors on the worth of an element that is named as the text, or as a part around it.
STRONG, WEAK, SEMANTIC = 1.25, 1.08, 1.15
#: Runs of more characters than this are looked for in the text that the page gives as data.
SHORTEST_EVIDENCE = 20
#: The text of one run counts up to this length: a single endless block is no better than a long one.
LONGEST_RUN = 2000


class Layout:
    """What the page's names say: the region of each element, what each run is worth."""

    def __init__(self, page: Page, evidence: str, title_at: int) -> None:
        """evidence: the article's text as the page's own data gives it, without white space; or empty

        title_at: index of the run that is the headline; -1: none is
        """
        self.page = page
        self.title_at = title_at
        self.filled = [element for element in page.elements if element.first < element.last]
        """Elements with runs in them: a third of all, and no other says anything about the text."""
        self.raw = [prose(run) for run in page.runs]
        self.sums = list(accumulate(self.raw, initial=0.0))
        self.regions: dict[Element, Rule] = {}
        """Elements inside a region, themselves included, and the rule of the outermost one."""
        self._name_regions()
        self.worth = [self._worth(run, raw, evidence) for run, raw in zip(page.runs, self.raw, strict=True)]
        self.worths = list(accumulate(self.worth, initial=0.0))

    def mass(self, element: Element) -> float:
        """Weighted length of the prose in an element"""
        return self.sums[element.last] - self.sums[element.first]

    def _name_regions(self) -> None:
        limit = max(MAX_REGION_SHARE * self.sums[-1], 1.0)
        for element in self.filled:
            above = self.regions.get(element.parent) if element.parent else None
            rule = above or own_region(element)
            if rule and (above or self.mass(element) < self._limit(element, rule, limit)):
                self.regions[element] = rule

    def _limit(self, element: Element, rule: Rule, limit: float) -> float:
        """The most prose that a region of this name may hold"""
        if rule in SURE and self.title_at >= 0 and not element.first <= self.title_at < element.last:
            return limit * MAX_SURE_SHARE / MAX_REGION_SHARE
        return limit

    def _worth(self, run: Run, raw: float, evidence: str) -> float:
        if run.media:
            return 0.0
        region = self.regions.get(run.element)
        if evidence and len(run.text) > SHORTEST_EVIDENCE and "".join(run.text[:60].split())[:40] in evidence:
            return 2 * raw + SHORTEST_EVIDENCE
        if raw > 0:
            return raw * REGION_WORTH if region else raw
        if region is HIDDEN:
            return 0.0
        if region:
            return -FRAGMENT_COST * REGION_COST
        return 0.0 if run.element.heading else -FRAGMENT_COST - LINK_COST * run.linked


def own_region(element: Element) -> Rule | None:
    """The rule by which an element is no part of an article, by its tag, role, style, class and id"""
    tag, attributes = element.tag, element.attributes
    if tag in REGION_TAGS and tag != "time":
        return REGION_TAGS[tag]
    if not attributes or tag in MAIN:
        return None
    if "hidden" in attributes or (attributes.get("aria-hidden") or "") == "true":
        return HIDDEN
    if "style" in attributes and HIDDEN_STYLE.search(attributes["style"] or ""):
        return HIDDEN
    role = attributes.get("role")
    if role and role.lower() in ROLES:
        return ROLES[role.lower()]
    named = named_cues(element)
    return HIDDEN if named.hidden else named.region


def named_cues(element: Element) -> Cues:
    """What class and id of an element say"""
    return cues(element.hint) if element.hint else NO_CUES


def weight(text: str) -> float:
    """Length of a text in Latin characters"""
    return len(text) if text.isascii() else len(text) + (DENSE_WEIGHT - 1) * _dense(text)


@lru_cache(maxsize=256)
def _dense(text: str) -> int:
    """How many such characters a text has; remembered, since each rule asks anew"""
    return len(DENSE.findall(text))


def prose(run: Run) -> float:
    """Weighted length of a run that reads like a sentence or more; 0: it does not"""
    text, length = run.text, len(run.text)
    if length < 12 or run.linked > LINKED_SHARE * length:
        return 0.0
    size = weight(text)
    if size < PROSE or (size < PROSE_WITHOUT_STOP and not STOP.search(text)) or (size < 260 and junk(text)):
        return 0.0
    share = 1 - run.linked / length
    return min(size, LONGEST_RUN) * share


def choose(layout: Layout) -> Element | None:
    """The element that is the article's body; None: the page has no text"""
    best, best_score = None, float("-inf")
    sums = layout.worths
    for element in layout.filled:
        if element.heading is not None or element.tag in LINES:
            continue
        score = sums[element.last] - sums[element.first]
        if score <= 0 and best is not None:
            continue
        score *= _factor(element)
        if element.last <= layout.title_at:
            score *= BEFORE_TITLE
        if score > best_score or (score == best_score and best is not None and element.parent is best):
            best, best_score = element, score
    return best


def _factor(element: Element) -> float:
    named = named_cues(element)
    factor = STRONG if named.body == 2 else WEAK if named.body == 1 else 1.0
    if "articlebody" in element.get("itemprop").lower():
        return STRONG * SEMANTIC
    return factor * SEMANTIC if element.tag == "article" else factor
