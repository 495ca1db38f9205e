"""Figures of UML and software diagrams."""

from __future__ import annotations

from canvas.drawing.display_list import Fill, Item, PathItem
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, ellipse_path, polyline_path, rect_path
from canvas.geometry.vec import Vec
from canvas.shapes.basic import ellipse_outline
from canvas.shapes.brushes import body, fill_of, glass, ink, inked_blob, param_color, stroke_of
from canvas.shapes.construction import (
    box_outline,
    corner_radius,
    detailed_paint,
    margins,
    open_lines,
    simple_paint,
    whole,
)
from canvas.shapes.definition import SIDE_PORTS, Outline, ShapeBox, ShapeKind

_JETTY_PORTS = (*SIDE_PORTS, Vec(0.0, 0.3), Vec(0.0, 0.7))


def _actor_lines(s: ShapeBox) -> Path:
    w, h = s.w, s.h
    return open_lines(
        ((w / 2, h / 4), (w / 2, 2 * h / 3)),
        ((0, h / 3), (w, h / 3)),
        ((0, h), (w / 2, 2 * h / 3), (w, h)),
    )


def _actor_head(s: ShapeBox) -> Path:
    return ellipse_path(s.w / 4, 0, s.w / 2, s.h / 4)


def _person(s: ShapeBox) -> Path:
    w, h = s.w, s.h
    third, neck = w / 3, 2 * h / 5
    pen = PathBuilder().move(0, h).cubic(0, 3 * h / 5, 0, neck, w / 2, neck)
    pen.cubic(w / 2 - third, neck, w / 2 - third, 0, w / 2, 0).cubic(w / 2 + third, 0, w / 2 + third, neck, w / 2, neck)
    return pen.cubic(w, neck, w, 3 * h / 5, w, h).close().build()


def _boundary(s: ShapeBox) -> Path:
    return ellipse_path(s.w / 6, 0, s.w * 5 / 6, s.h)


def _boundary_bar(s: ShapeBox) -> Path:
    return open_lines(((0, s.h / 4), (0, s.h * 3 / 4)), ((0, s.h / 2), (s.w / 6, s.h / 2)))


def _entity_line(s: ShapeBox) -> Path:
    return polyline_path([(s.w / 8, s.h), (s.w * 7 / 8, s.h)])


def _control(s: ShapeBox) -> Path:
    return ellipse_path(0, s.h / 8, s.w, s.h * 7 / 8)


def _control_arrow(s: ShapeBox) -> Path:
    y = s.h / 8 * 1.1
    return polyline_path([(s.w * 5 / 8, 0), (s.w * 3 / 8, y), (s.w * 5 / 8, s.h / 4)])


def _destroy(s: ShapeBox) -> Path:
    return open_lines(((s.w, 0), (0, s.h)), ((0, 0), (s.w, s.h)))


def _head_height(s: ShapeBox) -> float:
    return max(0.0, min(s.h, s.number("size", 40.0)))


def _lifeline_head(s: ShapeBox) -> Path:
    size = _head_height(s)
    return rect_path(0, 0, s.w, size, min(corner_radius(s), size / 2))


def _lifeline_outline(s: ShapeBox) -> Path:
    head, size = _lifeline_head(s), _head_height(s)
    line = rect_path(s.w / 2 - 2, size, 4, s.h - size) if size < s.h else Path()
    return Path(head.commands + line.commands)


def _participant(s: ShapeBox) -> tuple[Item, ...]:
    size = _head_height(s)
    head = ShapeBox(s.w, size, s.params, s.style)
    paint = _PARTICIPANTS.get(s.text("participant"))
    return paint(head) if paint else (body(s, _lifeline_head(s), Box(0, 0, s.w, size)),)


