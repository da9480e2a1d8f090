"""Dates in running text, resolved against the publication date; what is vague (近日, recently) gives none."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from dossier.fold import fold
from dossier.link.calendar import Rule, When, day_value, when
from dossier.link.dates_en import RULES as ENGLISH
from dossier.link.dates_zh import RULES as CHINESE
from dossier.link.registry import is_unread
from dossier.model import Article, FoundDate, Place

#: 2024-10-08, 2024/10/8, 2024.10.8 in any language.
_NUMERIC = r"(?<![0-9./-])(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9./-]?[0-9])"


def _numeric(match: re.Match[str], now: When) -> str:
    return day_value(int(match["y"]), int(match["m"]), int(match["d"]))


class _Rules(Struct, frozen=True):
    """Patterns of one language, and where to try them: no date is further from a sign than `around` characters"""

    rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], When], str]], ...]
    sign: re.Pattern[str]
    around: int


def _rules(rules: Iterable[Rule], sign: str, around: int) -> _Rules:
    return _Rules(tuple((re.compile(pattern), meaning) for pattern, meaning in rules), re.compile(sign), around)


_CHINESE = _rules(CHINESE, r"[年月日号]|周|星期|礼拜|季度|[今昨明前后]天|[今昨明前][晚早夜晨]|[天周]之?以?前", 24)
_ENGLISH = _rules(
    ENGLISH,
    r"[0-9]{4}|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|days?\b|\b(?:spring|summer|autumn)\b"
    r"|week|month|year|quarter|tonight|tomorrow|Q[1-4]",
    40,
)
_NUMBERS = _rules([(_NUMERIC, _numeric)], r"[0-9]{4}[-/.][0-9]", 12)


def find_dates(article: Article) -> tuple[FoundDate, ...]:
    """The dates of an article in reading order, none overlapping another

    Values are ISO 8601 in the precision of the words: 2024, 2024-10, 2024-10-03, or an interval a/b. A relative
    expression gives none where the publication date is unknown, or not known well enough.
    """
    now = when(article.meta.published)
    return tuple(
        FoundDate(place=Place(block=number, start=start, end=end), value=value)
        for number, block in enumerate(article.blocks)
        if not is_unread(block)
        for start, end, value in dates(block.text, now)
    )


def dates(text: str, now: When) -> Iterator[tuple[int, int, str]]:
    """(start, end, value) of the dates of a text; from the left, the longest of those that overlap"""
    found = [*_matches(fold(text), _CHINESE, now)] if _CHINESE.sign.search(text) else []
    found += [*_matches(text, _ENGLISH, now), *_matches(text, _NUMBERS, now)]
    found.sort(key=lambda date: (date[0], -date[1]))
    last = 0
    for start, end, value in found:
        if start >= last:
            last = end
            if value:
                yield start, end, value


def _matches(text: str, rules: _Rules, now: When) -> Iterator[tuple[int, int, str]]:
    """Also those that mean no date (2 月 30 日): they hold their place; group `at` is the date's own words"""
    for start, end in _windows(text, rules):
        for pattern, meaning in rules.rules:
            group = "at" if "at" in pattern.groupindex else 0
            for match in pattern.finditer(text, start, end):
                yield *match.span(group), meaning(match, now)


def _windows(text: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """The parts of a text that may hold dates, apart from each other: most of a text is not looked at"""
    start = end = 0
    for match in rules.sign.finditer(text):
        if match.start() - rules.around > end:
            if end:
                yield start, end
            start = match.start() - rules.around
        end = match.end() + rules.around
    if end:
        yield start, min(end, len(text))
