"""A field for one number: typed, worked out from a sum, stepped with the arrow keys, or dragged at its label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import current_tokens
from app.theme.tokens import CONTROL_HEIGHT
from app.widgets.arithmetic import NotASum, evaluate, format_number
from app.widgets.layout import row

_HANDLE = 26
_COARSE = 10
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """What a field accepts and how it shows it.

    Attributes:
        tag: a letter or two at the start of the field ("X"), or "".
        icon: Lucide name shown instead of a tag, or "".
        suffix: unit shown after the number.
        decimals: most digits after the point.
        step: what an arrow key or a pixel of dragging changes.
        low: least value; smaller ones are raised to it.
        high: greatest value.
    """

    tag: str = ""
    icon: str = ""
    suffix: str = ""
    decimals: int = 2
    step: float = 1.0
    low: float = -1e7
    high: float = 1e7


class _Handle(QWidget):
    """The tag at the start of the field; dragging it sideways changes the value."""

    dragged = Signal(float)
    dropped = Signal()
    pressed = Signal()
    clicked = Signal()

    def __init__(self, spec: NumberSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self._spec = spec
        self._start: float | None = None
        self._moved = False
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        faded = tokens.text3 if self.isEnabled() else tokens.text_disabled
        if self._spec.icon:
            draw_icon(painter, self._spec.icon, QRect(7, (self.height() - 14) // 2, 14, 14), faded)
            return
        painter.setFont(ui_font(FontKind.CAPTION))
        painter.setPen(faded)
        center = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(4, 0, 20, self.height()), int(center), self._spec.tag)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition().x()
            self._moved = False
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            return
        distance = event.globalPosition().x() - self._start
        if self._moved or abs(distance) >= 2:
            self._moved = True
            coarse = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.dragged.emit(distance * (_COARSE if coarse else 1))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        moved, self._start, self._moved = self._moved, None, False
        if moved:
            self.dropped.emit()
        else:
            self.clicked.emit()


class NumberField(QWidget):
    """One number with its unit.

    Signals:
        previewed: the value while it is being dragged; nothing is final yet.
        committed: the value the user settled on (Enter, leaving the field, an arrow key, the end of a drag).
    """

    previewed = Signal(float)
    committed = Signal(float)

    def __init__(self, name: str, spec: NumberSpec | None = None, parent: QWidget | None = None) -> None:
        """Make an empty field.

        Args:
            name: accessible name and tooltip.
            spec: limits, unit and tag.
            parent: owner.
        """
        super().__init__(parent)
        self._spec = spec or NumberSpec()
        self._value: float | None = None
        self._drag_from: float | None = None
        self._names: Mapping[str, float] = {}
        self._clicked_into = False
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setFont(ui_font(tabular=True))
        self.edit.setFixedHeight(CONTROL_HEIGHT)
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self._on_finished)
        self.edit.textEdited.connect(lambda _text: self._mark(False))
        self.setToolTip(name)
        self.setFocusProxy(self.edit)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setLayout(row(self.edit))
        self._handle: _Handle | None = None
        if self._spec.tag or self._spec.icon:
            self._add_handle()

    def _add_handle(self) -> None:
        self.edit.setTextMargins(20, 0, 0, 0)
        self._handle = _Handle(self._spec, self.edit)
        self._handle.pressed.connect(self._on_drag_start)
        self._handle.dragged.connect(self._on_dragged)
        self._handle.dropped.connect(self._on_dropped)
        self._handle.clicked.connect(self._go_in)

    def _go_in(self) -> None:
        self._clicked_into = False
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    @property
    def value(self) -> float | None:
        """The number shown; None while the values differ."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a number; emits nothing. What the user is typing right now is left alone."""
        self.setEnabled(True)
        self._value = value
        if not (self.edit.hasFocus() and self.edit.isModified()):
            self._show()

    def set_mixed(self) -> None:
        """Show that the selected things have different values; emits nothing."""
        self.setEnabled(True)
        self._value = None
        if not (self.edit.hasFocus() and self.edit.isModified()):
            self._show()

    def set_blank(self) -> None:
        """Show that the selected things have no such value, and take no input; emits nothing."""
        self._value = None
        self._show()
        self.edit.setPlaceholderText("–")
        self.setEnabled(False)

    def set_names(self, names: Mapping[str, float]) -> None:
        """Set the values that sums may name, for example {"w": 120.0}."""
        self._names = names

    def _show(self) -> None:
        self.edit.setPlaceholderText(self.tr("Mixed") if self._value is None else "")
        text = "" if self._value is None else format_number(self._value, self._spec.decimals) + self._spec.suffix
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.edit.setModified(False)
        self._mark(False)

    def _mark(self, invalid: bool) -> None:
        if bool(self.edit.property("invalid")) != invalid:
            self.edit.setProperty("invalid", invalid)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _limited(self, value: float) -> float:
        return round(min(max(value, self._spec.low), self._spec.high), self._spec.decimals)

    def _commit(self, value: float) -> None:
        limited = self._limited(value)
        changed = limited != self._value
        self._value = limited
        self._show()
        if changed:
            self.committed.emit(limited)

    def _on_finished(self) -> None:
        if not self.edit.isModified() or (self._value is None and not self.edit.text().strip()):
            self._show()
            return
        try:
            value = evaluate(self.edit.text(), self._names, self._spec.suffix)
        except NotASum:
            # Leaving the field puts the old number back; Enter leaves the text there to be mended.
            if self.edit.hasFocus():
                self._mark(True)
            else:
                self._show()
            return
        self._commit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step with the arrow keys, select by the first click, restore with Escape and when a refused text is left."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.edit and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason
        if watched is self.edit and event.type() == QEvent.Type.MouseButtonRelease and self._clicked_into:
            # What is typed after a click replaces the number; a second click places the caret, a drag selects digits.
            self._clicked_into = False
            if not self.edit.hasSelectedText():
                self.edit.selectAll()
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and self.edit.property("invalid"):
            # Qt says nothing of leaving a field whose text was already refused on Enter.
            self._show()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.edit.isModified():
            self._show()
            self.edit.selectAll()
            return True
        direction = _STEPS.get(Qt.Key(event.key()))
        if direction is None or self._value is None:
            return False
        coarse = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._commit(self._value + direction * self._spec.step * (_COARSE if coarse else 1))
        self.edit.selectAll()
        return True

    def _on_drag_start(self) -> None:
        self._drag_from = self._value

    def _on_dragged(self, distance: float) -> None:
        if self._drag_from is None:
            return
        self._value = self._limited(self._drag_from + round(distance) * self._spec.step)
        self._show()
        self.previewed.emit(self._value)

    def _on_dropped(self) -> None:
        if self._drag_from is not None and self._value is not None and self._value != self._drag_from:
            self.committed.emit(self._value)
        self._drag_from = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the handle at the start of the field."""
        super().resizeEvent(event)
        if self._handle is not None:
            left = self.width() - _HANDLE if self.isRightToLeft() else 0
            self._handle.setGeometry(left, 0, _HANDLE, CONTROL_HEIGHT)
