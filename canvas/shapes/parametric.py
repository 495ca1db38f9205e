"""Figures that are reckoned from their parameters: rings and pies, logic gates, boxes with rules, measures, time lines."""

from __future__ import annotations

import math

from canvas.drawing.color import parse
from canvas.drawing.display_list import Fill, Item, PathItem, TextItem
from canvas.drawing.style import color
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, ellipse_path, polyline_path, rect_path
from canvas.model.records import plain
from canvas.shapes.brushes import body, fill_of, ink, inked_blob, stroke_of
from canvas.shapes.construction import open_lines, whole
from canvas.shapes.definition import Outline, ShapeBox, ShapeKind
from canvas.shapes.labels import block

_PARTS = 200


def _around(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h)


def _on_ellipse(s: ShapeBox, turn: float, share: float = 1.0) -> tuple[float, float]:
    """Return the point of the shape's ellipse, shrunk to a share, at a part of a full turn clockwise from the top."""
    angle = 2 * math.pi * turn
    return s.w / 2 * (1 + share * math.sin(angle)), s.h / 2 * (1 - share * math.cos(angle))


def _angles(s: ShapeBox) -> tuple[float, float]:
    start, end = s.number("start_angle", 0.25) % 1.0, s.number("end_angle", 0.1) % 1.0
    return start, end if end > start else end + 1.0


def _ring_part(s: ShapeBox) -> Path:
    """Return the part of a ring; unlike those of other figures its angles run counterclockwise."""
    start, end = _angles(s)
    start, end = -end, -start
    inner = 1.0 - max(0.0, min(1.0, s.number("arc_width", 0.5)))
    large = end - start > 0.5
    rx, ry = s.w / 2, s.h / 2
    pen = PathBuilder().move(*_on_ellipse(s, start)).arc(rx, ry, *_on_ellipse(s, end), large=large)
    pen.line(*_on_ellipse(s, end, inner))
    if inner > 0:
        pen.arc(rx * inner, ry * inner, *_on_ellipse(s, start, inner), sweep=False, large=large)
    return pen.close().build()


def _slice(s: ShapeBox, start: float, end: float) -> Path:
    if end - start >= 1.0:
        return ellipse_path(0, 0, s.w, s.h)
    pen = PathBuilder().move(s.w / 2, s.h / 2).line(*_on_ellipse(s, start))
    return pen.arc(s.w / 2, s.h / 2, *_on_ellipse(s, end), large=end - start > 0.5).close().build()


def _pie(s: ShapeBox) -> Path:
    return _slice(s, *_angles(s))


def _arc(s: ShapeBox) -> Path:
    start, end = _angles(s)
    pen = PathBuilder().move(*_on_ellipse(s, start))
    return pen.arc(s.w / 2, s.h / 2, *_on_ellipse(s, end), large=end - start > 0.5).build()


def _numbers(text: str) -> list[float]:
    found = []
    for part in text.split(",")[:_PARTS]:
        try:
            value = float(part)
        except ValueError:
            continue
        if 0 < value < 1e6:
            found.append(value)
    return found


def _pie_chart(s: ShapeBox) -> tuple[Item, ...]:
    parts = _numbers(s.text("parts", "10,20,30"))
    colors = [c.strip() for c in s.text("part_colors").split(",")]
    total, at = sum(parts), 0.0
    items: list[Item] = []
    for i, part in enumerate(parts):
        name = colors[i % len(colors)]
        paint = color(name, s.style.scheme, paper=True) if name and parse(name) else s.style.fill
        fill = Fill(paint, s.style.fill_opacity) if paint else None
        items.append(PathItem(_slice(s, at, at + part / total), fill, stroke_of(s.style)))
        at += part / total
    return tuple(items)


def _gate_body(s: ShapeBox, operation: str, left: float, right: float) -> Path:
    w, h = right - left, s.h
    if operation.endswith("and"):
        pen = PathBuilder().move(left, 0).line(left + w / 2, 0).arc(w / 2, h / 2, left + w / 2, h, sweep=True)
        return pen.line(left, h).close().build()
    pen = PathBuilder().move(left, 0).line(left + w * 0.3, 0).quad(left + w * 0.8, 0, right, h / 2)
    return (
        pen.quad(left + w * 0.8, h, left + w * 0.3, h)
        .line(left, h)
        .quad(left + w * 0.35, h / 2, left, 0)
        .close()
        .build()
    )


