"""Perimeters: where a floating connector touches a shape, in the shape's own space.

A perimeter answers for a point the connector goes to. When the way is to stay horizontal or vertical ("orthogonal") it is the
projection of that point on the outline, where there is one; else the crossing of the outline with the line to the centre.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.intersect import line_with_ellipse, line_with_segments
from canvas.geometry.vec import Vec, distance
from canvas.shapes.definition import Outline, Perimeter, ShapeBox

Corners = tuple[tuple[float, float], ...]
_EPSILON = 1e-9


def rectangle(s: ShapeBox, toward: Vec, orthogonal: bool) -> Vec:
    """Return the point on the box."""
    return on_box(Box(0.0, 0.0, s.w, s.h), toward, orthogonal)


def on_box(box: Box, toward: Vec, orthogonal: bool) -> Vec:
    """Return the point on the sides of a box."""
    c = box.center
    dx, dy = toward[0] - c.x, toward[1] - c.y
    if abs(dx) * box.h > abs(dy) * box.w or dx == dy == 0:
        x = box.x if dx < 0 else box.right
        y = c.y + (dy * (x - c.x) / dx if dx else 0.0)
    elif dy == 0:
        x, y = (box.x if dx < 0 else box.right), c.y
    else:
        y = box.bottom if dy > 0 else box.y
        x = c.x + dx * (y - c.y) / dy
    return _projected_on_box(box, toward, x, y) if orthogonal else Vec(x, y)


def _projected_on_box(box: Box, toward: Vec, x: float, y: float) -> Vec:
    """Return the projection of `toward` on the box; inside the box the crossing (x, y) keeps its side."""
    if box.x <= toward[0] <= box.right:
        x = toward[0]
    elif box.y <= toward[1] <= box.bottom:
        y = toward[1]
    if toward[0] < box.x or toward[0] > box.right:
        x = box.x if toward[0] < box.x else box.right
    if toward[1] < box.y or toward[1] > box.bottom:
        y = box.y if toward[1] < box.y else box.bottom
    return Vec(x, y)


def ellipse(s: ShapeBox, toward: Vec, orthogonal: bool) -> Vec:
    """Return the point on the ellipse in the box."""
    a, b = s.w / 2, s.h / 2
    if a <= 0 or b <= 0:
        return rectangle(s, toward, orthogonal)
    dx, dy = toward[0] - a, toward[1] - b
    if orthogonal and 0 <= toward[1] <= s.h:
        x = a * math.sqrt(max(0.0, 1 - (dy / b) ** 2))
        return Vec(a - x if toward[0] <= 0 or (toward[0] < s.w and dx < 0) else a + x, toward[1])
    if orthogonal and 0 <= toward[0] <= s.w:
        y = b * math.sqrt(max(0.0, 1 - (dx / a) ** 2))
        return Vec(toward[0], b - y if toward[1] <= 0 else b + y)
    hits = line_with_ellipse(Vec(a, b), toward, Box(0.0, 0.0, s.w, s.h))
    return max(hits, default=(0.0, Vec(a, 0.0)))[1]


def polygon(corners: Callable[[ShapeBox], Corners]) -> Perimeter:
    """Return the perimeter of a polygon around the centre of the box."""

    def perimeter(s: ShapeBox, toward: Vec, orthogonal: bool) -> Vec:
        return on_polygon(s, corners(s), toward, orthogonal)

    return perimeter


def on_polygon(s: ShapeBox, corners: Corners, toward: Vec, orthogonal: bool) -> Vec:
    """Return the point on a polygon."""
    return _on_lines(s, ([Vec(*p) for p in (*corners, corners[0])],), toward, orthogonal)


def on_outline(outline: Outline) -> Perimeter:
    """Return the perimeter that an outline is, whatever its form; its outermost crossing counts."""

    def perimeter(s: ShapeBox, toward: Vec, orthogonal: bool) -> Vec:
        return _on_lines(s, path_ops.flatten(outline(s)), toward, orthogonal)

    return perimeter


def _on_lines(s: ShapeBox, lines: Sequence[Sequence[Vec]], toward: Vec, orthogonal: bool) -> Vec:
    center = Vec(s.w / 2, s.h / 2)
    if orthogonal:
        found = _projected(s, lines, toward, center)
        if found is not None:
            return found
    if distance(center, toward) < _EPSILON:
        toward = Vec(center.x + 1.0, center.y)
    ahead = [hit for hit in _crossings(lines, center, toward) if hit[0] >= -_EPSILON]
    before = [hit for hit in ahead if hit[0] <= 1 + _EPSILON]
    if before:
        return max(before)[1]
    return min(ahead, default=(0.0, center))[1]


def _crossings(lines: Sequence[Sequence[Vec]], origin: Vec, through: Vec) -> list[tuple[float, Vec]]:
    return [hit for points in lines for hit in line_with_segments(origin, through, points)]


def _projected(s: ShapeBox, lines: Sequence[Sequence[Vec]], toward: Vec, center: Vec) -> Vec | None:
    """Return the horizontal or vertical projection of `toward` on the lines, or None when it has none."""
    if 0 <= toward[0] <= s.w:
        inner = Vec(toward[0], center.y)
    elif 0 <= toward[1] <= s.h:
        inner = Vec(center.x, toward[1])
    else:
        return None
    if distance(inner, toward) < _EPSILON:
        return None
    hits = [hit for hit in _crossings(lines, inner, toward) if -_EPSILON <= hit[0] <= 1 + _EPSILON]
    return max(hits)[1] if hits else None


def center(s: ShapeBox, _toward: Vec, _orthogonal: bool) -> Vec:
    """Return the middle of the shape."""
    return Vec(s.w / 2, s.h / 2)


def always_orthogonal(s: ShapeBox, toward: Vec, _orthogonal: bool) -> Vec:
    """Return the projection on the box even for lines that run freely."""
    return rectangle(s, toward, True)


def callout(s: ShapeBox, toward: Vec, orthogonal: bool) -> Vec:
    """Return the point on the box without the callout's tip."""
    tip = max(0.0, min(s.h, s.number("size", 30.0)))
    return on_box(Box(0.0, 0.0, s.w, s.h - tip), toward, orthogonal)


