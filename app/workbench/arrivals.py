"""Diagrams of teams that came in while no window showed them: the home screen gets their titles, texts and pictures."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from canvas.errors import CanvasError
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from sync.engine.effects import StatusChanged

PAUSE_MS = 400
"""Before the first diagram is looked at, and before one is looked at again: what belongs together comes in parts."""

BETWEEN_MS = 20
"""Between two diagrams, so that the window stays free."""

MOST_LOOKS = 25
"""How often a diagram is looked at that has no title yet: its room is live before its beginning has come in parts."""

_LOGGER = logging.getLogger(__name__)


class Arrivals(QObject):
    """Opens each such diagram once, for a moment, when everything of it is here."""

    def __init__(self, window: MainWindow) -> None:
        """Wait for news."""
        super().__init__(window)
        self._window = window
        self._waiting: dict[str, None] = {}
        self._looks: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def note(self, news: StatusChanged) -> None:
        """Take in what is true of a diagram now."""
        document, status = news.document, news.status
        live = (status.relay or status.peers) and not status.waiting
        if live and self._looks.get(document, 0) < MOST_LOOKS and document not in self._window.tabs:
            self._waiting[document] = None
            if not self._timer.isActive():
                self._timer.start(PAUSE_MS)

    def _look(self) -> None:
        document = next(iter(self._waiting), None)
        if document is None:
            return
        del self._waiting[document]
        if document not in self._window.tabs and self._is_unknown(document):
            self._read(document)
        following = next(iter(self._waiting), None)
        if following is not None:
            self._timer.start(PAUSE_MS if self._looks.get(following) else BETWEEN_MS)

    def _is_unknown(self, document: str) -> bool:
        return not any(entry.id == document and entry.title for entry in self._window.browser.entries)

    def _read(self, document: str) -> None:
        session = self._window.session
        try:
            diagram = session.open(document)
            title = diagram.title
            if title:
                diagram.index_text()
                session.library.submit(lambda store: store.documents.rename(document, title)).result()
                team = self._window.teams.team_of(document)
                if team is not None:
                    team.say_title(document, title)
            session.close(document)
        except (AppError, CanvasError, SyncError) as error:
            # It is opened like any other when the user wants to see it, and says then what is wrong.
            _LOGGER.info("a diagram that arrived cannot be read yet: %s", type(error).__name__)
            title = ""
        self._looks[document] = MOST_LOOKS if title else self._looks.get(document, 0) + 1
        if self._looks[document] < MOST_LOOKS:
            self._waiting[document] = None
        self._window.browser.note_change(document)
