"""When a page was published: its data, its own line beside the headline, its scripts, its address, its dateline.

The page's own local time counts, as precisely as anything says it. Dates of changes, of comments and of other articles
never do.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dossier.clean import metadata_rules as rules
from dossier.clean.dateline import Dateline, find_dateline, published_by
from dossier.clean.moment import in_calendar, moments, read_moment
from dossier.clean.near import BEFORE, near, stands_in
from dossier.clean.page_data import Data
from dossier.clean.script_dates import is_utc, local_moment, script_date
from dossier.clean.tree import Page, Run
from dossier.model import PublishedFrom

#: Longest line with a date, and longest piece of one.
LONGEST_LINE, LONGEST_PIECE = 160, 12
#: A date far from the headline is looked for in so many runs; years of neighbours in so many last ones.
RUNS_READ, LAST_RUNS = 150, 400
#: Paragraphs of the text begin with runs of this length; so many may have a dateline.
PARAGRAPH, PARAGRAPHS = 40, 3
DAY = len("2024-10-08")
HAN = re.compile("[\u4e00-\u9fff]")
#: Regions by name whose dates are not the article's.
FOREIGN = frozenset({"comments", "related", "footer"})


class When(NamedTuple):
    """A date and how it is known, as in `Meta`."""

    value: str = ""
    origin: PublishedFrom = "none"
    why: str = ""


NEVER = When()


def find_published(page: Page, data: Data, title_at: int, url: str) -> When:
    """When a page was published; title_at: index of the run that is the headline, -1: none is; url: its address"""
    stated, text = _stated(data, rules.DATE_KEYS, rules.DATES)
    shown = _shown(page, title_at)
    if not shown and not _timed(stated.value):
        shown = _yearless(page, title_at, stated.value or _of_address(url).value)
    if _timed(shown) and _may_replace(shown, stated.value, text):
        return When(shown, "page", "the line beside the title")
    day = stated if stated.value else When(shown, "page", "the line beside the title")
    if _timed(day.value):
        return _local(day, text, shown)
    return _timed_by_others(page, data, day, title_at) if day.value else _elsewhere(page, data, title_at, url)


def _timed(value: str) -> bool:
    return len(value) > DAY


def _stated(data: Data, keys: tuple[str, ...], names: tuple[str, ...]) -> tuple[When, str]:
    """The first date under the keys of JSON-LD and the names of `meta` elements, and the text that it was read from"""
    fields = [(key, text) for key in keys for text in data.texts(key)]
    for name, text in (*fields, *data.meta(names)):
        value = _stamp(text)
        if value:
            return When(value, "metadata", f"metadata “{name}” of the page"), text
    return NEVER, ""


def _stamp(text: str) -> str:
    """The moment in a field of data; midnight to the minute is what programs write where they know the day only"""
    return read_moment(text).removesuffix("T00:00")


def _may_replace(shown: str, stated: str, text: str) -> bool:
    """Whether a line of the page may say the time where its data has another one: the same day, or the next in UTC"""
    if not stated or shown.startswith(stated[:DAY]):
        return True
    if not is_utc(text) or len(stated) < DAY:
        return False
    return abs((date.fromisoformat(shown[:DAY]) - date.fromisoformat(stated[:DAY])).days) == 1


def _local(day: When, text: str, shown: str) -> When:
    """An instant in UTC moved to the clock in China, if that is the day that the page shows"""
    moved = local_moment(text)
    if shown[:DAY] and shown[:DAY] != day.value[:DAY] and shown[:DAY] == moved[:DAY]:
        return day._replace(value=moved)
    return day


def _timed_by_others(page: Page, data: Data, day: When, title_at: int) -> When:
    """A day with the time of day that a script or another field of the page's data gives for it

    Only scripts of Chinese pages are worth the search: others say the time where they say the day.
    """
    scripted = script_date(page.text, chinese=True) if _is_chinese(page, title_at) else None
    if scripted and _timed(scripted.value) and scripted.value.startswith(day.value):
        return When(scripted.value, "metadata", f"“{scripted.name}” in a script of the page")
    for name, text in data.meta((*rules.DATES, *rules.WEAK_DATES)):
        value = _stamp(text)
        if _timed(value) and value.startswith(day.value):
            return When(value, "metadata", f"metadata “{name}” of the page")
    return day


def _is_chinese(page: Page, title_at: int) -> bool:
    return any(HAN.search(text) for text in (page.title, *(run.text for run in near(page, title_at))))


# --- lines beside the headline -------------------------------------------------------------------------------------


def _shown(page: Page, title_at: int) -> str:
    """The date beside the headline: labelled ones first, then those with a time of day on the same day"""
    lines = [run for run in near(page, title_at) if run.text and len(run.text) < LONGEST_LINE]
    found: list[tuple[bool, str, Run]] = []
    before, day_first = "", _is_day_first(page)
    for run in lines:
        found += [(labelled, value, run) for labelled, value in _dates(run.text, before, day_first=day_first)]
        before = run.text if len(run.text) <= LONGEST_PIECE else ""
    found = [one for one in found if not stands_in(one[2].element, title_at, FOREIGN)]
    if not any(_timed(value) for _, value, _ in found):
        found += [(True, value, lines[0]) for value in _pieced(lines)]
    values = [value for labelled, value, _ in sorted(found, key=lambda one: not one[0]) if len(value) >= DAY]
    return next((value for value in values if _timed(value) and value[:DAY] == values[0][:DAY]), (*values, "")[0])


def _is_day_first(page: Page) -> bool:
    return bool(page.elements) and rules.DAY_FIRST.match(page.elements[0].get("lang")) is not None


def _dates(text: str, before: str, *, day_first: bool) -> Iterator[tuple[bool, str]]:
    """(has a label, value) of the dates in a line that are no changes; before: the short line before it"""
    start = 0
    for moment in moments(text, day_first=day_first):
        words = text[start : moment.start] or before
        start = moment.end
        if not rules.CHANGED.search(words):
            yield rules.DATE_LABEL.search(words) is not None, moment.value


def _pieced(lines: list[Run]) -> Iterator[str]:
    """A date in short pieces of its own: 2019-09-24 | 09:10; 2019 | 09 | / | 07 | 19:02"""
    line = " ".join(run.text if len(run.text) <= LONGEST_PIECE else "\n" for run in lines)
    for found in rules.PIECES.finditer(line):
        if in_calendar(int(found["y"]), int(found["m"]), int(found["d"])) and not rules.CHANGED.search(
            line, max(0, found.start() - LONGEST_PIECE), found.start()
        ):
            yield f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}T{int(found['hour']):02d}:{found['minute']}"


def _yearless(page: Page, title_at: int, known: str) -> str:
    """A line beside the headline with month, day and time only; the year is that of a known date, or of the page"""
    for run in near(page, title_at):
        found = rules.YEARLESS.search(run.text) if len(run.text) < LONGEST_LINE else None
        if not found or rules.CHANGED.search(run.text, 0, found.start()) or not _is_labelled(run.text, found.span()):
            continue
        dateline = Dateline(found[0], int(found["m"]), int(found["d"]))
        if not in_calendar(2024, dateline.month, dateline.day):
            continue
        around = (
            [known] if known else (other.text for other in page.runs[-LAST_RUNS:] if len(other.text) < LONGEST_LINE)
        )
        day, _ = published_by(dateline, around, ())
        if day and (not known or day == known[:DAY]):
            return f"{day}T{int(found['hour']):02d}:{found['minute']}"
    return ""


def _is_labelled(text: str, span: tuple[int, int]) -> bool:
    return rules.DATE_LABEL.search(text, 0, span[0] + 1) is not None or span[1] - span[0] > len(text) - LONGEST_PIECE


# --- elsewhere -----------------------------------------------------------------------------------------------------


def _elsewhere(page: Page, data: Data, title_at: int, url: str) -> When:
    """A date from anywhere: microdata, scripts, `time` elements, lines, the address, the dateline; in this order"""
    ways: tuple[Callable[[], When], ...] = (
        partial(_marked, page, title_at),
        partial(_scripted, page, title_at),
        lambda: _stated(data, rules.WEAK_DATE_KEYS, rules.WEAK_DATES)[0],
        partial(_line, page, title_at),
        partial(_of_address, url),
        partial(_dateline, page, title_at),
    )
    return next((when for way in ways if (when := way()).value), NEVER)


def _scripted(page: Page, title_at: int) -> When:
    scripted = script_date(page.text, chinese=_is_chinese(page, title_at))
    return When(scripted.value, "metadata", f"“{scripted.name}” in a script of the page") if scripted else NEVER


def _marked(page: Page, title_at: int) -> When:
    """The first element that says that it holds the date: microdata, or a `time` element from the headline on"""
    first = max(0, title_at - BEFORE)
    for element in page.elements:
        marked = element.tag == "time" or (
            bool(element.attributes) and "datepublished" in element.get("itemprop").lower()
        )
        if not marked or (element.tag == "time" and element.last < first):
            continue
        if rules.CHANGED.search(f"{element.hint} {element.get('itemprop')}") or stands_in(element, title_at, FOREIGN):
            continue
        value = read_moment(element.get("datetime") or element.get("content"))
        if value:
            return When(value, "metadata", f"metadata of the page's `{element.tag}` element")
    return NEVER


def _line(page: Page, title_at: int) -> When:
    """A line far from the headline: the first one with a label, else the first with a time of day"""
    timed, day_first = "", _is_day_first(page)
    for index, run in enumerate(page.runs):
        if len(run.text) >= LONGEST_LINE or (index >= RUNS_READ and not rules.DATE_LABEL.search(run.text)):
            continue
        before = page.runs[index - 1].text if index and len(page.runs[index - 1].text) <= LONGEST_PIECE else ""
        for labelled, value in _dates(run.text, before, day_first=day_first):
            if stands_in(run.element, title_at, FOREIGN) or len(value) < DAY:
                continue
            if labelled:
                return When(value, "page", "a line of the page with its label")
            timed = timed or (value if _timed(value) and index < RUNS_READ else "")
    return When(timed, "page", "a line of the page") if timed else NEVER


def _of_address(url: str) -> When:
    """The day in an address"""
    for found in rules.ADDRESS_DATE.finditer(url):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
        if in_calendar(year, month, day):
            return When(f"{year:04d}-{month:02d}-{day:02d}", "page", f"date in the address {url}")
    return NEVER


def _dateline(page: Page, title_at: int) -> When:
    """The dateline of the text, with its year or that of what stands around"""
    texts = [run.text for run in page.runs[max(0, title_at) :] if len(run.text) >= PARAGRAPH and not run.linked]
    dateline = find_dateline(texts[:PARAGRAPHS])
    if dateline is None:
        return NEVER
    around = [run.text for run in page.runs[-LAST_RUNS:] if run.text and len(run.text) < LONGEST_LINE]
    value, why = published_by(dateline, around, texts)
    return When(value, "dateline", why) if value else NEVER
