"""Cubic Bezier curves given by their four control points."""

from __future__ import annotations

import math

from canvas.geometry.vec import Vec, lerp

KAPPA = 0.5522847498307936
"""Length of the handles of a cubic that draws a quarter of the unit circle."""
_MAX_STEPS = 64


def point_at(p0: Vec, p1: Vec, p2: Vec, p3: Vec, t: float) -> Vec:
    """Return the point at parameter t (0..1)."""
    u = 1.0 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return Vec(a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0], a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1])


def from_quadratic(p0: Vec, control: Vec, p1: Vec) -> tuple[Vec, Vec]:
    """Return the two control points of the cubic equal to a quadratic curve."""
    return lerp(p0, control, 2 / 3), lerp(p1, control, 2 / 3)


def split(p0: Vec, p1: Vec, p2: Vec, p3: Vec, t: float) -> tuple[tuple[Vec, Vec, Vec, Vec], tuple[Vec, Vec, Vec, Vec]]:
    """Return the parts of the curve before and after parameter t."""
    a, b, c = lerp(p0, p1, t), lerp(p1, p2, t), lerp(p2, p3, t)
    d, e = lerp(a, b, t), lerp(b, c, t)
    m = lerp(d, e, t)
    return (p0, a, d, m), (m, e, c, p3)


def extrema(a: float, b: float, c: float, d: float) -> list[float]:
    """Return the parameters in (0, 1) where one coordinate of the curve turns back."""
    qa, qb, qc = -a + 3 * b - 3 * c + d, 2 * (a - 2 * b + c), b - a
    if abs(qa) < 1e-12:
        roots = [] if abs(qb) < 1e-12 else [-qc / qb]
    else:
        disc = qb * qb - 4 * qa * qc
        if disc < 0:
            return []
        root = math.sqrt(disc)
        roots = [(-qb + root) / (2 * qa), (-qb - root) / (2 * qa)]
    return [t for t in roots if 0 < t < 1]


def flatten(p0: Vec, p1: Vec, p2: Vec, p3: Vec, tolerance: float) -> list[Vec]:
    """Return points on the curve, without the first, so that lines between them stay within about `tolerance` of it."""
    # The chord error of n equal steps is at most d / (8 n^2), d bounding the second derivative.
    bend = 6 * max(
        math.hypot(p0[0] - 2 * p1[0] + p2[0], p0[1] - 2 * p1[1] + p2[1]),
        math.hypot(p1[0] - 2 * p2[0] + p3[0], p1[1] - 2 * p2[1] + p3[1]),
    )
    steps = min(_MAX_STEPS, max(1, math.ceil(math.sqrt(bend / (8 * tolerance)))))
    return [point_at(p0, p1, p2, p3, i / steps) for i in range(1, steps)] + [p3]
