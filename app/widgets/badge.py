"""Small pills: the status of the document, counts, keys."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.fonts import FontKind, sized_font
from app.widgets.labels import ElidedLabel

LEVELS = ("ok", "busy", "warning", "danger", "accent", "key")


class Pill(ElidedLabel):
    """A text on a rounded ground whose colour tells how urgent it is; the text alone says it all, too."""

    def __init__(self, text: str = "", level: str = "ok", parent: QWidget | None = None) -> None:
        """Make a pill.

        Args:
            text: plain text.
            level: one of LEVELS.
            parent: owner.
        """
        super().__init__(text, FontKind.CAPTION, parent=parent)
        self.setFont(sized_font(11, 600))
        self.setProperty("pill", level)
        self.setFixedHeight(18 if level != "key" else 20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_status(self, text: str, level: str) -> bool:
        """Show another text and level; return whether the text is another one."""
        differs = text != self.text()
        if differs:
            self.setText(text)
        if self.property("pill") != level:
            self.setProperty("pill", level)
            self.style().unpolish(self)
            self.style().polish(self)
        return differs
