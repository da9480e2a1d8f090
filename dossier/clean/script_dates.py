"""The date of publication in the scripts of a page, read as data: portals of China often write it nowhere else."""

import re
from datetime import UTC, datetime, timedelta, timezone

from msgspec import Struct

from dossier.clean import metadata_rules as rules
from dossier.clean.moment import read_moment

#: China Standard Time, in which the pages of these portals are written.
CHINA = timezone(timedelta(hours=8))
#: So many places with a stem are looked at; the name of a variable stands so far around it.
MOST_PLACES, AROUND, VALUE_READ = 40, 24, 60
#: So much before a name says whose date it is.
CONTEXT = 200


class ScriptDate(Struct, frozen=True):
    """A date in a script."""

    value: str
    """ISO 8601."""
    name: str
    """Of the variable or key."""


def script_date(text: str, *, chinese: bool) -> ScriptDate | None:
    """The date of publication that the scripts of a page give; None: they give none

    text: the page as it was read; chinese: its clock is that of China, which makes an instant a local time. The first
    one by the better names counts: published before created. Time linear in the number of places, each of bounded
    length.
    """
    best: ScriptDate | None = None
    best_rank = len(rules.SCRIPT_NAMES)
    for at in _places(text):
        for rank, pattern in enumerate(rules.SCRIPT_NAMES[:best_rank]):
            found = _read(text, at, pattern, chinese=chinese)
            if found:
                best, best_rank = found, rank
                break
        if best_rank == 0:
            break
    return best


def _places(text: str) -> list[int]:
    """Where a stem of the names stands, in order"""
    places: list[int] = []
    for stem in rules.SCRIPT_STEMS:
        at = text.find(stem)
        for _ in range(MOST_PLACES):
            if at < 0:
                break
            places.append(at)
            at = text.find(stem, at + len(stem))
    return sorted(places)


def _read(text: str, at: int, pattern: re.Pattern[str], *, chinese: bool) -> ScriptDate | None:
    """The date that is assigned to a variable whose name stands around a place"""
    name = pattern.search(text, max(0, at - AROUND), at + AROUND)
    value = rules.SCRIPT_VALUE.match(text, name.end(), name.end() + VALUE_READ) if name and name.end() > at else None
    if not name or not value or rules.SCRIPT_FOREIGN.search(text, max(0, name.start() - CONTEXT), name.start()):
        return None
    if value["epoch"]:
        moment = _of_epoch(int(value["epoch"])) if chinese else ""
    else:
        moment = local_moment(value["date"]) if chinese else read_moment(value["date"])
    return ScriptDate(moment, name[0]) if moment else None


def _of_epoch(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, CHINA).strftime("%Y-%m-%dT%H:%M")


def local_moment(text: str) -> str:
    """A timestamp as the clock in China shows it: an instant in UTC is moved, any other left as it is"""
    moment = read_moment(text)
    if len(moment) > 10 and is_utc(text):
        instant = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        return instant.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
    return moment


def is_utc(text: str) -> bool:
    """Whether a timestamp is in UTC: Z or +00:00"""
    return text.rstrip(" \"'").endswith(("Z", "+00:00", "+0000"))
