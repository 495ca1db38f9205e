"""Nothing is pressed: hovering, and where every gesture of the select tool begins."""

from __future__ import annotations

from canvas.commands.arrange import nudge
from canvas.commands.connector_labels import add_label
from canvas.commands.cropping import croppable
from canvas.commands.group import set_collapsed
from canvas.commands.guides import guides_of
from canvas.editor.editor import Editor
from canvas.scene.overlays import Figure, HandleMark
from canvas.tools.dividing import Divider, Dividing, divider_at
from canvas.tools.dividing import cursor_of as divider_cursor
from canvas.tools.dragging_guide import DraggingGuide, cursor_of, guide_at
from canvas.tools.events import DOWN, LEFT, MOVE, NO_BUTTON, PRESS, KeyEvent, PointerEvent
from canvas.tools.folding import FoldMarks
from canvas.tools.picking import deeper, innermost, pick
from canvas.tools.quick_connect import PointingDot, connectable, dot_at, dots, still_near
from canvas.tools.select import handles
from canvas.tools.select.cropping import Cropping
from canvas.tools.select.editing_text import EditingText
from canvas.tools.select.hovering import hover_outline
from canvas.tools.select.moving_label import label_under
from canvas.tools.select.pointing_canvas import PointingCanvas
from canvas.tools.select.pointing_handle import PointingHandle, takes_out_bend
from canvas.tools.select.pointing_shape import PointingShape
from canvas.tools.state import CROSSHAIR, DEFAULT, DONE, MOVE_CURSOR, SAME, STAY, Next, Preview

ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
NUDGE_PAUSE_MS = 1000.0
"""A longer pause between two arrow keys begins a new step of undo."""


