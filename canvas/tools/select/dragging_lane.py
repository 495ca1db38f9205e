"""Dragging a lane: among its pool's lanes it changes places with them, far outside it becomes a swimlane of its own."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, sub
from canvas.kernels import lanes
from canvas.kernels.edits import Edits, merged, overrides
from canvas.kernels.reparent import reparent
from canvas.scene.overlays import SelectionBox, TargetOutline
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.state import DONE, MOVE_CURSOR, STAY, Next, Preview

OUT_PX = 40.0
"""How far outside of its pool the pointer takes a lane out, view pixels."""


class DraggingLane:
    """Moving one lane.

    Args:
        editor: where.
        start: the press.
        lane: a lane of a pool.
    """

    name = "select.dragging_lane"

    def __init__(self, editor: Editor, start: PointerEvent, lane: str) -> None:
        self._editor = editor
        self._start = start
        self._lane = lane
        self._pool = lanes.pool_of(editor.graph, lane)
        self._at = start.point

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._at = event.point
        if event.kind != UP:
            return STAY
        if self._is_there():
            write(self._editor, "Move lane", self._edits())
        return DONE

    def _is_there(self) -> bool:
        shapes = self._editor.records.shapes
        return self._lane in shapes and lanes.pool_of(self._editor.graph, self._lane) == self._pool != ""

    def _is_out(self) -> bool:
        room = self._editor.graph.box(self._pool).inflated(OUT_PX / self._editor.camera.zoom)
        return not room.contains(self._at)

    def _edits(self) -> Edits:
        graph = self._editor.graph
        if not self._is_out():
            return lanes.moved(graph, self._pool, self._lane, self._index())
        box = graph.box(self._lane)
        by = sub(self._at, self._start.point)
        place = graph.links.place(self._pool)
        out = reparent(graph, (self._lane,), graph.links.parent(self._pool), place, by=by)
        return merged(lanes.adopted(graph, self._pool), out, {self._lane: {"w": box.w, "h": box.h}})

    def _index(self) -> int:
        """Return where the lane goes: before the first one whose middle is beyond the pointer."""
        graph = self._editor.graph
        sideways = lanes.runs_sideways(graph, self._pool)
        others = [graph.box(lane.id).center for lane in lanes.ordered(graph, self._pool) if lane.id != self._lane]
        return sum((c.x < self._at.x) if sideways else (c.y < self._at.y) for c in others)

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the pool as it would be."""
        if not self._is_there():
            return Preview(cursor=MOVE_CURSOR)
        graph = self._editor.graph
        by = sub(self._at, self._start.point)
        box = graph.box(self._lane)
        moved = Box(box.x + by.x, box.y + by.y, box.w, box.h)
        frame = SelectionBox(moved, whole=False)
        figures = (frame,) if self._is_out() else (TargetOutline(graph.box(self._pool)), frame)
        return Preview(overrides(self._edits()), figures, MOVE_CURSOR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""


def begins(editor: Editor, picked: str, point: Vec) -> bool:
    """Tell whether a drag of a picked shape at a scene point moves it among the lanes of its pool."""
    pool = lanes.pool_of(editor.graph, picked)
    return (
        bool(pool)
        and editor.selection == (picked,)
        and editor.can_edit(picked)
        and editor.graph.box(pool).contains(point)
    )
