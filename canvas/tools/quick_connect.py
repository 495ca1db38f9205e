"""The dots beside the selected shape: a drag connects it to another, a click adds a connected copy."""

from __future__ import annotations

from canvas.commands.connectors import DIRECTIONS, clone_and_connect
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance, rotate
from canvas.kernels.connect import EndPoint
from canvas.kernels.tables import is_cell, is_row
from canvas.scene.overlays import PortMark
from canvas.tools.connecting import Connecting
from canvas.tools.events import MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

OUTSIDE_PX = 16.0
"""Distance of a dot from the shape, view pixels."""
GRAB_PX = 7.0
"""Reach of a dot, view pixels."""


def dots(editor: Editor) -> tuple[PortMark, ...]:
    """Return the dots beside the selection; none unless it is one shape that may be changed and connected."""
    if len(editor.selection) != 1:
        return ()
    shape = editor.selection[0]
    record = editor.records.shapes[shape]
    if record.is_connector or not editor.can_edit(shape) or editor.graph.is_label(shape):
        return ()
    if is_cell(editor.graph, shape) or is_row(editor.graph, shape):
        return ()
    box = editor.graph.box(shape).inflated(OUTSIDE_PX / editor.camera.zoom)
    found: list[PortMark] = []
    for dx, dy in DIRECTIONS.values():
        beside = Vec(box.center.x + dx * box.w / 2, box.center.y + dy * box.h / 2)
        port = Vec(0.5 + dx / 2, 0.5 + dy / 2)
        found.append(PortMark(shape, port, rotate(beside, record.rotation, box.center)))
    return tuple(found)


def dot_at(editor: Editor, point: Vec) -> PortMark | None:
    """Return the dot under a scene point."""
    reach = GRAB_PX / editor.camera.zoom
    return next((dot for dot in dots(editor) if distance(dot.point, point) <= reach), None)


class PointingDot:
    """The button is down on a dot.

    Args:
        editor: where.
        start: the press.
        dot: the one pressed.
    """

    name = "select.pointing_dot"

    def __init__(self, editor: Editor, start: PointerEvent, dot: PortMark) -> None:
        self._editor = editor
        self._start = start
        self._dot = dot

    def pointer(self, event: PointerEvent) -> Next:
        """Begin to connect once the pointer has gone a few pixels; add a connected copy for a click."""
        if event.kind == UP:
            sides = {(0.5 + dx / 2, 0.5 + dy / 2): name for name, (dx, dy) in DIRECTIONS.items()}
            clone_and_connect(self._editor, self._dot.shape, sides[self._dot.port])
            return DONE
        if event.kind == MOVE and distance(event.view, self._start.view) >= DRAG_PX:
            state = Connecting(self._editor, "connector", self._start, EndPoint(self._dot.point, self._dot.shape))
            state.pointer(event)
            return state
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing while the button is down."""
        return STAY

    def preview(self) -> Preview:
        """Return the dot."""
        return Preview(figures=(self._dot,), cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""
