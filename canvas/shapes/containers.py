"""Shapes that hold others: swimlanes, tables and their cells, groups."""

from __future__ import annotations

from canvas.drawing.display_list import Fill, Item, PathItem, Stroke
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, polyline_path, rect_path
from canvas.shapes.brushes import fill_of, ink, param_color, stroke_of
from canvas.shapes.construction import box_outline, simple_paint, whole
from canvas.shapes.definition import ShapeBox, ShapeKind

START_SIZE = 40.0
"""draw.io's height of a swimlane's head when none is given."""


def head_size(s: ShapeBox) -> float:
    """Return height (or width, for vertical titles) of the head, never more than the shape."""
    return max(0.0, min(s.h if s.style.horizontal else s.w, s.number("start_size", START_SIZE)))


def _radius(s: ShapeBox, head: float) -> float:
    if not s.style.rounded:
        return 0.0
    if s.style.radius is not None:
        r = min(s.w / 2, s.h / 2, s.style.radius)
    else:
        r = head * s.number("arc_size", 15.0) / 100 * 3
    return max(0.0, min((s.h if s.style.horizontal else s.w) - head, head, r))


def _head_path(s: ShapeBox, head: float, r: float) -> Path:
    """Return the open outline of the head; the divider closes it."""
    w, h = s.w, s.h
    pen = PathBuilder()
    if s.style.horizontal:
        if not r:
            return pen.move(0, head).lines((0, 0), (w, 0), (w, head)).build()
        a = min(w / 2, r)
        return pen.move(w, head).line(w, r).quad(w, 0, w - a, 0).line(a, 0).quad(0, 0, 0, r).line(0, head).build()
    if not r:
        return pen.move(head, 0).lines((0, 0), (0, h), (head, h)).build()
    a = min(h / 2, r)
    return pen.move(head, 0).line(r, 0).quad(0, 0, 0, a).line(0, h - a).quad(0, h, r, h).line(head, h).build()


def _body_path(s: ShapeBox, head: float, r: float) -> Path:
    w, h = s.w, s.h
    pen = PathBuilder()
    if s.style.horizontal:
        if not r:
            return pen.move(0, head).lines((0, h), (w, h), (w, head)).build()
        a = min(w / 2, r)
        return (
            pen.move(0, head).line(0, h - r).quad(0, h, a, h).line(w - a, h).quad(w, h, w, h - r).line(w, head).build()
        )
    if not r:
        return pen.move(head, 0).lines((w, 0), (w, h), (head, h)).build()
    a = min(h / 2, r)
    return pen.move(head, h).line(w - r, h).quad(w, h, w, h - a).line(w, a).quad(w, 0, w - r, 0).line(head, 0).build()


def _divider(s: ShapeBox, head: float) -> Path:
    if s.style.horizontal:
        return polyline_path([(0, head), (s.w, head)])
    return polyline_path([(head, 0), (head, s.h)])


def _swimlane_paint(s: ShapeBox) -> tuple[Item, ...]:
    head = head_size(s)
    r = _radius(s, head)
    horizontal = s.style.horizontal
    stroke = stroke_of(s.style)
    gradient_box = Box(0, 0, s.w, head) if horizontal else Box(0, 0, head, s.h)
    background = param_color(s, "swimlane_fill_color")
    items: list[Item] = []
    if head > 0:
        items.append(PathItem(_head_path(s, head, r), fill_of(s.style), stroke, gradient_box, shadow=s.style.shadow))
    if head < (s.h if horizontal else s.w):
        fill = Fill(background, s.style.fill_opacity) if background else None
        items.append(PathItem(_body_path(s, head, r), fill, stroke, shadow=s.style.shadow and background is not None))
    if s.flag("swimlane_line", True) and head > 0:
        items.append(ink(s, _divider(s, head)))
    return (*items, *_separator(s, head))


def _separator(s: ShapeBox, head: float) -> tuple[Item, ...]:
    color = param_color(s, "separator_color")
    if color is None:
        return ()
    line = [(s.w, head), (s.w, s.h)] if s.style.horizontal else [(head, 0), (s.w, 0)]
    width = s.style.stroke_width
    return (PathItem(polyline_path(line), None, Stroke(color, width, dash=(3 * width, 3 * width))),)


def _swimlane_outline(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h, _radius(s, head_size(s)))


def _swimlane_text(s: ShapeBox) -> Box:
    head = head_size(s)
    return Box(0, 0, s.w, head) if s.style.horizontal else Box(0, 0, head, s.h)


def _table_paint(s: ShapeBox) -> tuple[Item, ...]:
    if s.number("start_size", START_SIZE) > 0:
        return _swimlane_paint(s)
    return simple_paint(box_outline)(s)


def _table_text(s: ShapeBox) -> Box:
    return _swimlane_text(s) if s.number("start_size", START_SIZE) > 0 else whole(s)


def _partial_paint(s: ShapeBox) -> tuple[Item, ...]:
    w, h = s.w, s.h
    sides = (
        ("top", (0.0, 0.0), (w, 0.0)),
        ("right", (w, 0.0), (w, h)),
        ("bottom", (w, h), (0.0, h)),
        ("left", (0.0, h), (0.0, 0.0)),
    )
    items: list[Item] = []
    fill = fill_of(s.style)
    if fill is not None:
        items.append(PathItem(rect_path(0, 0, w, h), fill, box=Box(0, 0, w, h), shadow=s.style.shadow))
    pen = PathBuilder()
    at: tuple[float, float] | None = None
    for name, start, end in sides:
        if s.flag(name, True):
            if at != start:
                pen.move(*start)
            pen.line(*end)
            at = end
    path = pen.build()
    if path.commands:
        items.append(ink(s, path))
    return tuple(items)


def _unpainted(_s: ShapeBox) -> tuple[Item, ...]:
    return ()


CONTAINERS: tuple[ShapeKind, ...] = (
    ShapeKind("swimlane", "Swimlane", "container", _swimlane_outline, _swimlane_paint, _swimlane_text,
              size=(200, 200), search=("pool", "lane", "container"), container=True),
    ShapeKind("table", "Table", "container", box_outline, _table_paint, _table_text, size=(180, 120),
              search=("grid", "rows"), container=True),
    ShapeKind("tableRow", "Row", "", box_outline, _partial_paint, whole, size=(180, 40), container=True),
    ShapeKind("partialRectangle", "Partial rectangle", "basic", box_outline, _partial_paint, whole,
              search=("cell", "sides")),
    ShapeKind("group", "Group", "", box_outline, simple_paint(box_outline), whole, container=True),
    ShapeKind("transparent", "Invisible", "", box_outline, _unpainted, whole),
)  # fmt: skip
