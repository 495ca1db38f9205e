"""Dragging a bend of a connector, or a stretch of it."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, add, scale, sub
from canvas.kernels import connect as wiring
from canvas.kernels.edits import Edits, overrides
from canvas.scene.overlays import HandleMark
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.select.handles import bend_mark
from canvas.tools.snapping import NOTHING, neighbours, snapped
from canvas.tools.state import DONE, MOVE_CURSOR, STAY, Next, Preview


class DraggingBend:
    """Changing the way of the selected connector.

    Args:
        editor: where; its one selected connector is bent.
        start: the press.
        handle: "waypoint:N" moves that bend; "segment:N" shifts a stretch of an orthogonal line and bends any other one.
    """

    def __init__(self, editor: Editor, start: PointerEvent, handle: HandleMark) -> None:
        self._editor = editor
        self._start = start
        self._connector = editor.selection[0]
        self._graph = editor.graph
        kind, _, index = handle.name.partition(":")
        self._index = int(index)
        self._moves_bend = kind == "waypoint"
        self._mark, self._share = (
            bend_mark(self._graph, self._connector, self._index) if self._moves_bend else (start.point, 1.0)
        )
        self._others = neighbours(editor, (self._connector,))
        self._to = start.point

    @property
    def name(self) -> str:
        """Say which of the two is dragged."""
        return "select.dragging_waypoint" if self._moves_bend else "select.dragging_segment"

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._to, _ = snapped(NOTHING if event.modifiers.ctrl else self._others, event.point)
        if event.kind != UP:
            return STAY
        write(self._editor, "Bend", self._edits())
        return DONE

    def _edits(self) -> Edits:
        if self._moves_bend:
            return wiring.move_waypoint(self._graph, self._connector, self._index, self._bend())
        if str(self._graph.records[self._connector].get("routing", "straight")) in wiring.BENDABLE:
            by = sub(self._to, self._start.point)
            return wiring.move_segment(self._graph, self._connector, self._index, Vec(*by))
        return wiring.insert_waypoint(self._graph, self._connector, self._start.point, self._to)

    def _bend(self) -> Vec:
        """Return where the bend goes; of a curve so far that the mark on it stays under the pointer."""
        bends = wiring.scene_waypoints(self._graph, self._connector)
        if self._share == 1.0 or self._index >= len(bends):  # Somebody else may have taken it out.
            return self._to
        return add(bends[self._index], scale(sub(self._to, self._mark), 1.0 / self._share))

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the line as it would run."""
        if self._connector not in self._graph.records:
            return Preview()
        return Preview(overrides(self._edits()), (), MOVE_CURSOR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
