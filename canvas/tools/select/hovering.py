"""The outline of what is hovered: as the shape is drawn, with its round corners and slants."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.drawing.display_list import Placement
from canvas.drawing.placement import matrix_of
from canvas.drawing.style import ColorScheme, resolve
from canvas.editor.editor import Editor
from canvas.geometry.path import Path
from canvas.geometry.path_ops import transformed
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord
from canvas.scene import connector_paint as paint
from canvas.scene.entries import sized
from canvas.scene.overlays import HoverOutline
from canvas.shapes.painting import outline

_BOX = ("M", "L", "L", "L", "Z")


def hover_outline(editor: Editor, shape_id: str) -> HoverOutline:
    """Return the outline of a shape or connector."""
    record = editor.records.shapes[shape_id]
    box = editor.graph.box(shape_id)
    if record.is_connector:
        route = editor.graph.route(shape_id)
        return HoverOutline(box, points=route, path=drawn_line(record, editor.scheme, route))
    drawn = outline(sized(record, box), resolve(record.values, editor.scheme))
    if _is_box(drawn, record):
        return HoverOutline(box, record.rotation)
    get = record.get
    placement = Placement(box, record.rotation, bool(get("flip_h", False)), bool(get("flip_v", False)))
    return HoverOutline(box, record.rotation, path=transformed(drawn, matrix_of(placement)))


def drawn_line(record: ShapeRecord, scheme: ColorScheme, points: Sequence[Vec]) -> Path | None:
    """Return the line of a connector as it is drawn, None where it runs straight from corner to corner.

    Args:
        record: the connector.
        scheme: light or dark colours.
        points: its route, scene space.
    """
    style = resolve(record.values, scheme)
    return paint.drawn_line(record, style, points) if len(points) > 2 and (style.curved or style.rounded) else None


def _is_box(drawn: Path, record: ShapeRecord) -> bool:
    """Tell whether a path is a plain rectangle, which is painted on whole pixels instead, or nothing at all."""
    letters = tuple(command[0] for command in drawn.commands)
    corners = {command[1:] for command in drawn.commands if len(command) == 3}
    w, h = record.w, record.h
    return not letters or (letters == _BOX and corners == {(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)})
