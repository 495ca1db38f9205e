"""The button is down on a handle: a drag begins what the handle is for; a double click on a bend or a shifted stretch takes it out."""

from __future__ import annotations

from collections.abc import Callable

from canvas.commands.connectors import remove_segment, remove_waypoint
from canvas.editor.editor import Editor
from canvas.geometry.vec import distance
from canvas.kernels import connect as wiring
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
            if self._start.clicks >= 2 and takes_out_bend(self._editor, self._handle):
                _take_out(self._editor, self._handle)
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


def takes_out_bend(editor: Editor, handle: HandleMark) -> bool:
    """Tell whether a double click on a handle takes something out: a bend, or a stretch that was shifted."""
    kind, _, index = handle.name.partition(":")
    if kind == "segment":
        return bool(wiring.without_segment(editor.graph, editor.selection[0], int(index)))
    return kind == "waypoint"


def _take_out(editor: Editor, handle: HandleMark) -> None:
    kind, _, index = handle.name.partition(":")
    remove = remove_segment if kind == "segment" else remove_waypoint
    remove(editor, editor.selection[0], int(index))
