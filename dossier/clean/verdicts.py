"""Which runs of the body stay, and by which rule each of the others goes."""

import re

from dossier.clean import selectors as by
from dossier.clean.junk import Rule, is_credit, junk
from dossier.clean.moment import read_moment
from dossier.clean.tree import Element, Run
from dossier.clean.worth import Layout, heading, named_cues, own_region, prose, weight
from dossier.model import Meta

NOISE = re.compile(r"[\W_]+")
#: A run with more linked text than this share of it, and less than so much text around, is a pointer.
LINK_SHARE, LINK_REST = 0.85, 12
#: The part of the body with this share of its prose is its core.
CORE_SHARE = 0.9
#: A region in the body holds less than this share of its prose; the rules leave at least so much of it.
MAX_REGION, MIN_KEPT = 0.35, 0.1
#: A line with the author's name is about the author up to this length, above the text and in it.
LONGEST_NAMES, LONGEST_NAME = 90, 50
#: A box with a teaser of another article holds at most this many runs of text.
CARD_RUNS = 8
#: Share tools hold less prose than this: what has more is a post that the text quotes.
POST = 60
#: A label of the section, and the elements that it stands in; an element with data about the article.
LONGEST_LABEL, LONGEST_DATA = 50, 200
LABELS = frozenset({"div", "span", "p", "a", "strong", "b"})
#: A label of related articles is this short, and what it announces at the end has less than this share of the prose.
LONGEST_ANNOUNCEMENT, MAX_TAIL = 40, 0.35
#: Above the headline stands less than this share of the body's prose.
ABOVE_TITLE = 0.5
#: A text of this length that stands twice is a repetition.
REPEATED_FROM = 40
#: Elements that are one line or cell of a text, never its core.
LINES = frozenset({"p", "span", "li", "td", "b", "strong", "em", "font", "blockquote", "a"})
#: Two spellings of a title are the same from this share of the longer one.
SAME_TITLE = 0.75
DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|last (?:updated|modified)|发布时间|时间|日期|更新时间|发表时间|publié|veröffentlicht|stand|"
    r"aktualisiert|publicado|actualizado|by|on|at|le|den|am|um|uhr|pm|am|edt|est|gmt|bst|utc|pst|cet|ist|il y a|ago|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre|de|st|nd|rd|th|年|月|日|时|分|秒|星期.|周.|上午|下午|hours?|minutes?|mins?|days?|read)"
    r"|[\d\s:：.,/|·•()（）\-–—T+Z年月日])+$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?:by|von|par|por|di|af|av|door|autor[ea]?|author|written by|words by|text|作者|记者|文|撰文|来源)"
    r"[\s:：/|]{1,3}\S[^.!?。]{1,70}$",
    re.IGNORECASE,
)
BYLINE_LONGEST, DATE_LONGEST = 110, 70