def _lifeline_paint(s: ShapeBox) -> tuple[Item, ...]:
    size = _head_height(s)
    items = _participant(s)
    stroke = stroke_of(s.style)
    if size < s.h and stroke is not None:
        unit = s.style.stroke_width
        dashed = type(stroke)(stroke.color, stroke.width, stroke.opacity, stroke.dash or (3 * unit, 3 * unit))
        items += (PathItem(polyline_path([(s.w / 2, size), (s.w / 2, s.h)]), None, dashed),)
    return items


def _frame_tab(s: ShapeBox) -> tuple[float, float]:
    corner = 10.0
    return min(s.w, max(corner, s.number("width", 60.0))), min(s.h, max(corner * 1.5, s.number("height", 30.0)))


def _frame_outline(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h)


def _frame_paint(s: ShapeBox) -> tuple[Item, ...]:
    w0, h0 = _frame_tab(s)
    w, h = s.w, s.h
    items: list[Item] = []
    background = param_color(s, "swimlane_fill_color")
    if background:
        items.append(PathItem(rect_path(0, 0, w, h), Fill(background, s.style.fill_opacity)))
    tab = [(0, 0), (w0, 0), (w0, max(0.0, h0 - 15)), (max(0.0, w0 - 10), h0), (0, h0)]
    items.append(PathItem(polyline_path(tab, True), fill_of(s.style), stroke_of(s.style), Box(0, 0, w0, h0)))
    items.append(ink(s, polyline_path([(w0, 0), (w, 0), (w, h), (0, h), (0, h0)])))
    return tuple(items)


def _frame_text(s: ShapeBox) -> Box:
    w0, h0 = _frame_tab(s)
    return Box(0, 0, w0, h0)


def _jetties(s: ShapeBox, module: bool) -> tuple[float, float, float, float]:
    """Return width, height and the two tops of a component's plugs."""
    dx, dy = s.number("jetty_width", 20.0 if module else 32.0), s.number("jetty_height", 10.0 if module else 12.0)
    if module:
        y0 = min(dy, s.h - dy)
        return dx, dy, y0, min(y0 + 2 * dy, s.h - dy)
    return dx, dy, 0.3 * s.h - dy / 2, 0.7 * s.h - dy / 2


def _plugged(module: bool) -> tuple[Outline, Outline]:
    def outline(s: ShapeBox) -> Path:
        dx, dy, y0, y1 = _jetties(s, module)
        x, w, h = dx / 2, s.w, s.h
        return polyline_path(
            [
                (x, 0), (w, 0), (w, h), (x, h), (x, y1 + dy), (0, y1 + dy), (0, y1), (x, y1),
                (x, y0 + dy), (0, y0 + dy), (0, y0), (x, y0),
            ],
            True,
        )  # fmt: skip

    def inner(s: ShapeBox) -> Path:
        dx, dy, y0, y1 = _jetties(s, module)
        x = dx / 2
        return open_lines(*(((x, y), (dx, y), (dx, y + dy), (x, y + dy)) for y in (y0, y1)))

    return outline, inner


def _folder_tab(s: ShapeBox) -> tuple[float, float]:
    return max(0.0, min(s.w, s.number("tab_width", 60.0))), max(0.0, min(s.h, s.number("tab_height", 20.0)))


def _folder(s: ShapeBox) -> Path:
    dx, dy = _folder_tab(s)
    w, h = s.w, s.h
    if s.text("tab_position", "right") == "left":
        return polyline_path([(0, 0), (dx, 0), (dx, dy), (w, dy), (w, h), (0, h)], True)
    return polyline_path([(w - dx, 0), (w, 0), (w, h), (0, h), (0, dy), (w - dx, dy)], True)


def _folder_lines(s: ShapeBox) -> Path:
    dx, dy = _folder_tab(s)
    if s.text("tab_position", "right") == "left":
        return polyline_path([(0, dy), (dx, dy)])
    return polyline_path([(s.w - dx, dy), (s.w, dy)])


def _folder_text(s: ShapeBox) -> Box:
    if not s.flag("bounded_lbl"):
        return whole(s)
    dx, dy = _folder_tab(s)
    if not s.flag("label_in_header"):
        return margins(s, top=dy)
    x = 0.0 if s.text("tab_position", "right") == "left" else s.w - dx
    return Box(x, 0, dx, dy)


