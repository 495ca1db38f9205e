"""Line jumps: where a connector crosses others behind it, it hops over them with an arc, a gap, a bridge or two bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from canvas.geometry import intersect
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder
from canvas.geometry.vec import Vec, distance, lerp, unit
from canvas.model.records import ShapeRecord
from canvas.scene.line_style import number

JUMPS = ("none", "arc", "gap", "sharp", "line")
"""Kinds, in the order in which they are offered."""
_LINE_WIDTH = 2.0
_ARC = 1.3
"""How far the handles of an arc stand out, in half widths; draw.io's."""
_SAME = 1e-9


def jumps(record: ShapeRecord) -> bool:
    """Tell whether a connector hops over others."""
    values = record.values
    return record.is_connector and values.get("style.jump", "none") in JUMPS[1:] and not values.get("style.curved")


def half_width(size: float, stroke_width: float) -> float:
    """Return half of the length of a hop along the line, scene units."""
    return max(0.0, size - _LINE_WIDTH) / 2 + stroke_width


def crossings(points: Sequence[Vec], others: Iterable[Sequence[Vec]]) -> tuple[tuple[float, ...], ...]:
    """Return for each stretch of a line how far from its start it crosses other lines, in order.

    Args:
        points: the line.
        others: polylines in the same space.
    """
    found: list[set[float]] = [set() for _ in points[1:]]
    for other in others:
        for number_, (a, b) in enumerate(pairwise(points)):
            for c, d in pairwise(other):
                hit = intersect.segments(a, b, c, d)
                if hit is not None:
                    found[number_].add(round(distance(a, hit), 6))
    return tuple(tuple(sorted(stretch)) for stretch in found)


def jumped_path(
    points: Sequence[Vec], crossed: Sequence[Sequence[float]], kind: str, half: float, radius: float = 0.0
) -> Path:
    """Return a line that hops.

    Args:
        points: the line.
        crossed: what `crossings` returned for it.
        kind: one of JUMPS.
        half: half of the length of a hop.
        radius: how far before a corner its rounding starts.
    """
    pen = PathBuilder().move(*points[0])
    at = 0.0
    for i, (a, b) in enumerate(pairwise(points)):
        whole = distance(a, b)
        if whole < _SAME:
            continue
        following = points[i + 2] if i + 2 < len(points) else None
        cut = min(radius, whole / 2, distance(b, following) / 2) if following is not None else 0.0
        for first, last in _hops(crossed[i], half, at, whole - cut):
            _hop(pen, lerp(a, b, first / whole), lerp(a, b, last / whole), kind, half)
        if following is None or cut < _SAME:
            pen.line(*b)
            at = 0.0
            continue
        pen.line(*lerp(a, b, (whole - cut) / whole))
        pen.quad(*b, *lerp(b, following, cut / distance(b, following)))
        at = cut
    return pen.build()


def _hops(places: Sequence[float], half: float, low: float, high: float) -> list[tuple[float, float]]:
    """Return where hops begin and end on a stretch; close ones become one, and what does not fit between the corners is left out."""
    found: list[tuple[float, float]] = []
    for place in places:
        first, last = place - half, place + half
        if first < low or last > high:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _hop(pen: PathBuilder, a: Vec, b: Vec, kind: str, half: float) -> None:
    """Draw from a point before a crossing to one behind it; hops stand upwards, on upright lines to the left."""
    along = unit(Vec(b.x - a.x, b.y - a.y))
    side = Vec(along.y, -along.x)
    if side.y > _SAME or (abs(side.y) <= _SAME and side.x > 0):
        side = Vec(-side.x, -side.y)
    pen.line(*a)
    if kind == "arc":
        rise = Vec(side.x * half * _ARC, side.y * half * _ARC)
        pen.cubic(a.x + rise.x, a.y + rise.y, b.x + rise.x, b.y + rise.y, b.x, b.y)
    elif kind == "sharp":
        pen.lines((a.x + side.x * half, a.y + side.y * half), (b.x + side.x * half, b.y + side.y * half), b)
    else:
        if kind == "line":
            for p in (a, b):
                pen.move(p.x + side.x * half, p.y + side.y * half).line(p.x - side.x * half, p.y - side.y * half)
        pen.move(*b)


def jump_half(record: ShapeRecord, stroke_width: float) -> float:
    """Return half of the length of a connector's hops."""
    return half_width(number(record.values.get("style.jump_size"), 6.0), stroke_width)
