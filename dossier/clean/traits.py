"""What speaks for and against one run of text being part of the article: named traits, each with a value.

The names are those of `data/weights.txt`; `benchmarks/fit_weights.py` learns from the same traits, so that there is one
definition of each. The choice of traits follows what works for this task elsewhere: density of links and text of a run,
of its parent and its neighbours (Kohlschütter et al. 2010, Boilerpipe; Peters & Lecocq 2013, Dragnet), and adds what
only this house knows: the rule by which a run would go, the region it lies in by name, the page's own description.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log1p

from dossier.clean import selectors as by
from dossier.clean.headline import title_key as bare
from dossier.clean.inside import Inside
from dossier.clean.junk import Rule, junk
from dossier.clean.pictures import credits_picture, in_caption
from dossier.clean.tree import Element, Run
from dossier.clean.verdicts import top
from dossier.clean.worth import named_cues, own_region, weight

Trait = tuple[str, float]

#: Rules that go by names and places: what they say may be outweighed. All others are final.
SOFT = frozenset(
    {
        *(by.HIDDEN, by.OUTSIDE, by.NAVIGATION, by.FOOTER, by.SIDEBAR, by.COMMENTS, by.RELATED, by.SHARE),
        *(by.PROMOTION, by.ADVERTISEMENT, by.TAGS, by.BYLINE, by.DATELINE, by.BIOGRAPHY, by.OVERLAY),
        *(by.LINKS_ONLY, by.LABEL),
    }
)
#: Shorter texts that go are not asked about again.
SHORTEST = 20
#: Weighted lengths below which a run is short, and above which it is long.
SHORT, LONG = 25, 250
#: A run is nothing but links from this share of it.
ONLY_LINKS = 0.85
#: Shares of the body's prose: what has less of it before it is early, less behind it late.
EDGE = 0.1
#: So many runs after the headline stand right below it.
RIGHT_BELOW = 4
#: So many elements up, a name still says what a line is.
NEAR = 4
#: So many characters of a text are looked for in the page's description and data; shorter texts are not.
DESCRIBED, EVIDENT = 40, 20
MUCH_EVIDENCE = 500
#: Logarithms of lengths and distances are divided by these, so that all values are about 0 to 1.
LENGTHS, DISTANCES = 6, 5
DEEPEST = 5
DESCRIPTIONS = ("description", "og:description", "twitter:description")
#: The traits of what the page says of itself; each has a value from 0 to 1.
SAID = ("author-first", "author", "described", "description", "evidence", "no-evidence", "title-words")
#: The traits of the texts before and after: there is none; how much of it is linked; it stays; it is prose.
NEIGHBOURS = tuple(
    ((f"{name}-none", f"{name}-linked", f"{name}-kept", f"{name}-prose"), step)
    for name, step in (("previous", -1), ("next", 1))
)
BLOCKS = frozenset("p li blockquote dt dd pre article section td a".split())
WORDS = re.compile(r"\w+")
#: What may be a digit of any kind: one of ASCII, or any character beyond it.
DIGITS = re.compile(r"[^\x00-/:-\x7f]")
#: What begins so goes on with the line before it: text between formulas, a reference with its own elements.
CONTINUES = ".,;:)]"
STOPS, QUOTES = ".!?。！？…", "”\"’' )」』"


class Traits:
    """The traits of the runs of one page, under the verdicts that the rules found."""

    def __init__(self, inside: Inside, found: Sequence[Rule | None]) -> None:
        self.inside, self.found = inside, found
        self.layout, self.body = inside.layout, inside.body
        self.runs = self.layout.page.runs
        self.texts = [index for index, run in enumerate(self.runs) if not run.media]
        self.order = {index: number for number, index in enumerate(self.texts)}
        self.linked = list(accumulate((run.linked for run in self.runs), initial=0))
        self.lengths = list(accumulate((len(run.text) for run in self.runs), initial=0))
        self.mass = max(self.layout.mass(self.body), 1.0)
        self.top = top(inside)
        self.regions: dict[Element, frozenset[str]] = {}
        metas = self.layout.page.metas
        self.description = bare(" ".join(content for name, content in metas if name in DESCRIPTIONS))
        self.title_words = {word for title in inside.facts.titles for word in WORDS.findall(title.lower())}

    def contested(self) -> Iterator[int]:
        """Numbers of the runs that weights may judge: no captions, quotations, cells, and lines that are final

        Headings go with the text below them; but one above all text may be a line of the page.
        """
        if self.inside.collection:
            return
        for index in self.texts:
            run, rule = self.runs[index], self.found[index]
            if rule is None:
                if not self._settled(index):
                    yield index
            elif rule in SOFT and len(run.text) >= SHORTEST and self._open(index) and not junk(run.text):
                yield index

    def _settled(self, index: int) -> bool:
        """Whether a run that stays does so for what it is"""
        run = self.runs[index]
        if run.element.cell is not None or run.text[0] in CONTINUES or run.text.startswith("http"):
            return True
        if run.element.heading is not None and self.layout.sums[index] > self.layout.sums[self.body.first]:
            return True
        return _preformatted(run) or _quoted(run) or in_caption(run.element) or credits_picture(run.text)

    def _open(self, index: int) -> bool:
        if self.body.first <= index < self.body.last:
            return index >= self.top
        return self.layout.raw[index] > 0

    def of(self, index: int) -> list[Trait]:
        """The traits of the page's run number `index`; those that are missing have the value 0"""
        return [*self.seen(index), *self.said(index)]

    def seen(self, index: int) -> list[Trait]:
        """The traits but for those of `said`"""
        run = self.runs[index]
        return [
            *self._place(index),
            *_text(run, self.layout.raw[index]),
            *self._around(run),
            *self._position(index),
            *self._neighbours(index),
        ]

    def _place(self, index: int) -> list[Trait]:
        rule, body, core = self.found[index], self.body, self.inside.core
        if core.first <= index < core.last:
            place = "in:core"
        else:
            place = "in:before" if index < body.first else "in:body" if index < body.last else "in:after"
        found = [(f"rule:{rule.name if rule else 'none'}", 1.0), (place, 1.0)]
        if rule is None and self.layout.raw[index] > 0:
            found.append(("kept-prose", 1.0))
        return found

    def _around(self, run: Run) -> list[Trait]:
        block = _block(run.element)
        parent = block.parent or block
        heading = run.element.heading
        kind = heading.tag if heading else "td" if run.element.cell else _kind(block)
        found = [(f"tag:{kind}", 1.0)]
        found += [(f"region:{region}", 1.0) for region in sorted(self._regions(block))]
        found += [(name, 1.0) for name in sorted(_named(block))]
        found.append(("parent-linked", self._share(parent)))
        found.append(("block-linked", self._share(block)))
        found.append(("depth", min(DEEPEST, max(0, block.depth - self.inside.core.depth)) / DEEPEST))
        if parent is self.body or parent is self.inside.core:
            found.append(("under-body", 1.0))
        return found

    def _regions(self, element: Element) -> frozenset[str]:
        """Names of the regions that an element lies in, `body` for one named as the text; remembered"""
        trail = []
        here: Element | None = element
        while here is not None and here not in self.regions:
            trail.append(here)
            here = here.parent
        names = self.regions[here] if here is not None else frozenset()
        for one in reversed(trail):
            own = own_region(one)
            if own and own.name not in names:
                names |= {own.name}
            if one.hint and named_cues(one).body == 2:
                names |= {"body"}
            self.regions[one] = names
        return names

    def _share(self, element: Element) -> float:
        length = self.lengths[element.last] - self.lengths[element.first]
        return (self.linked[element.last] - self.linked[element.first]) / length if length else 0.0

    def _position(self, index: int) -> list[Trait]:
        body, title_at = self.body, self.layout.title_at
        if body.first <= index < body.last:
            found = self._in_body(index)
        elif index < body.first:
            found = [("before-body", log1p(body.first - index) / DISTANCES)]
        else:
            found = [("after-body", log1p(index - body.last + 1) / DISTANCES)]
        if title_at < 0:
            return [*found, ("untitled", 1.0)]
        found.append(("from-title", log1p(abs(index - title_at)) / DISTANCES))
        if index < title_at:
            found.append(("above-title", 1.0))
        elif index - title_at <= RIGHT_BELOW:
            found.append(("below-title", 1.0))
        return found

    def _in_body(self, index: int) -> list[Trait]:
        sums = self.layout.sums
        above = (sums[index] - sums[self.body.first]) / self.mass
        below = (sums[self.body.last] - sums[index + 1]) / self.mass
        found = [("above", above)]
        if above < EDGE:
            found += [("first", 1.0), ("early", 1.0)] if above == 0 else [("early", 1.0)]
        if below < EDGE:
            found += [("last", 1.0), ("late", 1.0)] if below == 0 else [("late", 1.0)]
        return found

    def _neighbours(self, index: int) -> list[Trait]:
        found: list[Trait] = []
        for (none, linked, kept, prose), step in NEIGHBOURS:
            number = self.order[index] + step
            if not 0 <= number < len(self.texts):
                found.append((none, 1.0))
                continue
            other = self.texts[number]
            run = self.runs[other]
            found.append((linked, run.linked / len(run.text)))
            if self.found[other] is None:
                found.append((kept, 1.0))
            if self.layout.raw[other] > 0:
                found.append((prose, 1.0))
        return found

    def said(self, index: int) -> list[Trait]:
        """What the page says of itself as data, and whether the run repeats it: traits named in `SAID`"""
        run = self.runs[index]
        text = bare(run.text[:400])
        found: list[Trait] = []
        if any(name and text.startswith(name) for name in self.inside.authors):
            found.append(("author-first", 1.0))
        elif any(name and name in text for name in self.inside.authors):
            found.append(("author", 1.0))
        if len(text) > DESCRIBED and text[:DESCRIBED] in self.description:
            found.append(("described", 1.0))
            if self.description.startswith(text[:DESCRIBED]):
                found.append(("description", 1.0))
        evidence = self.inside.facts.body
        if evidence and len(run.text) > EVIDENT:
            if "".join(run.text[:60].split())[:40] in evidence:
                found.append(("evidence", 1.0))
            elif len(evidence) > MUCH_EVIDENCE:
                found.append(("no-evidence", 1.0))
        words = WORDS.findall(run.text[:400].lower())
        found.append(("title-words", len(self.title_words.intersection(words)) / max(3, len(words))))
        return found


