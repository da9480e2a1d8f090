"""What a picture may show: places worked out at build time, for SVG that needs no script and no colour of its own.

Lengths are pixels of the picture's own box unless they say per cent: those follow the width of the page, while words
keep their size. Every picture has the same in words: a table, a list, or a line of text.
"""

from typing import Literal

from msgspec import Struct

from dossier.render.views.common import Cite, Site, Who


class Node(Struct, frozen=True, kw_only=True, array_like=True):
    """A person (round) or company (square) of a graph; its name stands below, centred."""

    who: Who
    label: str
    """The name, shortened to its room."""
    x: int
    y: int
    """Of the middle of the shape."""
    size: int
    """Half of its width."""


class Edge(Struct, frozen=True, kw_only=True, array_like=True):
    """Two of a graph who are named together."""

    x1: int
    y1: int
    x2: int
    y2: int
    weight: int
    """1 (weak) to 4."""


class GraphView(Struct, frozen=True, kw_only=True, array_like=True):
    """Who is named with whom."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ego: bool = False
    """It is about the first node, which stands in the middle."""


class Pair(Struct, frozen=True, kw_only=True, array_like=True):
    """Two who are named in the same articles."""

    one: Who
    other: Who
    count: int
    """Articles, each story once."""
    cites: tuple[Cite, ...]
    """The newest of them."""


class GraphPageView(Struct, frozen=True, kw_only=True, array_like=True):
    """graph.html"""

    site: Site
    graph: GraphView | None
    """None: nobody is named with anybody."""
    pairs: tuple[Pair, ...]
    """The lines of the picture, the strongest first."""
    people: int
    companies: int
    """How many of each the picture has."""


class Bar(Struct, frozen=True, kw_only=True, array_like=True):
    """One stretch of time in a chart."""

    date: str
    """ISO 8601: a month, a year, or a quarter as an interval of months."""
    count: int
    x: float
    width: float
    """Per cent."""
    height: int
    path: str = ""
    """Page that the bar leads to; empty: none."""


class Tick(Struct, frozen=True, kw_only=True, array_like=True):
    """A word below an axis of time."""

    x: float
    """Per cent."""
    label: str


class BarsView(Struct, frozen=True, kw_only=True, array_like=True):
    """How often in which month, quarter or year; stretches without anything have no bar."""

    unit: Literal["month", "quarter", "year"]
    bars: tuple[Bar, ...]
    """From the oldest."""
    ticks: tuple[Tick, ...]
    height: int
    """Of the tallest bar."""
    most: Bar
    """The first of the tallest."""


class Proof(Struct, frozen=True, kw_only=True, array_like=True):
    """The article that says so."""

    cite: Cite
    place: str
    """Path of the place in it, or of the article."""


class Move(Struct, frozen=True, kw_only=True, array_like=True):
    """Somebody who came to a company from another, or went to another."""

    person: Who
    other: Who
    """The other company."""
    came: bool
    """From the other; else to it."""
    date: str
    """Of the coming or going; empty: not known."""
    found: bool
    """The program read at least a part of it; else editors state it."""
    proofs: tuple[Proof, ...]


class Side(Struct, frozen=True, kw_only=True, array_like=True):
    """A company at the edge of a flow, and the ribbon between it and the middle."""

    who: Who
    label: str
    """The name, shortened to the room of a narrow telephone."""
    wide: str
    """The same for a wide page."""
    count: int
    """People."""
    y: int
    height: int
    """Of the ribbon at this end."""
    middle: int
    """Where the ribbon meets the company in the middle."""


class FlowView(Struct, frozen=True, kw_only=True, array_like=True):
    """A company's comings (left) and goings (right)."""

    who: Who
    label: str
    """Its name, shortened to its room."""
    height: int
    y: int
    tall: int
    """Top and height of the company's own bar."""
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]
    moves: tuple[Move, ...]
    """The same person by person, comings first, each newest first."""
    beyond: int = 0
    """Companies that are not in the picture."""
    more: int = 0
    """Moves that are not in the list."""
    unknown_from: int
    """People of whom nobody says where they came from."""
    unknown_to: int
    """People who are no longer there, and of whom nobody says where they went."""


class Stay(Struct, frozen=True, kw_only=True, array_like=True):
    """A bar of a career."""

    x: float
    width: float
    """Per cent."""
    since: str
    until: str
    """As far as known."""
    open_start: bool
    open_end: bool
    """It began earlier, or went on, or nobody says when."""
    found: bool
    """The program read it; else editors state it."""
    titles: tuple[str, ...]


class Row(Struct, frozen=True, kw_only=True, array_like=True):
    """A company of a career, with the times at it."""

    who: Who
    label: str
    """The name, shortened to its room."""
    x: float
    """Per cent: where the name begins, or ends if it is late."""
    late: bool
    y: int
    """Top of the row."""
    stays: tuple[Stay, ...]


class Deed(Struct, frozen=True, kw_only=True, array_like=True):
    """An editor's event on a career's axis."""

    x: float
    """Per cent."""
    type: str
    date: str
    place: str
    """Path of the place in the article."""


class CareerView(Struct, frozen=True, kw_only=True, array_like=True):
    """A person's stations on an axis of time."""

    rows: tuple[Row, ...]
    """From the earliest."""
    deeds: tuple[Deed, ...]
    ticks: tuple[Tick, ...]
    height: int
    """Of all rows."""
