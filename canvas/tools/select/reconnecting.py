"""Dragging an end of a connector to another shape, a port, or the open canvas."""

from __future__ import annotations

from canvas.commands.connectors import reconnect
from canvas.editor.editor import Editor
from canvas.kernels import connect as wiring
from canvas.kernels.connect import EndPoint
from canvas.kernels.edits import overrides
from canvas.scene.overlays import HandleMark
from canvas.tools.aiming import Aim, aim
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview


class Reconnecting:
    """Moving one end of the selected connector; Ctrl keeps it from being glued.

    Args:
        editor: where; its one selected connector is changed.
        start: the press.
        handle: "source" or "target".
    """

    name = "select.reconnecting"

    def __init__(self, editor: Editor, start: PointerEvent, handle: HandleMark) -> None:
        self._editor = editor
        self._connector = editor.selection[0]
        self._end = ("source", "target").index(handle.name)
        self._aim = Aim(EndPoint(start.point))

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._aim = aim(self._editor, event.point, free=event.modifiers.ctrl)
        if event.kind != UP:
            return STAY
        reconnect(self._editor, self._connector, self._end, self._aim.end)
        return DONE

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the line as it would run and what it would be glued to."""
        if self._connector not in self._editor.records.shapes:
            return Preview(cursor=CROSSHAIR)
        edits = wiring.reconnect(self._editor.graph, self._connector, self._end, self._aim.end)
        return Preview(overrides(edits), self._aim.figures, CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
