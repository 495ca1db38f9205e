"""What pages share that show facts which may change while they are open: a note on what came of something, and everything made anew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import paragraph
from app.widgets.layout import column


class FactsPage(QWidget):
    """A page without content.

    Attributes:
        note: what came of the last thing that was asked for.
        buttons: by what they ask for, and for which one.
    """

    def __init__(self, title: str) -> None:
        """Make a page of this title."""
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        self.buttons: dict[str, Button] = {}
        self.note = paragraph("", FontKind.SMALL)
        self.note.hide()
        self._content = column(spacing=0)
        self.setLayout(column(self.note, self._content, spacing=8))

    def say(self, text: str, tone: str) -> None:
        """Say what came of something, where it was asked for; the tone is success, warning or danger."""
        self.note.setText(text)
        self.note.setProperty("tone", tone)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.show()

    def refresh(self) -> None:
        """Show what is in force: nothing here depends on the settings."""

    def show_content(self, *widgets: QWidget) -> None:
        """Show these instead of what was shown."""
        while (item := self._content.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._content.addWidget(widget)
