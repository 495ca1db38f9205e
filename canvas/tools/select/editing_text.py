"""A label is being edited. The field itself is a widget; this state says where it is and takes what is typed."""

from __future__ import annotations

from canvas.commands.delete import delete
from canvas.commands.text import Typing
from canvas.editor.editor import Editor
from canvas.model.records import RichText
from canvas.scene.overlays import TextField
from canvas.tools.events import DOWN, PRESS, KeyEvent, PointerEvent
from canvas.tools.picking import pick
from canvas.tools.state import DONE, STAY, TEXT_CURSOR, Next, Preview


class EditingText:
    """Editing one label.

    Args:
        editor: where.
        shape: whose label.
        text: what was typed to begin with; it replaces the label. None keeps the label.
        fresh: the shape was made for this text with this gesture: it goes again when no text is typed.
    """

    name = "select.editing_text"

    def __init__(self, editor: Editor, shape: str, text: str | None = None, fresh: object | None = None) -> None:
        self._editor = editor
        self._text = text
        self._fresh = fresh
        self._typing = Typing(editor, shape)
        self.shape = shape

    def edit(self, label: RichText, now_ms: float) -> bool:
        """Take the label as it reads after a keystroke; returns whether anything changed."""
        return self._typing.edit(label, now_ms)

    def pause(self) -> None:
        """End the step of undo: the caret jumped."""
        self._typing.pause()

    def pointer(self, event: PointerEvent) -> Next:
        """Finish by a press beside the shape; presses on it are the field's own."""
        if event.kind == DOWN and pick(self._editor, event.point) != self.shape:
            return DONE
        return STAY

    def key(self, event: KeyEvent) -> Next | None:
        """Finish with Escape or Ctrl+Enter; all other keys are the field's own."""
        if event.kind == PRESS and (
            event.key == "Escape" or (event.modifiers.ctrl and event.key in ("Return", "Enter"))
        ):
            return DONE
        return None

    def preview(self) -> Preview:
        """Return where the field lies; nothing once the shape is gone."""
        record = self._editor.records.shapes.get(self.shape)
        if record is None:
            return Preview()
        field = TextField(self.shape, self._editor.graph.box(self.shape), record.rotation, self._text)
        return Preview(figures=(field,), cursor=TEXT_CURSOR)

    def leave(self) -> None:
        """Take away a text shape that nobody typed into."""
        self._typing.pause()
        record = self._editor.records.shapes.get(self.shape)
        if self._fresh is not None and record is not None and not record.label:
            delete(self._editor, (self.shape,), self._fresh)
