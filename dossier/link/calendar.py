"""Arithmetic of partial dates: ISO 8601 values in the precision that a text gives, and the nearest of their kind."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

#: Years that a text may mean; others are numbers of something.
FIRST_YEAR, LAST_YEAR = 1000, 2199

#: A day without a year that is no more days ahead is that one.
SOON = 31


class When(Struct, frozen=True):
    """The moment that relative expressions start from, as far as it is known."""

    day: date | None
    """None: not known to the day."""
    year: int = 0
    """0: not known."""
    month: int = 0


#: Words of which every match of the pattern holds one, with spaces between: where none stands it is not tried. The
#: pattern, and what a match of it means: an ISO 8601 value, or empty for no date.
Rule = tuple[str, str, Callable[[re.Match[str], When], str]]


def when(published: str) -> When:
    """An article's publication date (ISO 8601 in any precision, time of day allowed)"""
    parts = [int(part) for part in published[:10].split("-") if part.isdecimal()]
    if len(parts) == 3 and _exists(*parts):
        return When(date(*parts), parts[0], parts[1])
    year, month = (*parts, 0, 0)[:2]
    return When(None, year if 1 <= year <= LAST_YEAR else 0, month if 1 <= month <= 12 else 0)


def year_value(year: int) -> str:
    """2024; empty: no year that a text means"""
    return f"{year:04d}" if FIRST_YEAR <= year <= LAST_YEAR else ""


def month_value(year: int, month: int) -> str:
    """2024-10; months before 1 and after 12 belong to the years beside; empty: no date"""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}" if year_value(year) else ""


def day_value(year: int, month: int, day: int) -> str:
    """2024-10-08; empty: there is no such day"""
    return f"{year:04d}-{month:02d}-{day:02d}" if year_value(year) and _exists(year, month, day) else ""


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def months_value(year: int, first: int, last: int) -> str:
    """First day of one month / last day of another of a year"""
    if not year_value(year) or not 1 <= first <= last <= 12:
        return ""
    return f"{year:04d}-{first:02d}-01/{year:04d}-{last:02d}-{monthrange(year, last)[1]:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """A quarter (1–4) as an interval of days"""
    return months_value(year, quarter * 3 - 2, quarter * 3)


def half_value(year: int, half: int) -> str:
    """A half (1–2) of a year as an interval of days"""
    return months_value(year, half * 6 - 5, half * 6)


def moved(day: date, days: int) -> date | None:
    """A day some days later, or earlier; None: beyond the calendar"""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date, weeks: int, first: int = 0, last: int = 6) -> str:
    """Days (Monday is 0) of the week some weeks after a day's as an interval, or as one day if they are one"""
    monday = moved(day, weeks * 7 - day.weekday())
    start, end = (monday and moved(monday, first)), (monday and moved(monday, last))
    if not start or not end:
        return ""
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def weekday_value(day: date, weekday: int, *, future: bool = False) -> str:
    """The nearest such weekday: that day itself, or the last one before; in the future the next one"""
    back = (day.weekday() - weekday) % 7
    found = moved(day, (7 - back) % 7 if future else -back)
    return found.isoformat() if found else ""


def month_near(now: When, month: int, *, future: bool = False) -> str:
    """The nearest such month that has begun; in the future the nearest that has not ended"""
    if not now.year or not now.month or not 1 <= month <= 12:
        return ""
    year = now.year + (month < now.month) if future else now.year - (month > now.month)
    return month_value(year, month)


def day_near(now: When, month: int, day: int, *, future: bool = False) -> str:
    """The nearest such day that has come, or comes within a month; in the future the nearest that has not passed

    A text that means the day of eleven months ago names its year; one that means next week does not.
    """
    if not now.year or not now.month:
        return ""
    current = (now.month, now.day.day if now.day else 31 if not future else 1)
    if future:
        return day_value(now.year + ((month, day) < current), month, day)
    coming = day_value(now.year + (month < now.month), month, day)
    soon = now.day and moved(now.day, SOON)
    if now.day and soon and now.day.isoformat() < coming <= soon.isoformat():
        return coming
    return day_value(now.year - ((month, day) > current), month, day)


def quarter_near(now: When, quarter: int, *, future: bool = False) -> str:
    """The nearest such quarter that has begun; in the future the nearest that has not ended"""
    if not now.year or not now.month:
        return ""
    if future:
        return quarter_value(now.year + (quarter * 3 < now.month), quarter)
    return quarter_value(now.year - (quarter * 3 - 2 > now.month), quarter)
