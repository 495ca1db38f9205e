"""The History tab of the inspector. Versions come later: it says how far one can go back now, and how to keep what is there today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.widgets.empty_state import EmptyState
from app.widgets.layout import column


class HistoryPanel(QWidget):
    """Earlier versions of the diagram.

    Signals:
        backup_requested(): keep the whole library as it is now.
    """

    backup_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a panel without versions."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Version history"))
        self.empty = EmptyState(
            "history",
            self.tr("No versions kept"),
            self.tr(
                "Versions let you look at an earlier day and bring it back. They come with a later version. "
                "Until then, undo reaches back to when you opened the diagram, and a backup keeps today."
            ),
            self.tr("Back up library…"),
            compact=True,
        )
        self.empty.acted.connect(self.backup_requested)
        self.setLayout(column(self.empty, spacing=0))
