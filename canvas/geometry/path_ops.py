"""What one asks of a path: its lines, bounds, transform, and whether a point lies in or near it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from canvas.geometry import bezier
from canvas.geometry.box import Box
from canvas.geometry.matrix import Matrix
from canvas.geometry.path import Command, Path
from canvas.geometry.polyline import distance_to
from canvas.geometry.vec import Vec

_MANY = 24
"""Paths of more commands are worked out in columns, where they are one line of curves."""
TOLERANCE = 0.25
"""How far flattened lines may be from the curve, scene units."""


@lru_cache(maxsize=4096)
def flatten(path: Path, tolerance: float = TOLERANCE) -> tuple[tuple[Vec, ...], ...]:
    """Return the path as polylines, one a subpath; closed ones end at their start."""
    result: list[tuple[Vec, ...]] = []
    current: list[Vec] = []
    for op, *n in path.commands:
        if op == "M":
            if len(current) > 1:
                result.append(tuple(current))
            current = [Vec(n[0], n[1])]
        elif op == "L":
            current.append(Vec(n[0], n[1]))
        elif op == "C":
            current.extend(bezier.flatten(current[-1], Vec(n[0], n[1]), Vec(n[2], n[3]), Vec(n[4], n[5]), tolerance))
        elif current:
            current.append(current[0])
            result.append(tuple(current))
            current = [current[0]]
    if len(current) > 1:
        result.append(tuple(current))
    return tuple(result)


@lru_cache(maxsize=16384)
def bounds(path: Path) -> Box | None:
    """Return the exact box of the outline without any stroke, or None for an empty path."""
    if len(path.commands) > _MANY and (curves := _one_curve(path)) is not None:
        return _box_of_curves(curves)
    xs: list[float] = []
    ys: list[float] = []
    at = Vec(0.0, 0.0)
    for op, *n in path.commands:
        if op == "Z":
            continue
        end = Vec(n[-2], n[-1])
        xs.append(end.x)
        ys.append(end.y)
        if op == "C":
            a, b = Vec(n[0], n[1]), Vec(n[2], n[3])
            xs.extend(bezier.point_at(at, a, b, end, t).x for t in bezier.extrema(at.x, a.x, b.x, end.x))
            ys.extend(bezier.point_at(at, a, b, end, t).y for t in bezier.extrema(at.y, a.y, b.y, end.y))
        at = end
    if not xs:
        return None
    x, y = min(xs), min(ys)
    return Box(x, y, max(xs) - x, max(ys) - y)


def _one_curve(path: Path) -> NDArray[np.float64] | None:
    """Return the control points of a path that is one line of cubics, as rows of four points; None for any other path."""
    first, *rest = path.commands
    if rest[-1][0] == "Z":
        rest.pop()
    if first[0] != "M" or any(command[0] != "C" for command in rest):
        return None
    points = np.array([command[1:] for command in rest], np.float64).reshape(-1, 3, 2)
    starts = np.vstack(([first[1:]], points[:-1, 2]))
    return np.concatenate((starts[:, None], points), axis=1)


def _box_of_curves(curves: NDArray[np.float64]) -> Box:
    """Return the exact box around cubics: their ends, and where a coordinate turns back between them."""
    a, b, c, d = (curves[:, i] for i in range(4))
    qa, qb, qc = -a + 3 * b - 3 * c + d, 2 * (a - 2 * b + c), b - a
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(qb * qb - 4 * qa * qc)
        turns = np.stack((-qc / qb, (-qb + root) / (2 * qa), (-qb - root) / (2 * qa)))
    t = np.clip(np.nan_to_num(turns, nan=0.0, posinf=0.0, neginf=0.0), 0.0, 1.0)
    u = 1.0 - t
    at = u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
    # Every place looked at lies on a curve, so one too many does no harm.
    places = np.concatenate((at.reshape(-1, 2), a, d[-1:]))
    (x, y), (right, bottom) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
    return Box(x, y, right - x, bottom - y)


def transformed(path: Path, m: Matrix) -> Path:
    """Return the image of a path."""
    a, b, c, d, e, f = m
    out: list[Command] = []
    for op, *n in path.commands:
        numbers: list[float] = []
        for x, y in zip(n[::2], n[1::2], strict=True):
            numbers += (a * x + c * y + e, b * x + d * y + f)
        out.append((op, *numbers))
    return Path(tuple(out))


def contains(path: Path, p: Vec, even_odd: bool = False) -> bool:
    """Tell whether a point lies inside; open subpaths count as closed.

    Args:
        path: the outline.
        p: the point, same space.
        even_odd: overlapping subpaths make holes; else the winding number decides.
    """
    winding = crossings = 0
    x, y = p[0], p[1]
    for line in flatten(path):
        points = line if line[0] == line[-1] else (*line, line[0])
        for (x1, y1), (x2, y2) in pairwise(points):
            if (y1 <= y) == (y2 <= y):
                continue
            if x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
                crossings += 1
                winding += 1 if y2 > y1 else -1
    return bool(crossings % 2) if even_odd else winding != 0


def distance(path: Path, p: Vec) -> float:
    """Return the distance from a point to the outline; infinite for an empty path."""
    return min((distance_to(line, p) for line in flatten(path)), default=float("inf"))
