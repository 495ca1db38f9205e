"""A rubber band: selects what it touches, with Ctrl what lies wholly inside; Shift adds to the selection."""

from __future__ import annotations

from canvas.editor.editor import Editor
from canvas.geometry.box import from_points
from canvas.scene.overlays import RubberBand
from canvas.tools.catching import Catch
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.select import handles
from canvas.tools.state import DONE, STAY, Next, Preview


class Brushing:
    """Dragging a rubber band.

    Args:
        editor: where.
        start: the press.
    """

    name = "select.brushing"

    def __init__(self, editor: Editor, start: PointerEvent) -> None:
        self._editor = editor
        self._start = start
        self._before = editor.selection
        self._now = start
        self._finished = False
        self._catch = Catch(editor)
        self._marks = handles.Marks(editor)

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; the selection is live."""
        self._now = event
        contain = event.modifiers.ctrl
        found = self._catch.caught(from_points((self._start.point, event.point)), contain)
        self._editor.select((*self._before, *found) if event.modifiers.shift else found)
        if event.kind == UP:
            self._finished = True
            return DONE
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the band and what it has caught."""
        band = RubberBand(from_points((self._start.point, self._now.point)), self._now.modifiers.ctrl)
        return Preview(figures=(*self._marks.figures, band))

    def leave(self) -> None:
        """Give the selection back when the band was let go by Escape."""
        if not self._finished:
            self._editor.select(self._before)
