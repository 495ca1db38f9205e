"""Between what is true of the diagram in front and the line in the top bar that says it.

Every edit is not saved for a moment, and then has not reached the others for a moment. What has passed before anybody could read it is not
said: the line follows a tenth of a second later, once for all that has happened, and at once where something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.collaboration.status_line import Paths, status_line
from app.library.save_state import Level, SaveState
from app.panels.top_bar import TopBar
from app.workbench.open_tab import OpenTab

SOON_MS = 100
"""What the line says is at most so old."""

Words = tuple[str, str]
"""A text and its level: ok, busy, warning or danger."""


class StatusLink(QObject):
    """Shows what is true of the diagram in front.

    Attributes:
        shared: asked for the words on a diagram that is shared, by document id.
    """

    def __init__(self, top: TopBar, front: Callable[[], OpenTab | None]) -> None:
        """Connect the top bar.

        Args:
            top: shows the line.
            front: returns the tab in front, None while there is none.
        """
        super().__init__(top)
        self._top = top
        self._front = front
        self.shared: dict[str, Callable[[], Words]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.show_now)

    def note_saving(self, state: SaveState) -> None:
        """Take in what is safe on the disk of the diagram in front."""
        if state.level is Level.DANGER:
            self.show_now()
        else:
            self.follow()

    def follow(self) -> None:
        """Take in that something else may be true."""
        if not self._soon.isActive():
            self._soon.start()

    def show_now(self) -> None:
        """Show what is true now."""
        self._soon.stop()
        tab = self._front()
        if tab is not None:
            says = self.shared.get(tab.id)
            self._top.set_status(*(says() if says is not None else self.words(tab.diagram.state)))

    def words(self, state: SaveState) -> Words:
        """Return what the line says of a diagram that is not shared."""
        return status_line(state, None, Paths())
