"""The archive by time: all ways into it, its years, its months."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from dossier.render.archive import Page
from dossier.render.drawing.bars import chart
from dossier.render.lists.stock import ARTICLES, Stock, most, runs
from dossier.render.views import ArchiveView, ArticlesView, BarsView, Month, Pages, Way, YearRow
from dossier.urls import archive_path

#: What the page of all ways shows: the newest articles, and sources, topics and companies of most articles.
NEWEST, MOST = 50, 24
#: Years that it shows at once by month, and folded by month; of those before them it has a link only.
YEARS, FOLDED = 5, 40
#: Articles on one page of a month, and of each month on the page of its year.
ON_PAGE, OF_MONTH = 100, 12
#: Degrees of how full a month is.
LEVELS = 4


def archive_pages(stock: Stock) -> Iterator[Page]:
    """articles/index.html, and a page for each year, each month, and for what has no date"""
    told = {part: stock.stories(numbers) for part, numbers in stock.months.items()}
    rows = _rows(told, _years(stock))
    yield Page(path=ARTICLES, template="index-articles.html", view=_hub(stock, rows, len(told.get("", ()))))
    beside = _beside(sorted(part for part in told if _is_month(part))) | _beside([r.way.part for r in reversed(rows)])
    for part, stories in sorted(told.items()):
        if not part or _is_month(part):
            yield from _pages(stock, _bare(stock, part, beside), stories)
    for row in rows:
        year = row.way.part
        bare = _bare(stock, year, beside)
        yield from _pages(stock, bare, told.get(year, []), (row.way.count, tuple(_months(stock, row, told))))


def years_chart(stock: Stock) -> BarsView | None:
    """Stories by year; each bar leads to its year"""
    drawn = chart(year for year, count in _years(stock).items() for _ in range(count))
    return drawn and replace(drawn, bars=tuple(replace(bar, path=archive_path(bar.date)) for bar in drawn.bars))


def _years(stock: Stock) -> dict[str, int]:
    """Year → its stories, newest year first"""
    found: dict[str, list[int]] = defaultdict(list)
    for part, numbers in stock.months.items():
        if part:
            found[part[:4]] += numbers
    return {year: len(stock.stories(found[year])) for year in sorted(found, reverse=True)}


def _rows(told: dict[str, list[int]], years: dict[str, int]) -> tuple[YearRow, ...]:
    """Years of twelve months each; told: part → stories, years: year → number of stories"""
    fullest = max((len(stories) for part, stories in told.items() if _is_month(part)), default=1)
    found = []
    for year, count in years.items():
        parts = (f"{year}-{month:02}" for month in range(1, 13))
        months = tuple(_way(part, len(told.get(part, ())), fullest) for part in parts)
        way = Way(path=archive_path(year), part=year, count=count)
        found.append(YearRow(way=way, months=months, rest=len(told.get(year, ()))))
    return tuple(found)


def _way(part: str, count: int, fullest: int) -> Way:
    """The way to a part, which is as full as it is beside the fullest"""
    return Way(path=archive_path(part), part=part, count=count, level=-(-count * LEVELS // fullest))


def _hub(stock: Stock, rows: Sequence[YearRow], undated: int) -> ArticlesView:
    book = stock.book
    stories = book.stories()
    return ArticlesView(
        site=book.site,
        newest=tuple(book.story(number) for number in reversed(stories[-NEWEST:])),
        count=len(stories),
        versions=len(book.cites) - len(stories),
        years=tuple(rows[:YEARS]),
        older_years=tuple(rows[YEARS : YEARS + FOLDED]),
        earlier=tuple(row.way for row in rows[YEARS + FOLDED :]),
        undated=undated,
        sources=most(stock.entries["source"], MOST),
        topics=most(stock.entries["topic"], MOST),
        companies=most(stock.entries["company"], MOST),
        totals=(len(stock.entries["source"]), len(stock.entries["topic"])),
    )


def _bare(stock: Stock, part: str, beside: Mapping[str, tuple[Way | None, Way | None]]) -> ArchiveView:
    """What the pages of a part have in common"""
    before, after = beside.get(part, (None, None))
    return ArchiveView(
        site=stock.book.site,
        part=part,
        path=archive_path(part),
        year=Way(path=archive_path(part[:4]), part=part[:4]) if _is_month(part) else None,
        count=0,
        months=(),
        cites=(),
        pages=Pages(),
        before=before,
        after=after,
    )


def _pages(
    stock: Stock, bare: ArchiveView, stories: Sequence[int], year: tuple[int, tuple[Month, ...]] | None = None
) -> Iterator[Page]:
    """The pages of a part; stories: its list, year: how many stories it has with its months, and these

    Older pages have their articles alone, and so change with nothing else.
    """
    count, months = year or (len(stories), ())
    newest = replace(bare, count=count, months=months)
    older = replace(bare, before=None, after=None)
    for run in runs(bare.path, len(stories), ON_PAGE):
        cites = tuple(stock.book.story(number) for number in reversed(stories[run.start : run.end]))
        view = replace(newest if run.newest else older, cites=cites, pages=run.pages)
        yield Page(path=run.path, template="archive.html", view=view)


def _months(stock: Stock, row: YearRow, told: Mapping[str, Sequence[int]]) -> Iterator[Month]:
    """The months of a year that have articles, newest first"""
    for way in reversed(row.months):
        if way.count:
            # How full a month is beside those of other years is not for this page: it would change with them.
            own = Way(path=way.path, part=way.part, count=way.count)
            newest = reversed(told[way.part][-OF_MONTH:])
            yield Month(way=own, cites=tuple(stock.book.story(number) for number in newest))


def _is_month(part: str) -> bool:
    return len(part) > len("2024")


def _beside(parts: Sequence[str]) -> dict[str, tuple[Way | None, Way | None]]:
    """The nearest earlier and later of some parts of the archive, which are in order"""
    ways = [None, *(Way(path=archive_path(part), part=part) for part in parts), None]
    return {part: (ways[at], ways[at + 2]) for at, part in enumerate(parts)}
