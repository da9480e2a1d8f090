"""Where the nodes of a graph stand: near those that they belong to, and none on another or on another's name.

Stress majorization: Gansner, Koren, North, “Graph Drawing by Stress Majorization”, GD 2004, in its localized form: each
node in turn moves to where its distances to all others, weighted by 1/d², are met best. Overlaps are then pushed apart
along the axis where that takes least. Everything starts from the order of the nodes, so the same graph is drawn alike.
"""

import math
from collections.abc import Mapping, Sequence

#: Rounds of majorization; after these a node of 60 moves by less than a pixel.
ROUNDS = 150
#: Length of an edge between those who are named together most, and how much longer the weakest is.
STRONG, WEAKER = 1.0, 0.9
#: Distance between parts that nothing connects.
APART = 3.5
#: Rounds of pushing overlapping boxes apart.
PUSHES = 400
#: The angle between a node and the next at the start: sunflower seeds lie so, and no two on one line.
GOLDEN = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
#: Half width, and height above and below the point, of what a node covers with its name.
Room = tuple[float, float, float]


def stressed(count: int, weights: Mapping[tuple[int, int], float]) -> list[Point]:
    """Points of nodes 0…count-1, one unit for the strongest edge; weights: (lower, higher) → more than 0

    Cubic in the number of nodes by the distances, quadratic each round: meant for at most a hundred.
    """
    aims = _distances(count, weights)
    start = [(GOLDEN * n, 0.6 * math.sqrt(n)) for n in range(count)]
    points = [(radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in start]
    for _ in range(ROUNDS):
        for n in range(count):
            points[n] = _better(n, points, aims[n])
    return points


def _distances(count: int, weights: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """How far apart nodes should be: along the shortest way (Floyd and Warshall)"""
    far = math.inf
    aims = [[far] * count for _ in range(count)]
    most = max(weights.values(), default=1.0)
    for (one, other), weight in sorted(weights.items()):
        length = STRONG + WEAKER * (1 - math.sqrt(weight / most))
        aims[one][other] = aims[other][one] = length
    for middle in range(count):
        onward = aims[middle]
        for row in aims:
            first = row[middle]
            if first < far:
                row[:] = [d if d <= first + rest else first + rest for d, rest in zip(row, onward, strict=True)]
    return [[APART if d == far else d for d in row] for row in aims]


def _better(n: int, points: Sequence[Point], aims: Sequence[float]) -> Point:
    """Where a node's distances to the others, which stay, are met best"""
    x, y = points[n]
    total = to_x = to_y = 0.0
    for other, (ox, oy) in enumerate(points):
        if other == n:
            continue
        aim = aims[other]
        weight = 1 / (aim * aim)
        distance = math.hypot(x - ox, y - oy) or 1e-6
        pull = aim / distance
        to_x += weight * (ox + pull * (x - ox))
        to_y += weight * (oy + pull * (y - oy))
        total += weight
    return (to_x / total, to_y / total) if total else (x, y)


def fitted(points: Sequence[Point], rooms: Sequence[Room], width: float, height: float) -> list[Point]:
    """Points stretched over a box, both ways by themselves, so that all rooms lie in it"""
    found: list[list[float]] = []
    edges = (
        ([r[0] for r in rooms], [r[0] for r in rooms], width),
        ([r[1] for r in rooms], [r[2] for r in rooms], height),
    )
    for axis, (before, after, size) in enumerate(edges):
        values = [point[axis] for point in points]
        low, high = min(values, default=0.0), max(values, default=0.0)
        first, last = max(before, default=0.0), size - max(after, default=0.0)
        span = high - low
        found.append([first + (v - low) / span * (last - first) if span > 1e-9 else (first + last) / 2 for v in values])
    return list(zip(*found, strict=True))


def apart(points: Sequence[Point], rooms: Sequence[Room], width: float) -> list[Point]:
    """Points of which no two rooms overlap, across within the width; downwards they may take more than they had"""
    placed = [list(point) for point in points]
    for _ in range(PUSHES):
        moved = False
        for a in range(len(placed)):
            for b in range(a + 1, len(placed)):
                moved = _push(placed[a], placed[b], (rooms[a], rooms[b])) or moved
        for point, (half, _, _) in zip(placed, rooms, strict=True):
            point[0] = min(max(point[0], half), width - half)
        if not moved:
            break
    return [(x, y) for x, y in placed]


def _push(one: list[float], other: list[float], rooms: tuple[Room, Room]) -> bool:
    """Moves two overlapping rooms apart along the axis where they overlap less; whether they did"""
    (half, up, down), (other_half, other_up, other_down) = rooms
    across = half + other_half - abs(one[0] - other[0])
    along = other_up + down - (other[1] - one[1]) if other[1] >= one[1] else up + other_down - (one[1] - other[1])
    if across <= 0.5 or along <= 0.5:
        return False
    # Across there is a wall at both sides, so that downwards is preferred a little.
    axis, step = (0, across / 2) if across < along * 0.8 else (1, along / 2)
    sign = 1 if other[axis] >= one[axis] else -1
    one[axis] -= sign * step
    other[axis] += sign * step
    return True
