"""Asks for a name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.dialogs.frame import dress
from app.widgets.buttons import Button

MOST_CHARACTERS = 200


class NameDialog(QDialog):
    """One line of text; the button stays disabled while it is blank."""

    def __init__(self, title: str, confirm: str, name: str = "", parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            title: what is named.
            confirm: what the button that does it says.
            name: the present name; all of it is selected.
            parent: owner.
        """
        super().__init__(parent)
        self.field = QLineEdit(name)
        self.field.setMaxLength(MOST_CHARACTERS)
        self.field.setAccessibleName(title)
        self.confirm = Button(confirm, kind="primary", height=34)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.confirm.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._on_text)
        self.confirm.setDefault(True)
        dress(self, title, "", (self.field,), (None, self.cancel, self.confirm), width=380)
        self._on_text(name)
        self.field.selectAll()
        self.field.setFocus()

    def _on_text(self, text: str) -> None:
        self.confirm.set_reason("" if text.strip() else self.tr("A name is needed"))

    def name(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.field.text().strip()
