"""Dragging the lines between lanes of a pool and between rows and columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, sub
from canvas.kernels import lanes, tables
from canvas.kernels.arrangement import TABLE
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.snap import to_grid
from canvas.scene.overlays import Badge, DividerLine, Figure
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.state import DONE, STAY, Next, Preview

GRAB_PX = 4.0
"""Reach of a divider, view pixels."""
LEAST_PX = 14.0
"""Parts that look narrower have no divider."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line that can be dragged.

    Attributes:
        holder: pool or table.
        part: id of the lane before it, or number of the row or column before it.
        line: where it is, scene space.
        upright: it is dragged to the left and right.
        size: of the part before it, scene units.
    """

    holder: str
    part: str | int
    line: DividerLine
    upright: bool
    size: float


def divider_at(editor: Editor, point: Vec, hover: str) -> Divider | None:
    """Return the divider under a scene point in the pool or table that is pointed at.

    Args:
        editor: where.
        point: scene space.
        hover: the shape pointed at, "" for none.
    """
    if hover not in editor.records.shapes:
        return None
    reach = GRAB_PX / editor.camera.zoom
    for holder in (hover, *editor.graph.ancestors(hover)):
        record = editor.records.shapes[holder]
        if record.rotation or record.get("collapsed") or not editor.can_edit(holder):
            continue
        for divider in _dividers(editor, holder):
            if divider.size * editor.camera.zoom >= LEAST_PX and _is_at(divider.line, point, reach):
                return divider
    return None


def _is_at(line: DividerLine, point: Vec, reach: float) -> bool:
    (x0, y0), (x1, y1) = line.start, line.end
    return x0 - reach <= point.x <= x1 + reach and y0 - reach <= point.y <= y1 + reach


def _dividers(editor: Editor, holder: str) -> Iterator[Divider]:
    graph = editor.graph
    if lanes.is_pool(graph, holder):
        yield from _lane_dividers(editor, holder)
    elif editor.records.shapes[holder].kind == TABLE:
        yield from _table_dividers(editor, holder)


def _lane_dividers(editor: Editor, pool: str) -> Iterator[Divider]:
    graph = editor.graph
    sideways = lanes.runs_sideways(graph, pool)
    for lane in lanes.ordered(graph, pool):
        box, size = graph.box(lane.id), lanes.breadth(graph, pool, lane.id)
        corner = Vec(box.right, box.bottom)
        start = Vec(box.right, box.y) if sideways else Vec(box.x, box.bottom)
        yield Divider(pool, lane.id, DividerLine(start, corner), sideways, size)


def _table_dividers(editor: Editor, table: str) -> Iterator[Divider]:
    found, box = tables.read(editor.graph, table), editor.graph.box(table)
    body = box.y + found.head
    for column, x in enumerate(list(accumulate(found.widths, initial=box.x))[1:]):
        yield Divider(table, column, DividerLine(Vec(x, body), Vec(x, box.bottom)), True, found.widths[column])
    for row, y in enumerate(list(accumulate(found.heights, initial=body))[1:]):
        yield Divider(table, row, DividerLine(Vec(box.x, y), Vec(box.right, y)), False, found.heights[row])


def cursor_of(divider: Divider) -> str:
    """Return the cursor's name over a divider, see `Preview.cursor`."""
    return "resize:0" if divider.upright else "resize:90"


class Dividing:
    """Making a lane, row or column larger or smaller: Shift takes from the next one, Ctrl suspends snapping.

    Args:
        editor: where.
        start: the press.
        divider: the line pressed.
    """

    name = "select.dividing"

    def __init__(self, editor: Editor, start: PointerEvent, divider: Divider) -> None:
        self._editor = editor
        self._start = start
        self._divider = divider
        self._by = 0.0
        self._shared = False

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        by = sub(event.point, self._start.point)
        size = self._divider.size + (by.x if self._divider.upright else by.y)
        if self._editor.snap_grid and not event.modifiers.ctrl:
            size = to_grid(size, self._editor.grid_size)
        moved = event.point != self._start.point
        self._by, self._shared = (size - self._divider.size if moved else 0.0), event.modifiers.shift
        if event.kind != UP:
            return STAY
        if self._by and self._is_there():
            write(self._editor, "Resize", self._edits())
        return DONE

    def _is_there(self) -> bool:
        part = self._divider.part
        return self._divider.holder in self._editor.records.shapes and (
            isinstance(part, int) or part in self._editor.records.shapes
        )

    def _edits(self) -> Edits:
        graph, divider = self._editor.graph, self._divider
        if isinstance(divider.part, str):
            return lanes.divided(graph, divider.holder, divider.part, self._by, shared=self._shared)
        change = tables.widened if divider.upright else tables.heightened
        return change(graph, divider.holder, divider.part, self._by, shared=self._shared)

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the pool or table as it would be, and the new size in numbers."""
        cursor = cursor_of(self._divider)
        if not self._is_there():
            return Preview(cursor=cursor)
        line = self._divider.line
        dx, dy = (self._by, 0.0) if self._divider.upright else (0.0, self._by)
        moved = DividerLine(Vec(line.start.x + dx, line.start.y + dy), Vec(line.end.x + dx, line.end.y + dy))
        size = max(0.0, self._divider.size + self._by)
        figures: tuple[Figure, ...] = (moved, Badge(f"{size:.0f}", moved.end))
        return Preview(overrides(self._edits()) if self._by else {}, figures, cursor)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
