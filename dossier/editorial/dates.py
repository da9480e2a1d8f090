"""Dates as editors write them: ISO 8601 in the precision known, checked against the calendar."""

import re
from calendar import monthrange

#: 2024, 2024-10, 2024-10-03; ASCII digits only.
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
#: A time of day after a whole date; seconds and zone are allowed and left out: we keep the page's own local time.
_TIME = re.compile(
    r"[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?"
)
#: What to write instead.
DATE_HINT = "write 2024, 2024-10 or 2024-10-03"
INTERVAL_HINT = DATE_HINT + ", or two of them with '/' between"
MOMENT_HINT = DATE_HINT + ", or 2024-10-03T14:31"


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that exists"""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_interval(text: str) -> bool:
    """Whether a text is a date, or two dates `a/b` of which the first is not the later one"""
    first, slash, last = text.partition("/")
    if not slash:
        return is_date(first)
    shared = min(len(first), len(last))  # 2024/2024-10 begins in the year: compared in the precision that both have
    return is_date(first) and is_date(last) and first[:shared] <= last[:shared]


def moment(text: str) -> str:
    """A date, or a date and time as `2024-10-03T14:31`; empty: the text is neither"""
    if is_date(text):
        return text
    time = _TIME.fullmatch(text, 10)
    return f"{text[:10]}T{time[1]}:{time[2]}" if time and len(text[:10]) == 10 and is_date(text[:10]) else ""
