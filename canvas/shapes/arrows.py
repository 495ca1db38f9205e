"""Block arrows, brackets and lines that are shapes, not connectors."""

from __future__ import annotations

from canvas.drawing.display_list import Item
from canvas.geometry.path import Path
from canvas.geometry.path_builder import polyline_path, rect_path, rounded_path
from canvas.geometry.vec import Vec
from canvas.shapes.brushes import ink
from canvas.shapes.construction import bend, open_lines, polygon_outline, simple_paint, whole
from canvas.shapes.definition import SIDE_PORTS, Outline, ShapeBox, ShapeKind

_END_PORTS = (Vec(0.0, 0.5), Vec(1.0, 0.5))


def _shaft(s: ShapeBox) -> tuple[float, float, float]:
    """Return top and bottom of the shaft and the length of the head."""
    width = s.h * max(0.0, min(1.0, s.number("arrow_width", 0.3)))
    head = s.w * max(0.0, min(1.0, s.number("arrow_size", 0.2)))
    return (s.h - width) / 2, (s.h + width) / 2, head


def _single(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    t, b, head = _shaft(s)
    x = s.w - head
    return ((0, t), (x, t), (x, 0), (s.w, s.h / 2), (x, s.h), (x, b), (0, b))


def _double(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    t, b, head = _shaft(s)
    w, h, x = s.w, s.h, s.w - head
    return (
        (0, h / 2), (head, 0), (head, t), (x, t), (x, 0), (w, h / 2), (x, h), (x, b), (head, b), (head, h),
    )  # fmt: skip


def _notched(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    dy = max(0.0, min(s.h / 2, s.h / 2 * s.number("dy", 0.6)))
    dx = max(0.0, min(s.w, s.number("dx", 40.0)))
    notch = max(0.0, min(s.w, s.number("notch", 0.0)))
    x, w, h = s.w - dx, s.w, s.h
    return ((0, dy), (x, dy), (x, 0), (w, h / 2), (x, h), (x, h - dy), (0, h - dy), (notch, h / 2))


def _bracket(s: ShapeBox) -> Path:
    x, w, h = s.w * max(0.0, min(1.0, s.number("size", 0.5))), s.w, s.h
    points = [(w, 0), (x, 0), (x, h / 2), (0, h / 2)]
    lower = [(0, h / 2), (x, h / 2), (x, h), (w, h)]
    r = bend(s)
    return Path(rounded_path(points, r).commands + rounded_path(lower, r).commands[1:])


def _line(s: ShapeBox) -> Path:
    return polyline_path([(0, s.h / 2), (s.w, s.h / 2)])


def _crossbar(s: ShapeBox) -> Path:
    return open_lines(((0, 0), (0, s.h)), ((s.w, 0), (s.w, s.h)), ((0, s.h / 2), (s.w, s.h / 2)))


def _around(outline: Outline) -> Outline:
    """Return what is hit instead of an open line: its box."""
    return lambda s: rect_path(0, 0, s.w, s.h) if s.w and s.h else outline(s)


def _kind(
    name: str, title: str, outline: Outline, size: tuple[float, float], ports: tuple[Vec, ...], *search: str
) -> ShapeKind:
    return ShapeKind(
        name, title, "arrow", outline, simple_paint(outline), whole, "rectangle", ports, size, ("arrow", *search)
    )


def _stroked(name: str, title: str, line: Outline, size: tuple[float, float]) -> ShapeKind:
    def paint(s: ShapeBox) -> tuple[Item, ...]:
        return (ink(s, line(s)),)

    return ShapeKind(name, title, "arrow", _around(line), paint, whole, "rectangle", SIDE_PORTS, size, ("line",))


ARROWS: tuple[ShapeKind, ...] = (
    _kind("singleArrow", "Arrow", polygon_outline(_single), (100, 60), _END_PORTS),
    _kind("doubleArrow", "Double arrow", polygon_outline(_double), (100, 60), _END_PORTS),
    _kind("arrows2.arrow", "Notched arrow", polygon_outline(_notched), (100, 70), _END_PORTS, "notch"),
    _stroked("curlyBracket", "Curly bracket", _bracket, (20, 120)),
    _stroked("line", "Line", _line, (160, 10)),
    _stroked("crossbar", "Crossbar", _crossbar, (100, 20)),
)
