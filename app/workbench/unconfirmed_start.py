"""A shared diagram that began with a summary for which one person alone vouches: it can be built from its edits instead (ENG-50)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.actions.registry import Binding
from app.dialogs.confirm import Question
from app.widgets.toast import Message

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from sync.engine.effects import StatusChanged

PATIENCE_MS = 10_000
"""So long others have time to vouch for it, before the user is asked what to do."""


class UnconfirmedStart(QObject):
    """Knows which diagrams began so, and offers what can be done: once by itself, at any time as an action."""

    def __init__(self, window: MainWindow) -> None:
        """Bind the action."""
        super().__init__(window)
        self._window = window
        self._doubtful: set[str] = set()
        self._offered: set[str] = set()
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(self._offer)
        window.registry.bind("file.replay", Binding(self._ask_of_front, self._may, why=self._why_not))
        window.workbench.tab_shown.connect(self._wait)

    def note(self, news: StatusChanged) -> None:
        """Take in what is true of a diagram now."""
        if news.status.replayable == (news.document in self._doubtful):
            return
        (self._doubtful.add if news.status.replayable else self._doubtful.discard)(news.document)
        self._wait()
        self._window.registry.refresh()

    def _front(self) -> str:
        tab = self._window.front()
        return tab.id if tab is not None else ""

    def _may(self) -> bool:
        return self._front() in self._doubtful

    def _why_not(self) -> str:
        if not self._front():
            return self.tr("Open a diagram first")
        return self.tr("What this diagram began with is your own, or others vouch for it, or no edit says it again")

    def _wait(self) -> None:
        """Wait for others to vouch for the diagram in front, if that is needed and the user was not asked before."""
        if self._front() not in self._doubtful - self._offered:
            self.patience.stop()
        elif not self.patience.isActive():
            self.patience.start()

    def _offer(self) -> None:
        document = self._front()
        if document in self._doubtful - self._offered:
            self._offered.add(document)
            text = self.tr("Only one person vouches for what this diagram began with.")
            self._window.tell(
                Message(text, "warning", self.tr("Build it from its edits…"), lambda: self._ask(document))
            )

    def _ask_of_front(self) -> None:
        self._ask(self._front())

    def _ask(self, document: str) -> None:
        from sync.engine.events import ReplayAsked

        question = Question(
            self.tr("Build the diagram from its edits?"),
            self.tr(
                "It began with a summary that nobody but its author has signed. Without it every edit is fetched and checked, "
                "which takes longer. What you drew stays."
            ),
            self.tr("Build it"),
        )
        team = self._window.teams.team_of(document)
        if team is None or not self._window.asking.confirm(question):
            return
        team.tell(ReplayAsked(document))
        self._window.say(self.tr("The diagram is being built from its edits"), "info")
