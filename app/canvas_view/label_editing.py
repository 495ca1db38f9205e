"""Between the tools' wish to edit a label, the text field on the screen, and the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.canvas_view.label_editor import LabelEditor
from app.canvas_view.label_place import label_place
from canvas.editor.camera import to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.tables import is_cell
from canvas.model.records import RichText, plain
from canvas.scene.overlays import TextField
from canvas.tools.events import PRESS, KeyEvent, Modifiers
from canvas.tools.machine import Machine


class LabelEditing:
    """Opens, feeds and closes the text field of one canvas, following the figure TextField of the tools."""

    def __init__(self, parent: QWidget, editor: Editor, machine: Machine, now_ms: Callable[[], float]) -> None:
        """Make a closed text field.

        Args:
            parent: the canvas widget.
            editor: whose labels are edited.
            machine: says which label is being edited and is told when that ends.
            now_ms: steady clock, milliseconds.
        """
        self._editor = editor
        self._machine = machine
        self._now_ms = now_ms
        self._field = LabelEditor(parent)
        self._field.edited.connect(self._on_edited)
        self._field.formatting.connect(machine.pause_typing)
        self._field.finished.connect(self.finish)
        self._field.stepped.connect(self._on_step)
        self._shape = ""
        self._shown: RichText = ()

    @property
    def shape(self) -> str:
        """Id of the shape whose label is being edited, or ""."""
        return self._shape

    @property
    def field(self) -> LabelEditor:
        """The text field."""
        return self._field

    def sync(self) -> None:
        """Open, move, refill or close the field as the tools and the document now say."""
        wanted = next((f for f in self._machine.preview.figures if isinstance(f, TextField)), None)
        if wanted is None or wanted.shape not in self._editor.records.shapes:
            self._close()
        elif wanted.shape != self._shape:
            self._open(wanted)
        else:
            self._follow()

    def finish(self) -> None:
        """End the editing, as Esc or a click elsewhere does."""
        if self._shape:
            # The keyboard goes back to the canvas only from here: who has just clicked into another field means to type there.
            had_keyboard = self._field.hasFocus()
            self._machine.finish_text()
            self._close()
            parent = self._field.parentWidget()
            if parent is not None and had_keyboard:
                parent.setFocus()

    def _open(self, wanted: TextField) -> None:
        self._shape = wanted.shape
        record = self._editor.records.shapes[wanted.shape]
        block, area = label_place(self._editor.scene, record, self._editor.scheme)
        self._shown = record.label
        self._field.steps = is_cell(self._editor.graph, wanted.shape)
        self._field.scheme = self._editor.scheme
        zoom, rect = self._editor.camera.zoom, self._view_rect(area)
        if wanted.text is None:
            self._field.begin(record.label, block, zoom, rect)
            return
        # The letter that began it stands in the field already: the next one goes behind it, not in its place.
        label = plain(wanted.text)
        self._field.begin(label, block, zoom, rect, select_all=False)
        self._on_edited(label)
        self._follow()

    def _follow(self) -> None:
        record = self._editor.records.shapes[self._shape]
        _, area = label_place(self._editor.scene, record, self._editor.scheme)
        zoom = self._editor.camera.zoom
        if record.label != self._shown or not self._field.is_at(zoom, self._view_rect(area)):
            self._shown = record.label
            self._field.place(zoom, self._view_rect(area), record.label)

    def _close(self) -> None:
        if self._shape:
            self._shape = ""
            self._field.hide()

    def _on_step(self, key: str, back: bool) -> None:
        """Go on to another cell of the table; the canvas gets the keyboard when there is none."""
        self._machine.handle(KeyEvent(PRESS, key, Modifiers(shift=back), "", self._now_ms()))
        parent = self._field.parentWidget()
        if not self._shape and parent is not None:
            parent.setFocus()

    def _on_edited(self, label: RichText) -> None:
        self._shown = label
        self._machine.type_label(label, self._now_ms())
        record = self._editor.records.shapes.get(self._shape)
        if record is not None:
            # A free text has grown with the letter.
            _, area = label_place(self._editor.scene, record, self._editor.scheme)
            self._field.stretch(self._view_rect(area))

    def _view_rect(self, box: Box) -> QRectF:
        a = to_view(self._editor.camera, Vec(box.x, box.y))
        zoom = self._editor.camera.zoom
        return QRectF(a.x, a.y, box.w * zoom, box.h * zoom)
