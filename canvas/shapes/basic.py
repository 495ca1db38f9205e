"""Plain figures: rectangles, ellipses, polygons, solids."""

from __future__ import annotations

import math

from canvas.drawing.display_list import Item
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, ellipse_path, polyline_path, rect_path
from canvas.geometry.vec import Vec
from canvas.shapes.brushes import body, glass, ink, shade
from canvas.shapes.construction import (
    bounded,
    box_outline,
    detailed_paint,
    fraction_or_fixed,
    margins,
    open_lines,
    polygon_outline,
    simple_paint,
    whole,
)
from canvas.shapes.definition import SIDE_PORTS, Outline, ShapeBox, ShapeKind

_BOX_PORTS = tuple(
    Vec(x, y)
    for x, y in (
        (0.25, 0), (0.5, 0), (0.75, 0), (1, 0.25), (1, 0.5), (1, 0.75),
        (0.25, 1), (0.5, 1), (0.75, 1), (0, 0.25), (0, 0.5), (0, 0.75),
    )
)  # fmt: skip


def ellipse_outline(s: ShapeBox) -> Path:
    """Return the ellipse in the box."""
    return ellipse_path(0.0, 0.0, s.w, s.h)


def _double_margin(s: ShapeBox) -> float:
    return s.number("margin", min(3 + s.style.stroke_width, s.w / 5, s.h / 5))


def _inset_ellipse(s: ShapeBox) -> Path:
    m = _double_margin(s)
    return ellipse_path(m, m, s.w - 2 * m, s.h - 2 * m) if s.w > 2 * m and s.h > 2 * m else Path()


def _double_ellipse_text(s: ShapeBox) -> Box:
    m = _double_margin(s)
    return margins(s, m, m, m, m)


_rhombus = polygon_outline(lambda s: ((s.w / 2, 0), (s.w, s.h / 2), (s.w / 2, s.h), (0, s.h / 2)))


def _rhombus_paint(s: ShapeBox) -> tuple[Item, ...]:
    items: list[Item] = [body(s, _rhombus(s))]
    m = 2 * max(2.0, s.style.stroke_width + 1) + s.number("margin", 0.0)
    if s.flag("double") and s.w > 2 * m and s.h > 2 * m:
        w, h = s.w, s.h
        items.append(ink(s, polyline_path([(w / 2, m), (w - m, h / 2), (w / 2, h - m), (m, h / 2)], True)))
    return (*items, *glass(s))


_triangle = polygon_outline(lambda s: ((0, 0), (s.w, s.h / 2), (0, s.h)))


