"""Dates and times as pages write them, Chinese, English or ISO → ISO 8601 in the precision known, local time kept."""

import re
from calendar import monthrange
from collections.abc import Iterator

from msgspec import Struct

#: Names of the months, whole and cut short, one month a line: English, then German, French, Spanish, Italian,
#: Portuguese, Dutch, Russian, Polish and Indonesian where they differ.
_NAMES = """
jan january januar jänner janvier enero gennaio janeiro januari января stycznia
feb february februar février fevrier febrero febbraio fevereiro februari февраля lutego
mar march märz maerz mars marzo março maart марта marca maret
apr april avril abril aprile апреля kwietnia
may mai mayo maggio maio mei мая maja
jun june juni juin junio giugno junho июня czerwca
jul july juli juillet julio luglio julho июля lipca
aug august août aout agosto augustus августа sierpnia agustus
sep sept september septembre septiembre settembre setembro сентября września
oct october okt oktober octobre octubre ottobre outubro октября października
nov november novembre noviembre novembro ноября listopada
dec december dez dezember décembre decembre diciembre dicembre dezembro декабря grudnia desember
"""
MONTHS = {name: number for number, line in enumerate(_NAMES.split("\n")[1:-1], 1) for name in line.split()}
_MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_YEAR = r"(?:1[6-9]|20|21)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
_WEEKDAY_ZH = r"[(（\[]?(?:星期|周|週|礼拜)[一二三四五六日天][)）\]]?"
_WEEKDAY_EN = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"

#: Every way to write a date; the names of its groups end in the number of the way. A month alone is enough in some.
#: 08.10.2024 is a day first wherever it is written; 08/10/2024 is not known, unless one of the two cannot be a month.
DATE = re.compile(
    rf"(?<!\d)(?P<y0>{_YEAR})\s{{0,2}}年\s{{0,2}}(?P<m0>\d{{1,2}})\s{{0,2}}月(?:\s{{0,2}}(?P<d0>\d{{1,2}})\s{{0,2}}[日号號])?"
    rf"|(?<![\d.])(?P<y1>{_YEAR})(?P<sep>[-/.–])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d\d(?=\d\d:\d\d)|\d{{1,2}}(?!\d))"
    rf"|(?<![\d./-])(?P<y2>{_YEAR})[-/](?P<m2>\d{{1,2}})(?![\d./-])"
    rf"|(?<![\d.])(?P<y3>{_YEAR})(?P<m3>\d\d)(?P<d3>\d\d)(?=T?\d{{6}}(?!\d)|(?![\d.]))"
    rf"|\b(?P<m4>{_MONTH})\.?\s{{1,3}}(?P<d4>{_DAY}),?\s{{1,3}}(?P<y4>{_YEAR})(?!\d)"
    rf"|(?<![\d.])(?P<d5>{_DAY})(?:\s{{1,3}}(?:of|de))?[\s-]{{1,3}}(?P<m5>{_MONTH})\.?,?(?:\s{{1,3}}del?)?[\s-]{{1,3}}(?P<y5>{_YEAR})(?!\d)"
    rf"|\b(?P<m6>{_MONTH})\.?,?\s{{1,3}}(?P<y6>{_YEAR})(?!\d)"
    rf"|(?<![\d.])(?P<d7>\d{{1,2}})\.(?P<m7>\d{{1,2}})\.(?P<y7>{_YEAR})(?!\d)"
    rf"|(?<![\d/])(?P<a8>\d{{1,2}})/(?P<b8>\d{{1,2}})/(?P<y8>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?P<before>上午|下午|晚上|中午|凌晨|早上|傍晚|晚)?\s{0,2}(?P<hour>\d{1,2})\s?(?:[:：时時点點]|h(?=\d))\s?(?P<minute>\d{2})"
    r"(?:\s?[:：分]\s?\d{0,2}(?:[.,]\d{1,9})?秒?)?(?!\d)\s{0,2}(?P<after>[ap]\.?m\b\.?)?"
)
_AT = r"(?:(?:at|um|à|a las|alle ore|ore|às|om|klo|в)\b|@)?"
#: A time of day behind a date, with what may stand between the two.
TIME_AFTER = re.compile(
    rf"[\sT,，·|/—–-]{{0,24}}(?:{_WEEKDAY_ZH}|(?:{_WEEKDAY_EN}[\s,]{{1,3}}))?\s{{0,3}}{_AT}\s{{0,3}}{_CLOCK}",
    re.IGNORECASE,
)
#: The same without separators, as in file names and feeds: 20241008T143100 or 20241008143100.
TIME_COMPACT = re.compile(r"T?(?P<hour>\d\d)(?P<minute>\d\d)\d\d(?!\d)(?P<before>)(?P<after>)")
#: A time of day in front of a date: 14:31 GMT, Tue 8 October 2024.
TIME_BEFORE = re.compile(
    rf"(?<!\d){_CLOCK}[ ,|·]{{0,3}}(?:[A-Z]{{2,5}}(?:[+-]\d{{1,2}})?)?[ ,|·]{{0,3}}(?:on )?(?:{_WEEKDAY_EN})?"
    r"[ ,]{0,3}\Z",
    re.IGNORECASE,
)
#: A time in front of a date is looked for in this many characters.
BEFORE = 44
#: Every timestamp has one: most texts are told apart by that.
YEAR = re.compile(_YEAR)
#: Digits as wide as a Han character, which some pages use for dates.
WIDE = re.compile("[０-９：]")
NARROW = str.maketrans("０１２３４５６７８９：", "0123456789:")
#: Words that put an hour up to 12 into the second half of the day.
AFTERNOON = frozenset({"下午", "晚上", "傍晚", "晚"})


