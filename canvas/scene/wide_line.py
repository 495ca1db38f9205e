"""Connectors drawn as two lines or as a block arrow: polylines moved to the side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.path import Path
from canvas.geometry.path_builder import polyline_path
from canvas.geometry.polyline import simplified
from canvas.geometry.vec import Vec, distance, lerp, sub, unit

FLASHES = frozenset({"mxgraph.lean_mapping.electronic_info_flow_edge", "mxgraph.networks.comm_link_edge"})
"""Shapes of connectors that are drawn as a flash of lightning."""
_FLASH = Vec(0.1, 0.0365)
"""How far a flash jumps back along its line and to the side of it, as shares of its length."""
_SHARPEST = 4.0
"""A corner moves outwards at most this many times the distance to the side."""


def moved_aside(points: Sequence[Vec], by: float) -> list[Vec]:
    """Return a polyline moved to its right (y is down) by a distance, corners mitred."""
    pts = simplified(points)
    if len(pts) < 2:
        return list(pts)
    directions = [unit(sub(b, a)) for a, b in pairwise(pts)]
    result = []
    for i, p in enumerate(pts):
        before, after = directions[max(0, i - 1)], directions[min(i, len(directions) - 1)]
        nx, ny = -(before.y + after.y) / 2, (before.x + after.x) / 2
        square = max(nx * nx + ny * ny, 1 / (_SHARPEST * _SHARPEST))
        result.append(Vec(p.x + nx * by / square, p.y + ny * by / square))
    return result


def side_lines(points: Sequence[Vec], gap: float) -> tuple[Path, Path]:
    """Return two parallel lines `gap` apart."""
    return polyline_path(moved_aside(points, gap / 2)), polyline_path(moved_aside(points, -gap / 2))


def flash(points: Sequence[Vec]) -> tuple[Vec, ...]:
    """Return a straight connector as a flash: past its middle, back beyond it, and on to the end."""
    first, last = Vec(*points[0]), Vec(*points[-1])
    dx, dy = sub(last, first)
    jump = Vec(dx * _FLASH.x + dy * _FLASH.y, dy * _FLASH.x - dx * _FLASH.y)
    middle = lerp(first, last, 0.5)
    return (first, Vec(middle.x + jump.x, middle.y + jump.y), Vec(middle.x - jump.x, middle.y - jump.y), last)


def block_arrow(
    points: Sequence[Vec], width: float, head_width: float, head_length: float, at_start: bool, at_end: bool
) -> Path:
    """Return the closed outline of a wide arrow along a polyline, with heads where they are asked for."""
    pts = list(simplified(points))
    if len(pts) < 2:
        return Path()
    first, last = pts[0], pts[-1]
    start_side, end_side = unit(sub(pts[1], first)), unit(sub(last, pts[-2]))
    if at_start:
        pts[0] = _towards(pts[0], pts[1], head_length)
    if at_end:
        pts[-1] = _towards(pts[-1], pts[-2], head_length)
    right, left = moved_aside(pts, width / 2), moved_aside(pts, -width / 2)
    outline = list(right)
    if at_end:
        outline += _head(pts[-1], last, end_side, head_width / 2)
    outline += reversed(left)
    if at_start:
        outline += _head(pts[0], first, Vec(-start_side.x, -start_side.y), head_width / 2)
    return polyline_path(outline, True)


def _towards(a: Vec, b: Vec, by: float) -> Vec:
    d = distance(a, b)
    return lerp(a, b, min(by, d * 0.9) / d) if d else a


def _head(base: Vec, tip: Vec, direction: Vec, half: float) -> list[Vec]:
    nx, ny = -direction.y * half, direction.x * half
    return [Vec(base.x + nx, base.y + ny), tip, Vec(base.x - nx, base.y - ny)]
