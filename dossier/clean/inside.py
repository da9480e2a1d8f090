"""Which runs inside the body stay, and by which rule each of the others goes."""

import re

from dossier.clean import selectors as by
from dossier.clean.embeds import embedded
from dossier.clean.headline import title_key as bare
from dossier.clean.junk import Rule, is_credit, junk
from dossier.clean.metadata import PageFacts
from dossier.clean.pictures import credits_picture, holds_only_pictures, in_caption
from dossier.clean.pointers import Pointers
from dossier.clean.tree import Element, Run
from dossier.clean.worth import Layout, named_cues, own_region, prose, weight

#: The part of the body with this share of its prose is its core.
CORE_SHARE = 0.9
#: A region in the body holds less than this share of its prose; the rules leave at least so much of it.
MAX_REGION, MIN_KEPT = 0.35, 0.1
#: A line with the author's name is about the author up to this length, above the text and in it.
LONGEST_NAMES, LONGEST_NAME = 90, 50
#: Regions by whose name a post that the text quotes may go: `social-embed`, `tweet-widget`.
QUOTABLE = frozenset({by.SHARE, by.SIDEBAR, by.OVERLAY, by.PROMOTION})
#: A label of the section, and the elements that it stands in; an element with data about the article.
LONGEST_LABEL, LONGEST_DATA = 50, 200
LABELS = frozenset({"div", "span", "p", "a", "strong", "b"})
#: A label is one line, perhaps two; what holds more is a table of contents, or the whole text.
LABEL_RUNS = 2
#: A text of this length that stands twice is a repetition.
REPEATED_FROM = 40
#: Elements that are one line or cell of a text, never its core.
LINES = frozenset({"p", "span", "li", "td", "b", "strong", "em", "font", "blockquote", "a"})
#: So many texts with one beginning are remembered, and a title is no longer than this.
MOST_ALIKE, LONGEST_TITLE = 20, 400
#: A line with data about the article is no longer than this, in Latin characters.
LONGEST_DATA_LINE = 160
LONGEST_SEPARATOR = 30
#: Two spellings of a title are the same from this share of the longer one.
SAME_TITLE = 0.75
STATED_DATE = re.compile(
    r"[\s\W]{0,4}(?:first )?(?:published|posted|updated|last updated)\b.{0,60}\d{4}.{0,30}$", re.IGNORECASE
)
DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|last (?:updated|modified)|"
    r"发布时间|时间|日期|更新时间|发表时间|publié|veröffentlicht|"
    r"stand|aktualisiert|publicado|actualizado|by|on|at|le|den|am|um|uhr|pm|am|edt|est|gmt|bst|utc|pst|"
    r"cet|ist|il y a|ago|"
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
#: So many elements around a run are looked at for a name; hostile pages nest thousands.
AROUND = 12


