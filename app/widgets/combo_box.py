"""A choice from a list that opens below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.theme.icons import draw_icon
from app.theme.palette import current_tokens
from app.theme.tokens import CONTROL_HEIGHT

_ARROW = 14


class ComboBox(QComboBox):
    """A combo box of (id, text) pairs.

    Signals:
        chosen: the user picked the entry with this id.
    """

    chosen = Signal(str)

    def __init__(self, name: str, entries: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        """Make a combo box with an accessible name."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setAccessibleName(name)
        self.set_entries(entries)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Replace the list; emits nothing."""
        self.clear()
        for id_, text in entries:
            self.addItem(text, id_)

    def current(self) -> str | None:
        """Return the id that is shown, or None."""
        data = self.currentData()
        return None if data is None else str(data)

    def set_current(self, id_: str) -> None:
        """Show an entry; one that is not in the list is added at its end. Emits nothing."""
        index = self.findData(id_)
        if index < 0:
            self.addItem(id_, id_)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def set_mixed(self) -> None:
        """Show that the selected things differ; emits nothing."""
        self.setPlaceholderText(self.tr("Mixed"))
        self.setCurrentIndex(-1)

    def set_blank(self) -> None:
        """Show that there is nothing to choose; emits nothing."""
        self.setPlaceholderText("–")
        self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel, which scrolls: a choice must not change by passing over it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field by the style sheet and the arrow from the icons."""
        super().paintEvent(event)
        tokens = current_tokens()
        left = 6 if self.isRightToLeft() else self.width() - _ARROW - 8
        painter = QPainter(self)
        faded = tokens.text3 if self.isEnabled() else tokens.text_disabled
        draw_icon(painter, "chevron-down", QRect(left, (self.height() - _ARROW) // 2, _ARROW, _ARROW), faded)