def _logic_gate(s: ShapeBox) -> tuple[Item, ...]:
    operation = s.text("operation", "and").lower()
    inputs = max(1, min(32, int(s.number("num_inputs", 2))))
    negated = operation in {"nand", "nor", "xnor"} or s.flag("negating")
    left, right = s.w * 0.2, s.w * (0.72 if negated else 0.8)
    dot = min(s.w * 0.08, s.h / 2)
    leads = [((0.0, s.h * (i + 0.5) / inputs), (left + s.w * 0.1, s.h * (i + 0.5) / inputs)) for i in range(inputs)]
    items: list[Item] = [ink(s, open_lines(*leads, ((right, s.h / 2), (s.w, s.h / 2))))]
    items.append(body(s, _gate_body(s, operation, left, right)))
    if operation in {"xor", "xnor"}:
        pen = PathBuilder().move(left - s.w * 0.05, 0).quad(left + s.w * 0.13, s.h / 2, left - s.w * 0.05, s.h)
        items.append(ink(s, pen.build()))
    if negated:
        items.append(body(s, ellipse_path(right, s.h / 2 - dot / 2, dot, dot)))
    return tuple(items)


def _process_box(s: ShapeBox) -> tuple[Item, ...]:
    head = min(s.h, 18.0)
    return (body(s, _around(s)), ink(s, polyline_path([(0, head), (s.w, head)])))


def _data_box(s: ShapeBox) -> tuple[Item, ...]:
    rows = [((0.0, s.h * i / 5), (s.w, s.h * i / 5)) for i in range(1, 5)]
    frame = ((0.0, s.h), (0.0, 0.0), (s.w, 0.0), (s.w, s.h))
    return (PathItem(_around(s), fill_of(s.style), None, whole(s)), ink(s, open_lines(frame, *rows)))


def _timeline(s: ShapeBox) -> tuple[Item, ...]:
    """Return the steps of "length,words,length,words...": waiting times on the upper line, work on the lower one."""
    parts = s.text("main_text").split(",")[: 2 * _PARTS]
    steps = [(max(0.0, _length(a)), b.strip()) for a, b in zip(parts[::2], parts[1::2], strict=False)]
    total = sum(length for length, _ in steps)
    if total <= 0:
        return (ink(s, polyline_path([(0, s.h), (s.w, s.h)])),)
    top = min(s.h, s.style.font_size * 1.5)
    items: list[Item] = []
    points: list[tuple[float, float]] = []
    x = 0.0
    for i, (length, words) in enumerate(steps):
        y = s.h if i % 2 == 0 else top
        end = x + s.w * length / total
        points += [(x, y), (end, y)]
        if words:
            items.append(TextItem(block(plain(words), s.style, Box(x, y - top, end - x, top))))
        x = end
    return (ink(s, polyline_path(points)), *items)


def _levels(s: ShapeBox) -> tuple[Item, ...]:
    """Return a stepped line: from "dx<n>" on it runs at the height "dy<n>" (a share of the box), for n from 1."""
    points: list[tuple[float, float]] = []
    y = 0.0
    for n in range(1, _PARTS):
        if f"dy{n}" not in s.params:
            break
        x = max(0.0, min(s.w, s.number(f"dx{n}", s.w)))
        if points:
            points.append((x, y))
        y = s.h * max(0.0, min(1.0, s.number(f"dy{n}", 0.0)))
        points.append((x, y))
    return (ink(s, polyline_path([*points, (s.w, y)])),)