def lifeline(s: ShapeBox, toward: Vec, _orthogonal: bool) -> Vec:
    """Return the point on the dashed line under the head, at the height of `toward`."""
    top = s.number("size", 40.0)
    return Vec(s.w / 2, min(s.h, max(min(top, s.h), toward[1])))


def backbone(s: ShapeBox, toward: Vec, _orthogonal: bool) -> Vec:
    """Return the nearest point of the line through the middle."""
    return Vec(min(s.w, max(0.0, toward[0])), s.h / 2)


def _share(s: ShapeBox, fraction: float, fixed: float, limit: float) -> float:
    if s.flag("fixed_size"):
        return max(0.0, min(limit, s.number("size", fixed)))
    return s.w * max(0.0, min(1.0, s.number("size", fraction)))


def _rhombus(s: ShapeBox) -> Corners:
    return ((s.w / 2, 0), (s.w, s.h / 2), (s.w / 2, s.h), (0, s.h / 2))


def _triangle(s: ShapeBox) -> Corners:
    return ((0, 0), (s.w, s.h / 2), (0, s.h))


def _hexagon(s: ShapeBox) -> Corners:
    return _hexagon_corners(s, 0.25 * s.w)


def _hexagon2(s: ShapeBox) -> Corners:
    return _hexagon_corners(s, min(s.w / 2, _share(s, 0.25, 20.0, s.w / 2)))


def _hexagon_corners(s: ShapeBox, d: float) -> Corners:
    return ((d, 0), (s.w - d, 0), (s.w, s.h / 2), (s.w - d, s.h), (d, s.h), (0, s.h / 2))


def _parallelogram(s: ShapeBox) -> Corners:
    d = _share(s, 0.2, 20.0, s.w / 2)
    return ((d, 0), (s.w, 0), (s.w - d, s.h), (0, s.h))


def _trapezoid(s: ShapeBox) -> Corners:
    d = min(s.w / 2, _share(s, 0.2, 20.0, s.w / 2))
    return ((d, 0), (s.w - d, 0), (s.w, s.h), (0, s.h))


def _step(s: ShapeBox) -> Corners:
    d = _share(s, 0.2, 20.0, s.w)
    return ((0, 0), (s.w - d, 0), (s.w, s.h / 2), (s.w - d, s.h), (0, s.h), (d, s.h / 2))


PERIMETERS: dict[str, Perimeter] = {
    "rectangle": rectangle,
    "ellipse": ellipse,
    "rhombus": polygon(_rhombus),
    "triangle": polygon(_triangle),
    "hexagon": polygon(_hexagon),
    "hexagon2": polygon(_hexagon2),
    "parallelogram": polygon(_parallelogram),
    "trapezoid": polygon(_trapezoid),
    "step": polygon(_step),
    "callout": callout,
    "lifeline": lifeline,
    "backbone": backbone,
    "orthogonal": always_orthogonal,
    "center": center,
    "none": center,
}


def perimeter(name: str, default: str) -> Perimeter:
    """Return a perimeter by name.

    Args:
        name: a key of PERIMETERS, also with draw.io's ending ("ellipsePerimeter"); "" means the default.
        default: the kind's own; also used for unknown names.
    """
    return PERIMETERS.get(name.replace("Perimeter", "")) or PERIMETERS.get(default, rectangle)
