"""The graph of the whole archive: who is named with whom, as a picture that can be read, and as a table."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from dossier.render.book import Book
from dossier.render.drawing.company import Pairs, frequent, pairs, stories
from dossier.render.drawing.labels import ems, short
from dossier.render.drawing.layout import Point, Room, apart, fitted, stressed
from dossier.render.views import Edge, GraphView, Node, Pair, Who

#: Most nodes of a picture, and how many of those named most are looked at to choose them.
NODES, CANDIDATES = 60, 150
#: Lines: of each node so many of its strongest, so many of its closest, and of the rest the strongest, until there are
#: this many for each node.
STRONGEST, CLOSEST, LINES_EACH = 1, 1, 1.7
#: Articles that the table cites for a pair, the newest.
CITES = 3
#: Width of the picture, and height for each node to begin with; it grows where names need more.
WIDTH, EACH, LEAST = 920, 12.5, 260
#: Size of type, height of a line, most em of a name.
TYPE, LINE, NAME = 13, 17, 9.5
#: Half the width of the smallest and the largest shape.
SMALL, LARGE = 6, 15
#: Free room around a node and its name.
GAP = 5


class Network(Struct, frozen=True):
    """Whom a picture has, and which pairs of them have a line."""

    refs: tuple[str, ...]
    weights: dict[tuple[int, int], int]
    """Places in `refs`, the lower first → stories in common."""
    lines: tuple[tuple[int, int], ...]
    """Those that are drawn, the strongest first."""


class Common(Struct, frozen=True):
    """What two have in common who have a line."""

    count: int
    """Stories."""
    newest: tuple[int, ...]
    """Articles that lead the newest of them, that first."""


def network(book: Book) -> tuple[Network, tuple[Common, ...]]:
    """Of those named together most often at most `NODES`, and what the two of each line have in common

    Linear in the archive's mentions but for articles of many names: in the pairs among `CANDIDATES`.
    """
    told = list(stories(book, range(len(book.cites))))
    counts = frequent(told)
    first = sorted(counts, key=lambda ref: (-counts[ref], ref))[:CANDIDATES]
    common = pairs(told, frozenset(first))
    chosen = _network(first, {pair: len(numbers) for pair, numbers in common.items()})
    return chosen, tuple(_common(chosen, common, line) for line in chosen.lines)


def pictured(book: Book, chosen: Network, common: Sequence[Common]) -> tuple[GraphView | None, tuple[Pair, ...]]:
    """The picture of a network and its table; None: nobody is named with anybody"""
    if not chosen.lines:
        return None, ()
    return drawn(book, chosen), tuple(
        _pair(book, chosen, line, one) for line, one in zip(chosen.lines, common, strict=True)
    )


def _network(refs: Sequence[str], counts: Mapping[tuple[str, str], int]) -> Network:
    degrees: Counter[str] = Counter()
    for (one, other), count in counts.items():
        degrees[one] += count
        degrees[other] += count
    kept = tuple(sorted((r for r in refs if degrees[r]), key=lambda ref: (-degrees[ref], ref))[:NODES])
    place = {ref: n for n, ref in enumerate(kept)}
    weights = {
        (min(place[a], place[b]), max(place[a], place[b])): count
        for (a, b), count in sorted(counts.items())
        if a in place and b in place
    }
    return Network(kept, weights, tuple(_lines(len(kept), weights)))


def _lines(count: int, weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The lines that are drawn, the strongest first

    By strength alone all would lead to the one whom everybody is named with.
    """
    ordered = sorted(weights, key=lambda pair: (-weights[pair], pair))
    closeness = _closeness(weights)
    close = sorted(weights, key=lambda pair: (-closeness[pair], pair))
    kept = {*_own(ordered, STRONGEST), *_own(close, CLOSEST)}
    room = max(0, int(count * LINES_EACH) - len(kept))
    kept.update([pair for pair in ordered if pair not in kept][:room])
    return [pair for pair in ordered if pair in kept]


