"""What a place says while there is nothing in it: what it is for, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme.fonts import FontKind
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import Item, column, row

_TILE = 56


class _Tile(QWidget):
    """An icon in a dashed square."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFixedSize(QSize(_TILE, _TILE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("border_strong"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        draw_icon(painter, self._icon_name, QRect(16, 16, 24, 24), current_tokens().text3)


class EmptyState(QWidget):
    """Icon, title, a sentence and at most one button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        action: str = "",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty state.

        Args:
            icon_name: Lucide name.
            title: what is missing.
            text: what this place is for.
            action: what the button says; "" for none.
            compact: smaller title, for panels.
            parent: owner.
        """
        super().__init__(parent)
        heading = label(title, FontKind.H3 if compact else FontKind.H2)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading.setWordWrap(True)
        body = paragraph(text)
        body.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.setMaximumWidth(460)
        items: list[Item] = [row(None, _Tile(icon_name), None), 8, heading, row(body)]
        self.button: Button | None = None
        if action:
            self.button = Button(action, kind="primary")
            self.button.clicked.connect(self.acted)
            items += [8, row(None, self.button, None)]
        self.setLayout(column(None, *items, None, margins=(24, 24, 24, 24), spacing=6))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
