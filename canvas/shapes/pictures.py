"""Text, pictures, boxes with icons, messages and other small things."""

from __future__ import annotations

from canvas.drawing.display_list import Fill, ImageItem, Item, PathItem
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import ellipse_path, polyline_path, rect_path
from canvas.shapes.brushes import body, fill_of, glass, stroke_of
from canvas.shapes.construction import box_outline, detailed_paint, simple_paint, whole
from canvas.shapes.definition import ShapeBox, ShapeKind

_ICON_SIZE = 24.0
_ICON_GAP = 5.0


def _full_box(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h)


def _picture_box(s: ShapeBox) -> Box:
    """Return where the picture of an image shape goes: the whole box, or image_width x image_height placed in it."""
    w = s.style.image_width if s.style.image_width is not None else s.w
    h = s.style.image_height if s.style.image_height is not None else s.h
    x = {"left": 0.0, "right": s.w - w}.get(s.style.image_align, (s.w - w) / 2)
    y = {"top": 0.0, "bottom": s.h - h}.get(s.style.image_valign, (s.h - h) / 2)
    return Box(x, y, w, h)


def _image_paint(s: ShapeBox) -> tuple[Item, ...]:
    items: list[Item] = []
    frame = PathItem(_full_box(s), fill_of(s.style), stroke_of(s.style), Box(0, 0, s.w, s.h))
    if frame.fill is not None or frame.stroke is not None:
        items.append(frame)
    if s.image:
        items.append(ImageItem(_picture_box(s), s.image, s.style.image_aspect, crop=s.crop))
    return tuple(items)


def _icon_box(s: ShapeBox) -> Box:
    """Return where the icon of a labelled box goes, at draw.io's distances from the border."""
    w = s.style.image_width if s.style.image_width is not None else _ICON_SIZE
    h = s.style.image_height if s.style.image_height is not None else _ICON_SIZE
    gap = s.style.spacing + _ICON_GAP
    x = {"left": gap, "right": s.w - w - gap}.get(s.style.image_align, (s.w - w) / 2)
    y = {"top": gap, "bottom": s.h - h - gap}.get(s.style.image_valign, (s.h - h) / 2)
    return Box(x, y, w, h)


def _label_paint(s: ShapeBox) -> tuple[Item, ...]:
    items: list[Item] = [body(s, box_outline(s))]
    if s.image:
        items.append(ImageItem(_icon_box(s), s.image, crop=s.crop))
    return (*items, *glass(s))


def _message_lines(s: ShapeBox) -> Path:
    return polyline_path([(0, 0), (s.w / 2, s.h / 2), (s.w, 0)])


def _waypoint_paint(s: ShapeBox) -> tuple[Item, ...]:
    if s.style.stroke is None:
        return ()
    d = max(0.0, s.number("size", 6.0) - 2) + 2 * s.style.stroke_width
    dot = ellipse_path((s.w - d) / 2, (s.h - d) / 2, d, d)
    return (PathItem(dot, Fill(s.style.stroke, s.style.stroke_opacity)),)


PICTURES: tuple[ShapeKind, ...] = (
    ShapeKind("text", "Text", "basic", box_outline, simple_paint(box_outline), whole, size=(60, 30), search=("label",)),
    ShapeKind("image", "Picture", "misc", _full_box, _image_paint, whole, size=(80, 80), search=("photo", "icon")),
    ShapeKind("label", "Box with an icon", "misc", box_outline, _label_paint, whole, size=(140, 60)),
    ShapeKind("message", "Message", "misc", _full_box, detailed_paint(_full_box, _message_lines), whole, size=(60, 40),
              search=("mail", "envelope")),
    ShapeKind("waypoint", "Waypoint", "misc", _full_box, _waypoint_paint, whole, "center", (), (20, 20)),
)  # fmt: skip
