"""Polylines: lengths, places along them, distances to them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from canvas.geometry.vec import Vec, lerp


def total_length(points: Sequence[Vec]) -> float:
    """Return the length along the line."""
    return sum(math.dist(a, b) for a, b in pairwise(points))


def distance_to_segment(p: Vec, a: Vec, b: Vec) -> float:
    """Return the distance from a point to a segment."""
    return math.dist(p, nearest_on_segment(p, a, b))


def nearest_on_segment(p: Vec, a: Vec, b: Vec) -> Vec:
    """Return the point of a segment nearest to p."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    if square == 0:
        return Vec(a[0], a[1])
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square
    return lerp(a, b, min(1.0, max(0.0, t)))


def distance_to(points: Sequence[Vec], p: Vec) -> float:
    """Return the distance from a point to a polyline; infinite when it has no points."""
    if len(points) == 1:
        return math.dist(points[0], p)
    return min((distance_to_segment(p, a, b) for a, b in pairwise(points)), default=math.inf)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point lies along a polyline.

    Attributes:
        segment: index of the segment, 0 is the first.
        point: the nearest point of the line.
        along: distance from the start along the line.
        distance: distance from the asked point.
    """

    segment: int
    point: Vec
    along: float
    distance: float


def nearest(points: Sequence[Vec], p: Vec) -> Place:
    """Return the place of a polyline nearest to a point.

    Raises:
        ValueError: there is no point.
    """
    if not points:
        raise ValueError("a polyline needs at least one point")
    best = Place(0, Vec(*points[0]), 0.0, math.dist(points[0], p))
    along = 0.0
    for i, (a, b) in enumerate(pairwise(points)):
        q = nearest_on_segment(p, a, b)
        d = math.dist(p, q)
        if d < best.distance:
            best = Place(i, q, along + math.dist(a, q), d)
        along += math.dist(a, b)
    return best


def point_along(points: Sequence[Vec], along: float) -> tuple[Vec, Vec]:
    """Return the point at a distance from the start and the direction (not normalised) of the segment it is on."""
    done = 0.0
    direction = Vec(1.0, 0.0)
    for a, b in pairwise(points):
        step = math.dist(a, b)
        if step == 0:
            continue
        direction = Vec(b[0] - a[0], b[1] - a[1])
        if along <= done + step:
            return lerp(a, b, max(0.0, along - done) / step), direction
        done += step
    return Vec(*points[-1]), direction


def simplified(points: Sequence[Vec], tolerance: float = 1e-6) -> tuple[Vec, ...]:
    """Return the polyline without repeated points and without points inside straight runs."""
    kept: list[Vec] = []
    for p in points:
        q = Vec(p[0], p[1])
        if kept and math.dist(kept[-1], q) <= tolerance:
            continue
        while len(kept) >= 2 and _goes_on(kept[-2], kept[-1], q, tolerance):
            kept.pop()
        kept.append(q)
    return tuple(kept)


def _goes_on(a: Vec, b: Vec, c: Vec, tolerance: float) -> bool:
    """Tell whether b lies on the segment from a to c."""
    if (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0.0:
        return False  # A corner, as most are.
    return distance_to_segment(b, a, c) <= tolerance and math.dist(a, b) <= math.dist(a, c)
