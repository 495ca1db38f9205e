"""A search field with a magnifier and a button that empties it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.theme.icons import draw_icon
from app.theme.palette import current_tokens
from app.theme.tokens import BUTTON_HEIGHT, ICON
from app.widgets.buttons import ToolButton

_CLEAR = 22


class SearchField(QLineEdit):
    """A line to search by; `textChanged` says what is in it. Escape empties it."""

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        height: int = BUTTON_HEIGHT,
        outlined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field.

        Args:
            name: accessible name.
            placeholder: what an empty field says.
            height: in pixels.
            outlined: with a border, for grounds on which a sunken field would not be seen.
            parent: owner.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setFixedHeight(height)
        self.setTextMargins(24, 0, 20, 0)
        if outlined:
            self.setProperty("kind", "outlined")
        self._clear = ToolButton("x", self.tr("Clear search"), size=_CLEAR, icon_size=14, parent=self)
        # Escape does the same by keys; Tab goes on to what comes after the field.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._on_clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def _on_clear(self) -> None:
        self.clear()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Escape; an empty field leaves Escape to its window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the end."""
        super().resizeEvent(event)
        left = 4 if self.isRightToLeft() else self.width() - _CLEAR - 4
        self._clear.move(left, (self.height() - _CLEAR) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the magnifier."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.width() - ICON - 9 if self.isRightToLeft() else 9
        draw_icon(painter, "search", QRect(left, (self.height() - ICON) // 2, ICON, ICON), current_tokens().text3)
