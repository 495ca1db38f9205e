"""What every commit of rooms asks of other repositories on PostgreSQL."""

from __future__ import annotations

from relay_server.adapters.sql.repositories.activity import SqlActivity
from relay_server.adapters.sql.repositories.workspaces import SqlWorkspaces
from relay_server.adapters.sql.server_wire import Statement, ask, number
from relay_server.adapters.sql.statements import WRITES
from relay_server.domain.workspace import Workspace

# Conflicts with whoever holds the row to change its log, and with nobody who counts its cards.
_HOLD = Statement(
    b"relay_hold_workspace",
    b"SELECT id, seq, head, cards, created_ms, account, closed_ms FROM workspace WHERE id = $1::text FOR KEY SHARE",
)
_KEEP = Statement(b"relay_keep_note", b"INSERT INTO activity_note (note) VALUES ($1::bytea)")


class ServerWorkspaces(SqlWorkspaces):
    """Implements WorkspaceRepository."""

    __slots__ = ()

    def hold(self, workspace: str) -> Workspace | None:
        """Return a workspace whose head nobody moves on until the transaction ends."""
        if not self._connection.get_execution_options().get(WRITES, False):
            return super().hold(workspace)
        rows = ask(self._connection, _HOLD, workspace.encode())
        return _workspace(*rows[0]) if rows else None


class ServerActivity(SqlActivity):
    """Implements ActivityRepository."""

    __slots__ = ()

    def keep(self, note: bytes) -> None:
        """Keep a note of edits."""
        ask(self._connection, _KEEP, note)


def _workspace(
    identifier: bytes,
    seq: bytes,
    head: bytes,
    cards: bytes,
    created: bytes,
    account: bytes | None,
    closed: bytes | None,
) -> Workspace:
    return Workspace(
        identifier.decode(),
        number(seq),
        head,
        number(cards),
        number(created),
        None if account is None else account.decode(),
        None if closed is None else number(closed),
    )
