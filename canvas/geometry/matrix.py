"""Affine maps of the plane, as six numbers in the order SVG uses."""

from __future__ import annotations

import math
from typing import NamedTuple

from canvas.geometry.vec import ORIGIN, Vec


class Matrix(NamedTuple):
    """Maps (x, y) to (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0


IDENTITY = Matrix()


def translation(dx: float, dy: float) -> Matrix:
    """Return the map that moves by (dx, dy)."""
    return Matrix(e=dx, f=dy)


def scaling(kx: float, ky: float, about: Vec = ORIGIN) -> Matrix:
    """Return the map that scales about a point; negative factors mirror."""
    return Matrix(kx, 0.0, 0.0, ky, about[0] * (1 - kx), about[1] * (1 - ky))


def rotation(degrees: float, about: Vec = ORIGIN) -> Matrix:
    """Return the map that turns clockwise (y is down) about a point; quarter turns are exact."""
    quarter = degrees / 90.0
    if quarter == int(quarter):
        c, s = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    else:
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = about[0], about[1]
    return Matrix(c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


def compose(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the map that applies `inner` first, then `outer`."""
    a1, b1, c1, d1, e1, f1 = outer
    a2, b2, c2, d2, e2, f2 = inner
    return Matrix(
        a1 * a2 + c1 * b2,
        b1 * a2 + d1 * b2,
        a1 * c2 + c1 * d2,
        b1 * c2 + d1 * d2,
        a1 * e2 + c1 * f2 + e1,
        b1 * e2 + d1 * f2 + f1,
    )


def apply(m: Matrix, p: Vec) -> Vec:
    """Return the image of a point."""
    x, y = p[0], p[1]
    return Vec(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def inverse(m: Matrix) -> Matrix:
    """Return the map that undoes `m`.

    Raises:
        ZeroDivisionError: the map flattens the plane.
    """
    a, b, c, d, e, f = m
    det = a * d - b * c
    return Matrix(d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
