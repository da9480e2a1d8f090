"""Time as a place across a picture, in per cent. Months are numbered from January of the year 0."""

from typing import NamedTuple

from dossier.render.views import Tick

#: Most years that have their number below an axis, as many as fit into a narrow telephone.
LABELS = 7
#: Days of a month, as near as a picture asks for.
DAYS = 31


class Axis(NamedTuple):
    """From the beginning of one month to that of another, which is later."""

    first: float
    last: float

    def at(self, number: float) -> float:
        """Where a month begins"""
        return self.share(number - self.first)

    def share(self, months: float) -> float:
        """Width of some months"""
        return 100 * months / (self.last - self.first)


def month(date: str) -> int:
    """The month of a date, ISO 8601; of a year its January"""
    year, number = int(date[:4]), date[5:7]
    return 12 * year + (min(max(int(number), 1), 12) - 1 if number.isdigit() else 0)


def start(date: str) -> float:
    """When a date, perhaps partial, begins, in months"""
    day = date[8:10]
    return month(date) + ((int(day) - 1) / DAYS if day.isdigit() else 0)


def end(date: str) -> float:
    """When a date, perhaps partial, ends: 2024 with the year, 2024-10 with the month"""
    day = date[8:10]
    if day.isdigit():
        return month(date) + int(day) / DAYS
    return month(date) + (1 if len(date) >= 7 else 12)


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Years below an axis, at their Januaries; of a short one that has none in it, the year that it is of"""
    first = -int(-axis.first // 12)
    years = [year for year in range(first, int(axis.last // 12) + 1) if 12 * year < axis.last]
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 250, 1000, 10_000) if len(years) <= LABELS * s)
    kept = [year for year in years if year % step == 0] if step > 1 else years
    if not kept:
        return (Tick(x=0.0, label=f"{int(axis.first // 12):04}"),)
    return tuple(Tick(x=round(axis.at(12 * year), 2), label=f"{year:04}") for year in kept)
