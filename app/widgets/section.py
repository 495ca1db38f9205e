"""A titled part of a panel, and a header that opens and closes what is below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.widgets.labels import label
from app.widgets.layout import Item, column, row

_HEADER = 30
_ARROW = 14


class Section(QWidget):
    """A title with things below it."""

    def __init__(
        self, title: str, *items: Item, trailing: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        """Make a section.

        Args:
            title: its heading.
            items: what stands below, as in `layout.column`.
            trailing: something at the end of the title's line.
            parent: owner.
        """
        super().__init__(parent)
        heading = row(label(title, FontKind.SECTION), None, trailing or 0, spacing=0)
        self._column: QVBoxLayout = column(heading, 2, *items, margins=(16, 12, 16, 14), spacing=8)
        self.setLayout(self._column)
        self.setAccessibleName(title)

    def add(self, item: QWidget | QLayout) -> None:
        """Add something at the end."""
        if isinstance(item, QLayout):
            self._column.addLayout(item)
        else:
            self._column.addWidget(item)


class Disclosure(QAbstractButton):
    """A line with an arrow and a title that opens and closes what belongs to it.

    Signals:
        opened_changed: it is open (True) or closed now.
    """

    opened_changed = Signal(bool)

    def __init__(self, title: str, opened: bool = True, parent: QWidget | None = None) -> None:
        """Make an open or closed header."""
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(opened)
        self.setFont(ui_font(FontKind.SECTION))
        self.setFixedHeight(_HEADER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._on_toggled)
        self._describe()

    def _describe(self) -> None:
        state = self.tr("open") if self.isChecked() else self.tr("closed")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(state)

    def _on_toggled(self, opened: bool) -> None:
        self._describe()
        self.opened_changed.emit(opened)

    def sizeHint(self) -> QSize:
        """Return the size of arrow and title."""
        return QSize(_ARROW + 12 + self.fontMetrics().horizontalAdvance(self.text()), _HEADER)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint arrow, title, hover and focus."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent_ring) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.underMouse():
            painter.setBrush(color("hover"))
        painter.drawRoundedRect(self.rect().adjusted(0, 1, -1, -2), 6, 6)
        rtl = self.isRightToLeft()
        arrow = "chevron-down" if self.isChecked() else ("chevron-left" if rtl else "chevron-right")
        left = self.width() - _ARROW - 4 if rtl else 4
        draw_icon(painter, arrow, QRect(left, (self.height() - _ARROW) // 2, _ARROW, _ARROW), tokens.text3)
        painter.setPen(tokens.text2 if not self.underMouse() else tokens.text)
        room = self.rect().adjusted(4, 0, -_ARROW - 10, 0) if rtl else self.rect().adjusted(_ARROW + 10, 0, -4, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), self.text())
