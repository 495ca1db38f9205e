"""What this program is, and the versions somebody who mends it needs to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import label
from app.widgets.layout import row

Versions = Sequence[tuple[str, str]]
"""(what, version) pairs; nothing else about the machine or its user."""


def diagnostics_text(versions: Versions) -> str:
    """Return the versions as lines of text."""
    return "\n".join(f"{name}: {version}" for name, version in versions)


class AboutDialog(QDialog):
    """Shows versions; they can be copied."""

    def __init__(self, versions: Versions, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._versions = tuple(versions)
        self.copy = Button(self.tr("Copy diagnostics"), icon_name="copy", height=34)
        self.copy.clicked.connect(self._on_copy)
        self.close_button = Button(self.tr("Close"), kind="primary", height=34)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        lines = [row(label(name, FontKind.BODY, "muted"), None, label(version)) for name, version in self._versions]
        dress(
            self,
            "AIO Canvas",
            self.tr("A diagram editor that keeps your work encrypted on your own device. Apache License 2.0."),
            lines,
            (self.copy, None, self.close_button),
            width=400,
        )
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnostics_text(self._versions))
        self.copy.setText(self.tr("Copied"))
