"""What stands beside the headline of a page, and what stands among comments and other articles."""

from dossier.clean.tree import Element, Page, Run
from dossier.clean.worth import named_cues

#: Runs around the headline, before it and after it; without a headline, the first ones.
BEFORE, AFTER, FIRST = 6, 14, 60
#: An element in a region by name is looked for in so many elements above it.
DEEP = 40


def near(page: Page, title_at: int) -> list[Run]:
    """The runs beside the headline; title_at: its index, -1: there is none"""
    return page.runs[max(0, title_at - BEFORE) : title_at + AFTER] if title_at >= 0 else page.runs[:FIRST]


def stands_in(element: Element, title_at: int, regions: frozenset[str]) -> bool:
    """Whether an element is, or lies in, a region of one of these rules or tags, by the names of what is around it

    An element that holds the headline too is the article's, whatever its name.
    """
    above: Element | None = element
    for _ in range(DEEP):
        if above is None or above.first <= title_at < above.last:
            return False
        region = named_cues(above).region if above.hint else None
        if above.tag in regions or (region and region.name in regions):
            return True
        above = above.parent
    return False