def _own(ordered: Sequence[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    """The first pairs of each node"""
    counts: Counter[int] = Counter()
    for pair in ordered:
        if any(counts[n] < most for n in pair):
            counts.update(pair)
            yield pair


def _closeness(weights: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """How much of what each of two has in common with anybody they have in common with each other, 0 to 1"""
    degrees = _degrees(weights)
    return {(a, b): count / math.sqrt(degrees[a] * degrees[b]) for (a, b), count in weights.items()}


def _degrees(weights: Mapping[tuple[int, int], int]) -> Counter[int]:
    """Of each node the sum of its weights"""
    degrees: Counter[int] = Counter()
    for (one, other), weight in weights.items():
        degrees[one] += weight
        degrees[other] += weight
    return degrees


def drawn(book: Book, chosen: Network) -> GraphView:
    """The picture of a network"""
    whos = [book.who[ref] for ref in chosen.refs]
    sizes = _sizes(len(whos), chosen.weights)
    labels = [short(who.name, NAME) for who in whos]
    rooms = [room(size, label) for size, label in zip(sizes, labels, strict=True)]
    closeness = _closeness(chosen.weights)
    weights = {line: closeness[line] for line in chosen.lines}
    height = LEAST + EACH * len(whos)
    points = apart(fitted(stressed(len(whos), weights), rooms, WIDTH, height), rooms, WIDTH)
    top = min((y - up for (_, y), (_, up, _) in zip(points, rooms, strict=True)), default=0)
    nodes = [_node(w, label, s, (x, y - top)) for w, label, s, (x, y) in zip(whos, labels, sizes, points, strict=True)]
    bottom = max((node.y + room[2] for node, room in zip(nodes, rooms, strict=True)), default=0)
    return GraphView(
        width=WIDTH,
        height=round(bottom),
        nodes=tuple(nodes),
        edges=tuple(edges(nodes, chosen.lines, chosen.weights)),
    )


def room(size: int, label: str) -> Room:
    """What a node covers: its shape and, below it, its name"""
    return max(size, ems(label) * TYPE / 2) + GAP, size + GAP, size + LINE + GAP


def edges(
    nodes: Sequence[Node], lines: Collection[tuple[int, int]], weights: Mapping[tuple[int, int], int]
) -> list[Edge]:
    """Lines between nodes, the weakest first, so that the strongest lie on top"""
    most = max((weights[line] for line in lines), default=1)
    return [
        Edge(
            x1=nodes[one].x,
            y1=nodes[one].y,
            x2=nodes[other].x,
            y2=nodes[other].y,
            weight=strength(weights[one, other], most),
        )
        for one, other in sorted(lines, key=lambda line: (weights[line], line))
    ]


def strength(count: int, most: int) -> int:
    """1 to 4, in quarters of the largest count"""
    return 1 + min(3, 4 * count // (most + 1))


def _sizes(count: int, weights: Mapping[tuple[int, int], int]) -> list[int]:
    """Half widths of the shapes: their areas grow as the stories in common with others of the picture"""
    degrees = _degrees(weights)
    most = max(degrees.values(), default=1)
    return [round(SMALL + (LARGE - SMALL) * (degrees[n] / most) ** 0.5) for n in range(count)]


def _node(who: Who, label: str, size: int, at: Point) -> Node:
    return Node(who=who, label=label, x=round(at[0]), y=round(at[1]), size=size)


def _common(chosen: Network, common: Pairs, line: tuple[int, int]) -> Common:
    one, other = (chosen.refs[n] for n in line)
    numbers = common[min(one, other), max(one, other)]
    return Common(len(numbers), tuple(sorted(numbers, reverse=True)[:CITES]))


def _pair(book: Book, chosen: Network, line: tuple[int, int], common: Common) -> Pair:
    one, other = (book.who[chosen.refs[n]] for n in line)
    return Pair(one=one, other=other, count=common.count, cites=tuple(book.cites[n] for n in common.newest))