def _length(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if value == value and value < 1e6 else 0.0


def _dimension(s: ShapeBox) -> tuple[Item, ...]:
    arrow = min(10.0, s.w / 4)
    y = max(s.h / 2, s.h - 10.0)
    ends = ((0.0, 0.0), (0.0, s.h)), ((s.w, 0.0), (s.w, s.h))
    heads = (
        ((arrow, y - arrow / 2), (0.0, y), (arrow, y + arrow / 2)),
        ((s.w - arrow, y - arrow / 2), (s.w, y), (s.w - arrow, y + arrow / 2)),
    )
    return (ink(s, open_lines(*ends, ((0.0, y), (s.w, y)), *heads)),)


def _valve(s: ShapeBox) -> tuple[Item, ...]:
    actuated = s.text("actuator", "none") not in {"", "none"}
    top = s.h * 0.4 if actuated else 0.0
    bow = polyline_path([(0, top), (s.w, s.h), (s.w, top), (0, s.h)], True)
    middle = (top + s.h) / 2
    items: list[Item] = [body(s, bow)]
    if s.text("valve_type") in {"ball", "globe"}:
        r = min(s.w, s.h - top) * 0.2
        disc = ellipse_path(s.w / 2 - r, middle - r, 2 * r, 2 * r)
        items.append(inked_blob(s, disc) if s.text("valve_type") == "globe" else body(s, disc))
    if actuated:
        bar = ((s.w / 2, middle), (s.w / 2, 0.0)), ((s.w * 0.25, 0.0), (s.w * 0.75, 0.0))
        items.append(ink(s, open_lines(*bar)))
    return tuple(items)


def _rounded_box(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h, max(0.0, s.number("r_size", 10.0)))


def _stars(s: ShapeBox) -> tuple[Item, ...]:
    """Return the marks of a rating: `grade` of `rating_scale` are full."""
    scale, grade = max(1, min(50, int(s.number("rating_scale", 5)))), s.number("grade", 3)
    empty = color(s.text("empty_fill_color", "#dddddd"), s.style.scheme, paper=True)
    step = s.w / scale
    radius = min(s.h, step) / 2
    items: list[Item] = []
    for i in range(scale):
        points = []
        for k in range(10):
            reach, angle = (1.0 if k % 2 == 0 else 0.4), math.pi * k / 5
            points.append((step * i + radius * (1 + reach * math.sin(angle)), radius * (1 - reach * math.cos(angle))))
        fill = fill_of(s.style) if i < grade else (Fill(empty) if empty else None)
        items.append(PathItem(polyline_path(points, True), fill, stroke_of(s.style)))
    return tuple(items)


def _callout(s: ShapeBox) -> Path:
    dx, dy = max(0.0, min(s.w, s.number("dx", 100.0))), max(0.0, min(s.h, s.number("dy", 20.0)))
    base = max(0.0, min(s.w, s.number("base", s.w / 5)))
    bottom, w = s.h - dy, s.w
    left, right = max(0.0, dx - base / 2), min(w, dx + base / 2)
    return polyline_path([(0, 0), (w, 0), (w, bottom), (right, bottom), (dx, s.h), (left, bottom), (0, bottom)], True)


def _callout_text(s: ShapeBox) -> Box:
    return Box(0, 0, s.w, s.h - max(0.0, min(s.h, s.number("dy", 20.0))))


def _ribbon(s: ShapeBox) -> Path:
    a, b = max(0.0, min(s.w, s.number("notch1", 0.0))), max(0.0, min(s.w, s.number("notch2", 0.0)))
    return polyline_path([(0, 0), (s.w - b, 0), (s.w, s.h / 2), (s.w - b, s.h), (0, s.h), (a, s.h / 2)], True)


def _unpainted(_s: ShapeBox) -> tuple[Item, ...]:
    return ()


def _plain(name: str, title: str, outline: Outline, size: tuple[float, float] = (100.0, 100.0)) -> ShapeKind:
    return ShapeKind(name, title, "", outline, lambda s: (body(s, outline(s)),), whole, size=size)


PARAMETRIC: tuple[ShapeKind, ...] = (
    _plain("basic.partConcEllipse", "Part of a ring", _ring_part),
    _plain("basic.pie", "Slice", _pie),
    ShapeKind("basic.arc", "Arc", "", _around, lambda s: (ink(s, _arc(s)),), whole, size=(100, 100)),
    ShapeKind(
        "mockup.graphics.pieChart",
        "Pie chart",
        "",
        lambda s: ellipse_path(0, 0, s.w, s.h),
        _pie_chart,
        whole,
        size=(100, 100),
    ),
    ShapeKind("electrical.logic_gates.logic_gate", "Logic gate", "", _around, _logic_gate, whole, size=(100, 60)),
    ShapeKind("lean_mapping.manufacturing_process", "Process box", "", _around, _process_box, whole, size=(100, 70)),
    ShapeKind("lean_mapping.data_box", "Data box", "", _around, _data_box, whole, size=(80, 100)),
    ShapeKind("lean_mapping.timeline", "Time line", "", _around, _timeline, whole, size=(400, 60)),
    ShapeKind("lean_mapping.timeline2", "Time line", "", _around, _levels, whole, size=(400, 40)),
    ShapeKind("dimension", "Dimension", "", _around, _dimension, whole, size=(200, 30)),
    ShapeKind("pid2valves.valve", "Valve", "", _around, _valve, whole, size=(60, 60)),
    _plain("bootstrap.rrect", "Rounded box", _rounded_box, (120, 60)),
    _plain("bootstrap.rect", "Box", _around, (120, 60)),
    ShapeKind("bootstrap.rating", "Rating", "", _around, _stars, whole, size=(150, 30)),
    ShapeKind(
        "basic.rectCallout", "Callout", "", _callout, lambda s: (body(s, _callout(s)),), _callout_text, size=(120, 60)
    ),
    _plain("infographic.ribbonSimple", "Ribbon", _ribbon, (177, 25)),
    *(
        ShapeKind(name, "Anchor", "", _around, _unpainted, whole, size=(100, 30))
        for name in ("mockup.containers.anchor", "mockup.anchor", "bootstrap.anchor", "android.anchor", "ios7ui.anchor")
    ),
)