class Moment(Struct, frozen=True):
    """A written timestamp: its value, and where it stands."""

    value: str
    """ISO 8601: 2024-10, 2024-10-08 or 2024-10-08T14:31."""
    start: int
    end: int


def read_moment(text: str) -> str:
    """The first timestamp in a text as ISO 8601, in the precision known; empty: there is none

    A zone is dropped: the page's own local time is kept. Dates that no calendar has are passed over.
    """
    return next((moment.value for moment in moments(text)), "")


def moments(text: str, *, day_first: bool = False) -> Iterator[Moment]:
    """Every timestamp of a text in order, in time linear in its length

    day_first: 08/10/2024 is 8 October, as in most languages of Europe; else it cannot be told, and is passed over.
    """
    text, floor = text.translate(NARROW) if WIDE.search(text) else text, 0
    if not YEAR.search(text):
        return
    for match in DATE.finditer(text):
        day = _day(match, day_first=day_first)
        if day:
            moment = _timed(text, match, day, floor) if len(day) == len("2024-10-08") else Moment(day, *match.span())
            floor = moment.end
            yield moment


def in_calendar(year: int, month: int, day: int) -> bool:
    """Whether there is such a day"""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def month_number(word: str) -> int:
    """1–12 of a month as digits or as a word, whole or cut short"""
    if word.isdigit():
        return int(word)
    name = word.lower()
    return MONTHS[name] if name in MONTHS else MONTHS[name[:3]]


def _day(match: re.Match[str], *, day_first: bool) -> str:
    """The date that a match of `DATE` means; empty: no calendar has it, or it cannot be told"""
    parts = {name[0]: value for name, value in match.groupdict().items() if value is not None and name != "sep"}
    year = int(parts["y"])
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second and not day_first:
            return ""
        month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
        return f"{year:04d}-{month:02d}-{day:02d}" if in_calendar(year, month, day) else ""
    month = month_number(parts["m"])
    if "d" not in parts:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else ""
    day = int(parts["d"].rstrip("stndrheSTNDRHE."))
    return f"{year:04d}-{month:02d}-{day:02d}" if in_calendar(year, month, day) else ""


def _timed(text: str, date: re.Match[str], day: str, floor: int) -> Moment:
    """A date with the time of day beside it, where there is one; floor: where the moment before it ends"""
    start, end = date.span()
    after = (TIME_COMPACT.match(text, end) if date["y3"] else None) or TIME_AFTER.match(text, end)
    if after and (clock := _clock(after)):
        return Moment(day + clock, start, after.end())
    before = TIME_BEFORE.search(text, max(floor, start - BEFORE), start)
    if before and (clock := _clock(before)):
        return Moment(day + clock, before.start(), end)
    return Moment(day, start, end)


def _clock(match: re.Match[str]) -> str:
    """T14:31; empty: no clock shows that"""
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["after"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        half = ""
    if (half == "p" or match["before"] in AFTERNOON) and hour < 12:
        hour += 12
    elif (half == "a" or match["before"] == "凌晨") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""
