"""The dots beside the selected and the hovered shape: a drag connects it to another, a click adds a connected copy."""

from __future__ import annotations

from canvas.commands.connectors import DIRECTIONS, clone_and_connect
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance, rotate
from canvas.kernels.arranged_size import is_placed
from canvas.kernels.connect import EndPoint
from canvas.scene.overlays import PortMark
from canvas.tools.connecting import Connecting
from canvas.tools.events import MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

OUTSIDE_PX = 16.0
"""Distance of a dot from the shape, view pixels."""
GRAB_PX = 7.0
"""Reach of a dot, view pixels."""


def connectable(editor: Editor, shape: str) -> bool:
    """Tell whether a shape carries dots: it may be changed and connected."""
    record = editor.records.shapes.get(shape)
    if record is None or record.is_connector or not editor.scene.is_painted(shape):
        return False
    graph = editor.graph
    return editor.can_edit(shape) and not graph.is_label(shape) and not is_placed(graph, shape)


def dots(editor: Editor, hovered: str = "") -> tuple[PortMark, ...]:
    """Return the dots beside the one selected shape and beside a hovered one.

    None stand beside a selected shape when several are selected: its frame would be hidden by them.
    """
    wanted = dict.fromkeys((*(editor.selection if len(editor.selection) == 1 else ()), hovered))
    return tuple(dot for shape in wanted if connectable(editor, shape) for dot in _beside(editor, shape))


def _beside(editor: Editor, shape: str) -> list[PortMark]:
    record = editor.records.shapes[shape]
    box = editor.graph.box(shape).inflated(OUTSIDE_PX / editor.camera.zoom)
    found: list[PortMark] = []
    for dx, dy in DIRECTIONS.values():
        place = Vec(box.center.x + dx * box.w / 2, box.center.y + dy * box.h / 2)
        port = Vec(0.5 + dx / 2, 0.5 + dy / 2)
        found.append(PortMark(shape, port, rotate(place, record.rotation, box.center)))
    return found


def still_near(editor: Editor, shape: str, point: Vec) -> bool:
    """Tell whether the pointer is still so near to a hovered shape that its dots stay: on it or on the way to them."""
    if not connectable(editor, shape):
        return False
    record = editor.records.shapes[shape]
    box = editor.graph.box(shape)
    reach = (OUTSIDE_PX + GRAB_PX) / editor.camera.zoom
    return box.inflated(reach).contains(rotate(point, -record.rotation, box.center))


def dot_at(editor: Editor, point: Vec, hovered: str = "") -> PortMark | None:
    """Return the dot under a scene point."""
    reach = GRAB_PX / editor.camera.zoom
    return next((dot for dot in dots(editor, hovered) if distance(dot.point, point) <= reach), None)


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
