"""Dragging the rotation handle: Shift snaps to steps of 15 degrees."""

from __future__ import annotations

from canvas.commands.arrange import selection_centre, write
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.resize import frame
from canvas.kernels.rotate import normal_degrees, pointer_angle, snapped_turn, turn
from canvas.scene.overlays import Badge, HandleMark, SelectionBox
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.state import DONE, STAY, Next, Preview


class Rotating:
    """Turning the selection about its middle.

    Args:
        editor: where; its selection is turned.
        start: the press.
        handle: the rotation handle.
    """

    name = "select.rotating"

    def __init__(self, editor: Editor, start: PointerEvent, handle: HandleMark) -> None:
        self._editor = editor
        self._start = start
        self._handle = handle
        self._ids = editor.editable()
        self._graph = editor.graph
        self._frame = frame(self._graph, self._ids) or (Box(0.0, 0.0, 0.0, 0.0), 0.0)
        self._centre = selection_centre(editor, self._ids) or ORIGIN
        self._degrees = 0.0

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        degrees = pointer_angle(self._centre, self._start.point, event.point)
        self._degrees = snapped_turn(self._frame[1], degrees) if event.modifiers.shift else round(degrees)
        if event.kind != UP:
            return STAY
        write(self._editor, "Rotate", self._edits())
        return DONE

    def _edits(self) -> Edits:
        return turn(self._graph, self._ids, self._degrees, self._centre)

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the turned shapes and their angle in numbers."""
        box, rotation = self._frame
        angle = normal_degrees(rotation + self._degrees)
        figures = (
            SelectionBox(box, rotation + self._degrees),
            Badge(f"{angle:g}°", Vec(box.center.x, box.bottom)),
        )
        return Preview(overrides(self._edits()), figures, f"rotate:{angle:g}")

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
