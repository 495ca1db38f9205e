"""The button is down beside all shapes: a click lets the selection go, a drag opens a rubber band, a double click makes a text."""

from __future__ import annotations

from canvas.editor.editor import Editor
from canvas.geometry.vec import distance
from canvas.tools.events import MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.placing_text import begin_text
from canvas.tools.select import handles
from canvas.tools.select.brushing import Brushing
from canvas.tools.state import DONE, STAY, Next, Preview


class PointingCanvas:
    """A press on the empty canvas."""

    name = "select.pointing_canvas"

    def __init__(self, editor: Editor, event: PointerEvent) -> None:
        self._editor = editor
        self._start = event

    def pointer(self, event: PointerEvent) -> Next:
        """Open the rubber band once the pointer has gone a few pixels; finish the click when it comes up."""
        if event.kind == UP:
            if self._start.clicks >= 2 and not self._editor.read_only:
                return begin_text(self._editor, self._start.point)
            if not event.modifiers.shift:
                self._editor.select(())
            return DONE
        if event.kind == MOVE and distance(event.view, self._start.view) >= DRAG_PX:
            state = Brushing(self._editor, self._start)
            state.pointer(event)
            return state
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing while the button is down."""
        return STAY

    def preview(self) -> Preview:
        """Return the selection as it still is."""
        return Preview(figures=handles.figures(self._editor))

    def leave(self) -> None:
        """Nothing to clean up."""
