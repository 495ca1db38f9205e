"""Lines drawn by hand: a curve through the shape's own points, which are fractions of its box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from canvas.drawing.display_list import Item, PathItem
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import rect_path
from canvas.geometry.spline import spline_path
from canvas.model.records import Value
from canvas.shapes.brushes import body
from canvas.shapes.construction import whole
from canvas.shapes.definition import ShapeBox, ShapeKind

NAME = "freehand"
MOST_POINTS = 20_000
"""More points than this are not drawn."""


def curve(points: Sequence[Value], w: float, h: float) -> Path:
    """Return the curve through points given as fractions of a box of this size."""
    return spline_path([(x * w, y * h) for x, y in points[:MOST_POINTS]], Box(0.0, 0.0, w, h))


def _outline(s: ShapeBox) -> Path:
    # A line whose points were lost on the way through another program is still to be seen.
    return curve(s.points, s.w, s.h) if len(s.points) > 1 else rect_path(0.0, 0.0, s.w, s.h)


def _paint(s: ShapeBox) -> tuple[Item, ...]:
    path = _outline(s)
    if not path.commands:
        return ()
    drawn = body(s, path)
    # The inside of an open line is nothing that could be filled.
    fill = drawn.fill if path.commands[-1][0] == "Z" else None
    stroke = replace(drawn.stroke, cap="round", join="round") if drawn.stroke is not None else None
    return (PathItem(path, fill, stroke, drawn.box, shadow=drawn.shadow),)


FREEHAND = ShapeKind(NAME, "Freehand line", "", _outline, _paint, whole, ports=(), size=(80.0, 80.0))
"""A line drawn with the pen; it is closed, and can be filled, when its last point is its first."""