def _end_state_paint(s: ShapeBox) -> tuple[Item, ...]:
    m = min(4.0, s.w / 5, s.h / 5)
    inner = ellipse_path(m, m, s.w - 2 * m, s.h - 2 * m) if s.w > 2 * m and s.h > 2 * m else Path()
    return (PathItem(ellipse_outline(s), None, stroke_of(s.style)), inked_blob(s, inner))


def _start_state_paint(s: ShapeBox) -> tuple[Item, ...]:
    return (inked_blob(s, ellipse_outline(s)),)


def _actor_paint(s: ShapeBox) -> tuple[Item, ...]:
    return (body(s, _actor_head(s)), ink(s, _actor_lines(s)))


def _control_text(s: ShapeBox) -> Box:
    return margins(s, top=s.h / 8)


_boundary_paint = detailed_paint(_boundary, _boundary_bar)
_entity_paint = detailed_paint(ellipse_outline, _entity_line)
_control_paint = detailed_paint(_control, _control_arrow)
_PARTICIPANTS = {
    "umlActor": _actor_paint,
    "umlBoundary": _boundary_paint,
    "umlEntity": _entity_paint,
    "umlControl": _control_paint,
}
_component, _component_plugs = _plugged(module=False)
_module, _module_plugs = _plugged(module=True)


def _class_paint(s: ShapeBox) -> tuple[Item, ...]:
    return (body(s, box_outline(s)), *glass(s))


UML: tuple[ShapeKind, ...] = (
    ShapeKind("umlActor", "Actor", "uml", box_outline, _actor_paint, whole, size=(30, 60), search=("stickman", "user")),
    ShapeKind("actor", "Person", "uml", _person, simple_paint(_person), whole, size=(40, 60), search=("user",)),
    ShapeKind("umlBoundary", "Boundary", "uml", _boundary, _boundary_paint, lambda s: margins(s, left=s.w / 6),
              size=(100, 80)),
    ShapeKind("umlEntity", "Entity", "uml", ellipse_outline, _entity_paint, whole, "ellipse", size=(80, 80)),
    ShapeKind("umlControl", "Control", "uml", _control, _control_paint, _control_text, "ellipse", size=(70, 80)),
    ShapeKind("umlDestroy", "Destruction", "uml", box_outline, lambda s: (ink(s, _destroy(s)),), whole, size=(30, 30)),
    ShapeKind("umlLifeline", "Lifeline", "uml", _lifeline_outline, _lifeline_paint,
              lambda s: Box(0, 0, s.w, _head_height(s)), "lifeline", (), (100, 300), ("sequence",)),
    ShapeKind("umlFrame", "Frame", "uml", _frame_outline, _frame_paint, _frame_text, size=(300, 200),
              search=("fragment",)),
    ShapeKind("component", "Component", "uml", _component, detailed_paint(_component, _component_plugs), whole,
              "rectangle", _JETTY_PORTS, (180, 90)),
    ShapeKind("module", "Module", "uml", _module, detailed_paint(_module, _module_plugs), whole,
              "rectangle", _JETTY_PORTS, (100, 50)),
    ShapeKind("folder", "Package", "uml", _folder, detailed_paint(_folder, _folder_lines), _folder_text, size=(120, 80),
              search=("package", "directory")),
    ShapeKind("umlState", "State", "uml", box_outline, simple_paint(box_outline), whole, size=(120, 60)),
    ShapeKind("startState", "Initial state", "uml", ellipse_outline, _start_state_paint, whole, "ellipse",
              size=(30, 30)),
    ShapeKind("endState", "Final state", "uml", ellipse_outline, _end_state_paint, whole, "ellipse", size=(30, 30)),
    ShapeKind("class", "Class", "uml", box_outline, _class_paint, whole, size=(160, 90), search=("object", "table")),
)  # fmt: skip
