"""Which runs of the body point to other pages: teasers in boxes, linked headlines, lines that are only a link."""

from dossier.clean import selectors as by
from dossier.clean.junk import Rule, is_credit
from dossier.clean.tree import Element, Run
from dossier.clean.worth import Layout, weight

#: A run with more linked text than this share of it, and less than so much text around, is a pointer.
LINK_SHARE, LINK_REST = 0.85, 12
#: A box with a teaser of another article holds at most this many runs of text.
CARD_RUNS = 8
#: Weighted length of the longest teaser.
LONGEST_TEASER = 280
#: A linked heading with more prose than this in so many runs below it is no teaser's.
SECTION, SECTION_RUNS = 600, 40
#: A table of contents has this many links to places on its page, and little else.
LEAST_CONTENTS, CONTENTS_SHARE = 3, 0.75
#: So many elements around a run are looked at for a list or a caption; hostile pages nest thousands.
AROUND = 12


class Pointers:
    """Rules over the links of one body."""

    def __init__(self, layout: Layout, body: Element, core: Element) -> None:
        """core: the smallest element in the body that holds nearly all of its prose"""
        self.layout, self.body, self.core = layout, body, core
        self.contents: dict[Element, bool] = {}

    def card(self, run: Run) -> Rule | None:
        """A teaser of another article: a linked headline, or a line or two in one box with one"""
        if run.element.heading is not None:
            return by.RELATED if points_away(run) and not self._opens_section(run.element.heading) else None
        if weight(run.text) > LONGEST_TEASER:
            return None
        element: Element | None = run.element
        for _ in range(3):
            if self._is_large(element):
                return None
            element = element.parent if element is not None else None
            if element is None or self._is_large(element):
                return None
            for other in self.layout.page.runs[element.first : element.last]:
                if other.element.heading is not None and points_away(other):
                    return by.RELATED
        return None

    def _is_large(self, element: Element | None) -> bool:
        return element in (None, self.core, self.body) or element.last - element.first > CARD_RUNS

    def _opens_section(self, heading: Element) -> bool:
        """Whether much prose follows a heading before the next one, in the same element"""
        prose, around = 0.0, heading.parent or heading
        for index in range(heading.last, min(around.last, self.body.last, heading.last + SECTION_RUNS)):
            if self.layout.page.runs[index].element.heading is not None:
                break
            prose += self.layout.raw[index]
        return prose >= SECTION

    def alone(self, run: Run) -> Rule | None:
        """Nothing but a link to another page, which is no source given by its address"""
        rest = len(run.text) - run.linked
        pointer = run.linked and run.linked >= LINK_SHARE * len(run.text) and rest <= LINK_REST
        if not pointer or run.text.startswith("http") or is_credit(run.text):
            return None
        return None if self._belongs(run) else by.LINKS_ONLY

    def _belongs(self, run: Run) -> bool:
        """Whether a link is a heading, item or caption of the text itself"""
        element: Element | None = run.element
        if run.element.heading is not None:
            return True
        away = leaves(run)
        for _ in range(AROUND):
            if element is None or element is self.body:
                break
            if element.tag in ("figcaption", "blockquote", "dt", "dd"):
                return True
            if element.tag in ("ul", "ol") and (away or self.is_contents(element)):
                return self.layout.mass(element) > 0 or not away
            element = element.parent
        return False

    def is_contents(self, element: Element) -> bool:
        """Whether an element is a table of contents: nothing but links to places on the page, and a heading"""
        if element not in self.contents:
            runs = self.layout.page.runs[element.first : element.last]
            inner = sum(bool(run.linked) and not leaves(run) for run in runs)
            self.contents[element] = inner >= LEAST_CONTENTS and inner >= CONTENTS_SHARE * len(runs)
        return self.contents[element]


def points_away(run: Run) -> bool:
    """Whether a run is nothing but a link to another page"""
    return run.linked >= LINK_SHARE * len(run.text) and leaves(run)


def leaves(run: Run) -> bool:
    """Whether a link in it leads anywhere but to a place on the page itself"""
    return any(kind == "link" and not ref.startswith("#") for _, _, kind, ref in run.spans)
