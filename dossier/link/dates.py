"""Dates in running text, resolved against the publication date; what is vague (近日, recently) gives none."""

import re
from collections.abc import Callable, Iterable, Iterator

from dossier.fold import fold
from dossier.link.calendar import Rule, When, day_value, when
from dossier.link.dates_en import RULES as ENGLISH
from dossier.link.dates_zh import RULES as CHINESE
from dossier.link.registry import is_unread
from dossier.model import Article, FoundDate, Place

#: 2024-10-08, 2024/10/8, 2024.10.8 in any language.
_NUMERIC = r"(?<![0-9./-])(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9./-]?[0-9])"
_Compiled = tuple[re.Pattern[str], Callable[[re.Match[str], When], str]]


def _numeric(match: re.Match[str], now: When) -> str:
    return day_value(int(match["y"]), int(match["m"]), int(match["d"]))


def _compiled(rules: Iterable[Rule]) -> tuple[_Compiled, ...]:
    return tuple((re.compile(pattern), meaning) for pattern, meaning in rules)


_ZH, _EN, _ANY = _compiled(CHINESE), _compiled(ENGLISH), _compiled([(_NUMERIC, _numeric)])
#: No date without one of these: most blocks have none, and then no pattern is tried.
_ZH_SIGN = re.compile(r"[年月日号天周晚早晨]|星期|礼拜|季度")
_ANY_SIGN = re.compile(r"[0-9]{4}[-/.][0-9]")
_EN_SIGN = re.compile(
    r"[0-9]{4}|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|days?\b|week|month|year|quarter|tonight|tomorrow|Q[1-4]"
    r"|\b(?:spring|summer|autumn)\b"
)
_HAN = re.compile(r"[\u3400-\u9fff]")


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
    found: list[tuple[int, int, str]] = []
    if _HAN.search(text) and _ZH_SIGN.search(folded := fold(text)):
        found += _matches(folded, _ZH, now)
    if _EN_SIGN.search(text):
        found += _matches(text, _EN, now)
    if _ANY_SIGN.search(text):
        found += _matches(text, _ANY, now)
    found.sort(key=lambda date: (date[0], -date[1]))
    last = 0
    for start, end, value in found:
        if start >= last:
            last = end
            if value:
                yield start, end, value


def _matches(text: str, rules: Iterable[_Compiled], now: When) -> Iterator[tuple[int, int, str]]:
    """Also those that mean no date (2 月 30 日): they hold their place; group `at` is the date's own words"""
    for pattern, meaning in rules:
        group = "at" if "at" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            yield *match.span(group), meaning(match, now)
