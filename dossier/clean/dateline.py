"""The dateline of a report, month and day without a year, and the year from what stands around the article."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from dossier.clean.moment import Moment, in_calendar, moments, month_number

#: A dateline stands in so many first paragraphs, within so many characters of the beginning.
PARAGRAPHS, WITHIN = 3, 90
_DAY = r"(?:(?P<y>(?:19|20)\d\d)\s?年\s?)?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号號]"
_PART = r"(?:\s?(?:[上下中]午|晚间?|凌晨|早间?|早上|晚上|傍晚))?"
#: 10 月 8 日消息; 新华社北京10月8日电; 据某报10月8日报道. 电影 and the like are other words.
BEFORE_CUE = re.compile(
    rf"{_DAY}{_PART}\s?(?:[（(][^（）()]{{0,20}}[)）])?\s?"
    r"(?:消息|讯|訊|报道|報導|报导|获悉|獲悉|快讯|电(?![影视动子话脑商力网池台器竞信])|電(?![影視動子話腦商力網池台器競信]))"
)
#: 新京报讯（记者 某某）10月8日; 某网讯 北京时间10月8日; 今天（10月8日）.
AFTER_CUE = re.compile(
    rf"\A.{{0,24}}?(?:讯|訊|[电電])\s?(?:[（(][^（）()]{{0,30}}[)）])?[\s，,:：]{{0,3}}(?:北京时间|当地时间|据悉)?\s?{_DAY}"
)
TODAY = re.compile(rf"\A.{{0,16}}?(?:今天|今日|今晨|今早)\s?[（(]\s?{_DAY}\s?[）)]")
_DAY_MARK = re.compile(r"\s?[日号號]")
#: 29 February may be meant where no year is given.
LEAP_YEAR = 2024
_MONTH = r"(?P<m>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6})\.?"
#: NEW YORK, Oct. 8 (Reuters) —; Oct. 8 (UPI) --; SHENZHEN, China, Oct. 8, 2024 /Newswire/ --.
ENGLISH = re.compile(
    rf"\A[\"“(]?(?:[A-Z][\w.'’-]*(?:[ ,/]{{1,2}}[A-Z(][\w.'’()-]*){{0,7}},?\s)?{_MONTH}\s(?P<d>\d{{1,2}})"
    rf"(?:,\s?(?P<y>(?:19|20)\d\d))?\s?(?:[(/][^()/]{{1,40}}[)/])?\s?(?:[-–—]{{1,2}}|:)\s",
    re.IGNORECASE,
)
#: The year or years of a copyright line; the last one is that of the page.
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|版权所有|版權所有)[^\d\n]{0,30}((?:19|20)\d\d)(?:\s?[-–—~至]\s?((?:19|20)\d\d))?",
    re.IGNORECASE,
)


class Dateline(Struct, frozen=True):
    """Month and day as a report's first words give them."""

    text: str
    """As it is written: 10 月 8 日."""
    month: int
    day: int
    year: int = 0
    """0: not written."""


def find_dateline(paragraphs: Sequence[str]) -> Dateline | None:
    """The dateline of a text: in one of its first paragraphs, or in brackets at the very end"""
    for text in paragraphs[:PARAGRAPHS]:
        head = text[:WITHIN]
        for pattern in (BEFORE_CUE, AFTER_CUE, TODAY, ENGLISH):
            found = _read(pattern.search(head))
            if found:
                return found
    last = paragraphs[-1][-WITHIN:] if paragraphs else ""
    if not last.endswith(("）", ")")):
        return None
    return _read(BEFORE_CUE.search(last, max(0, last.rfind("（"), last.rfind("("))))


def published_by(dateline: Dateline, around: Iterable[str], body: Sequence[str]) -> tuple[str, str]:
    """The date that a dateline means and how it is known (`Meta.published_why`); empty: no year is certain

    around: texts of the page outside the article: times of neighbouring articles, then copyright years, decide.
    body: the article's paragraphs; a whole date in them decides only if it is that very day.
    """
    if dateline.year:
        return _iso(dateline.year, dateline), f"dateline “{dateline.text}”"
    around = list(around)
    whole = ((text[m.start : m.end].strip(), m) for text in around for m in moments(text) if len(m.value) >= 10)
    near = [(*nearest, written) for written, moment in whole for nearest in _nearest(dateline, moment)]
    if near:
        _, year, written = min(near)
        return _iso(year, dateline), f"dateline “{dateline.text}”, year of the neighbours ({written})"
    for text in around:
        found = COPYRIGHT.search(text)
        if found and in_calendar(int(found[2] or found[1]), dateline.month, dateline.day):
            year = int(found[2] or found[1])
            return _iso(year, dateline), f"dateline “{dateline.text}”, year of the copyright line ({found[0].strip()})"
    for text in body:
        for moment in moments(text):
            if moment.value[4:10] == f"-{dateline.month:02d}-{dateline.day:02d}":
                written = text[moment.start : moment.end].strip()
                return moment.value[:10], f"dateline “{dateline.text}”, year of the same day in the text ({written})"
    return "", ""


def _read(match: re.Match[str] | None) -> Dateline | None:
    """The month and day of a match; None: there is none, or no calendar has it"""
    if match is None:
        return None
    given = {key: value for key, value in match.groupdict().items() if value}
    month, day, year = month_number(given["m"]), int(given["d"]), int(given.get("y") or 0)
    if not in_calendar(year or LEAP_YEAR, month, day):
        return None
    start, end = min(map(match.start, given)), max(map(match.end, given))
    mark = _DAY_MARK.match(match.string, end)
    return Dateline(match.string[start : mark.end() if mark else end], month, day, year)


def _nearest(dateline: Dateline, moment: Moment) -> Iterable[tuple[int, int]]:
    """(days between, year) of each of the dateline's days about a moment; 29 February may have none"""
    at = date.fromisoformat(moment.value[:10])
    for year in (at.year - 1, at.year, at.year + 1):
        if in_calendar(year, dateline.month, dateline.day):
            yield abs((date(year, dateline.month, dateline.day) - at).days), year


def _iso(year: int, dateline: Dateline) -> str:
    return f"{year:04d}-{dateline.month:02d}-{dateline.day:02d}"