def _text(run: Run, raw: float) -> list[Trait]:
    """The traits of a run's own words; raw: the weighted length of its prose"""
    text, length, size = run.text, len(run.text), weight(run.text)
    end = text.rstrip(QUOTES)[-1:]
    share = run.linked / length
    tests = (
        ("prose", raw > 0),
        ("short", size < SHORT),
        ("long", size > LONG),
        ("stop", end != "" and end in STOPS),
        ("colon", text[-1] in ":："),
        ("links-only", share >= ONLY_LINKS),
        ("some-links", 0 < share < ONLY_LINKS),
        ("address", "http" in text or "www." in text or "@" in text),
        ("break", "\n" in text),
        ("bar", "|" in text or "»" in text or "›" in text),
        ("copyright", "©" in text),
        ("lower", text[0].islower()),
    )
    digits = sum(map(str.isdigit, DIGITS.findall(text, 0, 400)))
    found = [("length", log1p(size) / LENGTHS), ("digits", digits / min(length, 400)), ("linked", share)]
    return found + [(name, 1.0) for name, there in tests if there]


def _named(element: Element | None) -> set[str]:
    """What the names of an element and of those around it say it is"""
    found = set()
    for _ in range(NEAR):
        if element is None:
            break
        if element.hint:
            named = named_cues(element)
            if named.data:
                found.add(f"data:{named.data.name}")
            if named.lead:
                found.add("lead")
        element = element.parent
    return found


def _block(element: Element) -> Element:
    """The element of its own lines that an inline one stands in"""
    while element.parent is not None and element.tag in ("a", "span", "b", "strong", "em", "i", "font", "u", "small"):
        element = element.parent
    return element


def _kind(block: Element) -> str:
    return block.tag if block.tag in BLOCKS else "div"


def _preformatted(run: Run) -> bool:
    """Whether it is code, or a text set with its own line breaks"""
    around = run.element.parent
    return run.element.tag == "pre" or (around is not None and around.tag == "pre")


def _quoted(run: Run) -> bool:
    element: Element | None = run.element
    for _ in range(NEAR):
        if element is None:
            return False
        if element.tag == "blockquote":
            return True
        element = element.parent
    return False
