"""What the membership logs say now, ready in memory, and who is told when that changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from relay_server.ports.unit_of_work import UnitOfWork
from sync.protocol.membership.state import WorkspaceState

MembershipListener = Callable[[str, WorkspaceState | None], None]
"""Called after the commit with a workspace and its state (None: it was removed for good), in any thread; returns quickly
and never raises. States may come twice, and for a workspace only ever newer ones."""


class Memberships(Protocol):
    """Folded logs. Safe to call from many threads; calls may block on the database."""

    def current(self, workspace: str) -> WorkspaceState | None:
        """Return what the log says, as far as this process was told; None for an unknown workspace.

        As new as the last operation that this process stored or heard of by the broker. A decision that is stored
        uses ``inside``.
        """

    def inside(self, unit: UnitOfWork, workspace: str) -> WorkspaceState | None:
        """Return what the log says in a transaction; with a writing one nothing changes until it ends."""

    def announce(self, workspace: str, state: WorkspaceState | None) -> None:
        """Tell listeners and other processes, after the commit, that a log has grown or is gone."""

    def subscribe(self, listener: MembershipListener) -> Callable[[], None]:
        """Be told of every change from now on.

        Returns:
            Ends the subscription; may be called twice.
        """
