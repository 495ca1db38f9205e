"""What a connector paints, in scene space: its line with corners, curves and dashes, its heads, its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from canvas.drawing.display_list import Fill, Item, PathItem, Stroke, TextItem
from canvas.drawing.style import Style
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import curve_path, polyline_path, rounded_path
from canvas.geometry.vec import Vec, distance, sub
from canvas.kernels.routing.label_point import point_on_line
from canvas.model.records import ShapeRecord
from canvas.scene.jumps import crossings, jump_half, jumped_path
from canvas.scene.line_style import number
from canvas.scene.wide_line import FLASHES, block_arrow, flash, side_lines
from canvas.shapes.arrowheads import Arrowhead, arrowhead, placed
from canvas.shapes.labels import block, spaced

LINE_ARC = 20.0
_WIDE = frozenset({"flexArrow", "arrow"})


Lines = Sequence[Sequence[Vec]]


def paint_connector(record: ShapeRecord, style: Style, points: Sequence[Vec], behind: Lines = ()) -> tuple[Item, ...]:
    """Return the items of a connector along its routed line, back to front; the label last.

    Args:
        record: the connector.
        style: its resolved style.
        points: the routed line.
        behind: lines that it hops over where it crosses them.
    """
    items: list[Item] = []
    shape = str(record.get("param.shape", ""))
    if (style.stroke is not None and style.stroke_width > 0) or shape in _WIDE:
        items.extend(_drawn(record, style, points, shape, behind))
    label = connector_label(record, style, points)
    if label is not None:
        items.append(label)
    return tuple(items)


def _drawn(record: ShapeRecord, style: Style, points: Sequence[Vec], shape: str, behind: Lines) -> tuple[Item, ...]:
    if shape in _WIDE:
        return (_wide_arrow(record, style, points, shape),)
    stroke = _stroke(style)
    if shape == "link":
        gap = number(record.get("param.width"), 4.0) + max(0.0, style.stroke_width - 1)
        return tuple(PathItem(path, None, stroke, shadow=style.shadow) for path in side_lines(points, gap))
    if shape in FLASHES:
        points = flash(points)
    ends = _heads(style, points)
    path = line_path(record, style, _shortened(points, ends), behind)
    items: list[Item] = [PathItem(path, None, stroke, shadow=style.shadow)]
    if shape == "filledEdge" and style.stroke_width >= 3 and style.fill is not None and stroke is not None:
        items.append(PathItem(path, None, replace(stroke, color=style.fill, width=style.stroke_width - 2)))
    for i, (head, tip, direction) in enumerate(ends):
        if head is not None:
            items.extend(placed(head, tip, direction, style, mirrored=i == 0))
    return tuple(items)


def _stroke(style: Style) -> Stroke | None:
    if style.stroke is None:
        return None
    return Stroke(style.stroke, style.stroke_width, style.stroke_opacity, style.dash)


def line_path(record: ShapeRecord, style: Style, points: Sequence[Vec], behind: Lines = ()) -> Path:
    """Return the line through routed points: curved, with rounded corners, or straight; with hops over lines behind it."""
    if style.curved:
        return curve_path(points)
    radius = 0.0
    if style.rounded:
        radius = style.radius if style.radius is not None else number(record.get("param.arc_size"), LINE_ARC) / 2
    crossed = crossings(points, behind) if behind else ()
    if any(crossed):
        return jumped_path(points, crossed, style.jump, jump_half(record, style.stroke_width), radius)
    return rounded_path(points, radius) if radius else polyline_path(points)


def drawn_line(record: ShapeRecord, style: Style, points: Sequence[Vec]) -> Path:
    """Return the line through routed points up to its heads, which cover the rest, without hops."""
    return line_path(record, style, _shortened(points, _heads(style, points)))


_End = tuple[Arrowhead | None, Vec, Vec]


def _heads(style: Style, points: Sequence[Vec]) -> tuple[_End, _End]:
    """Return (head, tip, unit direction of arrival) of start and end."""
    start = arrowhead(style.start_arrow, style.start_size, style.stroke_width, style.start_fill)
    end = arrowhead(style.end_arrow, style.end_size, style.stroke_width, style.end_fill)
    return (start, points[0], _arrival(points[::-1])), (end, points[-1], _arrival(points))


def _arrival(points: Sequence[Vec]) -> Vec:
    """Return the unit direction in which a line reaches its last point; stretches of less than half a unit do not count."""
    tip = points[-1]
    for p in reversed(points[:-1]):
        d = distance(tip, p)
        if d >= 0.5:
            dx, dy = sub(tip, p)
            return Vec(dx / d, dy / d)
    return Vec(1.0, 0.0)


def _shortened(points: Sequence[Vec], ends: tuple[_End, _End]) -> list[Vec]:
    """Return the line without what its heads cover."""
    result = [Vec(*p) for p in points]
    for index, (head, tip, (ux, uy)) in zip((0, -1), ends, strict=True):
        if head is not None:
            result[index] = Vec(tip.x - ux * head.shorten, tip.y - uy * head.shorten)
    return result


def _wide_arrow(record: ShapeRecord, style: Style, points: Sequence[Vec], shape: str) -> PathItem:
    default = 10.0 if shape == "flexArrow" else 14.0
    width = number(record.get("param.width"), default) + max(0.0, style.stroke_width - 1)
    extra = number(record.get("param.end_width"), 20.0)
    size = 5 * style.end_size
    heads = (style.start_arrow != "none" and shape == "flexArrow", style.end_arrow != "none" or shape == "arrow")
    path = block_arrow(points, width, width + extra, size, *heads)
    stroke = _stroke(style)
    fill = Fill(style.fill, style.fill_opacity) if style.fill is not None else None
    return PathItem(path, fill, stroke, shadow=style.shadow)


def connector_label(record: ShapeRecord, style: Style, points: Sequence[Vec]) -> TextItem | None:
    """Return the connector's own label at its place along the line, or None when it has none."""
    if not record.label or style.text_hidden or not points:
        return None
    get = record.values.get
    at = point_on_line(points, get("x", 0.0), get("y", 0.0), get("dx", 0.0), get("dy", 0.0))
    box = spaced(Box(at.x, at.y, 0.0, 0.0), style)
    return TextItem(block(record.label, style, box, 0.0 if style.horizontal else -90.0))
