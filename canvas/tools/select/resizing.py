"""Dragging a resize handle: Shift keeps the ratio, Alt resizes from the centre, Ctrl suspends snapping."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec, add, sub
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.resize import HANDLES, dragged_frame, fit_frame, frame
from canvas.kernels.snap import Snap
from canvas.scene.overlays import Badge, Figure, HandleMark, SelectionBox
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.select.handles import cursor_of
from canvas.tools.snapping import explanation, neighbours
from canvas.tools.state import DONE, STAY, Next, Preview


class Resizing:
    """Resizing the selection by one of eight handles.

    Args:
        editor: where; its selection is resized.
        start: the press.
        handle: the one pressed.
    """

    name = "select.resizing"

    def __init__(self, editor: Editor, start: PointerEvent, handle: HandleMark) -> None:
        self._editor = editor
        self._start = start
        self._handle = handle
        self._ids = editor.editable()
        self._graph = editor.graph
        self._frame = frame(self._graph, self._ids) or (Box(0.0, 0.0, 0.0, 0.0), 0.0)
        self._others = neighbours(editor, self._ids, start.point)
        self._box = self._frame[0]
        self._snap: Snap | None = None
        self._by = ORIGIN

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._follow(event)
        if event.kind != UP:
            return STAY
        write(self._editor, "Resize", self._edits())
        return DONE

    def _follow(self, event: PointerEvent) -> None:
        box, rotation = self._frame
        by = sub(event.point, self._start.point)
        keep, centre = event.modifiers.shift, event.modifiers.alt
        self._snap = None
        # A turned frame has no upright sides, and one of fixed ratio no free ones: neither can snap.
        if not event.modifiers.ctrl and not rotation and not keep:
            now = dragged_frame(box, rotation, self._handle.name, by, from_centre=centre)
            self._snap = self._others.of_sides(now, HANDLES[self._handle.name])
            by = add(by, self._snap.shift)
        self._by = by
        self._box = dragged_frame(box, rotation, self._handle.name, by, keep_ratio=keep, from_centre=centre)

    def _edits(self) -> Edits:
        return fit_frame(self._graph, self._ids, self._box)

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the resized shapes and their size in numbers."""
        rotation = self._frame[1]
        below = Vec(self._box.center.x, self._box.bottom)
        figures: tuple[Figure, ...] = (
            SelectionBox(self._box, rotation),
            *explanation(self._snap),
            Badge(f"{self._box.w:.0f} × {self._box.h:.0f}", below),
        )
        return Preview(overrides(self._edits()), figures, cursor_of(self._handle))

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
