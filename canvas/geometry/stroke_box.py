"""The box of a stroked path: half the stroke on every side, and the tips of mitred corners."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from canvas.geometry.box import Box, from_points, union
from canvas.geometry.path import Path
from canvas.geometry.path_ops import bounds
from canvas.geometry.vec import Vec, add, cross, distance, dot, scale, sub, unit

MITRE_LIMIT = 10.0
"""A corner whose tip would be longer than this many half strokes is cut off, as SVG and all our painters do."""
_TINY = 1e-9

_Segment = tuple[Vec, Vec, Vec, Vec]
"""Start, direction there, direction at the end, end; directions are unit vectors."""


@lru_cache(maxsize=16384)
def stroke_box(path: Path, width: float, mitred: bool = True) -> Box | None:
    """Return the box of a path's outline with its stroke, or None for an empty path.

    Args:
        path: in any space.
        width: of the stroke, in the same units.
        mitred: corners run out into a tip; else they are round or cut off.
    """
    outline = bounds(path)
    if outline is None:
        return None
    box = outline.inflated(width / 2)
    if not mitred or _is_upright(path):
        # The tip of a right angle lies where the sides of the inflated box meet.
        return box
    tips = [tip for subpath in _subpaths(path) for tip in _tips(subpath, width / 2)]
    return union((box, from_points(tips))) if tips else box


def _is_upright(path: Path) -> bool:
    """Tell whether a path consists of horizontal and vertical lines."""
    first: tuple[float, ...] = ()
    at: tuple[float, ...] = ()
    for op, *n in path.commands:
        if op == "C":
            return False
        end = first if op == "Z" else tuple(n)
        if op == "M":
            first = end
        elif at and end[0] != at[0] and end[1] != at[1]:
            return False
        at = end
    return True


def _tips(segments: list[_Segment], reach: float) -> Iterator[Vec]:
    """Yield the tips of the corners between segments that follow each other; a closed run ends with its first segment."""
    for (_, _, incoming, corner), (_, outgoing, _, _) in pairwise(segments):
        turn = dot(incoming, outgoing)
        if turn > 0 and abs(cross(incoming, outgoing)) < _TINY:
            continue
        # The sine of half the angle between the two lines.
        sine = math.sqrt(max(0.0, (1 + turn) / 2))
        if sine * MITRE_LIMIT >= 1:
            yield add(corner, scale(unit(sub(incoming, outgoing)), reach / sine))


def _subpaths(path: Path) -> Iterator[list[_Segment]]:
    """Yield the segments of every subpath; of a closed one, the first segment again at the end."""
    segments: list[_Segment] = []
    first = at = Vec(0.0, 0.0)
    for op, *n in path.commands:
        if op == "M":
            yield segments
            segments, first = [], Vec(n[0], n[1])
            at = first
            continue
        end = first if op == "Z" else Vec(n[-2], n[-1])
        inner = [Vec(n[0], n[1]), Vec(n[2], n[3])] if op == "C" else []
        if (segment := _segment([at, *inner, end])) is not None:
            segments.append(segment)
        at = end
        if op == "Z" and segments:
            yield [*segments, segments[0]]
            segments = []
    yield segments


def _segment(points: list[Vec]) -> _Segment | None:
    """Return a segment by its control points; None for one without length."""
    start, end = points[0], points[-1]
    if len(points) == 2:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy)
        if length <= _TINY:
            return None
        straight = Vec(dx / length, dy / length)
        return start, straight, straight, end
    ahead = next((p for p in points[1:] if distance(start, p) > _TINY), None)
    behind = next((p for p in reversed(points[:-1]) if distance(p, end) > _TINY), None)
    if ahead is None or behind is None:
        return None
    return start, unit(sub(ahead, start)), unit(sub(end, behind)), end
