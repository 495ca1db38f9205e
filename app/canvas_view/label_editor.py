"""The text field that appears on a shape while its label is edited, at the place and in the font of the label itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.canvas_view.label_formats import char_format, fill_document, marks_of, read_document, with_mark
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.model.records import RichText, Scalar

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_TOGGLES = {Qt.Key.Key_B: "bold", Qt.Key.Key_I: "italic", Qt.Key.Key_U: "underline"}
MIN_WIDTH_PX = 12


class LabelEditor(QTextEdit):
    """Edits one label; the document itself is written by whoever listens.

    Signals:
        edited(RichText): the label after a keystroke or a format.
        formatting(): a format of the selection is about to change, or has just changed: a step of undo by itself.
        stepped(str, bool): Tab or Return was pressed (with Shift) while `steps` is set.
        finished(): Esc, Ctrl+Enter, or the focus went elsewhere.
    """

    edited = Signal(object)
    formatting = Signal()
    stepped = Signal(str, bool)
    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden editor."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Label text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { background: transparent; border: 0; padding: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The document's undo is the diagram's: two undo stacks over one text would fight.
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().contentsChanged.connect(self._on_contents)
        self._block = TextBlock((), Box(0.0, 0.0, 0.0, 0.0))
        self._zoom = 1.0
        self._area = QRectF()
        self._filling = False
        self.steps = False
        self._last: RichText = ()
        self.hide()

    def begin(self, label: RichText, block: TextBlock, zoom: float, area: QRectF, *, select_all: bool = True) -> None:
        """Show the editor over a label and take the focus.

        Args:
            label: what to edit.
            block: font, colour and alignment of the label.
            zoom: view pixels per scene unit.
            area: the block's box in the parent's pixels.
            select_all: select the text, so that typing replaces it.
        """
        self._block = block
        self.place(zoom, area, label)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if select_all:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def place(self, zoom: float, area: QRectF, label: RichText) -> None:
        """Show another label text, or the same at another zoom or place; keeps the caret where it can."""
        position = self.textCursor().position()
        self._zoom, self._area, self._last = zoom, area, label
        self._filling = True
        option = QTextOption(_ALIGN.get(self._block.align, Qt.AlignmentFlag.AlignHCenter))
        wraps = self._block.wrap and area.width() > 0
        wrapped = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wrapped if wraps else QTextOption.WrapMode.NoWrap)
        self.document().setDefaultTextOption(option)
        fill_document(self.document(), label, self._block, zoom)
        if not label:
            self.setCurrentCharFormat(char_format((), self._block, zoom))
        self._filling = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self._fit()

    def is_at(self, zoom: float, area: QRectF) -> bool:
        """Tell whether the editor already shows this place at this zoom."""
        return zoom == self._zoom and area == self._area

    def toggle(self, name: str) -> None:
        """Switch a mark of the selection (or of what is typed next) on or off."""
        on = with_mark(marks_of(self.currentCharFormat()), name, True) != marks_of(self.currentCharFormat())
        self.apply_mark(name, True if on else None)

    def apply_mark(self, name: str, value: Scalar | None) -> None:
        """Set or remove a mark on the selection, or for what is typed next."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            marks = with_mark(marks_of(self.currentCharFormat()), name, value)
            self.setCurrentCharFormat(char_format(marks, self._block, self._zoom))
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        self.formatting.emit()
        cursor.beginEditBlock()
        for at in range(start, end):
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            changed = with_mark(marks_of(cursor.charFormat()), name, value)
            cursor.setCharFormat(char_format(changed, self._block, self._zoom))
        cursor.endEditBlock()
        self.formatting.emit()

    def _on_contents(self) -> None:
        if self._filling or not self.isVisible():
            return
        self._fit()
        label = read_document(self.document())
        if label != self._last:
            self._last = label
            self.edited.emit(label)

    def _fit(self) -> None:
        """Lie over the label: as wide as its box when it wraps, else as wide as the text, aligned like the label."""
        document = self.document()
        wraps = self._block.wrap and self._area.width() > 0
        document.setTextWidth(self._area.width() if wraps else -1)
        width = self._area.width() if wraps else max(MIN_WIDTH_PX, document.idealWidth() + 4)
        height = max(document.size().height(), self._block.font.size * self._zoom * self._block.line_height)
        if not wraps:
            document.setTextWidth(width)
        x = self._area.x() + (self._area.width() - width) * {"left": 0.0, "right": 1.0}.get(self._block.align, 0.5)
        y = self._area.y() + (self._area.height() - height) * {"top": 0.0, "bottom": 1.0}.get(self._block.valign, 0.5)
        self.setGeometry(QRectF(x, y, width, height).toAlignedRect())

    def event(self, event: QEvent) -> bool:
        """Claim the formatting keys while editing, and leave undo and redo to the diagram's history."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (step := self._step(event)):
            self.stepped.emit(*step)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in _TOGGLES:
                event.accept()
                return True
        return super().event(event)

    def _step(self, event: QKeyEvent) -> tuple[str, bool] | None:
        """Return the key that goes on to another cell of a table, and whether it goes back."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.steps:
            return None
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return "Tab", event.key() == Qt.Key.Key_Backtab or held == Qt.KeyboardModifier.ShiftModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return ("Return", False) if enter and held == Qt.KeyboardModifier.NoModifier else None

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text in the format at the caret: foreign HTML brings fonts, colours and links nobody asked for."""
        if source.hasText():
            self.textCursor().insertText(source.text(), self.currentCharFormat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc and Ctrl+Enter, format on Ctrl+B, I, U; everything else is typing."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (control and enter):
            self.finished.emit()
        elif control and (name := _TOGGLES.get(Qt.Key(event.key()))):
            self.toggle(name)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish when the focus goes elsewhere, but not for a menu of our own."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.finished.emit()