def _hexagon_points(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = fraction_or_fixed(s, 0.25, 20.0, s.w, s.w / 2)
    return ((d, 0), (s.w - d, 0), (s.w, s.h / 2), (s.w - d, s.h), (d, s.h), (0, s.h / 2))


def _parallelogram_points(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = fraction_or_fixed(s, 0.2, 20.0, s.w, s.w)
    return ((0, s.h), (d, 0), (s.w, 0), (s.w - d, s.h))


def _trapezoid_points(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = fraction_or_fixed(s, 0.2, 20.0, s.w, s.w / 2)
    return ((0, s.h), (d, 0), (s.w - d, 0), (s.w, s.h))


def _cross(s: ShapeBox) -> Path:
    arm = min(s.w, s.h) * max(0.0, min(1.0, s.number("size", 0.2)))
    t, b, left, right = (s.h - arm) / 2, (s.h + arm) / 2, (s.w - arm) / 2, (s.w + arm) / 2
    w, h = s.w, s.h
    return polyline_path(
        [
            (0, t), (left, t), (left, 0), (right, 0), (right, t), (w, t),
            (w, b), (right, b), (right, h), (left, h), (left, b), (0, b),
        ],
        True,
    )  # fmt: skip


def _plus_lines(s: ShapeBox) -> Path:
    gap = min(s.w / 5, s.h / 5) + 1
    return open_lines(((s.w / 2, gap), (s.w / 2, s.h - gap)), ((gap, s.h / 2), (s.w - gap, s.h / 2)))


def _star(s: ShapeBox) -> Path:
    inner = max(0.0, min(1.0, s.number("size", 0.382)))
    count = int(max(3, min(60, s.number("points", 5))))
    corners = []
    for i in range(2 * count):
        angle = math.pi * i / count - math.pi / 2
        reach = 1.0 if i % 2 == 0 else inner
        corners.append((s.w / 2 * (1 + reach * math.cos(angle)), s.h / 2 * (1 + reach * math.sin(angle))))
    return polyline_path(corners, True)


def _pentagon(s: ShapeBox) -> Path:
    return polyline_path(
        [(s.w / 2, 0), (s.w, s.h * 0.382), (s.w * 0.81, s.h), (s.w * 0.19, s.h), (0, s.h * 0.382)], True
    )


def _octagon(s: ShapeBox) -> Path:
    d = min(s.w, s.h) * 0.293
    w, h = s.w, s.h
    return polyline_path([(d, 0), (w - d, 0), (w, d), (w, h - d), (w - d, h), (d, h), (0, h - d), (0, d)], True)


def cylinder_size(s: ShapeBox) -> float:
    """Return the half height of a cylinder's lid."""
    return max(0.0, min(s.h / 2, s.number("size", 15.0)))


def _cylinder(s: ShapeBox) -> Path:
    size, w, h = cylinder_size(s), s.w, s.h
    if size == 0:
        return rect_path(0, 0, w, h)
    pen = PathBuilder()
    if s.flag("lid", True):
        pen.move(0, size).arc(w / 2, size, w / 2, 0).arc(w / 2, size, w, size)
    else:
        pen.move(0, 0).arc(w / 2, size, w / 2, size, sweep=False).arc(w / 2, size, w, 0, sweep=False)
    return pen.line(w, h - size).arc(w / 2, size, w / 2, h).arc(w / 2, size, 0, h - size).close().build()


def _lid(s: ShapeBox) -> Path:
    size, w = cylinder_size(s), s.w
    if size == 0 or not s.flag("lid", True):
        return Path()
    return PathBuilder().move(w, size).arc(w / 2, size, w / 2, 2 * size).arc(w / 2, size, 0, size).build()


def _old_lid_size(s: ShapeBox) -> float:
    return min(40.0, round(s.h / 5))


def _old_cylinder(s: ShapeBox) -> Path:
    d, w, h = _old_lid_size(s), s.w, s.h
    pen = PathBuilder().move(0, d).cubic(0, -d / 3, w, -d / 3, w, d).line(w, h - d)
    return pen.cubic(w, h + d / 3, 0, h + d / 3, 0, h - d).close().build()


def _old_lid(s: ShapeBox) -> Path:
    d, w = _old_lid_size(s), s.w
    return PathBuilder().move(0, d).cubic(0, 2 * d, w, 2 * d, w, d).build()


def _datastore_step(s: ShapeBox) -> float:
    return min(s.h / 2, round(s.h / 8) + s.style.stroke_width - 1)


def _datastore(s: ShapeBox) -> Path:
    d, w, h = _datastore_step(s), s.w, s.h
    pen = PathBuilder().move(0, d).cubic(0, -d / 3, w, -d / 3, w, d).line(w, h - d)
    return pen.cubic(w, h + d / 3, 0, h + d / 3, 0, h - d).close().build()


def _datastore_rings(s: ShapeBox) -> Path:
    d, w = _datastore_step(s), s.w
    pen = PathBuilder()
    for y in (d, 1.5 * d, 2 * d):
        pen.move(0, y).cubic(0, y + d, w, y + d, w, y)
    return pen.build()


def _cube_depth(s: ShapeBox) -> float:
    return max(0.0, min(s.w, s.h, s.number("size", 20.0)))


def _cube(s: ShapeBox) -> Path:
    d, w, h = _cube_depth(s), s.w, s.h
    return polyline_path([(0, 0), (w - d, 0), (w, d), (w, h), (d, h), (0, h - d)], True)


def _cube_paint(s: ShapeBox) -> tuple[Item, ...]:
    d, w, h = _cube_depth(s), s.w, s.h
    top = polyline_path([(0, 0), (w - d, 0), (w, d), (d, d)], True)
    side = polyline_path([(0, 0), (d, d), (d, h), (0, h - d)], True)
    return (
        body(s, _cube(s)),
        *shade(s, top, s.number("dark_opacity", 0.0)),
        *shade(s, side, s.number("dark_opacity2", 0.0)),
        ink(s, open_lines(((d, h), (d, d), (0, 0)), ((d, d), (w, d)))),
    )


def _iso_height(s: ShapeBox) -> float:
    angle = max(0.01, min(94.0, s.number("iso_angle", 15.0))) * math.pi / 200
    return min(s.w * math.tan(angle), s.h / 2)


def _iso_cube(s: ShapeBox) -> Path:
    d, w, h = _iso_height(s), s.w, s.h
    return polyline_path([(w / 2, 0), (w, d), (w, h - d), (w / 2, h), (0, h - d), (0, d)], True)


def _iso_edges(s: ShapeBox) -> Path:
    d, w, h = _iso_height(s), s.w, s.h
    return open_lines(((0, d), (w / 2, 2 * d), (w, d)), ((w / 2, 2 * d), (w / 2, h)))


def _cloud(s: ShapeBox) -> Path:
    w, h = s.w, s.h
    pen = PathBuilder().move(0.25 * w, 0.25 * h)
    for x1, y1, x2, y2, x, y in (
        (0.05, 0.25, 0, 0.5, 0.16, 0.55),
        (0, 0.66, 0.18, 0.9, 0.31, 0.8),
        (0.4, 1, 0.7, 1, 0.8, 0.8),
        (1, 0.8, 1, 0.6, 0.875, 0.5),
        (1, 0.3, 0.8, 0.1, 0.625, 0.2),
        (0.5, 0.05, 0.3, 0.05, 0.25, 0.25),
    ):
        pen.cubic(x1 * w, y1 * h, x2 * w, y2 * h, x * w, y * h)
    return pen.close().build()


def _corner(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    dx, dy = max(0.0, min(s.w, s.number("dx", 20))), max(0.0, min(s.h, s.number("dy", 20)))
    return ((0, 0), (s.w, 0), (s.w, dy), (dx, dy), (dx, s.h), (0, s.h))


def _tee(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    dx, dy = max(0.0, min(s.w, s.number("dx", 20))), max(0.0, min(s.h, s.number("dy", 20)))
    left, right = (s.w - dx) / 2, (s.w + dx) / 2
    return ((0, 0), (s.w, 0), (s.w, dy), (right, dy), (right, s.h), (left, s.h), (left, dy), (0, dy))


def _x_mark(s: ShapeBox) -> Path:
    d, w, h = min(s.w, s.h) * 0.2, s.w, s.h
    return polyline_path(
        [
            (d, 0), (w / 2, h / 2 - d), (w - d, 0), (w, d), (w / 2 + d, h / 2), (w, h - d),
            (w - d, h), (w / 2, h / 2 + d), (d, h), (0, h - d), (w / 2 - d, h / 2), (0, d),
        ],
        True,
    )  # fmt: skip


def _three_rounded_corners(s: ShapeBox) -> Path:
    r = max(0.0, min(s.w / 2, s.h / 2, s.number("dx", 10.0) * 2))
    w, h = s.w, s.h
    pen = PathBuilder().move(0, r).arc(r, r, r, 0).line(w - r, 0).arc(r, r, w, r).line(w, h - r)
    return pen.arc(r, r, w - r, h).line(0, h).close().build()


def _kind(
    name: str,
    title: str,
    outline: Outline,
    size: tuple[float, float],
    perimeter: str = "rectangle",
    *details: Outline,
    search: tuple[str, ...] = (),
) -> ShapeKind:
    paint = detailed_paint(outline, *details) if details else simple_paint(outline)
    return ShapeKind(name, title, "basic", outline, paint, whole, perimeter, SIDE_PORTS, size, search)


BASIC: tuple[ShapeKind, ...] = (
    ShapeKind("rect", "Rectangle", "basic", box_outline, simple_paint(box_outline), whole, "rectangle", _BOX_PORTS,
              search=("box", "square", "rounded")),
    _kind("ellipse", "Ellipse", ellipse_outline, (120, 80), "ellipse", search=("circle", "oval")),
    ShapeKind("doubleEllipse", "Double ellipse", "basic", ellipse_outline,
              detailed_paint(ellipse_outline, _inset_ellipse), _double_ellipse_text, "ellipse", size=(100, 60)),
    ShapeKind("rhombus", "Diamond", "basic", _rhombus, _rhombus_paint, whole, "rhombus", size=(80, 80),
              search=("decision", "rhombus")),
    _kind("triangle", "Triangle", _triangle, (60, 80), "triangle"),
    _kind("hexagon", "Hexagon", polygon_outline(_hexagon_points), (120, 80), "hexagon2", search=("preparation",)),
    _kind("parallelogram", "Parallelogram", polygon_outline(_parallelogram_points), (120, 60), "parallelogram",
          search=("data", "input", "output")),
    _kind("trapezoid", "Trapezoid", polygon_outline(_trapezoid_points), (120, 60), "trapezoid"),
    _kind("pentagon", "Pentagon", _pentagon, (90, 80)),
    _kind("octagon", "Octagon", _octagon, (90, 80), search=("stop",)),
    _kind("star", "Star", _star, (80, 80)),
    _kind("cross", "Cross", _cross, (80, 80), search=("plus",)),
    _kind("plus", "Box with a plus", box_outline, (80, 80), "rectangle", _plus_lines),
    ShapeKind("cylinder3", "Cylinder", "basic", _cylinder, detailed_paint(_cylinder, _lid),
              bounded(lambda s: margins(s, 0, 2 * cylinder_size(s), 0, cylinder_size(s) * 0.3)), size=(60, 80),
              search=("database", "storage")),
    ShapeKind("cylinder", "Flat cylinder", "", _old_cylinder, detailed_paint(_old_cylinder, _old_lid),
              bounded(lambda s: margins(s, top=2 * _old_lid_size(s))), size=(60, 80)),
    ShapeKind("datastore", "Data store", "basic", _datastore, detailed_paint(_datastore, _datastore_rings),
              lambda s: margins(s, top=2.5 * _datastore_step(s)), size=(60, 60)),
    ShapeKind("cube", "Cube", "basic", _cube, _cube_paint,
              bounded(lambda s: margins(s, _cube_depth(s), _cube_depth(s))), size=(120, 80), search=("node", "3d")),
    _kind("isoCube2", "Isometric cube", _iso_cube, (90, 100), "rectangle", _iso_edges),
    _kind("cloud", "Cloud", _cloud, (120, 80), "ellipse"),
    _kind("corner", "Corner", polygon_outline(_corner), (80, 80)),
    _kind("tee", "Tee", polygon_outline(_tee), (80, 80)),
    _kind("basic.x", "Cross mark", _x_mark, (60, 60)),
    _kind("basic.three_corner_round_rect", "Three rounded corners", _three_rounded_corners, (100, 60)),
)  # fmt: skip
