"""Tells a person that a place in a team has ended, and who ended it; also where that happened while the program was away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.collaboration.members import is_revoked
from app.widgets.toast import Message

if TYPE_CHECKING:
    from app.collaboration.network.together import Together
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.main_window import MainWindow


class PartingLink(QObject):
    """Looks whenever something of a team is different."""

    def __init__(self, window: MainWindow, together: Together) -> None:
        """Begin to look; what has ended by then was told before.

        Args:
            window: tells.
            together: has begun; the window may not know it yet.
        """
        super().__init__(window)
        self._window, self._together = window, together
        self._inside: set[str] = set()
        window.teams.watchers.append(self.look)

    def look(self) -> None:
        """Tell of the places that have ended since the last time."""
        for work in self._together.works:
            if not work.ended_by:
                self._inside.add(work.workspace)
            elif work.workspace in self._inside:
                self._inside.discard(work.workspace)
                self._window.tell(Message(self._words(work), "warning", stays=True))

    def _words(self, work: WorkspaceAtWork) -> str:
        device, remover = self._window.account.identity.device, work.remover
        if is_revoked(work.state, device):
            revoked, by = self.tr("This computer was revoked in “%2”"), self.tr("%1 revoked this computer in “%2”")
            text = by if remover else revoked
        elif remover:
            text = self.tr("%1 removed you from “%2”. What you have of its diagrams stays with you.")
        else:
            text = self.tr("You have left “%2”. What you have of its diagrams stays with you.")
        return text.replace("%1", remover).replace("%2", work.title)
