"""Dates in running text, resolved against the publication date; what is vague (近日, recently) gives none."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from dossier.link.calendar import Rule, When, day_value, when
from dossier.link.dates_en import BARE as BARE_ENGLISH
from dossier.link.dates_en import MONTH_EDGE as ENGLISH_EDGE
from dossier.link.dates_en import MONTH_NAMES
from dossier.link.dates_en import RULES as ENGLISH
from dossier.link.dates_en import YEAR_END as ENGLISH_END
from dossier.link.dates_told import CHINESE as TOLD_CHINESE
from dossier.link.dates_told import ENGLISH as TOLD_ENGLISH
from dossier.link.dates_told import (
    TO,
    Before,
    ToldRule,
    day_of_sentence,
    month_of_sentence,
    period_before,
    text_ends,
    year_edge_of_sentence,
    year_of_story,
)
from dossier.link.dates_zh import BARE as BARE_CHINESE
from dossier.link.dates_zh import LONE_DAY, YEAR_EDGE, same_period
from dossier.link.dates_zh import MONTH_EDGE as CHINESE_EDGE
from dossier.link.dates_zh import RULES as CHINESE
from dossier.link.names import plain
from dossier.link.registry import is_unread
from dossier.model import Article, FoundDate, Place

#: 2024-10-08, 2024/10/8, 2024.10.8 in any language.
_NUMERIC = r"(?<![0-9./-])(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9./-]?[0-9])"


def _numeric(match: re.Match[str], now: When) -> str:
    return day_value(int(match["y"]), int(match["m"]), int(match["d"]))


#: A date that another one follows so many characters later tells nothing of it.
_REACH = 160
#: The number of a day in its words; weekdays have none.
DAY_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
#: A value that waits for the date before it.
_Told = Callable[[Before], str]


class _Compiled(Struct, frozen=True):
    """One rule: a date of its own, or (`after`) one that waits for the date before it."""

    pattern: re.Pattern[str]
    group: str | int
    """With the date's own words: `at`, or all of a match."""
    meaning: Callable[[re.Match[str], When], str] | None = None
    after: Callable[[re.Match[str], Before], str] | None = None


class _Rules(Struct, frozen=True):
    """Patterns of one language, and where to try them: no date is further from a sign than `around` characters"""

    rules: tuple[_Compiled, ...]
    needed: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    """Words, and the numbers of the rules that need one of them."""
    sign: re.Pattern[str]
    around: int

    def able(self, text: str) -> list[_Compiled]:
        """Those rules, in order, that a text has a word for"""
        numbers: list[int] = []
        for words, group in self.needed:
            for word in words:
                if word in text:
                    numbers += group
                    break
        return [self.rules[number] for number in sorted(numbers)]


def _rules(rules: Sequence[Rule], told: Sequence[ToldRule], sign: str, around: int) -> _Rules:
    compiled = [_compiled(pattern, meaning=meaning) for _, pattern, meaning in rules]
    compiled += [_compiled(pattern, after=after) for _, pattern, after in told]
    needed: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (words, *_) in enumerate((*rules, *told)):
        needed[tuple(words.split())].append(number)
    groups = tuple((words, tuple(numbers)) for words, numbers in needed.items())
    return _Rules(tuple(compiled), groups, re.compile(sign), around)


def _compiled(
    pattern: str,
    *,
    meaning: Callable[[re.Match[str], When], str] | None = None,
    after: Callable[[re.Match[str], Before], str] | None = None,
) -> _Compiled:
    compiled = re.compile(pattern)
    return _Compiled(compiled, "at" if "at" in compiled.groupindex else 0, meaning, after)


def _sign(*parts: tuple[str, str]) -> str:
    """A pattern of signs: (first character as in a class, the rest); a search skips all other characters at once"""
    firsts = "".join(first for first, _ in parts)
    return f"[{firsts}](?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in parts)})"


