"""Where curved connectors run: smooth lines that their corners pull at and that do not pass through them."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.geometry.path_builder import curve_path
from canvas.geometry.path_ops import flatten
from canvas.geometry.vec import Vec, lerp
from canvas.model.records import ShapeRecord

_OWN, _BESIDE = 0.5, 0.125
"""How far the middle of a pulled piece goes with its corner by itself, and through each middle between two corners at its ends."""


def is_curved(record: ShapeRecord) -> bool:
    """Tell whether a connector is drawn as a curve."""
    return record.is_connector and bool(record.values.get("style.curved"))


def drawn_points(record: ShapeRecord, points: Sequence[Vec]) -> tuple[Vec, ...]:
    """Return a connector's line as it is drawn, as a polyline from end to end.

    Args:
        record: the connector.
        points: its route, scene space.
    """
    return flatten(curve_path(points))[0] if is_curved(record) and len(points) > 2 else tuple(points)


def pulled(points: Sequence[Vec], corner: int) -> tuple[Vec, float]:
    """Return the place of a curve that is pulled at by a corner, and how far it goes when the corner goes one unit.

    Args:
        points: the route of the curve, scene space.
        corner: index of a point between the ends.
    """
    before, at, after = points[corner - 1 : corner + 2]
    first, last = corner == 1, corner == len(points) - 2
    a = before if first else lerp(before, at, 0.5)
    b = after if last else lerp(at, after, 0.5)
    share = _OWN + (not first) * _BESIDE + (not last) * _BESIDE
    return Vec((a.x + 2 * at.x + b.x) / 4, (a.y + 2 * at.y + b.y) / 4), share
