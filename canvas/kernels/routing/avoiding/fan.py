"""Parts lines that run the same way from one shape to another: they leave and come in side by side where their ends may slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.nudge import APART, CORNER, Sides, Way
from canvas.kernels.routing.avoiding.rects import Rects, entered, touching

_LEAST = 4.0
"""Lines that would run nearer to each other are left on each other."""


def fan(lines: Mapping[str, Way], sides_of: Callable[[str], Sides], shapes: Rects) -> dict[str, float]:
    """Return how far to its right-hand side each line is to run that would run on another one from end to end.

    Args:
        lines: by id, horizontal and vertical stretches in turn.
        sides_of: asked for lines that share their way.
        shapes: what must not be entered.
    """
    joined: dict[tuple[Vec, Vec], list[str]] = {}
    for line, points in lines.items():
        a, b = points[0], points[-1]
        joined.setdefault((a, b) if a <= b else (b, a), []).append(line)
    bundles: dict[Way, list[str]] = {}
    for line in sorted(line for some in joined.values() if len(some) > 1 for line in some):
        bundles.setdefault(_one_way(lines[line]), []).append(line)
    result: dict[str, float] = {}
    for way, bundle in bundles.items():
        if len(bundle) > 1:
            result |= _parted(way, bundle, lines, sides_of, shapes)
    return result


def _one_way(points: Sequence[Vec]) -> Way:
    """Return a line as seen from one of its ends, the same one whichever way it leads."""
    return min(tuple(points), tuple(reversed(points)))


def _parted(
    way: Way, bundle: Sequence[str], lines: Mapping[str, Way], sides_of: Callable[[str], Sides], shapes: Rects
) -> dict[str, float]:
    turned = {line: tuple(lines[line]) != way for line in bundle}
    sides = [sides_of(line)[:: -1 if turned[line] else 1] for line in bundle]
    rooms = [_room(way[:2], first) for first, _ in sides] + [_room(way[:-3:-1], last) for _, last in sides]
    step = min(APART, 2 * min(rooms) / (len(bundle) - 1))
    if step < _LEAST:
        return {}
    near = shapes[touching(shapes, from_points(way).inflated(step * len(bundle)))]
    free = ~entered(way, near)
    found: dict[str, float] = {}
    for number, line in enumerate(bundle):
        by = (number - (len(bundle) - 1) / 2) * step
        moved = aside(way, by)
        if moved and not (entered(moved, near) & free).any():
            found[line] = -by if turned[line] else by
    return found


def _room(ends: Sequence[Vec], box: Box | None) -> float:
    """Return how far the first of two points may slide to both sides along the box's side that the line leaves."""
    if box is None:
        return 0.0
    port, after = ends
    if port.y == after.y:
        return min(port.y - box.y, box.bottom - port.y) - CORNER
    return min(port.x - box.x, box.right - port.x) - CORNER


def aside(points: Sequence[Vec], by: float) -> Way:
    """Return a line moved to its right-hand side by a distance; () when a stretch is too short for that."""
    normals = [_right_of(a, b) for a, b in pairwise(points)]
    before, after = [normals[0], *normals], [*normals, normals[-1]]
    moved = []
    for p, m, n in zip(points, before, after, strict=True):
        both = m if m == n else Vec(m.x + n.x, m.y + n.y)
        moved.append(Vec(p.x + by * both.x, p.y + by * both.y))
    kept = all(_right_of(a, b) == n for (a, b), n in zip(pairwise(moved), normals, strict=True))
    return tuple(moved) if kept else ()


def ends_aside(points: Sequence[Vec], first: float, last: float) -> Way:
    """Return a line whose first and last stretch are moved to its right-hand side, in whose middle nothing changes.

    Args:
        points: horizontal and vertical stretches in turn.
        first: by how much the first stretch is moved.
        last: by how much the last one is; a line of one stretch is moved by `first`.
    """
    moved = list(points)
    for place, by in ((0, first), (len(points) - 2, last))[: len(points) - 1]:
        normal = _right_of(*points[place : place + 2])
        for i in (place, place + 1):
            moved[i] = Vec(moved[i].x + by * normal.x, moved[i].y + by * normal.y)
    return tuple(moved)


def put_aside(before: Sequence[Vec], after: Sequence[Vec]) -> tuple[float, float]:
    """Return how far the first and the last stretch of a line were moved to its right-hand side."""
    first, last = _right_of(*before[:2]), _right_of(*before[-2:])
    a, b, c, d = before[0], after[0], before[-1], after[-1]
    return (
        (b.x - a.x) * first.x + (b.y - a.y) * first.y,
        (d.x - c.x) * last.x + (d.y - c.y) * last.y,
    )


def _right_of(a: Vec, b: Vec) -> Vec:
    dx, dy = b.x - a.x, b.y - a.y
    return Vec(0.0, float((dx > 0) - (dx < 0))) if abs(dx) > abs(dy) else Vec(float((dy < 0) - (dy > 0)), 0.0)
