"""One way to share: an icon, what it is called, who can read it, and what there is to do."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import Item, column, holder, row


class Way(QWidget):
    """A row of the share dialog.

    Attributes:
        button: what is to be done.
    """

    def __init__(self, icon_name: str, title: str, readers: str, button: Button, *body: Item) -> None:
        """Make a row.

        Args:
            icon_name: Lucide name.
            title: the way.
            readers: one sentence: who can read what goes this way.
            button: at the end of the first line.
            body: what stands below, hidden or shown by its owner.
        """
        super().__init__()
        self.button = button
        mark = QLabel()
        mark.setPixmap(icon(icon_name, "accent_text").pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self.readers = paragraph(readers, FontKind.SMALL)
        self.reason = paragraph("", FontKind.SMALL, "warning")
        self.reason.hide()
        texts = holder(column(label(title, FontKind.STRONG), self.readers, self.reason, spacing=2))
        head = row(mark, texts, button, spacing=12)
        head.setStretch(1, 1)
        self.setLayout(column(head, *body, margins=(0, 10, 0, 10), spacing=10))
        self.setAccessibleName(title)
        self.setAccessibleDescription(readers)

    def set_reason(self, reason: str) -> None:
        """Say, where everybody sees it, why this way is not open now; "" when it is."""
        self.button.set_reason(reason)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
