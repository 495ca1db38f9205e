"""Who asks to be let into the teams in which one may let people in.

Looked for when a relay tells that others ask than before, and now and then in case that it could not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.account.desk import AccountDesk
from app.collaboration.network.workspace import WorkspaceAtWork
from sync.account.joining import JoinRequest, join_requests
from sync.protocol.membership.access import may
from sync.protocol.roles import Permission

LOOK_MS = 60_000
"""How often the relay is asked without having told of anything."""

AT_ONCE = 8
"""Teams about which it is asked in one turn; the others have the next ones."""


class JoinWatch(QObject):
    """Lives on the GUI thread.

    Signals:
        asked(JoinRequest): somebody asks who did not before.
        changed(): others ask than before.
    """

    asked = Signal(object)
    changed = Signal()

    def __init__(
        self,
        account: AccountDesk,
        works: Callable[[], Sequence[WorkspaceAtWork]],
        relay: Callable[[], str],
        parent: QObject,
    ) -> None:
        """Begin to look, as soon as somebody is signed in.

        Args:
            account: who is signed in.
            works: the workspaces at work.
            relay: address of the relay at which somebody is signed in; "" while nobody is.
            parent: owner.
        """
        super().__init__(parent)
        self._account, self._works, self._relay = account, works, relay
        self._asking: dict[str, tuple[JoinRequest, ...]] = {}
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def asking(self, workspace: str) -> tuple[JoinRequest, ...]:
        """Return who asks, as far as that was looked for."""
        return self._asking.get(workspace, ())

    def look(self) -> None:
        """Ask the relay now; without an account nobody is asked."""
        relay = self._relay()
        if not relay:
            self._forget()
            return
        mine = [work for work in self._works() if self._lets_in(work)]
        self._turn = self._turn if self._turn < len(mine) else 0
        for work in mine[self._turn : self._turn + AT_ONCE]:
            self._ask(work.workspace)
        self._turn += AT_ONCE

    def look_at(self, work: WorkspaceAtWork) -> None:
        """Ask the relay now about one team, because it told that others ask than before, or somebody may have been let in."""
        if self._lets_in(work):
            self._ask(work.workspace)

    def _lets_in(self, work: WorkspaceAtWork) -> bool:
        return work.relay == self._relay() != "" and may(work.state, work.user, Permission.INVITE)

    def _ask(self, workspace: str) -> None:
        # What cannot be asked now is asked at the next turn.
        self._account.request(
            lambda api, token: join_requests(api, token, workspace),
            partial(self.note, workspace),
            lambda _error: None,
            self,
        )

    def note(self, workspace: str, found: tuple[JoinRequest, ...]) -> None:
        """Take in who asks to be let into a team."""
        before = self._asking.get(workspace, ())
        if found == before:
            return
        self._asking[workspace] = found
        known = {one.id for one in before}
        for one in found:
            if one.id not in known:
                self.asked.emit(one)
        self.changed.emit()

    def _forget(self) -> None:
        if any(self._asking.values()):
            self._asking = {}
            self.changed.emit()