class Judge:
    """Rules over the runs of one page."""

    def __init__(self, layout: Layout, body: Element, meta: Meta, *, names: str = "read") -> None:
        """names: `ignored` where classes and ids would empty the body: they mean something else on that page"""
        self.layout = layout
        self.body = body
        self.meta = meta
        self.title = bare(meta.title)
        self.limit = MAX_REGION * max(layout.mass(body), 1.0) if names == "read" else 0.0
        self.regions: dict[Element, Rule | None] = {}
        self.seen: dict[str, list[str]] = {}
        """Kept texts by their beginning."""
        self.core = core(layout, body)
        self.behind = False
        """Whether the run that is looked at stands behind the core."""
        self.authors = [bare(name) for name in meta.author]

    def verdicts(self) -> list[Rule | None]:
        """One per run of the page: the rule by which it goes; None: it stays"""
        first, last = self.body.first, self.body.last
        runs = self.layout.page.runs
        verdicts: list[Rule | None] = [self.outside(run) for run in runs[:first]]
        started = self._leads(verdicts)
        top = self._top()
        for index in range(first, last):
            if index < top:
                verdicts.append(self.outside(runs[index]))
                continue
            self.behind = index >= self.core.last
            rule = self.inside(runs[index], early=not started)
            started = started or (rule is None and self.layout.raw[index] > 0)
            verdicts.append(rule)
        verdicts += [self.outside(run) for run in runs[last:]]
        self._tails(verdicts)
        return verdicts

    def _top(self) -> int:
        """Index of the headline inside the body, where hardly any prose stands above it; the body's first run else"""
        at, layout = self.layout.title_at, self.layout
        if not self.body.first < at < self.body.last:
            return self.body.first
        above = layout.sums[at] - layout.sums[self.body.first]
        return at if above < ABOVE_TITLE * layout.mass(self.body) else self.body.first

    def emptied(self, verdicts: list[Rule | None]) -> bool:
        """Whether the rules left hardly anything of the body's prose"""
        raw, first, last = self.layout.raw, self.body.first, self.body.last
        kept = sum(raw[index] for index in range(first, last) if verdicts[index] is None)
        return kept < MIN_KEPT * self.layout.mass(self.body) or not any(rule is None for rule in verdicts)

    # --- inside the body ---

    def inside(self, run: Run, *, early: bool) -> Rule | None:
        """early: no paragraph of the text has been seen yet"""
        region = self.region(run.element if run.media is None else run.element.parent or run.element)
        if region:
            return region
        if run.media:
            return None
        text = run.text
        if self._is_title(run, early=early):
            return self._title_rule(run)
        if self._in_cell(run.element):
            return None
        line = junk(text)
        if line:
            return line
        if self._fringe(run) or self._card(run):
            return by.RELATED if run.linked else by.OUTSIDE
        data = self._data(run, early=early)
        if data:
            return data
        if is_credit(text):
            return None
        if len(text) >= REPEATED_FROM and self._repeats(text):
            return by.REPEATED
        rest = len(text) - run.linked
        if run.linked and run.linked >= LINK_SHARE * len(text) and rest <= LINK_REST and not self._kept_link(run):
            return by.LINKS_ONLY
        return None

    def _repeats(self, text: str) -> bool:
        """Whether a text stood before, whole or, cut off by dots, as the beginning of another"""
        key = text[:REPEATED_FROM]
        whole = text.removesuffix("...").removesuffix("…")
        if any(other.startswith(whole) for other in self.seen.get(key, ())):
            return True
        self.seen.setdefault(key, []).append(text)
        return False

    def _fringe(self, run: Run) -> bool:
        """A fragment in the body that stands behind the part with nearly all of its prose"""
        if not self.behind or prose(run):
            return False
        element: Element | None = run.element
        while element is not None and element is not self.body:
            if element is self.core:
                return False
            element = element.parent
        return self.core is not self.body

    def _card(self, run: Run) -> bool:
        """A teaser of another article: a linked headline, or a line or two in one box with one"""
        element: Element | None = heading(run.element)
        if element is not None:
            return _points_away(run)
        element = run.element
        for _ in range(3):
            if element is None or element in (self.core, self.body) or element.last - element.first > CARD_RUNS:
                return False
            element = element.parent
            if element is None or element in (self.core, self.body) or element.last - element.first > CARD_RUNS:
                return False
            for other in self.layout.page.runs[element.first : element.last]:
                if heading(other.element) and _points_away(other):
                    return True
        return False

    def _names_author(self, text: str) -> bool:
        """Whether a line begins with an author's name"""
        line = bare(text).removeprefix("by")
        return any(name and line.startswith(name) for name in self.authors)

    def _kept_link(self, run: Run) -> bool:
        """A linked heading, item or cell of the text itself"""
        if heading(run.element):
            return True
        element: Element | None = run.element
        while element is not None and element is not self.body:
            if element.tag in ("td", "th", "figcaption", "blockquote", "dt", "dd"):
                return True
            if element.tag in ("ul", "ol"):
                return self.layout.mass(element) > 0
            element = element.parent
        return False

    def _data(self, run: Run, *, early: bool) -> Rule | None:
        text = run.text
        if len(text) <= DATE_LONGEST and DATE_LINE.match(text) and any(c.isdigit() for c in text):
            return by.DATELINE
        if weight(text) > 160 or heading(run.element):
            return None
        if len(text) < (LONGEST_NAMES if early else LONGEST_NAME) and self._names_author(text):
            return by.BYLINE
        element: Element | None = run.element
        while element is not None and element is not self.body:
            rule = named_cues(element).data
            if element.tag == "time" or element.get("itemprop") in ("datePublished", "dateModified"):
                rule = by.DATELINE
            if element.get("itemprop") == "author" or element.get("rel") == "author":
                rule = by.BYLINE
            if rule is by.LABEL and not (early and weight(text) < LONGEST_LABEL and element.tag in LABELS):
                rule = None
            if rule and self.layout.mass(element) < LONGEST_DATA:
                return rule
            element = element.parent
        if early and len(text) <= BYLINE_LONGEST and BYLINE.match(text):
            return by.BYLINE
        return None

    def region(self, element: Element) -> Rule | None:
        """The region inside the body that an element lies in; names of large parts of the body do not count"""
        known = self.regions.get(element, by.OUTSIDE)
        if known is not by.OUTSIDE:
            return known
        trail = []
        rule: Rule | None = None
        here: Element | None = element
        while here is not None and here is not self.body and here not in self.regions:
            trail.append(here)
            here = here.parent
        if here is not None and here is not self.body:
            rule = self.regions[here]
        for one in reversed(trail):
            own = None if rule else own_region(one)
            if own and self.layout.mass(one) < self.limit and not self._spared(one, own):
                rule = own
            self.regions[one] = rule
        return rule

    def _spared(self, element: Element, rule: Rule) -> bool:
        """A frame or an aside that holds a quotation, a post, a picture or a lead of the text"""
        named = named_cues(element)
        if named.lead or named.caption or element.tag in ("blockquote", "figure"):
            return True
        if rule is by.SHARE:
            return self.layout.mass(element) > POST
        return element.tag in ("aside", "label", "legend") and "quote" in element.hint

    def _is_title(self, run: Run, *, early: bool) -> bool:
        element = heading(run.element)
        if early and element and element.tag == "h1" and not self.title:
            return True
        return same(bare(run.text), self.title)

    def _in_cell(self, element: Element | None) -> bool:
        """Whether an element lies in a table of the text itself"""
        while element is not None and element is not self.body:
            if element.tag in ("td", "th"):
                return True
            element = element.parent
        return False

    # --- outside the body ---

    def outside(self, run: Run) -> Rule | None:
        """Why a run outside the body goes; pictures there go without a word"""
        if same(bare(run.text), self.title):
            return self._title_rule(run)
        found = self.layout.regions.get(run.element) or self._named_data(run.element)
        if not found and len(run.text) <= DATE_LONGEST and read_moment(run.text):
            found = by.DATELINE
        return found or by.OUTSIDE

    def _title_rule(self, run: Run) -> Rule:
        at, runs = self.layout.title_at, self.layout.page.runs
        return by.TITLE if at < 0 or runs[at] is run else by.TITLE_REPEATED

    def _named_data(self, element: Element | None) -> Rule | None:
        for _ in range(3):
            if element is None or element.tag == "body":
                return None
            if element.tag == "time":
                return by.DATELINE
            rule = named_cues(element).data
            if rule:
                return rule
            element = element.parent
        return None

    def _leads(self, verdicts: list[Rule | None]) -> bool:
        """Takes the standfirst between the headline and the body back in; whether there was one"""
        runs = self.layout.page.runs
        start = self._headline(verdicts)
        found = False
        for index in range(start, self.body.first):
            run = runs[index]
            if verdicts[index] is not by.OUTSIDE or run.media or heading(run.element):
                continue
            named = self._lead_cue(run.element)
            if (named and weight(run.text) > 40 and run.linked < 0.5 * len(run.text)) or (
                prose(run) > 60 and index > start
            ):
                if not junk(run.text) and not BYLINE.match(run.text) and not is_credit(run.text):
                    verdicts[index] = None
                    found = True
        return found

    def _headline(self, verdicts: list[Rule | None]) -> int:
        """Index after the headline above the body; the body's first run, if there is none"""
        runs = self.layout.page.runs
        for index in range(self.body.first - 1, max(-1, self.body.first - 60), -1):
            element = heading(runs[index].element)
            if element and (element.tag == "h1" or verdicts[index] in (by.TITLE, by.TITLE_REPEATED)):
                return index + 1
        return self.body.first

    def _lead_cue(self, element: Element | None) -> bool:
        for _ in range(3):
            if element is None or element.tag in ("body", "html"):
                return False
            if named_cues(element).lead or element.get("itemprop") in ("description", "alternativeHeadline"):
                return True
            element = element.parent
        return False

    # --- in context ---

    def _announced(self, verdicts: list[Rule | None]) -> None:
        """What follows a label of related articles near the end of the body"""
        sums, last = self.layout.sums, self.body.last
        for index in range(self.body.first, last):
            rule = verdicts[index]
            if (
                rule is None
                or rule.name != by.RELATED.name
                or len(self.layout.page.runs[index].text) > LONGEST_ANNOUNCEMENT
            ):
                continue
            if self.region(self.layout.page.runs[index].element) is None and sums[last] - sums[
                index
            ] < MAX_TAIL * self.layout.mass(self.body):
                verdicts[index:last] = [one or by.RELATED for one in verdicts[index:last]]
                return

    def _tails(self, verdicts: list[Rule | None]) -> None:
        """Headings that nothing kept follows go with what they announced; so does what a `related` label announces"""
        self._announced(verdicts)
        runs = self.layout.page.runs
        pending: list[int] = []
        last_rule: Rule | None = None
        for index in range(self.body.first, self.body.last):
            run = runs[index]
            if run.media:
                continue
            if verdicts[index] is None and heading(run.element):
                pending.append(index)
                last_rule = None
            elif verdicts[index] is None:
                pending, last_rule = [], None
            else:
                last_rule = last_rule or verdicts[index]
                if pending and verdicts[index] in (by.LINKS_ONLY, by.RELATED):
                    for one in pending:
                        verdicts[one] = by.RELATED
                    pending = []
        for one in pending:
            verdicts[one] = by.RELATED


def core(layout: Layout, body: Element) -> Element:
    """The smallest element in the body that holds nearly all of its prose"""
    needed = CORE_SHARE * layout.mass(body)
    smallest = body
    for element in layout.page.elements:
        if element.first >= body.first and element.last <= body.last and layout.mass(element) >= needed:
            if element.last - element.first <= smallest.last - smallest.first:
                smallest = element
    return smallest if needed > 0 and smallest.tag not in LINES else body


def _points_away(run: Run) -> bool:
    """Whether a run is nothing but a link to another page"""
    if run.linked < LINK_SHARE * len(run.text):
        return False
    return any(kind == "link" and not ref.startswith("#") for _, _, kind, ref in run.spans)


def bare(text: str) -> str:
    """Letters and digits alone, in lower case: how two titles are compared"""
    return NOISE.sub("", text).lower()


def same(one: str, title: str) -> bool:
    """Whether a bare text is a title, perhaps cut off or with the site's name"""
    if len(one) < 4 or not title:
        return False
    shorter, longer = sorted((one, title), key=len)
    return len(shorter) >= SAME_TITLE * len(longer) and shorter in longer
