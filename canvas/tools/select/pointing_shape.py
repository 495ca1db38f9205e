"""The button is down on a shape: a click selects, a drag moves; one of a line that hangs on something bends it."""

from __future__ import annotations

from dataclasses import replace

from canvas.commands.links import follow
from canvas.editor.editor import Editor
from canvas.geometry.polyline import nearest
from canvas.geometry.vec import distance
from canvas.scene.curves import is_curved
from canvas.scene.overlays import Figure, HandleMark
from canvas.tools.events import MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX, below, lifted
from canvas.tools.select import dragging_lane, handles
from canvas.tools.select.dragging_bend import DraggingBend
from canvas.tools.select.moving_label import MovingLabel, label_under
from canvas.tools.select.translating import Translating
from canvas.tools.state import DONE, MOVE_CURSOR, STAY, Next, Preview, State


class PointingShape:
    """A press on a shape.

    Args:
        editor: where.
        event: the press.
        picked: the shape that it means.
    """

    name = "select.pointing_shape"

    def __init__(self, editor: Editor, event: PointerEvent, picked: str) -> None:
        self._editor = editor
        self._start = event
        self._picked = picked
        self._was_selected = picked in editor.selection
        if not self._was_selected and not event.modifiers.alt:
            editor.select((*editor.selection, picked) if event.modifiers.shift else (picked,))

    def pointer(self, event: PointerEvent) -> Next:
        """Begin to move once the pointer has gone a few pixels; finish the click when it comes up."""
        if event.kind == UP:
            return self._clicked(event)
        if event.kind == MOVE and distance(event.view, self._start.view) >= DRAG_PX:
            return self._dragged(event)
        return STAY

    def _dragged(self, event: PointerEvent) -> Next:
        editor = self._editor
        if self._picked not in editor.selection:
            editor.select((self._picked,))
        label = label_under(editor, self._picked, self._start.point)
        if label and len(editor.selection) == 1 and editor.can_edit(label):
            state: State = MovingLabel(editor, self._start, label)
        elif dragging_lane.begins(editor, self._picked, self._start.point):
            state = dragging_lane.DraggingLane(editor, self._start, self._picked)
        elif (stretch := self._stretch()) is not None:
            state = DraggingBend(editor, replace(self._start, point=stretch.point), stretch)
        elif editor.editable():
            state = Translating(editor, self._start)
        else:
            return DONE
        state.pointer(event)
        return state

    def _stretch(self) -> HandleMark | None:
        """Return the stretch of a line that the pointer is on, None where the line is moved: nothing would hold it back."""
        editor, line = self._editor, self._picked
        if self._start.modifiers.alt or editor.selection != (line,) or not editor.can_edit(line):
            return None
        route = editor.graph.route(line) if any(editor.view.ends(line)) else ()
        if len(route) < 2:
            return None
        at = nearest(route, self._start.point)
        # Of a straight stretch its own place is snapped, of a curve the one that was grabbed.
        curved = is_curved(editor.records.shapes[line])
        return HandleMark(f"segment:{at.segment}", self._start.point if curved else at.point)

    def _clicked(self, event: PointerEvent) -> Next:
        editor = self._editor
        if event.modifiers.alt:
            deeper = below(editor, event.point)
            if deeper:
                editor.select((deeper,))
        elif event.modifiers.ctrl and follow(editor, self._picked):
            return DONE
        elif self._was_selected and event.modifiers.shift:
            editor.select(s for s in editor.selection if s != self._picked)
        elif self._was_selected:
            editor.select((lifted(editor, self._picked) if len(editor.selection) > 1 else self._picked,))
        return DONE

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing while the button is down."""
        return STAY

    def preview(self) -> Preview:
        """Return the selection as it now is."""
        figures: tuple[Figure, ...] = handles.figures(self._editor)
        return Preview(figures=figures, cursor=MOVE_CURSOR)

    def leave(self) -> None:
        """Nothing to clean up."""
