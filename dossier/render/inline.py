"""Spans over a text become nested elements: escaped, well formed, whatever overlaps what."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from html import escape
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

#: What may not stand in a text as it is; most have none of it.
_SPECIAL = re.compile("[&<>\"']")


class Mark(Struct, frozen=True):
    """An element over `text[start:end]`."""

    start: int
    end: int
    first: str
    """Its opening tag."""
    again: str
    """The tag that opens it again where another element's end cut it: without the id."""
    close: str


def nested(text: str, marks: Iterable[Mark], points: Mapping[int, str] | None = None) -> str:
    """HTML of a text with elements over it, and markup of no text at some points (references to notes)

    Elements that cross are cut in two; at a point all are, so that a link never stands in a link. `marks` may be
    many, but few at any one place (`apart`): each edge costs as much as there are elements open.
    """
    points = points or {}
    waiting = sorted(marks, key=lambda m: (-m.start, m.end))
    if not waiting and not points:
        return _text(text)
    if not points and all(earlier.end <= later.start for later, earlier in pairwise(waiting)):
        return _one_by_one(text, waiting)
    edges = sorted({len(text), *(m.start for m in waiting), *(m.end for m in waiting), *points})
    out: list[str] = []
    stack: list[Mark] = []
    position = 0
    for edge in edges:
        out.append(_text(text[position:edge]))
        position = edge
        _close(stack, edge, points.get(edge, ""), out)
        while waiting and waiting[-1].start == edge:
            mark = waiting.pop()
            out.append(mark.first)
            stack.append(mark)
    return "".join(out)


def _one_by_one(text: str, waiting: Sequence[Mark]) -> str:
    """Elements that neither cross nor stand in each other, as in nearly all paragraphs; waiting: the last one first"""
    out: list[str] = []
    position = 0
    for mark in reversed(waiting):
        out += (_text(text[position : mark.start]), mark.first, _text(text[mark.start : mark.end]), mark.close)
        position = mark.end
    out.append(_text(text[position:]))
    return "".join(out)


def _close(stack: list[Mark], edge: int, point: str, out: list[str]) -> None:
    """Closes what ends at an edge, and what stands in it; the latter is opened again"""
    keep = 0 if point else next((n for n, mark in enumerate(stack) if mark.end == edge), len(stack))
    cut = stack[keep:]
    out += [mark.close for mark in reversed(cut)]
    del stack[keep:]
    out.append(point)
    for mark in cut:
        if mark.end > edge:
            out.append(mark.again)
            stack.append(mark)


def _text(text: str) -> str:
    escaped = escape(text) if _SPECIAL.search(text) else text
    return escaped.replace("\n", "<br>\n") if "\n" in escaped else escaped


def apart(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Marks inside a text of this length; where two overlap, the later one begins where the first ends"""
    kept: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        start, last = max(mark.start, end, 0), min(mark.end, length)
        if start < last:
            kept.append(mark if (start, last) == (mark.start, mark.end) else replace(mark, start=start, end=last))
            end = last
    return kept


def around(marks: Iterable[Mark], others: Sequence[Mark]) -> list[Mark]:
    """The parts of marks that stand outside of others: a link goes on before and after a name that is a link itself

    marks, others: each without overlaps.
    """
    if not others:
        return list(marks)
    kept: list[Mark] = []
    walls = sorted(others, key=attrgetter("start"))
    at = 0
    for mark in sorted(marks, key=attrgetter("start")):
        start = mark.start
        while at < len(walls) and walls[at].end <= start:
            at += 1
        here = at
        while here < len(walls) and walls[here].start < mark.end:
            if walls[here].start > start:
                kept.append(replace(mark, start=start, end=walls[here].start))
            start = walls[here].end
            here += 1
        if start < mark.end:
            kept.append(mark if start == mark.start else replace(mark, start=start))
    return kept


def layered(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    """Marks that may overlap, cut so that none do: the one that begins last lies on top, of two the shorter one"""
    inside = [m for m in marks if max(m.start, 0) < min(m.end, length)]
    waiting = sorted(inside, key=lambda m: (m.start, -m.end), reverse=True)
    edges = sorted({min(max(edge, 0), length) for m in inside for edge in (m.start, m.end)})
    on_top: list[tuple[int, int, int]] = []  # of marks that are open: what lies higher is smaller
    opened: list[Mark] = []
    for edge, after in pairwise(edges):
        while waiting and waiting[-1].start <= edge:
            mark = waiting.pop()
            heappush(on_top, (-mark.start, mark.end, len(opened)))
            opened.append(mark)
        while on_top and on_top[0][1] <= edge:
            heappop(on_top)
        if on_top:
            mark = opened[on_top[0][2]]
            yield replace(mark, start=edge, end=after)


def beside(marks: Iterable[Mark], walls: Sequence[Mark]) -> Iterator[Mark]:
    """Marks cut where they begin or end inside a wall, so that they cross none: a link is never cut by a note

    walls: sorted, without overlaps.
    """
    ends = [wall.end for wall in walls]
    for mark in marks:
        first, last = wall_around(mark.start, walls, ends), wall_around(mark.end, walls, ends)
        start, end = mark.start, mark.end
        if first and first.end < end:
            yield replace(mark, end=first.end)
            start = first.end
        if last and last.start > start:
            yield replace(mark, start=start, end=last.start)
            start = last.start
        yield replace(mark, start=start)


def wall_around(point: int, walls: Sequence[Mark], ends: Sequence[int]) -> Mark | None:
    """The mark that a point lies inside of, not at an edge; ends: of the walls"""
    at = bisect_left(ends, point)
    return walls[at] if at < len(walls) and walls[at].start < point < walls[at].end else None
