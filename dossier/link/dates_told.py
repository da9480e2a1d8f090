"""Dates that a text tells by the one before them: 次日, 同年 12 月, the following year, five days later."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from dossier.link.calendar import day_value, month_value, moved, year_value
from dossier.link.dates_en import AHEAD, MONTHS, NUMBERS
from dossier.link.dates_zh import AHEAD_AFTER, AHEAD_BEFORE, number


class Before(Struct, frozen=True):
    """The date that stands before in the text, near enough; value empty: none does."""

    start: int = 0
    end: int = 0
    value: str = ""
    named: str = ""
    """The last day told by its number, where what came since is of the same sentence: Oct. 2, unsealed on Monday."""

    @property
    def year(self) -> int:
        """0: none, or an interval over several"""
        first, _, last = self.value.partition("/")
        return int(first[:4] or 0) if not last or last[:4] == first[:4] else 0

    @property
    def month(self) -> int:
        """0: not known to the month"""
        return int(self.value[5:7]) if self.year and len(self.value.partition("/")[0]) >= 7 else 0

    @property
    def day(self) -> date | None:
        """None: not known to the day"""
        return date.fromisoformat(self.value) if len(self.value) == 10 else None


#: What a match needs, as in `Rule`, a pattern, and what a match of it means after another date.
ToldRule = tuple[str, str, Callable[[re.Match[str], Before], str]]
#: Steps of words, in days, months and years.
DAYS = {"当天": 0, "当日": 0, "同日": 0, "同一天": 0, "次日": 1, "翌日": 1, "隔天": 1, "隔日": 1, "第二天": 1}
DAYS |= {"that": 0, "the same": 0, "that same": 0, "the following": 1, "the next": 1, "the very next": 1}
MONTHS_ON = {
    "同月": 0,
    "当月": 0,
    "次月": 1,
    "that": 0,
    "the same": 0,
    "that same": 0,
    "the following": 1,
    "the next": 1,
}
YEARS = {"同年": 0, "当年": 0, "该年": 0, "次年": 1, "翌年": 1, "第二年": 1, "that": 0, "the same": 0, "that same": 0}
YEARS |= {"the following": 1, "the next": 1}
#: Between two dates that are the ends of one stretch of time.
TO = re.compile(r" ?(?:至|到|-|~|—|–|－|～) ?| (?:to|through|until|till) ")
#: Where a clause begins that such a date opens, perhaps after a preposition.
OPENING = re.compile(r"(?:\A|[，,。；;\n.!?]) ?(?:(?:[Ii]n|[Oo]n|[Bb]y|到了?|在|于|至) ?)?\Z")

#: An end of a sentence; that of Oct. 3 is none.
SENTENCE_END = re.compile(r"[。！？!?]|\.[\"”’']? (?=[A-Z\"“])")


def _day(match: re.Match[str], before: Before) -> str:
    day = before.day and moved(before.day, DAYS[match["step"].lower()])
    return day.isoformat() if day else ""


def _month(match: re.Match[str], before: Before) -> str:
    """同月, 次月, and a day of it"""
    if not before.month:
        return ""
    value = month_value(before.year, before.month + MONTHS_ON[match["step"].lower()])
    day = match.groupdict().get("d")
    return day_value(int(value[:4]), int(value[5:]), number(day)) if day and value else value


def _year(match: re.Match[str], before: Before) -> str:
    """同年, 次年 5 月, July of that year"""
    if not before.year:
        return ""
    year, groups = before.year + YEARS[match["step"].lower()], match.groupdict()
    month = number(groups["m"]) if groups.get("m") else MONTHS[groups["em"][:3].lower()] if groups.get("em") else 0
    if month and groups.get("d"):
        return day_value(year, month, number(groups["d"]))
    return (month_value(year, month) if month <= 12 else "") if month else year_value(year)


def _following(match: re.Match[str], before: Before) -> str:
    """the following April; after a day in March it is that of the next year"""
    month = MONTHS[match["em"][:3].lower()]
    return (
        month_value(before.year + (month <= (before.month + 1 if before.month else 12)), month) if before.year else ""
    )


def _second_day(match: re.Match[str], before: Before) -> str:
    """5 月 6 日开幕，28 日闭幕"""
    count, day = number(match["d"]), before.day
    if not day or count <= day.day or text_ends(match.string, before.end, match.start()):
        return ""
    return day_value(day.year, day.month, count)


def text_ends(text: str, start: int, end: int) -> int:
    """How many sentences end in a part of a text"""
    return len(SENTENCE_END.findall(text, start, end))


def _later(match: re.Match[str], before: Before) -> str:
    """三年后, five days later: as precise as the date before, if that is precise enough for the unit"""
    words, unit = match["n"].lower(), match["unit"]
    if text_ends(match.string, before.end, match.start()) > 1:
        return ""
    count = NUMBERS[words] if words in NUMBERS else number(words)
    if unit in ("年", "year"):
        return year_value(before.year + count) if before.year else ""
    if unit in ("个月", "month"):
        return month_value(before.year, before.month + count) if before.month else ""
    start = date.fromisoformat(before.named) if before.named else before.day
    day = start and moved(start, count * (7 if unit in ("周", "week") else 1))
    return day.isoformat() if day else ""


_N = r"(?:[0-9]{1,2}|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_DAYS_OF_MONTH = rf"(?P<d>{_N}) ?[日号]"
_EN_MONTH = r"(?P<em>January|February|March|April|May|June|July|August|September|October|November|December)"
_COUNT = rf"(?P<n>(?i:{'|'.join(NUMBERS)})|[0-9]{{1,2}})"
CHINESE: tuple[ToldRule, ...] = (
    ("当 同 次 翌 隔", r"(?P<step>当天|当日|同日|同一天|次日|翌日|隔天|隔日)", _day),
    ("第二天", r"(?<=[，,。；;])(?P<step>第二天)", _day),
    ("月", rf"(?P<step>同月|次月|当月)(?: ?{_DAYS_OF_MONTH})?", _month),
    ("年", rf"(?P<step>同年|次年|翌年|当年|该年)(?:的| )?(?P<m>{_N}) ?月份?(?: ?{_DAYS_OF_MONTH})?", _year),
    ("年", r"(?P<step>同年|次年|翌年)", _year),
    ("日", r"(?=[1-9])(?<=[，,、])(?P<d>[1-9]|[12][0-9]|3[01]) ?日(?![0-9内后间均线游])", _second_day),
    ("后", rf"(?<=[，,。；;])(?P<n>{_N}) ?(?P<unit>年|个月|周|天|日)之?以?后(?!的)", _later),
)
ENGLISH: tuple[ToldRule, ...] = (
    ("day", r"\b(?P<step>[Tt]hat(?: same)?|[Tt]he same|[Tt]he following|[Tt]he (?:very )?next) day\b", _day),
    ("month", r"\b(?P<step>[Tt]hat(?: same)?|[Tt]he same|[Tt]he following) month\b", _month),
    ("year", rf"\b(?:{_EN_MONTH},? (?:of )?)?(?P<step>[Tt]hat(?: same)?|[Tt]he same|[Tt]he following) year\b", _year),
    ("year", rf"\b{_EN_MONTH},? (?:of )?(?P<step>the next) year\b", _year),
    ("following", rf"\b[Tt]he following {_EN_MONTH}\b(?! [0-9])", _following),
    ("later", rf"(?<!than )(?<!nearly )(?<!almost )\b{_COUNT} (?P<unit>day|week|month|year)s? later\b", _later),
)


def year_of_story(text: str, start: int, value: str, before: Before) -> str:
    """A date without a year that opens a clause, as one with a year did before it, is of that year: a story goes on

    value: the nearest such date; it stays where the story does not go on, or would go back. The end of a stretch is the
    first such date after its beginning.
    """
    month = int(value[5:7] or 0)
    if before.month and "/" not in before.value + value and TO.fullmatch(text, before.end, start):
        year = before.year + (value[4:] < before.value[4 : len(value)])
        return day_value(year, month, int(value[8:])) if value[7:] else month_value(year, month)
    goes_on = before.year and before.month and len(value) in (7, 10) and before.month <= month
    goes_on = goes_on and not (_looks_ahead(text, start) or AHEAD_AFTER.match(text, start + len("3月"), start + 16))
    if not goes_on or before.year >= int(value[:4]) or not (_opens(text, start) and _opens(text, before.start)):
        return value
    return day_value(before.year, month, int(value[8:])) if value[7:] else month_value(before.year, month)


def month_of_sentence(text: str, start: int, value: str, before: Before) -> str:
    """月底 after 3 月 10 日 in one sentence is of that month; else value, of the month of the text"""
    if not before.month or text_ends(text, before.end, start) or _looks_ahead(text, start):
        return value
    return month_value(before.year, before.month)


def year_edge_of_sentence(text: str, start: int, value: str, before: Before) -> str:
    """年底 after 2019 年 in one sentence is of that year; else value"""
    if not before.year or text_ends(text, before.end, start) or _looks_ahead(text, start):
        return value
    return month_value(before.year, int(value[5:]))


def _looks_ahead(text: str, start: int) -> bool:
    return bool(AHEAD_BEFORE.search(text[max(0, start - 24) : start]) or AHEAD.search(text, max(0, start - 80), start))


def day_of_sentence(text: str, start: int, value: str, before: Before) -> str:
    """28 日 after 2 月 18 日 in one sentence is of that month, if that is longer ago than the month of value"""
    day = before.day
    if not day or text_ends(text, before.end, start) or before.value[:7] >= value[:7] or day.day >= int(value[8:]):
        return value
    return day_value(day.year, day.month, int(value[8:])) or value


def period_before(text: str, start: int, value: str, before: Before) -> str:
    """去年同期 after 今年三季度: the third quarter of the year before; else the year, which value is"""
    if before.year == int(value) and "/" in before.value:
        return before.value
    if before.year != int(value) + 1 or len(before.value) <= len(value):
        return value
    return "/".join(value + part[4:] for part in before.value.split("/") if not part.endswith("-02-29"))


def _opens(text: str, start: int) -> bool:
    return bool(OPENING.search(text, max(0, start - 8), start))
