"""The machine that hands events to the state of the active tool and makes the changes of state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from canvas.commands.cropping import croppable
from canvas.editor.editor import SELECT, Editor
from canvas.editor.signal import Signal
from canvas.geometry.vec import Vec
from canvas.model.changes import Change, RecordChange
from canvas.model.plan import SHAPES
from canvas.model.records import RichText
from canvas.tools.connecting import ConnectIdle
from canvas.tools.dragging_guide import DraggingGuide, page_lines
from canvas.tools.drawing_freehand import PenIdle
from canvas.tools.drawing_shape import ShapeIdle
from canvas.tools.editing_ports import PortsIdle
from canvas.tools.erasing import EraserIdle
from canvas.tools.events import LEFT, MOVE, PRESS, Event, KeyEvent, PinchEvent, PointerEvent, WheelEvent
from canvas.tools.hand import HandIdle
from canvas.tools.laser import Laser
from canvas.tools.panning import Panning, begins_panning, pinch, wheel
from canvas.tools.picking import pick
from canvas.tools.select.cropping import Cropping
from canvas.tools.select.editing_text import EditingText
from canvas.tools.select.handles import Marks
from canvas.tools.select.idle import Idle
from canvas.tools.state import GRAB, GRABBING, Next, Preview, State, Step

_FIRST: dict[str, Callable[[Editor, str], State]] = {
    SELECT: lambda editor, _: Idle(editor),
    "hand": lambda _editor, _: HandIdle(),
    "connector": ConnectIdle,
    "line": ConnectIdle,
    "ports": lambda editor, _: PortsIdle(editor),
    "pen": lambda editor, _: PenIdle(editor),
    "eraser": lambda editor, _: EraserIdle(editor),
    "laser": lambda _editor, _: Laser(),
}
"""First state of each tool; every other tool draws shapes."""
_OWN_MARKS = frozenset({SELECT, "ports"})
"""Tools that show themselves what is selected."""
_MODIFIERS = {"Shift": "shift", "Ctrl": "ctrl", "Alt": "alt"}
"""Keys that change what a drag does, and their names in `Modifiers`."""


@dataclass(frozen=True, slots=True)
class ContextMenu:
    """A menu is wanted.

    Attributes:
        point: scene space.
        view: view pixels.
        shape: what it is about (it is selected), "" for the canvas.
    """

    point: Vec
    view: Vec
    shape: str = ""


class Machine:
    """The tools of one editor.

    Signals:
        on_change: what `preview` returns may have changed: repaint the overlay, set the cursor.
        on_context_menu: the right button was clicked.

    Args:
        editor: where.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.on_change: Signal[None] = Signal()
        self.on_context_menu: Signal[ContextMenu] = Signal()
        self.wheel_zooms = False
        self._tool = editor.tool
        self._marks = Marks(editor)
        self._state = self._first()
        self._at_rest = True
        self._busy = False
        self._panning = Panning(editor)
        self._space = False
        self._same = False
        self._last: PointerEvent | None = None
        self._shown: Preview | None = None
        self._shown_at: int | None = None
        self._ends = (
            editor.on_tool.subscribe(lambda _: self._on_tool()),
            editor.on_page.subscribe(lambda _: self.cancel()),
            editor.on_rights.subscribe(lambda _: self.cancel()),
            editor.on_document.subscribe(self._on_document),
            editor.on_settled.subscribe(lambda _: self._on_document(())),
            editor.on_selection.subscribe(lambda _: self._changed()),
            editor.on_camera.subscribe(lambda _: self._changed()),
        )

    def close(self) -> None:
        """End whatever goes on and stop listening to the editor."""
        self.cancel()
        for end in self._ends:
            end()

    # ------------------------------------------------------------------ what goes on

    @property
    def state(self) -> str:
        """Name of the present state: "select.idle"."""
        return self._state.name

    @property
    def at_rest(self) -> bool:
        """Tell whether no gesture is going on."""
        return self._at_rest and not self._panning.active

    @property
    def editing(self) -> str:
        """Id of the shape whose label is being edited, or ""."""
        return self._state.shape if isinstance(self._state, EditingText) else ""

    @property
    def preview(self) -> Preview:
        """What to show above the page now; the same object until something has changed."""
        if self._shown is None:
            self._shown, self._shown_at = self._made_preview(), self._depends_on
        return self._shown

    @property
    def _depends_on(self) -> int | None:
        """The revision of the selection, if nothing else of the document can change what is shown; else None."""
        state = self._state
        alone = self.at_rest and isinstance(state, Idle) and not state.shows_more
        return self._editor.chosen.revision if alone else None

    def _made_preview(self) -> Preview:
        shown = self._state.preview()
        moved = self._state.number if isinstance(self._state, DraggingGuide) else None
        if self._at_rest and self._tool not in _OWN_MARKS and self._editor.selection:
            # Delete, the arrows and the inspector still mean what is selected: it stays in sight with every tool.
            shown = replace(shown, figures=(*self._marks.frames, *shown.figures))
        if laid := page_lines(self._editor, without=moved):
            shown = replace(shown, figures=(*laid, *shown.figures))
        if self._panning.active and self._panning.moved:
            return replace(shown, cursor=GRABBING)
        return replace(shown, cursor=GRAB) if self._space else shown

    def _changed(self) -> None:
        self._shown = None
        self.on_change.emit(None)

    # ------------------------------------------------------------------ events

    def handle(self, event: Event) -> bool:
        """Take an event; return whether it meant anything, so that an unused key may go elsewhere."""
        if isinstance(event, WheelEvent):
            wheel(self._editor, event, zooms=self.wheel_zooms)
            return True
        if isinstance(event, PinchEvent):
            pinch(self._editor, event)
            return True
        self._same = False
        used = self._key(event) if isinstance(event, KeyEvent) else self._pointer(event)
        if used and not self._same:
            self._changed()
        return used

    def _pointer(self, event: PointerEvent) -> bool:
        if self._panning.active:
            if self._panning.pointer(event) and not self._panning.moved:
                self._ask_for_menu(event)
            return True
        calm = self._at_rest or bool(self.editing)
        if calm and begins_panning(event, hand=self._space or self._editor.tool == "hand"):
            self._panning.begin(event)
            return True
        self._last = event if event.kind == MOVE and event.button == LEFT else None
        was_editing = bool(self.editing)
        self._take(lambda: self._state.pointer(event))
        if was_editing and self._at_rest:
            # The press that ended the editing also means what it would have meant without it.
            self._take(lambda: self._state.pointer(event))
        return True

    def _ask_for_menu(self, event: PointerEvent) -> None:
        self.cancel()
        picked = pick(self._editor, event.point)
        if picked not in self._editor.selection:
            self._editor.select((picked,) if picked else ())
        self.on_context_menu.emit(ContextMenu(event.point, event.view, picked))

    def _key(self, event: KeyEvent) -> bool:
        if event.key == "Space" and not self.editing:
            self._space = event.kind == PRESS
            return True
        if event.key == "Escape" and event.kind == PRESS:
            return self._escape(event)
        used = False

        def asked() -> Next:
            nonlocal used
            answer = self._state.key(event)
            used = answer is not None
            return Step.STAY if answer is None else answer

        self._take(asked)
        self._modify(event)
        return used

    def _modify(self, event: KeyEvent) -> None:
        """Let a modifier key count at once during a drag, not only from the next movement on."""
        name, last = _MODIFIERS.get(event.key), self._last
        if name and last is not None and not self._at_rest and not self.editing:
            held = replace(last.modifiers, **{name: event.kind == PRESS})
            self._last = replace(last, modifiers=held)
            self._take(lambda: self._state.pointer(replace(last, modifiers=held)))

    def _escape(self, event: KeyEvent) -> bool:
        """Back out: of a drag, of a gesture, of a tool, of the selection; in this order, one a press."""
        if self._panning.active:
            self._panning.end()
        elif not self._at_rest:
            self.cancel()
        elif self._editor.tool != SELECT:
            self._editor.set_tool(SELECT, keep=False)
        elif self._editor.selection:
            self._take(lambda: self._state.key(event) or Step.STAY)
        else:
            return False
        return True

    def tick(self, now_ms: float) -> None:
        """Let what fades fade; to be called again and again while `preview.fading`, with the clock of the events."""
        if isinstance(self._state, Laser) and self._state.tick(now_ms):
            self._changed()

    # ------------------------------------------------------------------ what the program may ask for

    def cancel(self) -> None:
        """Back out of whatever goes on; nothing of it is written."""
        self._panning.end()
        if not self._busy:
            self._become(Step.DONE)
            self._changed()

    def edit_text(self, shape: str = "", text: str | None = None) -> bool:
        """Begin to edit the label of a shape, by default of the one selected; return whether that is possible.

        Args:
            shape: its id.
            text: what was typed to begin with; it replaces the label. None keeps the label.
        """
        if not shape and len(self._editor.selection) == 1:
            shape = self._editor.selection[0]
        if shape not in self._editor.records.shapes or not self._editor.editable((shape,)):
            return False
        self.cancel()
        self._editor.set_tool(SELECT)
        self._editor.select((shape,))
        self._become(EditingText(self._editor, shape, text))
        self._changed()
        return True

    def begin_guide(self, event: PointerEvent, *, level: bool) -> None:
        """Begin to drag a new line over the page, out of a ruler.

        Args:
            event: the press; the moves and the release follow through `handle`.
            level: the line runs from left to right, else from top to bottom.
        """
        self.cancel()
        self._become(DraggingGuide(self._editor, event, level=level))
        self._changed()

    def begin_crop(self) -> bool:
        """Begin to crop the one selected picture; return whether that is possible."""
        chosen = self._editor.selection
        if len(chosen) != 1 or not croppable(self._editor, chosen[0]):
            return False
        self.cancel()
        self._editor.set_tool(SELECT)
        self._become(Cropping(self._editor, chosen[0]))
        self._changed()
        return True

    def type_label(self, label: RichText, now_ms: float) -> bool:
        """Take the label under the text editor as it reads after a keystroke; return whether anything changed."""
        return isinstance(self._state, EditingText) and self._quietly(self._state, label, now_ms)

    def _quietly(self, state: EditingText, label: RichText, now_ms: float) -> bool:
        self._busy = True
        try:
            return state.edit(label, now_ms)
        finally:
            self._busy = False
            self._shown = None

    def pause_typing(self) -> None:
        """End the step of undo of the typing: the caret jumped."""
        if isinstance(self._state, EditingText):
            self._state.pause()

    def finish_text(self) -> None:
        """End the editing of a label: the focus went elsewhere. Does nothing when none is edited."""
        if self.editing:
            self.cancel()

    # ------------------------------------------------------------------ changes of state

    def _first(self) -> State:
        return _FIRST.get(self._tool, ShapeIdle)(self._editor, self._tool)

    def _take(self, ask: Callable[[], Next]) -> None:
        """Ask the state what comes next and make it so; a tool chosen meanwhile takes over afterwards."""
        self._busy = True
        try:
            answer = ask()
            self._same = answer is Step.SAME
            self._become(answer)
        finally:
            self._busy = False
        if self._at_rest and self._tool != self._editor.tool:
            self._become(Step.DONE)

    def _become(self, answer: Next) -> None:
        if answer in (Step.STAY, Step.SAME):
            return
        self._state.leave()
        self._tool = self._editor.tool
        self._at_rest = isinstance(answer, Step)
        self._state = self._first() if isinstance(answer, Step) else answer

    def _on_tool(self) -> None:
        if not self._busy:
            self.cancel()
        self._changed()

    def _on_document(self, changes: tuple[Change, ...]) -> None:
        """Back out when shapes vanish during a gesture (a colleague's delete, an undo): it may have been about them.

        At rest, what is shown is most often the same: then nobody is told.
        """
        if self._shown is not None and self._shown_at is not None and self._shown_at == self._depends_on:
            return
        before, self._shown = self._shown, None
        gone = {c.id for c in changes if isinstance(c, RecordChange) and c.table == SHAPES and not c.present}
        if gone and not self._busy and not self._at_rest and (not self.editing or self.editing in gone):
            self.cancel()
        elif not self._busy and (not self.at_rest or before != self.preview):
            self.on_change.emit(None)