class Idle:
    """The select tool at rest."""

    name = "select.idle"

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._marks = handles.Marks(editor)
        self._hover = ""
        self._dotted = ""
        self._over_dot = False
        self._handle: HandleMark | None = None
        self._guide: int | None = None
        self._divider: Divider | None = None
        self._folds = FoldMarks(editor)
        self._gesture = object()
        self._last_ms = 0.0

    def pointer(self, event: PointerEvent) -> Next:
        """Hover, or begin what is meant by a press here."""
        if event.kind == DOWN and event.button == LEFT:
            return self._pressed(event)
        if event.kind == MOVE and event.button == NO_BUTTON:
            before = self._seen
            self._handle = self._marks.handle_at(event.point)
            self._hover = "" if self._handle else self._picked(event)
            self._guide = None if self._handle or self._hover else guide_at(self._editor, event.point)
            self._divider = divider_at(self._editor, event.point, self._hover)
            self._follow_dots(event)
            return SAME if before == self._seen else STAY
        return STAY

    @property
    def _seen(self) -> tuple[object, ...]:
        """What the pointer is over; nothing looks different while that stays."""
        return self._handle, self._hover, self._guide, self._divider, self._dotted, self._over_dot

    @property
    def shows_more(self) -> bool:
        """Whether more is shown than the marks of the selection, so that any change of the document may make it look different."""
        return bool(self._hover or self._dotted or self._divider or self._editor.scene.traits.shut)

    def _follow_dots(self, event: PointerEvent) -> None:
        """Show the dots of what is hovered, and keep them while the pointer is on its way to one."""
        editor = self._editor
        if not still_near(editor, self._dotted, event.point):
            self._dotted = ""
        if self._hover and self._hover != self._dotted and dot_at(editor, event.point, self._dotted) is None:
            self._dotted = self._hover if connectable(editor, self._hover) else ""
        self._over_dot = self._handle is None and dot_at(editor, event.point, self._dotted) is not None

    def _pressed(self, event: PointerEvent) -> Next:
        editor = self._editor
        if event.clicks >= 2:
            return self._double_clicked(event)
        handle = self._marks.handle_at(event.point)
        if handle is not None:
            return PointingHandle(editor, event, handle)
        dot = dot_at(editor, event.point, self._dotted)
        if dot is not None:
            return PointingDot(editor, event, dot)
        picked = self._picked(event)
        fold = self._folds.at(event.point, picked)
        if fold is not None:
            set_collapsed(editor, fold.shape, not fold.shut)
            return STAY
        divider = divider_at(editor, event.point, picked)
        if divider is not None:
            return Dividing(editor, event, divider)
        if picked:
            return PointingShape(editor, event, picked)
        number = guide_at(editor, event.point)
        return PointingCanvas(editor, event) if number is None else DraggingGuide(editor, event, number=number)

    def _picked(self, event: PointerEvent) -> str:
        """Return the shape that a press means: with Ctrl the one right there, without it the group around it."""
        found = innermost if event.modifiers.ctrl else pick
        return found(self._editor, event.point)

    def _double_clicked(self, event: PointerEvent) -> Next:
        """Go into a group, or edit the text of what is not one."""
        editor = self._editor
        handle = self._marks.handle_at(event.point)
        if handle is not None and takes_out_bend(editor, handle):
            return PointingHandle(editor, event, handle)
        inner = deeper(editor, event.point)
        if not inner:
            return PointingCanvas(editor, event)
        if editor.records.shapes[inner].is_connector:
            return self._label_at(inner, event)
        if (
            editor.selection == (inner,)
            or not editor.view.parent(inner)
            or not self._is_group(editor.view.parent(inner))
        ):
            return self._crop(inner) if croppable(editor, inner) else self._edit(inner)
        editor.select((inner,))
        return STAY

    def _label_at(self, connector: str, event: PointerEvent) -> Next:
        """Edit the label under the pointer; where there is none, one more at that place."""
        if label_under(self._editor, connector, event.point) == connector:
            return self._edit(connector)
        gesture = object()
        label = add_label(self._editor, connector, event.point, gesture)
        if not label:
            return STAY
        self._editor.select((label,))
        return EditingText(self._editor, label, fresh=gesture if label != connector else None)

    def _is_group(self, shape_id: str) -> bool:
        record = self._editor.records.shapes[shape_id]
        return not record.is_connector and not self._editor.graph.is_container(record)

    def _crop(self, shape_id: str) -> Next:
        self._editor.select((shape_id,))
        return Cropping(self._editor, shape_id)

    def _edit(self, shape_id: str, text: str | None = None) -> Next:
        if not self._editor.editable((shape_id,)):
            return STAY
        self._editor.select((shape_id,))
        return EditingText(self._editor, shape_id, text)

    def key(self, event: KeyEvent) -> Next | None:
        """Nudge with arrows, edit text with Enter, F2 or by typing, let go with Escape."""
        if event.kind != PRESS:
            return None
        if event.key == "Escape":
            self._editor.select(())
            return DONE
        if event.key in ARROWS and not event.modifiers.ctrl and not event.modifiers.alt:
            return self._nudge(event)
        if len(self._editor.selection) != 1 or event.modifiers.ctrl or event.modifiers.alt:
            return None
        if event.key in ("Return", "Enter", "F2"):
            return self._edit(self._editor.selection[0])
        if event.text.strip() and event.text.isprintable():
            return self._edit(self._editor.selection[0], event.text)
        return None

    def _nudge(self, event: KeyEvent) -> Next | None:
        if not self._editor.selection:
            return None
        if event.time_ms - self._last_ms > NUDGE_PAUSE_MS:
            self._gesture = object()
        self._last_ms = event.time_ms
        step = self._editor.grid_size if event.modifiers.shift else 1.0
        dx, dy = ARROWS[event.key]
        nudge(self._editor, dx * step, dy * step, self._gesture)
        return STAY

    def preview(self) -> Preview:
        """Return the selection's frames and handles, and the outline of what is hovered."""
        editor = self._editor
        figures: tuple[Figure, ...] = (*self._marks.figures, *dots(editor, self._dotted))
        if self._hover and self._hover in editor.records.shapes and self._hover not in editor.selection:
            figures = (hover_outline(editor, self._hover), *figures)
        figures = (*figures, *self._folds.shown(self._hover))
        if self._divider is not None and self._handle is None:
            return Preview(figures=(*figures, self._divider.line), cursor=divider_cursor(self._divider))
        if self._handle is not None:
            return Preview(figures=figures, cursor=handles.cursor_of(self._handle))
        return Preview(figures=figures, cursor=self._cursor())

    def _cursor(self) -> str:
        if self._over_dot:
            return CROSSHAIR
        guides = guides_of(self._editor) if self._guide is not None else ()
        if self._guide is not None and self._guide < len(guides):
            return cursor_of(guides[self._guide].level)
        return MOVE_CURSOR if self._hover else DEFAULT

    def leave(self) -> None:
        """Nothing to clean up."""
