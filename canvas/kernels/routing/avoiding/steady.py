"""Keeps a line steady while its shapes move: the way it had, stretched to the new ends, until another one is clearly better."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.vec import Vec, add, dot, sub
from canvas.kernels.routing.avoiding.exits import EAST, NORTH, OUTWARD, SOUTH, WEST, Exit
from canvas.kernels.routing.avoiding.rects import Rects, entered

SWITCH = 60.0
"""Another way is taken when it is cheaper by this, as length, scene units; less than a bend costs."""
_SAME = 1e-6


def carried(points: Sequence[Vec], sources: Sequence[Exit], targets: Sequence[Exit], shapes: Rects) -> tuple[Vec, ...]:
    """Return a line with its ends moved to where its shapes are now, as few points moved as can be; () when that is no line.

    Args:
        points: the line as it was, port to port.
        sources: ways out of the source as it is.
        targets: ways into the target as it is.
        shapes: what the line must not enter, those at the ends included; less clearance will do than for a new line.
    """
    if len(points) < 3:
        return ()
    first = _same_way(sources, sub(points[1], points[0]))
    last = _same_way(targets, sub(points[-2], points[-1]))
    if first is None or last is None:
        return ()
    by = sub(first.port, points[0])
    # With both ends it moves as it is.
    as_one = _is_near(by, sub(last.port, points[-1]))
    inner = [add(p, by) if as_one else Vec(*p) for p in points[1:-1]]
    inner[0] = _level(inner[0], first)
    inner[-1] = _level(inner[-1], last)
    if not _leads_on(first, inner[0]) or not _leads_on(last, inner[-1]) or not _is_square(inner):
        return ()
    if entered((first.out, *inner, last.out), shapes).any():
        return ()
    return (first.port, *inner, last.port)


def _same_way(exits: Sequence[Exit], direction: Vec) -> Exit | None:
    """Return the exit on the side that the line left by."""
    if abs(direction.x) >= abs(direction.y):
        side = EAST if direction.x > 0 else WEST
    else:
        side = SOUTH if direction.y > 0 else NORTH
    return next((e for e in exits if e.side == side), None)


def _is_near(a: Vec, b: Vec) -> bool:
    return abs(a.x - b.x) < _SAME and abs(a.y - b.y) < _SAME


def _level(corner: Vec, e: Exit) -> Vec:
    return Vec(corner.x, e.out.y) if e.side in (EAST, WEST) else Vec(e.out.x, corner.y)


def _leads_on(e: Exit, corner: Vec) -> bool:
    """Tell whether a corner lies further out than the exit."""
    return dot(sub(corner, e.out), OUTWARD[e.side]) >= -_SAME


def _is_square(points: Sequence[Vec]) -> bool:
    return all(abs(a.x - b.x) < _SAME or abs(a.y - b.y) < _SAME for a, b in pairwise(points))
