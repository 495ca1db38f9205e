"""Tells who invited when somebody came in by the link: nobody asks to be let in by it, so nothing else would say so."""

from __future__ import annotations

from collections.abc import Set
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.widgets.toast import Message
from sync.protocol.membership.state import InviteStatus

if TYPE_CHECKING:
    from app.collaboration.network.together import Together
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.main_window import MainWindow

NAME_MS = 5_000
"""How long it waits for the card that says what somebody is called."""


class NewcomersLink(QObject):
    """Looks whenever something of a team is different."""

    def __init__(self, window: MainWindow, together: Together) -> None:
        """Begin to look; who is in by then is told of to nobody.

        Args:
            window: tells.
            together: has begun; the window may not know it yet, so that it is not to be asked for it.
        """
        super().__init__(window)
        self._window, self._together = window, together
        self._used: dict[str, Set[str]] = {}
        self._in: dict[str, Set[str]] = {}
        self._nameless: dict[str, WorkspaceAtWork] = {}
        window.teams.watchers.append(self.look)

    def look(self) -> None:
        """Tell of those who came by a link of this person since the last time."""
        for work in self._together.works:
            self._look_at(work)
        for user, work in tuple(self._nameless.items()):
            if work.names.get(user):
                self._tell(user)

    def _look_at(self, work: WorkspaceAtWork) -> None:
        state, workspace = work.state, work.workspace
        used = {
            one.invite for one in state.invites.values() if one.status is InviteStatus.USED and one.inviter == work.user
        }
        inside = {user for user, member in state.members.items() if member.role is not None}
        if workspace in self._used and used - self._used[workspace]:
            for user in inside - self._in[workspace]:
                self._nameless[user] = work
                QTimer.singleShot(NAME_MS, self, partial(self._tell, user))
        self._used[workspace], self._in[workspace] = used, inside

    def _tell(self, user: str) -> None:
        work = self._nameless.pop(user, None)
        if work is None:
            return
        name = work.names.get(user) or self.tr("Somebody")
        text = self.tr("%1 came into “%2” by your link").replace("%1", name).replace("%2", work.title)
        show = partial(self._window.relay_link.show_team, work.workspace)
        self._window.tell(Message(text, "info", self.tr("Show"), show))
