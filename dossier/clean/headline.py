"""The title of a page: what its data gives, and the line on the page that shows it, whose spelling wins."""

import re
from html import unescape

from msgspec import Struct

from dossier.clean import metadata_rules as rules
from dossier.clean.moment import read_moment
from dossier.clean.page_data import Data
from dossier.clean.tree import Page, Run
from dossier.clean.worth import named_cues

#: So many titles are compared, so much of each.
MOST_TITLES, LONGEST_TITLE = 12, 400
#: Bounds of a headline in characters, and so many runs may be one.
SHORTEST, LONGEST, MOST_SHOWN = 4, 300, 80
#: So much of a given title must be spelled, by a heading and by a line of another kind.
AGREES, AGREES_PLAIN = 0.3, 0.5
#: What speaks for a line: a first heading, any other, the words of class and id; and against it: a region by name.
FIRST_HEADING, HEADING, NAMED, IN_REGION = 0.35, 0.15, 0.1, 0.3
#: With this score the line is a first heading that spells a title exactly.
EXACT = 1 + FIRST_HEADING
#: A line spells a title or nearly so, with this score or more; a headline above the date may take its place else.
CERTAIN = 0.8
#: A headline this short, in characters, may be the name of the site or of a section.
SHORT = 12
#: The headline stands so many lines above the line with the date.
ABOVE_DATE = 4
#: A date line is looked for in so many runs, of so many characters at most.
RUNS_READ, DATE_LINE = 200, 160
#: So many first characters of a line stand in one of the titles, if it is to be compared with them.
PROBE = 4

#: What does not count where titles are compared; the fast way for ASCII.
MARKS = re.compile(r"[\W_]+")
LETTERS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(0x80)}


class Headline(Struct, frozen=True):
    """The title of a page, and where it stands."""

    text: str
    at: int
    """Index of the run that shows it; -1: none does."""
    given: tuple[str, ...]
    """All that the page's data gives as its title, best first."""


def find_headline(page: Page, data: Data, sites: set[str]) -> Headline:
    """The title of a page; sites: names of the site and its publisher, as `title_key` spells them"""
    given = tuple(_given(page, data))
    keys = _keys(given, sites)
    at, score = _shown(page, keys, given)
    if score < CERTAIN or (score < EXACT and len(page.runs[at].text) <= SHORT):
        above = _above_date(page, sites)
        at = above if above >= 0 and (at < 0 or len(page.runs[above].text) > len(page.runs[at].text)) else at
    if at >= 0:
        return Headline(_cleaned(page.runs[at].text), at, given)
    text = _from_data(given, keys, data)
    key = title_key(text)
    at = next(
        (i for i, run in enumerate(page.runs) if key and len(run.text) < LONGEST and title_key(run.text) == key), -1
    )
    return Headline(_cleaned(text), at, given)


def _keys(given: tuple[str, ...], sites: set[str]) -> list[str]:
    """What is compared: the given titles, and what is left of them without the site; no name of a site, no 正文"""
    texts = (*given, *(bare for text in given if (bare := without_site(text, "")) != text))
    keys = dict.fromkeys(map(title_key, texts))
    return [key for key in keys if key and key not in sites and key not in rules.GENERIC]


def title_key(text: str) -> str:
    """A title for comparison: marks, white space and case do not count"""
    return text.translate(LETTERS) if text.isascii() else MARKS.sub("", text).lower()


def _cleaned(text: str) -> str:
    return rules.ORIGINAL.sub("", " ".join(text.split()))


def _given(page: Page, data: Data) -> list[str]:
    given = [*data.texts("headline"), *(text for _, text in data.meta(rules.TITLES)), page.title, *data.texts("title")]
    return [" ".join(unescape(text).split())[:LONGEST_TITLE] for text in given[:MOST_TITLES] if text.strip()]


def _shown(page: Page, keys: list[str], given: tuple[str, ...]) -> tuple[int, float]:
    """(index, score) of the run that spells a given title best; without titles, the first heading of first rank"""
    best_at, best_score, seen = -1, 0.0, 0
    starts = "\n".join(given)
    for index, run in enumerate(page.runs):
        if not SHORTEST <= len(run.text) < LONGEST:
            continue
        heading = run.element.heading
        if heading is None and (run.text[:PROBE] not in starts or run.linked == len(run.text)):
            continue
        key = title_key(run.text)
        agrees = max([_agreement(key, other) for other in keys], default=0.0)
        first = heading is not None and heading.tag == "h1"
        enough = agrees > (AGREES if heading is not None else AGREES_PLAIN)
        if enough or (first and not keys):
            rank = FIRST_HEADING if first else HEADING if heading is not None else 0.0
            score = agrees + rank + NAMED * _named_headline(run) - IN_REGION * _in_region(run)
            if score > best_score:
                best_at, best_score = index, score
        seen += 1
        if seen == MOST_SHOWN:
            break
    return best_at, best_score


def _named_headline(run: Run) -> bool:
    above = run.element.parent
    return any(e and e.hint and rules.HEADLINE_WORDS.search(e.hint) for e in (run.element, above))


def _in_region(run: Run) -> bool:
    return named_cues(run.element).region is not None


def _above_date(page: Page, sites: set[str]) -> int:
    """Index of the heading, or the line named as headline, above the labelled date or the date with a source; -1"""
    for index, run in enumerate(page.runs[:RUNS_READ]):
        text = run.text[:DATE_LINE]
        if not (rules.DATE_LABEL.search(text) or rules.SOURCE.search(text)) or len(run.text) > DATE_LINE:
            continue
        if not read_moment(" ".join(r.text for r in page.runs[index : index + 2] if len(r.text) < DATE_LINE)):
            continue
        for above in range(index - 1, max(-1, index - 1 - ABOVE_DATE), -1):
            line = page.runs[above]
            could_be = line.element.heading is not None or _named_headline(line)
            if could_be and SHORTEST <= len(line.text) < LONGEST and title_key(line.text) not in sites:
                return above
    return -1


def _from_data(given: tuple[str, ...], keys: list[str], data: Data) -> str:
    """The title where no line shows it: the first given one that says anything, without the site"""
    site = data.metas.get("og:site_name", "")
    known = set(keys)
    return next((without_site(text, site) for text in given if title_key(text) in known), given[0] if given else "")


def _agreement(one: str, other: str) -> float:
    """How much of a page's title a heading spells: 1 is all; 0: it is no part of it"""
    if not one or not other:
        return 0.0
    if one in other:
        return len(one) / len(other)
    return 0.95 * len(other) / len(one) if other in one else 0.0


def without_site(title: str, site: str) -> str:
    """A page's title without the name of its site, section or company at either end"""
    parts = rules.SITE_MARK.split(title)
    marks = rules.SITE_MARK.findall(title)
    if len(parts) < 2:
        return title
    if site and title_key(parts[0]) == title_key(site):
        return title[len(parts[0]) + len(marks[0]) :]
    kept = parts[0]
    for mark, part in zip(marks, parts[1:], strict=True):
        if len(kept) >= max(8, len(part)) or mark.strip() in "|｜_»丨":
            break
        kept += mark + part
    return kept
