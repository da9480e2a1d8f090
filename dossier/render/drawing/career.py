"""A person's stations on an axis of time."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.render.book import Book
from dossier.render.drawing.axis import Axis, end, start, ticks
from dossier.render.drawing.flow import proof
from dossier.render.drawing.labels import ems, short
from dossier.render.drawing.stations import Source, Station, stations
from dossier.render.views import CareerView, Deed, Row, Stay

#: Most companies of a picture, the newest; fewest times that are a career.
ROWS, FEWEST = 14, 2
#: Height of a row: the name, and the bar below it.
HEIGHT = 34
#: Most em of a name; width of an em in per cent of a narrow telephone.
NAME, EM = 14.0, 4.0
#: How near to the edges a bar that goes on comes, in per cent: there is the point of its arrow.
EDGE = 3.0
#: Least width of a bar, in per cent; room on both sides of the axis, in months and as a share of it.
LEAST, MONTHS, SHARE = 1.2, 2.0, 0.04


def career(book: Book, ref: str) -> CareerView | None:
    """The picture of one person; None: of fewer than two stations is any time known

    What goes on does so until the newest article that names them: a picture of today would be another every day. That
    an article shows somebody at a company is no time of theirs there, and no bar.
    """
    known = [one for one in stations(book, ref) if (one.since or one.until)[:4].isdigit()]
    if len(known) < FEWEST:
        return None
    deeds = list(_deeds(book, ref))
    axis = _axis(known, [deed.date for deed in deeds], _newest(book, ref))
    rows = [(company, list(of)) for company, of in _by_company(known) if company in book.who][-ROWS:]
    if not rows:
        return None
    return CareerView(
        rows=tuple(_row(book, axis, n, row) for n, row in enumerate(rows)),
        deeds=tuple(_at(deed, axis) for deed in deeds),
        ticks=ticks(axis),
        height=HEIGHT * len(rows),
    )


def _newest(book: Book, ref: str) -> str:
    """The date of the newest article that names somebody; empty: none has one"""
    return max((book.cites[number].published for number in book.facts.articles.get(ref, ())), default="")


def _axis(known: Iterable[Station], dates: Iterable[str], newest: str) -> Axis:
    stated = [date for one in known for date in (one.since, one.until) if date[:4].isdigit()] + list(dates)
    first = min(map(start, stated))
    last = max([*map(end, stated), *([end(newest)] if newest[:4].isdigit() else [])])
    margin = MONTHS + SHARE * (last - first)
    return Axis(first - margin, last + margin)


def _by_company(known: Sequence[Station]) -> Iterator[tuple[str, list[Station]]]:
    """Stations by company, in the order of the first at each"""
    for company in dict.fromkeys(one.company for one in known):
        yield company, [one for one in known if one.company == company]


def _row(book: Book, axis: Axis, number: int, row: tuple[str, Sequence[Station]]) -> Row:
    company, known = row
    who = book.who[company]
    stays = tuple(_stay(axis, one) for one in known)
    label = short(who.name, NAME)
    # The name begins with its first bar; where there is no room behind, it ends with the last.
    room = EM * ems(label)
    late = stays[0].x + room > 100
    x = max(stays[-1].x + stays[-1].width, room) if late else stays[0].x
    return Row(who=who, label=label, x=round(x, 1), late=late, y=HEIGHT * number, stays=stays)


def _stay(axis: Axis, one: Station) -> Stay:
    first = axis.at(start(one.since)) if one.since else max(EDGE, axis.at(start(one.until)) - 12)
    last = axis.at(end(one.until)) if one.until else 100 - EDGE
    return Stay(
        x=round(first, 2),
        width=round(max(LEAST, last - first), 2),
        since=one.since,
        until=one.until,
        open_start=not one.since,
        open_end=not one.until,
        found=one.found,
        titles=one.titles,
    )


def _deeds(book: Book, ref: str) -> Iterator[Deed]:
    """The editor's events of a person, not placed yet, oldest first"""
    person = ref.partition("/")[2]
    for dated in sorted(book.facts.dated.get(ref, ()), key=lambda d: (d.date, d.article, d.anchor)):
        for anchor in dated.events:
            event = anchor.annotation.event
            if event and person in event.people and dated.date[:4].isdigit():
                place = proof(book, Source(dated.article, dated.anchor)).place
                yield Deed(x=0.0, type=event.type, date=dated.date.partition("/")[0], place=place)


def _at(deed: Deed, axis: Axis) -> Deed:
    return Deed(x=round(axis.at(start(deed.date)), 2), type=deed.type, date=deed.date, place=deed.place)
