"""Paths, brushes and pens of the display list as Qt objects, each made once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainterPath, QPen, QRadialGradient, QTransform

from canvas.drawing.display_list import Fill, Gradient, Stroke
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.qt.colors import qt_color

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
MITER_LIMIT = 10.0
"""As a multiple of the stroke's width; the default of SVG."""

_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap, "square": Qt.PenCapStyle.SquareCap}
_JOINS = {
    "miter": Qt.PenJoinStyle.SvgMiterJoin,
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}


@lru_cache(maxsize=16384)
def qt_path(path: Path, even_odd: bool = False) -> QPainterPath:
    """Return the QPainterPath of a path; shared, never to be changed."""
    result = QPainterPath()
    result.setFillRule(Qt.FillRule.OddEvenFill if even_odd else Qt.FillRule.WindingFill)
    for command in path.commands:
        letter, *numbers = command
        if letter == "M":
            result.moveTo(numbers[0], numbers[1])
        elif letter == "L":
            result.lineTo(numbers[0], numbers[1])
        elif letter == "C":
            x1, y1, x2, y2, x, y = numbers
            result.cubicTo(x1, y1, x2, y2, x, y)
        else:
            result.closeSubpath()
    return _without_fast_line(result)


def _without_fast_line(path: QPainterPath) -> QPainterPath:
    """Return a single line as two halves.

    Qt has a shortcut for one line that rounds differently by where the painted region ends; a repaired region would then not
    have the pixels of a whole repaint.
    """
    if path.elementCount() != 2:
        return path
    first, last = path.elementAt(0), path.elementAt(1)
    halves = QPainterPath()
    halves.moveTo(first.x, first.y)
    halves.lineTo((first.x + last.x) / 2, (first.y + last.y) / 2)
    halves.lineTo(last.x, last.y)
    return halves


def _gradient_line(gradient: Gradient, box: Box) -> tuple[float, float, float, float]:
    """Return the start and end point of a linear gradient across a box."""
    x, y = box.center
    if gradient.direction == "north":
        return (x, box.bottom, x, box.y)
    if gradient.direction == "east":
        return (box.x, y, box.right, y)
    if gradient.direction == "west":
        return (box.right, y, box.x, y)
    return (x, box.y, x, box.bottom)


@lru_cache(maxsize=4096)
def qt_brush(fill: Fill | None, box: Box | None = None) -> QBrush:
    """Return the brush of a fill; `box` is the reference box of its gradient, in the path's space."""
    if fill is None:
        return NO_BRUSH
    if fill.gradient is None or box is None:
        return QBrush(qt_color(fill.color, fill.opacity))
    start, end = qt_color(fill.gradient.start, fill.opacity), qt_color(fill.gradient.end, fill.opacity)
    if fill.gradient.direction == "radial":
        radial = QRadialGradient(0.0, 0.0, 0.5)
        radial.setColorAt(0.0, start)
        radial.setColorAt(1.0, end)
        brush = QBrush(radial)
        # A unit circle stretched over the box: the ellipse that SVG's objectBoundingBox units give.
        brush.setTransform(QTransform(box.w or 1.0, 0.0, 0.0, box.h or 1.0, box.center.x, box.center.y))
        return brush
    linear = QLinearGradient(*_gradient_line(fill.gradient, box))
    linear.setColorAt(0.0, start)
    linear.setColorAt(1.0, end)
    return QBrush(linear)


@lru_cache(maxsize=4096)
def qt_pen(stroke: Stroke | None) -> QPen:
    """Return the pen of a stroke. Dash lengths become multiples of the width, which is what Qt wants."""
    if stroke is None or stroke.width <= 0:
        return NO_PEN
    pen = QPen(qt_color(stroke.color, stroke.opacity), stroke.width)
    pen.setCapStyle(_CAPS.get(stroke.cap, Qt.PenCapStyle.FlatCap))
    pen.setJoinStyle(_JOINS.get(stroke.join, Qt.PenJoinStyle.SvgMiterJoin))
    pen.setMiterLimit(MITER_LIMIT)
    pattern = dash_pattern(stroke.dash)
    if pattern:
        pen.setDashPattern([length / stroke.width for length in pattern])
    return pen


def dash_pattern(dash: tuple[float, ...]) -> tuple[float, ...]:
    """Return a usable dash pattern with an even count, as SVG repeats an odd one; () for a solid line."""
    if not dash or min(dash) < 0 or sum(dash) <= 0:
        return ()
    return dash if len(dash) % 2 == 0 else dash * 2


def qt_rect(box: Box) -> QRectF:
    """Return a box as QRectF."""
    return QRectF(box.x, box.y, box.w, box.h)
