"""Figures of flow charts and office diagrams."""

from __future__ import annotations

from canvas.drawing.display_list import Item
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, polyline_path
from canvas.shapes.basic import ellipse_outline
from canvas.shapes.brushes import body, glass, ink, shade
from canvas.shapes.construction import (
    bounded,
    box_outline,
    corner_radius,
    detailed_paint,
    fraction_or_fixed,
    margins,
    open_lines,
    polygon_outline,
    simple_paint,
    whole,
)
from canvas.shapes.definition import SIDE_PORTS, Outline, ShapeBox, ShapeKind, TextBoxRule

_WAVE = 1.4
"""How far the handles of a wave reach, as a multiple of its height."""


def _bar(s: ShapeBox) -> float:
    size = s.number("size", 0.1)
    width = min(s.w, size) if s.flag("fixed_size") else s.w * max(0.0, min(1.0, size))
    return round(max(0.0, width, corner_radius(s)))


def _process_bars(s: ShapeBox) -> Path:
    d = _bar(s)
    return open_lines(((d, 0), (d, s.h)), ((s.w - d, 0), (s.w - d, s.h)))


def _storage_lines(s: ShapeBox) -> Path:
    r = corner_radius(s)
    dx, dy = max(r, min(s.w, s.number("dx", 20))), max(r, min(s.h, s.number("dy", 20)))
    return open_lines(((0, dy), (s.w, dy)), ((dx, 0), (dx, s.h)))


def _wave_height(s: ShapeBox, default: float) -> float:
    return s.h * max(0.0, min(1.0, s.number("size", default)))


def _document(s: ShapeBox) -> Path:
    d, w, h = _wave_height(s, 0.3), s.w, s.h
    pen = PathBuilder().move(0, 0).line(w, 0).line(w, h - d / 2)
    pen.quad(w * 0.75, h - d * _WAVE, w / 2, h - d / 2).quad(w / 4, h - d * (1 - _WAVE), 0, h - d / 2)
    return pen.close().build()


def _tape(s: ShapeBox) -> Path:
    d, w, h = _wave_height(s, 0.4), s.w, s.h
    pen = PathBuilder().move(0, d / 2)
    pen.quad(w / 4, d * _WAVE, w / 2, d / 2).quad(w * 0.75, d * (1 - _WAVE), w, d / 2).line(w, h - d / 2)
    pen.quad(w * 0.75, h - d * _WAVE, w / 2, h - d / 2).quad(w / 4, h - d * (1 - _WAVE), 0, h - d / 2)
    return pen.close().build()


def _fold(s: ShapeBox) -> float:
    return max(0.0, min(s.w, s.h, s.number("size", 30.0)))


def _note(s: ShapeBox) -> Path:
    d, w, h = _fold(s), s.w, s.h
    return polyline_path([(0, 0), (w - d, 0), (w, d), (w, h), (0, h)], True)


def _note_paint(s: ShapeBox) -> tuple[Item, ...]:
    d, w = _fold(s), s.w
    flap = polyline_path([(w - d, 0), (w - d, d), (w, d)], True)
    fold = polyline_path([(w - d, 0), (w - d, d), (w, d)])
    return (body(s, _note(s)), *shade(s, flap, s.number("dark_opacity", 0.0)), ink(s, fold), *glass(s))


