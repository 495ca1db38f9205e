"""A label is being edited. The field itself is a widget; this state says where it is and takes what is typed."""

from __future__ import annotations

from canvas.commands.delete import delete
from canvas.commands.tables import next_cell
from canvas.commands.text import Typing
from canvas.editor.editor import Editor
from canvas.kernels import tables
from canvas.kernels.graph import Graph
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
        grows: the text is to be as large as what stands in it; None to leave it so where it is so now.
    """

    name = "select.editing_text"

    def __init__(
        self,
        editor: Editor,
        shape: str,
        text: str | None = None,
        fresh: object | None = None,
        grows: bool | None = None,
    ) -> None:
        self._editor = editor
        self._text = text
        self._fresh = fresh
        self._typing = Typing(editor, shape, grows=grows)
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
        """Finish with Escape or Ctrl+Enter, go from cell to cell of a table with Tab and Enter; other keys are the field's own."""
        step = self._step(event)
        if step is not None:
            return self._go(*step)
        if event.kind == PRESS and (
            event.key == "Escape" or (event.modifiers.ctrl and event.key in ("Return", "Enter"))
        ):
            return DONE
        return None

    def _step(self, event: KeyEvent) -> tuple[int, int] | None:
        """Return how many rows down and cells across a key goes, None for other keys and outside of tables."""
        if (
            event.kind != PRESS
            or event.modifiers.ctrl
            or event.modifiers.alt
            or not tables.is_cell(self._graph, self.shape)
        ):
            return None
        if event.key == "Tab":
            return 0, -1 if event.modifiers.shift else 1
        return (1, 0) if event.key in ("Return", "Enter") and not event.modifiers.shift else None

    @property
    def _graph(self) -> Graph:
        return self._editor.graph

    def _go(self, down: int, across: int) -> Next:
        """Edit the cell that a key leads to; Tab in the last cell adds a row."""
        following = next_cell(self._editor, self.shape, down, across)
        if not following:
            return DONE
        self._editor.select((following,))
        return EditingText(self._editor, following)

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
