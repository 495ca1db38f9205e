"""Short ways to define shape kinds: a body, a body with inner lines, margins of the label."""

from __future__ import annotations

from collections.abc import Callable

from canvas.drawing.display_list import Item
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import polyline_path, rect_path, rounded_path
from canvas.shapes.brushes import body, glass, ink
from canvas.shapes.definition import Outline, Paint, ShapeBox, TextBoxRule

LINE_ARC = 20.0
"""draw.io's arcSize of lines and polygons when none is given; corners start half of it away."""


def whole(s: ShapeBox) -> Box:
    """Return the whole shape as text box."""
    return Box(0.0, 0.0, s.w, s.h)


def margins(s: ShapeBox, left: float = 0.0, top: float = 0.0, right: float = 0.0, bottom: float = 0.0) -> Box:
    """Return the text box left by margins."""
    return Box(left, top, max(0.0, s.w - left - right), max(0.0, s.h - top - bottom))


def bounded(rule: TextBoxRule) -> TextBoxRule:
    """Return a text box rule that holds only when the shape asks for it ("bounded_lbl"); else the whole shape."""
    return lambda s: rule(s) if s.flag("bounded_lbl") else whole(s)


def corner_radius(s: ShapeBox) -> float:
    """Return the corner radius of a rectangle: given, or a share of the smaller side (draw.io's arcSize, 15 % by default)."""
    if not s.style.rounded:
        return 0.0
    if s.style.radius is not None:
        return min(s.style.radius, s.w / 2, s.h / 2)
    return min(s.w, s.h) * min(50.0, max(0.0, s.number("arc_size", 15.0))) / 100.0


def bend(s: ShapeBox) -> float:
    """Return how far from a polygon's corner its rounding starts; 0 for sharp corners."""
    if not s.style.rounded:
        return 0.0
    return s.style.radius if s.style.radius is not None else s.number("arc_size", LINE_ARC) / 2


def fraction_or_fixed(s: ShapeBox, fraction: float, fixed: float, of: float, limit: float) -> float:
    """Return the kind's "size": a share of `of`, or scene units when "fixed_size" is set; between 0 and `limit`."""
    if s.flag("fixed_size"):
        return max(0.0, min(limit, s.number("size", fixed)))
    return max(0.0, min(limit, of * s.number("size", fraction)))


def box_outline(s: ShapeBox) -> Path:
    """Return the rectangle, rounded when the style says so."""
    return rect_path(0.0, 0.0, s.w, s.h, corner_radius(s))


def polygon_outline(points: Callable[[ShapeBox], tuple[tuple[float, float], ...]], *sharp: int) -> Outline:
    """Return the outline of a polygon whose corners follow the style's rounding, except the `sharp` ones."""
    keep = frozenset(sharp)
    return lambda s: rounded_path(points(s), bend(s), True, keep)


def simple_paint(outline: Outline) -> Paint:
    """Return the painting of a plain body."""
    return lambda s: (body(s, outline(s)), *glass(s))


def detailed_paint(outline: Outline, *details: Outline) -> Paint:
    """Return the painting of a body with lines drawn over it."""

    def paint(s: ShapeBox) -> tuple[Item, ...]:
        return (body(s, outline(s)), *(ink(s, detail(s)) for detail in details), *glass(s))

    return paint


def open_lines(*lines: tuple[tuple[float, float], ...]) -> Path:
    """Return several open polylines as one path."""
    return Path(tuple(c for points in lines for c in polyline_path(points).commands))