def _card(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = _fold(s)
    return ((d, 0), (s.w, 0), (s.w, s.h), (0, s.h), (0, d))


def _step(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = fraction_or_fixed(s, 0.2, 20.0, s.w, s.w)
    return ((0, 0), (s.w - d, 0), (s.w, s.h / 2), (s.w - d, s.h), (0, s.h), (d, s.h / 2))


def _callout_tip(s: ShapeBox) -> float:
    return max(0.0, min(s.h, s.number("size", 30.0)))


def _callout(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    tip, w, h = _callout_tip(s), s.w, s.h
    left = w * max(0.0, min(1.0, s.number("position", 0.5)))
    point = w * max(0.0, min(1.0, s.number("position2", 0.5)))
    base = max(0.0, min(w, s.number("base", 20.0)))
    y = h - tip
    return ((0, 0), (w, 0), (w, y), (min(w, left + base), y), (point, h), (max(0.0, left), y), (0, y))


def _manual_input(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    return ((0, s.h), (0, min(s.h, s.number("size", 30.0))), (s.w, 0), (s.w, s.h))


def _loop_limit(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = min(s.w / 2, s.h, s.number("size", 20.0))
    return ((d, 0), (s.w - d, 0), (s.w, d * 0.8), (s.w, s.h), (0, s.h), (0, d * 0.8))


def _off_page(s: ShapeBox) -> tuple[tuple[float, float], ...]:
    d = s.h * max(0.0, min(1.0, s.number("size", 3 / 8)))
    return ((0, 0), (s.w, 0), (s.w, s.h - d), (s.w / 2, s.h), (0, s.h - d))


def _delay(s: ShapeBox) -> Path:
    w, h = s.w, s.h
    d = min(w, h / 2)
    pen = PathBuilder().move(0, 0).line(w - d, 0).quad(w, 0, w, h / 2).quad(w, h, w - d, h)
    return pen.line(0, h).close().build()


def _display(s: ShapeBox) -> Path:
    w, h = s.w, s.h
    d = min(w, h / 2)
    left = min(w - d, max(0.0, s.number("size", 0.25)) * w)
    pen = PathBuilder().move(0, h / 2).line(left, 0).line(w - d, 0).quad(w, 0, w, h / 2)
    return pen.quad(w, h, w - d, h).line(left, h).close().build()


def _data_storage(s: ShapeBox) -> Path:
    d, w, h = fraction_or_fixed(s, 0.1, 20.0, s.w, s.w), s.w, s.h
    pen = PathBuilder().move(d, 0).line(w, 0).quad(w - 2 * d, h / 2, w, h)
    return pen.line(d, h).quad(-d, h / 2, d, 0).close().build()


def _or(s: ShapeBox) -> Path:
    return PathBuilder().move(0, 0).quad(s.w, 0, s.w, s.h / 2).quad(s.w, s.h, 0, s.h).close().build()


def _xor(s: ShapeBox) -> Path:
    pen = PathBuilder().move(0, 0).quad(s.w, 0, s.w, s.h / 2).quad(s.w, s.h, 0, s.h)
    return pen.quad(s.w / 2, s.h / 2, 0, 0).close().build()


def _plus_in_ellipse(s: ShapeBox) -> Path:
    return open_lines(((0, s.h / 2), (s.w, s.h / 2)), ((s.w / 2, 0), (s.w / 2, s.h)))


def _times_in_ellipse(s: ShapeBox) -> Path:
    near, far = 0.145, 0.855
    w, h = s.w, s.h
    return open_lines(((w * near, h * near), (w * far, h * far)), ((w * far, h * near), (w * near, h * far)))


def _line_in_ellipse(s: ShapeBox) -> Path:
    if s.text("line") == "vertical":
        return polyline_path([(s.w / 2, 0), (s.w / 2, s.h)])
    return polyline_path([(0, s.h / 2), (s.w, s.h / 2)])


def _tape_data_tail(s: ShapeBox) -> Path:
    return polyline_path([(s.w / 2, s.h), (s.w, s.h)])


_sort_body = polygon_outline(lambda s: ((0, s.h / 2), (s.w / 2, 0), (s.w, s.h / 2), (s.w / 2, s.h)))


def _middle_line(s: ShapeBox) -> Path:
    return polyline_path([(0, s.h / 2), (s.w, s.h / 2)])


def _collate(s: ShapeBox) -> Path:
    return polyline_path([(0, 0), (s.w, 0), (0, s.h), (s.w, s.h)], True)


def _kind(
    name: str,
    title: str,
    outline: Outline,
    size: tuple[float, float] = (120, 60),
    perimeter: str = "rectangle",
    text: TextBoxRule = whole,
    *details: Outline,
    search: tuple[str, ...] = (),
) -> ShapeKind:
    paint = detailed_paint(outline, *details) if details else simple_paint(outline)
    return ShapeKind(name, title, "flowchart", outline, paint, text, perimeter, SIDE_PORTS, size, search)


def _process_text(s: ShapeBox) -> Box:
    return margins(s, _bar(s), 0, _bar(s), 0)


FLOWCHART: tuple[ShapeKind, ...] = (
    _kind("process", "Process", box_outline, (120, 60), "rectangle", _process_text, _process_bars,
          search=("subroutine", "predefined")),
    _kind("internalStorage", "Internal storage", box_outline, (80, 80), "rectangle", whole, _storage_lines),
    _kind("document", "Document", _document, (120, 80), "rectangle",
          bounded(lambda s: margins(s, bottom=_wave_height(s, 0.3)))),
    _kind("tape", "Tape", _tape, (120, 100), "rectangle",
          bounded(lambda s: margins(s, top=_wave_height(s, 0.4), bottom=_wave_height(s, 0.4)))),
    ShapeKind("note", "Note", "flowchart", _note, _note_paint, whole, size=(80, 100), search=("comment", "sticky")),
    _kind("card", "Card", polygon_outline(_card), (80, 100)),
    _kind("step", "Step", polygon_outline(_step), (120, 80), "step", search=("chevron", "arrow")),
    _kind("callout", "Callout", polygon_outline(_callout, 4), (120, 80), "callout",
          lambda s: margins(s, bottom=_callout_tip(s)), search=("speech", "bubble")),
    _kind("manualInput", "Manual input", polygon_outline(_manual_input), (80, 80)),
    _kind("loopLimit", "Loop limit", polygon_outline(_loop_limit), (100, 80)),
    _kind("offPageConnector", "Off-page connector", polygon_outline(_off_page), (80, 80)),
    _kind("delay", "Delay", _delay, (80, 40)),
    _kind("display", "Display", _display, (80, 40)),
    _kind("dataStorage", "Data storage", _data_storage, (100, 80)),
    _kind("or", "Or gate", _or, (60, 80), search=("gate", "logic")),
    _kind("xor", "Exclusive or gate", _xor, (60, 80), search=("gate", "logic")),
    _kind("orEllipse", "Or", ellipse_outline, (80, 80), "ellipse", whole, _plus_in_ellipse),
    _kind("sumEllipse", "Summing junction", ellipse_outline, (80, 80), "ellipse", whole, _times_in_ellipse),
    _kind("lineEllipse", "Divided ellipse", ellipse_outline, (80, 80), "ellipse", whole, _line_in_ellipse),
    _kind("tapeData", "Sequential data", ellipse_outline, (80, 80), "ellipse", whole, _tape_data_tail),
    _kind("sortShape", "Sort", _sort_body, (80, 80), "rhombus", whole, _middle_line),
    _kind("collate", "Collate", _collate, (80, 80)),
)  # fmt: skip
