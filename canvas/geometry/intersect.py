"""Where lines meet lines, ellipses and polygons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

_EPSILON = 1e-12


def segments(a: Vec, b: Vec, c: Vec, d: Vec) -> Vec | None:
    """Return the point where segments ab and cd cross, or None; parallel ones never do."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    det = rx * sy - ry * sx
    if abs(det) < _EPSILON:
        return None
    qx, qy = c[0] - a[0], c[1] - a[1]
    t, u = (qx * sy - qy * sx) / det, (qx * ry - qy * rx) / det
    if -1e-9 <= t <= 1 + 1e-9 and -1e-9 <= u <= 1 + 1e-9:
        return Vec(a[0] + t * rx, a[1] + t * ry)
    return None


def line_with_segments(origin: Vec, through: Vec, points: Sequence[Vec]) -> list[tuple[float, Vec]]:
    """Return where the infinite line through two points crosses a polyline.

    Args:
        origin: parameter 0 of the line.
        through: parameter 1 of the line.
        points: the polyline; repeat the first point at the end for a polygon.

    Returns:
        (parameter on the line, point), unsorted.
    """
    dx, dy = through[0] - origin[0], through[1] - origin[1]
    hits: list[tuple[float, Vec]] = []
    for c, d in pairwise(points):
        sx, sy = d[0] - c[0], d[1] - c[1]
        det = dx * sy - dy * sx
        if abs(det) < _EPSILON:
            continue
        qx, qy = c[0] - origin[0], c[1] - origin[1]
        u = (qx * dy - qy * dx) / det
        if -1e-9 <= u <= 1 + 1e-9:
            t = (qx * sy - qy * sx) / det
            hits.append((t, Vec(origin[0] + t * dx, origin[1] + t * dy)))
    return hits


def line_with_ellipse(origin: Vec, through: Vec, box: Box) -> list[tuple[float, Vec]]:
    """Return where the infinite line through two points crosses the ellipse in a box: (parameter, point), none, one or two."""
    rx, ry = box.w / 2, box.h / 2
    if rx <= 0 or ry <= 0:
        return []
    cx, cy = box.x + rx, box.y + ry
    ox, oy = (origin[0] - cx) / rx, (origin[1] - cy) / ry
    dx, dy = (through[0] - origin[0]) / rx, (through[1] - origin[1]) / ry
    a, b, c = dx * dx + dy * dy, 2 * (ox * dx + oy * dy), ox * ox + oy * oy - 1
    disc = b * b - 4 * a * c
    if a < _EPSILON or disc < 0:
        return []
    root = math.sqrt(disc)
    found = {(-b - root) / (2 * a), (-b + root) / (2 * a)}
    vx, vy = through[0] - origin[0], through[1] - origin[1]
    return [(t, Vec(origin[0] + t * vx, origin[1] + t * vy)) for t in sorted(found)]


def segment_with_box(a: Vec, b: Vec, box: Box) -> bool:
    """Tell whether a segment touches a box or lies inside it."""
    t0, t1 = 0.0, 1.0
    for p, d, low, high in (
        (a[0], b[0] - a[0], box.x, box.right),
        (a[1], b[1] - a[1], box.y, box.bottom),
    ):
        if abs(d) < _EPSILON:
            if not low <= p <= high:
                return False
            continue
        u, v = (low - p) / d, (high - p) / d
        t0, t1 = max(t0, min(u, v)), min(t1, max(u, v))
    return t0 <= t1
