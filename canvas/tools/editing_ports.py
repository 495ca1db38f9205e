"""Editing the connection points of a shape: a press on the shape adds one, a drag moves one, a click on one takes it away."""

from __future__ import annotations

from canvas.commands.ports import add_port, can_have_ports, move_port, remove_port, snapped_place
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance
from canvas.scene.hit_test import hit_all, ports
from canvas.scene.overlays import Figure, PortMark, TargetOutline
from canvas.tools.events import DOWN, LEFT, MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX, tolerance
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

GRAB_PX = 8.0
OUTLINE_PX = 8.0
"""A point this near to the outline lies on it, view pixels."""


class PortsIdle:
    """Waiting for a press; shows the points of the selected shape and of what is hovered.

    Args:
        editor: where.
    """

    name = "ports.idle"

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._shape = editor.selection[0] if len(editor.selection) == 1 else ""

    def pointer(self, event: PointerEvent) -> Next:
        """Hover, or begin with the point or shape under the pointer."""
        found = _target(self._editor, event.point, self._shape)
        if event.kind == MOVE:
            self._shape = found or self._shape
            return STAY
        if event.kind == DOWN and event.button == LEFT and found:
            self._shape = found
            self._editor.select((found,))
            return PlacingPort(self._editor, event, found)
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the shape's points."""
        return Preview(figures=_figures(self._editor, self._shape, -1), cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""


class PlacingPort:
    """The button is down on a shape or on one of its points.

    Args:
        editor: where.
        start: the press.
        shape: the shape.
    """

    name = "ports.placing"

    def __init__(self, editor: Editor, start: PointerEvent, shape: str) -> None:
        self._editor = editor
        self._start = start
        self._shape = shape
        self._index = _port_at(editor, shape, start.point)
        self._to = self._snapped(start)
        self._dragged = False

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._dragged = self._dragged or distance(event.view, self._start.view) >= DRAG_PX
        self._to = self._snapped(event)
        if event.kind != UP:
            return STAY
        if self._index < 0:
            add_port(self._editor, self._shape, self._to)
        elif self._dragged:
            move_port(self._editor, self._shape, self._index, self._to)
        else:
            remove_port(self._editor, self._shape, self._index)
        return DONE

    def _snapped(self, event: PointerEvent) -> Vec:
        if event.modifiers.ctrl or self._shape not in self._editor.records.shapes:
            return event.point
        return snapped_place(self._editor, self._shape, event.point, tolerance(self._editor, OUTLINE_PX))

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the points as they would be."""
        if self._shape not in self._editor.records.shapes:
            return Preview(cursor=CROSSHAIR)
        moving = self._index < 0 or self._dragged
        mark = (PortMark(self._shape, Vec(0.0, 0.0), self._to, active=True),) if moving else ()
        return Preview(figures=(*_figures(self._editor, self._shape, self._index), *mark), cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""


def _target(editor: Editor, point: Vec, shape: str) -> str:
    """Return the shape a press at a scene point is about: the present one when one of its points is there, else what is hit."""
    if shape and _port_at(editor, shape, point) >= 0 and can_have_ports(editor, shape):
        return shape
    found = hit_all(editor.scene, point, tolerance(editor))
    return next((i for i in found if editor.can_pick(i) and can_have_ports(editor, i)), "")


def _port_at(editor: Editor, shape: str, point: Vec) -> int:
    """Return the index of the connection point under a scene point, -1 for none."""
    reach = tolerance(editor, GRAB_PX)
    near = [(distance(place, point), i) for i, (_, place) in enumerate(ports(editor.scene, shape))]
    least = min(near, default=(reach + 1.0, -1))
    return least[1] if least[0] <= reach else -1


def _figures(editor: Editor, shape: str, active: int) -> tuple[Figure, ...]:
    record = editor.records.shapes.get(shape)
    if record is None or record.is_connector or not editor.scene.is_painted(shape):
        return ()
    outline = TargetOutline(editor.graph.box(shape), record.rotation)
    marks = (PortMark(shape, p, place, i == active) for i, (p, place) in enumerate(ports(editor.scene, shape)))
    return (outline, *marks)
