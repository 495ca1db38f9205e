"""The button is down on a handle: a drag begins what the handle is for; a double click on a bend takes it out."""

from __future__ import annotations

from collections.abc import Callable

from canvas.commands.connectors import remove_waypoint
from canvas.editor.editor import Editor
from canvas.geometry.vec import distance
from canvas.scene.overlays import HandleMark
from canvas.tools.events import MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.select import handles
from canvas.tools.select.dragging_bend import DraggingBend
from canvas.tools.select.reconnecting import Reconnecting
from canvas.tools.select.resizing import Resizing
from canvas.tools.select.rotating import Rotating
from canvas.tools.state import DONE, STAY, Next, Preview, State


class PointingHandle:
    """A press on a handle."""

    name = "select.pointing_handle"

    def __init__(self, editor: Editor, event: PointerEvent, handle: HandleMark) -> None:
        self._editor = editor
        self._start = event
        self._handle = handle

    def pointer(self, event: PointerEvent) -> Next:
        """Begin once the pointer has gone a few pixels."""
        if event.kind == UP:
            if self._start.clicks >= 2 and self._handle.name.startswith("waypoint:"):
                remove_waypoint(self._editor, self._editor.selection[0], int(self._handle.name.partition(":")[2]))
            return DONE
        if event.kind == MOVE and distance(event.view, self._start.view) >= DRAG_PX:
            state = self._begun()
            state.pointer(event)
            return state
        return STAY

    def _begun(self) -> State:
        name = self._handle.name
        making: dict[str, Callable[[Editor, PointerEvent, HandleMark], State]] = {
            "rotate": Rotating,
            "source": Reconnecting,
            "target": Reconnecting,
            "waypoint": DraggingBend,
            "segment": DraggingBend,
        }
        return making.get(name.partition(":")[0], Resizing)(self._editor, self._start, self._handle)

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing while the button is down."""
        return STAY

    def preview(self) -> Preview:
        """Return the selection as it is."""
        return Preview(figures=handles.figures(self._editor), cursor=handles.cursor_of(self._handle))

    def leave(self) -> None:
        """Nothing to clean up."""