class Inside:
    """Rules over the runs of the body, in reading order."""

    def __init__(self, layout: Layout, body: Element, facts: PageFacts, *, names: str = "read") -> None:
        """names: `ignored` where classes and ids would empty the body: they mean something else on that page"""
        self.layout = layout
        self.body = body
        self.facts = facts
        self.core = core(layout, body)
        self.pointers = Pointers(layout, body, self.core)
        self.titles = [bare(title) for title in facts.titles]
        self.shortest = SAME_TITLE * min(map(len, filter(None, self.titles)), default=LONGEST_TITLE)
        self.authors = [bare(name) for name in facts.meta.author]
        self.limit = MAX_REGION * max(layout.mass(body), 1.0) if names == "read" else 0.0
        self.regions: dict[Element, Rule | None] = {}
        self.seen: dict[str, list[str]] = {}
        """Kept texts by their beginning."""
        self.early = True
        """No paragraph of the text has been seen yet."""
        self.collection = False
        """The page is a list of articles: its teasers are its text."""
        self.pictured = False
        """The last run that stays is a picture."""
        self.behind = False
        """The run that is looked at stands behind the core."""

    def judge(self, run: Run, index: int) -> Rule | None:
        """The rule by which the page's run number `index` goes; None: it stays"""
        self.behind = index >= self.core.last
        rule = self._judge(run)
        if rule is not None and self.pictured and credits_picture(run.text):
            rule = None
        if rule is None:
            self.pictured = run.media is not None
        self.early = self.early and not (rule is None and self.layout.raw[index] > 0)
        return rule

    def _judge(self, run: Run) -> Rule | None:
        if run.media:
            rule = self.region(run.element.parent or run.element)
            return None if rule is by.OVERLAY and embedded(run.media) else rule  # a player's box is named like a notice
        rule = self.region(run.element)
        if rule:
            return rule
        if self.is_title(run):
            return self.title_rule(run)
        if run.element.cell is not None and not self.is_around(run.element.cell):
            return None
        if in_caption(run.element):
            return self._line(run) if not credits_picture(run.text) else None
        return (
            self._line(run)
            or self._fringe(run)
            or self.pointers.card(run)
            or self._date(run)
            or self._byline(run)
            or self._named(run)
            or self._repeated(run)
            or self.pointers.alone(run)
        )

    # --- rules on one run ---

    def _line(self, run: Run) -> Rule | None:
        text = run.text
        if len(text) <= LONGEST_SEPARATOR and not any(map(str.isalnum, text)):
            return by.SEPARATOR
        return junk(text)

    def _fringe(self, run: Run) -> Rule | None:
        """A fragment in the body that stands behind the part with nearly all of its prose"""
        fringe = self.behind and self.core is not self.body and not prose(run)
        return (by.RELATED if run.linked else by.OUTSIDE) if fringe else None

    def _date(self, run: Run) -> Rule | None:
        text = run.text
        if len(text) > BYLINE_LONGEST or not any(c.isdigit() for c in text):
            return None
        dated = STATED_DATE.match(text) or (len(text) <= DATE_LONGEST and DATE_LINE.match(text))
        return by.DATELINE if dated else None

    def _byline(self, run: Run) -> Rule | None:
        """A line that begins with the author's name, or above the text with `by`"""
        text = run.text
        if run.element.heading is not None or len(text) > BYLINE_LONGEST or is_credit(text):
            return None
        if len(text) < (LONGEST_NAMES if self.early else LONGEST_NAME):
            line = bare(text).removeprefix("by")
            if any(name and line.startswith(name) for name in self.authors):
                return by.BYLINE
        return by.BYLINE if self.early and BYLINE.match(text) else None

    def _named(self, run: Run) -> Rule | None:
        """A line that the page names as its date, author or section"""
        size = weight(run.text)
        if size > LONGEST_DATA_LINE or run.element.heading is not None:
            return None
        element: Element | None = run.element
        for _ in range(AROUND):
            if element is None or element is self.body:
                break
            rule = _data_rule(element)
            if rule is by.LABEL and not (self.early and size < LONGEST_LABEL and _is_label(element)):
                rule = None
            if rule and self.layout.mass(element) < LONGEST_DATA:
                return rule
            element = element.parent
        return None

    def _repeated(self, run: Run) -> Rule | None:
        """A text that stood before, whole or, cut off by dots, as the beginning of another"""
        text = run.text
        if len(text) < REPEATED_FROM or is_credit(text):
            return None
        whole = text.removesuffix("...").removesuffix("…")
        others = self.seen.setdefault(text[:REPEATED_FROM], [])
        if any(other.startswith(whole) for other in others):
            return by.REPEATED
        if len(others) < MOST_ALIKE:
            others.append(text)
        return None

    # --- the title ---

    def is_title(self, run: Run) -> bool:
        """Whether a run has the words of the title, as the page shows it or gives it as data"""
        if not self.shortest <= len(run.text) <= LONGEST_TITLE:
            return False
        words = bare(run.text)
        return True in [same(words, title) for title in self.titles]

    def title_rule(self, run: Run) -> Rule:
        """Whether a run with the title's words is the title, or repeats it"""
        at, runs = self.layout.title_at, self.layout.page.runs
        return by.TITLE if at < 0 or runs[at] is run else by.TITLE_REPEATED

    # --- regions ---

    def is_around(self, element: Element) -> bool:
        """Whether an element holds the whole body"""
        holds = element.first <= self.body.first and self.body.last <= element.last
        return holds and element.depth <= self.body.depth

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
            if rule in QUOTABLE and one.tag == "blockquote":
                rule = None
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
        if rule is by.NAVIGATION and self.pointers.is_contents(element):
            return True
        if (
            element.parent is not None
            and element.parent.tag == "figure"
            and holds_only_pictures(element, self.layout.page.runs)
        ):
            return True
        return element.tag in ("aside", "label", "legend") and "quote" in element.hint


def _is_label(element: Element) -> bool:
    return element.tag in LABELS and element.last - element.first <= LABEL_RUNS


def _data_rule(element: Element) -> Rule | None:
    """What an element is named as: a date, an author, a section"""
    if element.tag == "time" or element.get("itemprop") in ("datePublished", "dateModified"):
        return by.DATELINE
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        return by.BYLINE
    return named_cues(element).data


def core(layout: Layout, body: Element) -> Element:
    """The smallest element in the body that holds nearly all of its prose"""
    needed = CORE_SHARE * layout.mass(body)
    smallest, first, last, size = body, body.first, body.last, body.last - body.first
    for element in layout.filled if needed > 0 else ():
        smaller = element.last - element.first <= size
        if smaller and first <= element.first and element.last <= last and layout.mass(element) >= needed:
            smallest, size = element, element.last - element.first
    return body if smallest.tag in LINES else smallest


def same(one: str, title: str) -> bool:
    """Whether a bare text is a title, perhaps cut off or with the site's name"""
    if len(one) < 4 or len(one) < SAME_TITLE * len(title) or len(title) < SAME_TITLE * len(one):
        return False
    return one in title or title in one
