"""The text field that appears on a shape while its label is edited, at the place and in the font of the label itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from app.canvas_view.label_caret import byte_offset, kept_place
from app.canvas_view.label_clipboard import mime_of, text_of
from app.canvas_view.label_formats import (
    MARKS_PROPERTY,
    PARAGRAPH_PROPERTY,
    Marks,
    char_format,
    fill_document,
    fill_paragraphs,
    insert_paragraphs,
    marks_of,
    read_document,
    read_paragraphs,
    switched,
    text_option,
    whole_link,
    with_mark,
)
from app.canvas_view.label_keys import wish_of
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.kernels.paragraphs import Paragraphs, marked, paragraphs_of, shifted, toggled_list
from canvas.model.records import RichText, Scalar

_SWITCHES = ("bold", "italic", "underline", "strike", "code")
_SCRIPTS = ("sup", "sub")
_LISTS = ("bullet", "ordered")
_OPENERS = {"-": "bullet", "*": "bullet", "1.": "ordered"}
"""What a list begins with when a space is typed after it at the start of a paragraph."""
MIN_WIDTH_PX = 12
BOLD_FROM = 600


class LabelEditor(QTextEdit):
    """Edits one label; the document itself is written by whoever listens.

    Signals:
        edited(RichText): the label after a keystroke or a format.
        formatting(): a format of the selection is about to change, or has just changed: a step of undo by itself.
        stepped(str, bool): Tab or Return was pressed (with Shift) while `steps` is set.
        finished(): Esc, Ctrl+Enter, or the focus went elsewhere.
        state_changed(): the caret stands in other marks now, or those of the selection changed.
        link_wanted(str): the user wants to edit the link at the caret or selection; its address or "".
        link_opened(str): the user wants to follow this link.
    """

    edited = Signal(object)
    formatting = Signal()
    stepped = Signal(str, bool)
    finished = Signal()
    state_changed = Signal()
    link_wanted = Signal(str)
    link_opened = Signal(str)

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
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_caret)
        self.stays_with: Callable[[QWidget | None], bool] = lambda _widget: False
        self.scheme = ColorScheme.LIGHT
        self._block = TextBlock((), Box(0.0, 0.0, 0.0, 0.0))
        self._zoom = 1.0
        self._area = QRectF()
        self._filling = False
        self.steps = False
        self._last: RichText = ()
        self.hide()

    # ------------------------------------------------------------------ showing a label

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
        self._zoom, self._area, self._last = zoom, area, label
        wraps = self._block.wrap and area.width() > 0
        self.document().setDefaultTextOption(text_option(self._block.align, wraps=wraps))
        self._fill(lambda: fill_document(self.document(), label, self._block, zoom, self.scheme), keep_selection=False)
        if not label:
            self.setCurrentCharFormat(self._format(()))
        self._fit()

    def stretch(self, area: QRectF) -> None:
        """Lie over a box that has grown with the text; the text stays as it is, so this may happen while one types."""
        self._area = area
        self._fit()

    def _fill(self, fill: Callable[[], None], *, keep_selection: bool) -> None:
        """Replace the content without counting it as an edit; the caret stays beside its characters."""
        before, cursor = self.toPlainText(), self.textCursor()
        places = cursor.position(), cursor.anchor()
        self._filling = True
        fill()
        self._filling = False
        position, anchor = (kept_place(before, self.toPlainText(), place) for place in places)
        cursor = self.textCursor()
        cursor.setPosition(anchor if keep_selection else position)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def caret(self) -> tuple[int, int]:
        """Return caret and other end of the selection, bytes of UTF-8 before them in the label."""
        text, cursor = self.toPlainText(), self.textCursor()
        return byte_offset(text, cursor.position()), byte_offset(text, cursor.anchor())

    def is_at(self, zoom: float, area: QRectF) -> bool:
        """Tell whether the editor already shows this place at this zoom."""
        return zoom == self._zoom and area == self._area

    def _format(self, marks: Marks) -> QTextCharFormat:
        return char_format(marks, self._block, self._zoom, self.scheme)

    # ------------------------------------------------------------------ marks of characters

    @property
    def block(self) -> TextBlock:
        """Font, colour and alignment of the label as a whole."""
        return self._block

    def marks(self) -> dict[str, Scalar]:
        """Return the marks at the caret, or at the start of the selection; those of its paragraph included."""
        cursor = self.textCursor()
        fmt = self.currentCharFormat()
        if cursor.hasSelection():
            at = QTextCursor(self.document())
            at.setPosition(cursor.selectionStart() + 1)
            fmt = at.charFormat()
        paragraph = marks_of(cursor.blockFormat(), PARAGRAPH_PROPERTY)
        return {**dict(marks_of(fmt)), **dict(paragraph)}

    def is_on(self, name: str) -> bool:
        """Tell whether a wish of the keys is fulfilled at the caret: "bold", "sup", "bullet"..."""
        found = self.marks()
        if name in _SCRIPTS:
            return found.get("script") == name
        if name in _LISTS:
            return found.get("list") == name
        return bool(found.get(name, self._base(name)))

    def _base(self, name: str) -> bool:
        """Tell whether the label's own style has a yes-or-no mark."""
        font = self._block.font
        return {"bold": font.weight >= BOLD_FROM, "italic": font.italic, "underline": font.underline}.get(
            name, name == "strike" and font.strike
        )

    def toggle(self, name: str) -> None:
        """Do what a key asks for: switch a mark, a script or a list, take all marks away, or ask for a link."""
        on = self.is_on(name)
        if name in _SWITCHES:
            base = self._base(name)
            self._restyle(lambda marks: switched(marks, name, not on, base))
        elif name in _SCRIPTS:
            self.apply_mark("script", None if on else name)
        elif name in _LISTS:
            align = "" if self._block.align == "left" else "left"
            self._rearrange(lambda paragraphs, first, last: toggled_list(paragraphs, first, last, name, align))
        elif name == "clear":
            self._restyle(lambda marks: tuple(mark for mark in marks if mark[0] == "link"))
        elif name == "link":
            self.link_wanted.emit(str(self.marks().get("link", "")))

    def apply_mark(self, name: str, value: Scalar | None) -> None:
        """Set or remove a mark on the selection, or for what is typed next."""
        self._restyle(lambda marks: with_mark(marks, name, value))

    def set_link(self, url: str) -> None:
        """Make the selection, or the whole link at the caret, lead somewhere; "" makes it plain text."""
        if not self.textCursor().hasSelection():
            self.setTextCursor(whole_link(self.textCursor()))
        if not self.textCursor().hasSelection() and url:
            marks = with_mark(marks_of(self.currentCharFormat()), "link", url)
            self.formatting.emit()
            self.textCursor().insertText(url, self._format(marks))
            return
        self.apply_mark("link", url or None)

    def _restyle(self, change: Callable[[Marks], Marks]) -> None:
        """Change the marks of the selection, or of what is typed next."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            marks = change(marks_of(self.currentCharFormat()))
            self.setCurrentCharFormat(self._format(marks))
            self.state_changed.emit()
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        self.formatting.emit()
        cursor.beginEditBlock()
        for at in range(start, end):
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            changed = change(marks_of(cursor.charFormat()))
            cursor.setCharFormat(self._format(changed))
        cursor.endEditBlock()
        self.formatting.emit()
        self.state_changed.emit()

    # ------------------------------------------------------------------ marks of paragraphs

    def align_text(self, align: str) -> None:
        """Align the selected paragraphs: left, center or right; the label's own alignment is said by no mark."""
        value = None if align == self._block.align else align
        self._rearrange(lambda paragraphs, first, last: marked(paragraphs, first, last, {"align": value}))

    def shift(self, by: int) -> None:
        """Move the selected paragraphs a level in (1) or out (-1)."""
        self._rearrange(lambda paragraphs, first, last: shifted(paragraphs, first, last, by))

    def _rearrange(self, change: Callable[[Paragraphs, int, int], Paragraphs]) -> None:
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        changed = change(read_paragraphs(document), first, last)
        self.formatting.emit()
        typed = marks_of(self.currentCharFormat())
        self._fill(
            lambda: fill_paragraphs(document, changed, self._block, self._zoom, self.scheme), keep_selection=True
        )
        if not cursor.hasSelection():
            self.setCurrentCharFormat(self._format(typed))
        self._on_contents()
        self.formatting.emit()
        self.state_changed.emit()

    # ------------------------------------------------------------------ what changes

    def _on_contents(self) -> None:
        if self._filling or not self.isVisible():
            return
        self._fit()
        label = read_document(self.document())
        if label != self._last:
            self._last = label
            self.edited.emit(label)

    def _on_caret(self) -> None:
        if not self._filling and self.isVisible():
            self.state_changed.emit()

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

    # ------------------------------------------------------------------ events

    def event(self, event: QEvent) -> bool:
        """Claim the formatting keys while editing, and leave undo and redo to the diagram's history."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (step := self._step(event)):
            self.stepped.emit(*step)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
            if self._wish(event):
                event.accept()
                return True
        return super().event(event)

    def _step(self, event: QKeyEvent) -> tuple[str, bool] | None:
        """Return the key that goes on to another cell of a table, and whether it goes back."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.steps or self._in_list():
            return None
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return "Tab", event.key() == Qt.Key.Key_Backtab or held == Qt.KeyboardModifier.ShiftModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return ("Return", False) if enter and held == Qt.KeyboardModifier.NoModifier else None

    def _wish(self, event: QKeyEvent) -> str:
        """Return what a key asks for; the key of links is the program's own where there is nothing to link."""
        name = wish_of(event)
        linkable = self.textCursor().hasSelection() or "link" in self.marks()
        return "" if name == "link" and not linkable else name

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the selected words with their marks."""
        return mime_of(self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words of a label with their marks, anything else as plain text in the format at the caret."""
        if words := text_of(source):
            insert_paragraphs(self.textCursor(), paragraphs_of(words), self._block, self._zoom, self.scheme)
            self._rearrange(lambda paragraphs, _first, _last: paragraphs)
        elif source.hasText():
            self.textCursor().insertText(source.text(), self.currentCharFormat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc and Ctrl+Enter, format by keys, keep lists going; everything else is typing."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (control and enter):
            self.finished.emit()
        elif name := self._wish(event):
            self.toggle(name)
        elif not self._list_key(event, enter):
            super().keyPressEvent(event)

    def _list_key(self, event: QKeyEvent, enter: bool) -> bool:
        """Handle the keys that mean something in a list; return whether this one did."""
        cursor = self.textCursor()
        block = cursor.block()
        if event.key() == Qt.Key.Key_Space and not cursor.hasSelection():
            return self._opened_list(block.text(), cursor.positionInBlock())
        if not self._in_list():
            return False
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.shift(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        elif (enter and not block.text()) or (
            event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart() and not cursor.hasSelection()
        ):
            self.shift(-1)
        else:
            return False
        return True

    def _opened_list(self, text: str, position: int) -> bool:
        """Make a list of a paragraph that begins like one; return whether it did."""
        kind = _OPENERS.get(text[:position])
        if kind is None:
            return False
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.toggle(kind)
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Leave Tab to the list that the caret is in."""
        return False if self._in_list() else super().focusNextPrevChild(next)

    def _in_list(self) -> bool:
        return bool(dict(marks_of(self.textCursor().blockFormat(), PARAGRAPH_PROPERTY)).get("list"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link on Ctrl+click."""
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.textCursor().hasSelection():
            fmt = self.cursorForPosition(event.position().toPoint()).charFormat()
            link = dict(marks_of(fmt, MARKS_PROPERTY)).get("link")
            if isinstance(link, str):
                self.link_opened.emit(link)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish when the focus goes elsewhere, but not for a menu of our own or for what belongs to the editing."""
        super().focusOutEvent(event)
        kept = event.reason() == Qt.FocusReason.PopupFocusReason or self.stays_with(QApplication.focusWidget())
        if not kept and self.isVisible():
            self.finished.emit()
