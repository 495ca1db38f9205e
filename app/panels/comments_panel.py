"""The Comments tab of the inspector. Until diagrams can be shared there is nobody to talk to: it says so, and what helps meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.widgets.empty_state import EmptyState
from app.widgets.layout import column


class CommentsPanel(QWidget):
    """What people said about the diagram.

    Signals:
        note_requested(): put a note onto the canvas instead.
    """

    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a panel without comments."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comments"))
        self.empty = EmptyState(
            "message-square",
            self.tr("No comments"),
            self.tr(
                "Comments stand beside the shape they are about. They come with shared diagrams, in a later version. "
                "Until then, a note on the canvas says it to everybody who opens the diagram."
            ),
            self.tr("Add a note"),
            compact=True,
        )
        self.empty.acted.connect(self.note_requested)
        self.setLayout(column(self.empty, spacing=0))
