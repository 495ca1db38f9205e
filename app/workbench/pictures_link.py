"""Between the pictures of the home screen and the teams: what is looked at is asked for, and how own diagrams look is told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.main_window import MainWindow

_PAUSE_MS = 150
"""What is painted within this time is asked for at once."""


class PicturesLink:
    """Implements `app.library.thumbnails.Colleagues`; teams that do not run yet are not begun for it."""

    def __init__(self, window: MainWindow) -> None:
        """Begin when the window's teams are there."""
        self._window = window
        self._seen: set[str] = set()
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        window.teams.watchers.append(self._wait)

    def seen(self, document_id: str) -> None:
        """Take in that the picture of a diagram is looked at, or that there would be one to look at."""
        if document_id not in self._seen:
            self._seen.add(document_id)
            self._wait()

    def wanted(self, document_id: str) -> bool:
        """Tell whether somebody else sees pictures of a diagram that come from here."""
        from app.collaboration.members import why_read_only

        work = self._team_of(document_id)
        return work is not None and why_read_only(work.state, document_id, work.user) == ""

    def tell(self, document_id: str, picture: bytes) -> None:
        """Tell the colleagues how a diagram looks."""
        work = self._team_of(document_id)
        if work is not None:
            work.previews.tell(document_id, picture)

    def _wait(self) -> None:
        """Ask soon; called again when a relay is connected."""
        if self._seen and not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        """Ask for what is looked at and shared through a relay; what waits for its relay is asked for later."""
        seen, self._seen = self._seen, set()
        by_team: defaultdict[WorkspaceAtWork, list[str]] = defaultdict(list)
        for document in seen:
            work = self._team_of(document)
            if work is None or not work.relay:
                continue
            if work.status.linked:
                by_team[work].append(document)
            else:
                self._seen.add(document)
        for work, documents in by_team.items():
            work.previews.want(documents)

    def _team_of(self, document_id: str) -> WorkspaceAtWork | None:
        running = self._window.sharing.running
        return running.team_of(document_id) if running is not None else None
