"""A company's comings and goings: from where its people came, and where they went."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dossier.render.book import Book
from dossier.render.drawing.labels import ems, short
from dossier.render.drawing.stations import Source, Station, destination, origin, stations
from dossier.render.views import FlowView, Move, Proof, Side, Who

#: People of a company who are looked at: first those in whose files it stands, then those of the newest articles.
PEOPLE = 300
#: Companies at each side of the picture, those of most people, and lines of the list, of comings and of goings each.
SIDES, MOVES = 10, 50
#: Thickness of a ribbon for each person: as much as there is room for; least height of a company's row.
THICK, THIN, ALL, ROW = 14, 2, 150, 28
#: Room above for the company's own name, and most em of a name: what a third of a narrow telephone has, and of a desk.
TOP, NAME, WIDE = 26, 8.6, 17.0


class _Known(Struct, frozen=True):
    """What is known of one person at the company."""

    moves: tuple[Move, ...]
    unknown_from: bool
    unknown_to: bool


def flow(book: Book, ref: str) -> FlowView | None:
    """The picture of one company; None: of nobody is it known where they came from or went

    Linear in the roles and events of its people, `PEOPLE` of them.
    """
    known = [_known(book, ref, person) for person in _people(book, ref)]
    moves = [move for one in known for move in one.moves]
    if not moves:
        return None
    came, went = ([move for move in moves if move.came is way] for way in (True, False))
    (sources, beyond), (targets, beyond_too) = _sides(came), _sides(went)
    thick = _thick(max(sum(side.count for side in sides) for sides in (sources, targets)))
    tall = thick * max(sum(side.count for side in sides) for sides in (sources, targets))
    height = max(*(_extent(sides, thick) for sides in (sources, targets)), tall)
    middle = TOP + (height - tall) // 2
    return FlowView(
        who=book.who[ref],
        label=short(book.who[ref].name, 2 * NAME),
        height=TOP + height,
        y=middle,
        tall=tall,
        sources=tuple(_placed(sources, thick, (height, middle))),
        targets=tuple(_placed(targets, thick, (height, middle))),
        beyond=beyond + beyond_too,
        moves=tuple(_newest_first(came)[:MOVES] + _newest_first(went)[:MOVES]),
        more=len(came[MOVES:]) + len(went[MOVES:]),
        unknown_from=sum(one.unknown_from for one in known),
        unknown_to=sum(one.unknown_to for one in known),
    )


def _people(book: Book, ref: str) -> list[str]:
    """Who was at a company at a known time, or by an editor's word: their `person/id`"""
    ident = ref.partition("/")[2]
    found = dict.fromkeys(person for person, _ in book.staff.get(ref, ()))
    for dated in book.facts.dated.get(ref, ()):
        for anchor in dated.events:
            event = anchor.annotation.event
            if event and event.companies == (ident,):
                found |= dict.fromkeys(f"person/{person}" for person in event.people)
    timed = (fact for _, fact in reversed(book.facts.roles.get(ref, ())) if fact.since or fact.until)
    found |= dict.fromkeys(f"person/{fact.person}" for fact in timed)
    return [person for person in found if person in book.who][:PEOPLE]


def _known(book: Book, ref: str, person: str) -> _Known:
    known = stations(book, person)
    moves: dict[tuple[bool, str], Move] = {}
    unknown_from = unknown_to = False
    for at in known:
        if at.company == ref:
            first, last = origin(known, at), destination(known, at)
            unknown_from |= first is None or first.company not in book.who
            unknown_to |= at.over and (last is None or last.company not in book.who)
            for move in _moves(book, person, (first, at, last)):
                moves.setdefault((move.came, move.other.ref), move)
    return _Known(
        moves=tuple(moves.values()),
        unknown_from=unknown_from and not any(came for came, _ in moves),
        unknown_to=unknown_to and not any(not came for came, _ in moves),
    )


def _moves(book: Book, person: str, way: tuple[Station | None, Station, Station | None]) -> Iterator[Move]:
    """The coming and the going of one time at the company; whoever returned to it did not come from elsewhere"""
    first, at, last = way
    for other, came in ((first, True), (last, False)):
        if other is not None and other.company != at.company and other.company in book.who:
            yield Move(
                person=book.who[person],
                other=book.who[other.company],
                came=came,
                date=(at.since or other.until) if came else (at.until or other.since),
                found=at.found or other.found,
                proofs=tuple(proof(book, source) for source in dict.fromkeys([*at.sources[:1], *other.sources[:1]])),
            )


def proof(book: Book, source: Source) -> Proof:
    """The article, and its place, that says something"""
    cite = book.cites[source.article]
    return Proof(cite=cite, place=f"{cite.path}#{source.anchor}" if source.anchor else cite.path)


def _newest_first(moves: Iterable[Move]) -> list[Move]:
    return sorted(sorted(moves, key=lambda m: m.person.ref), key=lambda m: m.date, reverse=True)


def _sides(moves: Sequence[Move]) -> tuple[list[Side], int]:
    """The companies of one side that most came from, or went to, not placed yet; and how many others there are"""
    counts = Counter(move.other.ref for move in moves)
    whos = {move.other.ref: move.other for move in moves}
    ordered = sorted(counts, key=lambda ref: (-counts[ref], ref))
    return [_side(whos[ref], counts[ref]) for ref in ordered[:SIDES]], len(ordered[SIDES:])


def _side(who: Who, count: int) -> Side:
    room = NAME - (ems(f" {count}") if count > 1 else 0)
    return Side(who=who, label=short(who.name, room), wide=short(who.name, WIDE), count=count, y=0, height=0, middle=0)


def _thick(people: int) -> int:
    """Thickness of a ribbon for each of so many people"""
    return max(THIN, min(THICK, ALL // max(1, people)))


def _extent(sides: Sequence[Side], thick: int) -> int:
    return sum(max(ROW, thick * side.count + ROW // 2) for side in sides)


def _placed(sides: Sequence[Side], thick: int, space: tuple[int, int]) -> Iterator[Side]:
    """Companies one below the other, in the middle of the height; space: the height, and where the own bar begins"""
    height, middle = space
    y = TOP + (height - _extent(sides, thick)) // 2
    for side in sides:
        tall = thick * side.count
        row = max(ROW, tall + ROW // 2)
        yield replace(side, y=y + (row - tall) // 2, height=tall, middle=middle)
        y, middle = y + row, middle + tall
