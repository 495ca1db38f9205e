"""Points and vectors in any of our spaces; the space is named by whoever holds them."""

from __future__ import annotations

import math
from typing import NamedTuple


class Vec(NamedTuple):
    """A point or a displacement. Being a tuple, it compares and unpacks; `+` of two Vecs would concatenate: use `add`."""

    x: float
    y: float


ORIGIN = Vec(0.0, 0.0)


def add(a: Vec, b: Vec) -> Vec:
    """Return a + b."""
    return Vec(a[0] + b[0], a[1] + b[1])


def sub(a: Vec, b: Vec) -> Vec:
    """Return a - b."""
    return Vec(a[0] - b[0], a[1] - b[1])


def scale(a: Vec, k: float) -> Vec:
    """Return a scaled by k."""
    return Vec(a[0] * k, a[1] * k)


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1]


def cross(a: Vec, b: Vec) -> float:
    """Return the z component of the cross product; positive when b lies clockwise of a (y is down)."""
    return a[0] * b[1] - a[1] * b[0]


def length(a: Vec) -> float:
    """Return the Euclidean length."""
    return math.hypot(a[0], a[1])


def distance(a: Vec, b: Vec) -> float:
    """Return the Euclidean distance between two points of one space."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def unit(a: Vec) -> Vec:
    """Return the unit vector of a, or (1, 0) for the zero vector."""
    n = math.hypot(a[0], a[1])
    return Vec(a[0] / n, a[1] / n) if n else Vec(1.0, 0.0)


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    """Return the point at parameter t on the line from a (0) to b (1)."""
    return Vec(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def rotate(p: Vec, degrees: float, about: Vec = ORIGIN) -> Vec:
    """Return p turned clockwise (y is down) by `degrees` about a point."""
    if not degrees:
        return Vec(*p)
    r = math.radians(degrees)
    c, s = math.cos(r), math.sin(r)
    dx, dy = p[0] - about[0], p[1] - about[1]
    return Vec(about[0] + c * dx - s * dy, about[1] + s * dx + c * dy)
