"""How often, by month, quarter or year: small charts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from dossier.render.book import Book
from dossier.render.drawing.axis import Axis, month, ticks
from dossier.render.views import Bar, BarsView
from dossier.urls import timeline_path

#: Most bars of a chart, beyond which it counts by longer stretches; fewest that are one.
MOST, FEWEST = 48, 2
#: Height of the tallest bar, and of the lowest.
HEIGHT, LOW = 48, 3
#: Width of a bar for the room that it has, and most per cent of the chart.
SHARE, WIDEST = 0.8, 7.0
#: Months of each unit.
UNITS: tuple[tuple[Literal["month", "quarter", "year"], int], ...] = (("month", 1), ("quarter", 3), ("year", 12))


def appearances(book: Book, ref: str) -> BarsView | None:
    """Articles that name somebody, each story once, by month, or by longer stretches where there would be more than 48

    None where all are of one stretch. Those of which only the year is known count where years do.
    """
    leads = book.versions.leading(book.facts.articles.get(ref, ()))
    return chart([book.cites[number].published for number in leads])


def by_year(book: Book) -> BarsView | None:
    """Entries of the timeline by year; each bar leads to its year"""
    counts = {12 * int(year): count for year, count in book.facts.timeline.counts.items() if year.isdigit()}
    return _drawn(counts, ("year", 12), timeline_path)


def chart(dates: Iterable[str]) -> BarsView | None:
    """A chart of dates, ISO 8601, perhaps partial or empty"""
    known = [date for date in dates if date[:4].isdigit()]
    months = Counter(month(date) for date in known if len(date) >= 7)
    years = Counter(12 * int(date[:4]) for date in known)
    span = max(months) - min(months) + 1 if months else 0
    unit = next((u for u in UNITS if span <= MOST * u[1]), UNITS[-1])
    return _drawn(years if unit == UNITS[-1] or not months else months, unit if months else UNITS[-1])


def _drawn(
    counts: Mapping[int, int],
    unit: tuple[Literal["month", "quarter", "year"], int],
    path: Callable[[str], str] | None = None,
) -> BarsView | None:
    """The chart of counts by month, numbered from year 0"""
    name, step = unit
    stretches: Counter[int] = Counter()
    for number, count in counts.items():
        stretches[number // step] += count
    if len(stretches) < FEWEST:
        return None
    axis = Axis(min(stretches) * step, (max(stretches) + 1) * step)
    width = min(WIDEST, SHARE * axis.share(step))
    most = max(stretches.values())
    bars = tuple(
        Bar(
            date=_date(number * step, step),
            count=count,
            x=round(axis.at((number + 0.5) * step) - width / 2, 2),
            width=round(width, 2),
            height=max(LOW, round(HEIGHT * count / most)),
            path=path(f"{number * step // 12:04}") if path else "",
        )
        for number, count in sorted(stretches.items())
    )
    most_bar = next(bar for bar in bars if bar.count == most)
    return BarsView(unit=name, bars=bars, ticks=ticks(axis), height=HEIGHT, most=most_bar)


def _date(number: int, step: int) -> str:
    """A stretch that begins with a month as a date: a year, a month, or an interval of months"""
    if step == 12:
        return f"{number // 12:04}"
    first = _month(number)
    return first if step == 1 else f"{first}/{_month(number + step - 1)}"


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
