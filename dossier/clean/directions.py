"""The editor's hand in cleaning: what stays of a source and what goes, over the rules; the narrowest place wins.

In one place (a sidecar, one site of the web, site.yaml) a line by its text goes before an element, an inner element
before an outer one, and a rule's name comes last; but a dropped rule works in kept elements too. Where two entries mean
the same element, the one that keeps it wins: nothing is lost by doubt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from urllib.parse import urlsplit

from dossier.clean.decode import refusal
from dossier.clean.junk import Rule
from dossier.clean.matching import elements_of
from dossier.clean.page import Element, Page, Run
from dossier.clean.worth import Layout
from dossier.editorial.cleaning import no_match
from dossier.errors import Failure, Problem
from dossier.model import EDITOR_REASON, EDITOR_RULE, Block, Direction, Directions, Source

UNDIRECTED = Directions()
#: Only lines of at most this many characters are compared with patterns.
LONGEST_LINE = 300


class Level:
    """The directions of one place, and which elements of the page they mean."""

    def __init__(self, directions: Sequence[Direction]) -> None:
        self.directions = directions
        self.rules = {d.text: d for d in directions if d.kind == "rule"}
        self.lines = {d.text: d for d in directions if d.kind == "text"}
        self.patterns = [(_compiled(d.text), d) for d in directions if d.kind == "pattern"]
        self.meant: dict[Element, Direction] = {}
        """Elements that a selector fits, and all that is in them: the direction of the innermost one."""

    def line(self, text: str) -> list[Direction]:
        """The directions that a line's text fits, the first one decides"""
        if not self.lines and not self.patterns:
            return []
        text = " ".join(text.split())
        found = [self.lines[text]] if text in self.lines else []
        if text and len(text) <= LONGEST_LINE:
            found += [direction for pattern, direction in self.patterns if pattern.fullmatch(text)]
        return found

    def decide(self, line: list[Direction], element: Element | None, rule: Rule | None) -> Direction | None:
        """What is said of a run or line; None: nothing here

        line: the directions that its text fits; rule: the one by which it goes, if nobody says otherwise.
        """
        if line:
            return line[0]
        named = self.rules.get(rule.name) if rule else None
        if named and named.verb == "drop":
            return named
        return (self.meant.get(element) if element else None) or named


class Steering:
    """All directions for one source."""

    def __init__(self, directions: Directions, url: str) -> None:
        """url: of the article, as its source states it; the sidecar's goes before it"""
        host = _host(directions.url or url)
        hosts = [one for one in directions.hosts if host == one.host or host.endswith(f".{one.host}")]
        hosts.sort(key=lambda one: -len(one.host))
        places = (directions.article, *(one.directions for one in hosts), directions.everywhere)
        self.levels = [Level(place) for place in places if place]
        self.used: dict[Direction, None] = {}
        """Directions that something fits, in order."""
        self._own = directions.article
        self._partly: set[Direction] = set()
        """Selectors that fit nothing but parts of lines."""
        self._dropped = False

    # --- pages ---

    def look(self, page: Page) -> None:
        """Finds the elements that selectors mean"""
        holders = _holders(page.runs) if self.levels else frozenset()
        for level in self.levels:
            own: dict[Element, Direction] = {}
            for one in sorted((d for d in level.directions if d.kind == "selector"), key=lambda d: d.verb):
                found = elements_of(one.text, page.elements)
                own.update(dict.fromkeys(found, one))  # `keep` comes after `drop`
                if any(element.first < element.last or element in holders for element in found):
                    self.used[one] = None
                elif found:
                    self._partly.add(one)
            if own:
                level.meant = _inherited(own, chain(page.elements, _extra(page.runs)))

    def silence(self, layout: Layout) -> None:
        """What an editor drops says nothing about where the article stands"""
        runs = layout.page.runs if self.levels else []
        decided = [self._decide(run.text, run.inner, None) for run in runs]
        dropped = [number for number, one in enumerate(decided) if one and one.verb == "drop"]
        for number in dropped:
            layout.worth[number] = 0.0
        if dropped:
            layout.worths = list(accumulate(layout.worth, initial=0.0))

    def runs(self, runs: Sequence[Run], rules: Sequence[Rule | None]) -> list[Rule | None]:
        """The verdicts on a page's runs, after the editor's word"""
        return self._all([(run.text, run.inner) for run in runs] if self.levels else [], rules)

    # --- lines ---

    def lines(self, lines: Iterable[str], rules: Sequence[Rule | None]) -> list[Rule | None]:
        """The verdicts on the lines of a dump or the blocks of a clipping, after the editor's word"""
        return self._all([(line, None) for line in lines] if self.levels else [], rules)

    # --- both ---

    def _all(self, pieces: Sequence[tuple[str, Element | None]], rules: Sequence[Rule | None]) -> list[Rule | None]:
        found = list(rules)
        for number, (text, element) in enumerate(pieces):
            one = self._decide(text, element, rules[number])
            if one is None or (one.verb == "drop" and one.kind == "rule"):
                continue
            found[number] = None if one.verb == "keep" else _editors(one)
            self._dropped = self._dropped or one.verb == "drop"
        return found

    def _decide(self, text: str, element: Element | None, rule: Rule | None) -> Direction | None:
        """The word of the narrowest place that says anything"""
        lines = [level.line(text) for level in self.levels]
        for line in lines:
            self.used.update(dict.fromkeys(line))
        pairs = zip(self.levels, lines, strict=True)
        return next((one for level, line in pairs if (one := level.decide(line, element, rule))), None)

    def account(self, blocks: Sequence[Block], source: Source) -> tuple[tuple[Direction, ...], tuple[Problem, ...]]:
        """The directions that something fits, and a warning for each one of the sidecar that nothing does

        Raises Failure where the editor dropped all that would have been the text.
        """
        if self._dropped and not any(block.text for block in blocks):
            hint = f"correct 'drop' in {', or in '.join(sorted({d.scope for d in self.used}))}"
            raise Failure([refusal(source, "all-dropped", "the editor's directions drop all of the text", hint)])
        unused = [one for one in self._own if one.kind != "rule" and one not in self.used]
        lines = "but parts of lines in this article, which stay or go as a whole"
        places = [lines if one in self._partly else "in this article" for one in unused]
        return tuple(self.used), tuple(map(no_match, unused, places))


def _holders(runs: Iterable[Run]) -> set[Element]:
    """The elements that hold all the text of a line, and no other line"""
    found: set[Element] = set()
    for run in runs:
        element = run.inner
        found.update((element, run.element))
        while element is not run.element and element.parent:
            element = element.parent
            found.add(element)
    return found


def _extra(runs: Iterable[Run]) -> Iterator[Element]:
    """Pictures for pages without scripts, and the element around each: the page does not list them"""
    for run in runs:
        if run.media and run.element.parent:
            yield from (run.element.parent, run.element)


def _inherited(own: dict[Element, Direction], elements: Iterable[Element]) -> dict[Element, Direction]:
    """Directions of elements, and of all elements in them that have none of their own; in one pass from the top"""
    found: dict[Element, Direction] = {}
    for element in elements:
        direction = own.get(element) or (found.get(element.parent) if element.parent else None)
        if direction:
            found[element] = direction
    return found


def _editors(direction: Direction) -> Rule:
    """The rule under which a piece stands that an editor dropped"""
    text = f"/{direction.text}/" if direction.kind == "pattern" else direction.text
    return Rule(name=EDITOR_RULE, reason=f"{EDITOR_REASON}{text} ({direction.scope})")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # http://[
        return ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