#: Behind its first character: a word begins there.
_WORD = r"(?<=\b.)"
_CHINESE = _rules(
    CHINESE,
    TOLD_CHINESE,
    _sign(
        ("年月日号周", ""),
        ("星", "期"),
        ("礼", "拜"),
        ("季", ""),
        ("今昨明前后当隔二一", "天"),
        ("今昨明前", "[晚早夜晨]"),
        ("天", "之?以?[前后]"),
    ),
    24,
)
_ENGLISH = _rules(
    (*ENGLISH, ("- / .", _NUMERIC, _numeric)),
    TOLD_ENGLISH,
    _sign(
        ("0-9", "[0-9]{3}(?![0-9]| ?年)"),
        ("5-9", "0s"),
        ("Q", "[1-4]"),
        *((month[0], _WORD + month[1:]) for month in MONTH_NAMES.split()),
        *((season[0], rf"{_WORD}{season[1:]}\b") for season in ("spring", "summer", "autumn", "fall")),
        ("d", r"ays?\b"),
        ("Tt", "his (?:morn|aftern|even)"),
        ("t", " night"),
        *((word[0], word[1:]) for word in ("week", "month", "year", "quarter", "tonight", "tomorrow")),
    ),
    40,
)
#: Meanings whose values the date before may change, and how.
_CHANGED: dict[Callable[[re.Match[str], When], str], Callable[[str, int, str, Before], str]] = {
    **dict.fromkeys(BARE_CHINESE | BARE_ENGLISH, year_of_story),
    **dict.fromkeys((CHINESE_EDGE, ENGLISH_EDGE), month_of_sentence),
    **dict.fromkeys((YEAR_EDGE, ENGLISH_END), year_edge_of_sentence),
    LONE_DAY: day_of_sentence,
    same_period: period_before,
}


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
    found = [] if text.isascii() else [*_matches(plain(text), _CHINESE, now)]
    found += _matches(text, _ENGLISH, now)
    found.sort(key=lambda date: (date[0], -date[1]))
    return _stretches(text, _told(text, found))


def _told(text: str, found: Iterable[tuple[int, int, str | _Told]]) -> Iterator[tuple[int, int, str]]:
    """Without overlaps; each that waits for the date before it has got it"""
    last, near = 0, Before()
    for start, end, said in found:
        if start < last:
            continue
        value = said if isinstance(said, str) else said(near if start - last <= _REACH else Before())
        last = end
        if value:
            goes_on = isinstance(said, str) and not text_ends(text, near.end, start)
            named = value if DAY_NUMBER.search(text, start, end) else near.named if goes_on else ""
            near = Before(start, end, value, named if len(value) == len(named) == len("2024-10-08") else "")
            yield start, end, value


def _stretches(text: str, found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Two dates as precise, with 至 or to between them, are one: from the first to the second"""
    held: tuple[int, int, str] | None = None
    for start, end, value in found:
        if held and _is_stretch(held[2], value) and TO.fullmatch(text, held[1], start):
            held = held[0], end, f"{held[2]}/{value}"
            continue
        if held:
            yield held
        held = start, end, value
    if held:
        yield held


def _is_stretch(first: str, last: str) -> bool:
    """Whether two values can be its ends: days, months or years; a day and the month in which it ends"""
    return "/" not in first + last and first < last and 0 <= len(first) - len(last) <= len("-31")


def _matches(text: str, rules: _Rules, now: When) -> Iterator[tuple[int, int, str | _Told]]:
    """Also those that mean no date (2 月 30 日): they hold their place; group `at` is the date's own words"""
    for start, end in _windows(text, rules):
        for rule in rules.able(text[start:end]):
            for match in rule.pattern.finditer(text, start, end):
                yield *match.span(rule.group), _said(rule, match, now)


def _said(rule: _Compiled, match: re.Match[str], now: When) -> str | _Told:
    """The value of a match, or what waits for the date before to give it"""
    if rule.after:
        return partial(rule.after, match)
    value = rule.meaning(match, now) if rule.meaning else ""
    changed = _CHANGED.get(rule.meaning) if rule.meaning and value else None
    return partial(changed, match.string, match.start(), value) if changed else value


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
