"""Somebody in the middle, and around them those who are named in the same articles most often."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from dossier.render.book import Book
from dossier.render.drawing.company import frequent, pairs, stories
from dossier.render.drawing.labels import short
from dossier.render.drawing.network import edges
from dossier.render.views import GraphView, Node

#: Others around the middle, and fewer than which are no picture.
MOST, LEAST = 12, 3
#: Articles that are looked at, the newest: the most famous are named in tens of thousands.
ARTICLES = 300
#: Lines among the others: of each so many, where they are named together in this many of the articles.
LINES, TOGETHER = 2, 2
#: Width of the picture, that of a narrow telephone; half axes of the ellipse of the others, taller than wide, so that
#: names, which are wide, stand above each other.
WIDTH, ACROSS, DOWN = 340, 118, 150
#: Room above the uppermost shape, and below the lowest for its name.
TOP, BOTTOM = 14, 32
#: Most em of a name; half the width of the shapes: the middle one, the largest and smallest of the others.
NAME, MIDDLE, LARGE, SMALL = 7.5, 14, 11, 6

Weights = Mapping[tuple[int, int], int]


def ego(book: Book, ref: str) -> GraphView | None:
    """The picture of one person or company; None: fewer than `LEAST` others

    Linear in their articles, of which the newest `ARTICLES` are looked at. The lines among the others are of these too.
    """
    told = list(stories(book, _newest(book, ref)))
    counts = frequent(told)
    ordered = sorted(counts, key=lambda one: (-counts[one], one))
    others = [one for one in ordered if one != ref][:MOST]
    if len(others) < LEAST:
        return None
    common = {pair: len(numbers) for pair, numbers in pairs(told, frozenset(others)).items()}
    others = ring(others, common)
    refs = [ref, *others]
    weights: dict[tuple[int, int], int] = {(0, n): counts[one] for n, one in enumerate(others, 1)}
    weights |= _among(others, common)
    nodes = _nodes(book, refs, [counts[one] for one in others])
    return GraphView(
        width=WIDTH,
        height=2 * DOWN + TOP + BOTTOM,
        nodes=tuple(nodes),
        edges=tuple(edges(nodes, weights.keys(), weights)),
        ego=True,
    )


def _newest(book: Book, ref: str) -> list[int]:
    """Numbers of the newest articles that name somebody, oldest first"""
    return book.facts.articles.get(ref, [])[-ARTICLES:]


def ring(others: Sequence[str], common: Mapping[tuple[str, str], int]) -> list[str]:
    """Others in an order in which those named together stand beside each other, on a ring

    Each in turn goes into the gap where it has most in common with both neighbours for what these have with each other.
    """

    def both(one: str, other: str) -> int:
        return common.get((min(one, other), max(one, other)), 0)

    placed = list(others[:2])
    for one in others[2:]:
        gains = [
            both(placed[n - 1], one) + both(one, placed[n]) - both(placed[n - 1], placed[n]) for n in range(len(placed))
        ]
        placed.insert(gains.index(max(gains)), one)
    return placed


def _among(others: Sequence[str], common: Mapping[tuple[str, str], int]) -> dict[tuple[int, int], int]:
    """The lines among the others, by their places in the picture: of each the strongest"""
    counts = {
        (a, b): common.get((min(one, other), max(one, other)), 0)
        for (a, one), (b, other) in combinations(enumerate(others, 1), 2)
    }
    kept: dict[tuple[int, int], int] = {}
    own: Counter[int] = Counter()
    for pair in sorted((p for p in counts if counts[p] >= TOGETHER), key=lambda p: (-counts[p], p)):
        if all(own[n] < LINES for n in pair):
            own.update(pair)
            kept[pair] = counts[pair]
    return kept


def _nodes(book: Book, refs: Sequence[str], counts: Sequence[int]) -> list[Node]:
    """The middle, then the others clockwise from the top; their areas grow with their counts"""
    most = max(counts)
    sizes = [MIDDLE, *(round(SMALL + (LARGE - SMALL) * math.sqrt(count / most)) for count in counts)]
    turns = [2 * math.pi * n / len(counts) for n in range(len(counts))]
    points = [(0.0, 0.0), *((ACROSS * math.sin(turn), -DOWN * math.cos(turn)) for turn in turns)]
    return [
        Node(
            who=book.who[ref],
            label=short(book.who[ref].name, NAME),
            x=round(WIDTH / 2 + x),
            y=round(TOP + DOWN + y),
            size=size,
        )
        for ref, size, (x, y) in zip(refs, sizes, points, strict=True)
    ]
