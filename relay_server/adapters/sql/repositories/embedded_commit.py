"""What every commit of rooms asks of other repositories, in the words of the embedded database's driver."""

from __future__ import annotations

from relay_server.adapters.sql.repositories.activity import SqlActivity
from relay_server.adapters.sql.repositories.workspaces import SqlWorkspaces
from relay_server.adapters.sql.statements import driver_of
from relay_server.domain.workspace import Workspace

_HOLD = "SELECT id, seq, head, cards, created_ms, account, closed_ms FROM workspace WHERE id = ?"
_KEEP = "INSERT INTO activity_note (note) VALUES (?)"


class EmbeddedWorkspaces(SqlWorkspaces):
    """Implements WorkspaceRepository."""

    __slots__ = ()

    def hold(self, workspace: str) -> Workspace | None:
        """Return a workspace; there is only one writer anyway."""
        row = driver_of(self._connection).execute(_HOLD, (workspace,)).fetchone()
        return None if row is None else Workspace(*row)


class EmbeddedActivity(SqlActivity):
    """Implements ActivityRepository."""

    __slots__ = ()

    def keep(self, note: bytes) -> None:
        """Keep a note of edits."""
        driver_of(self._connection).execute(_KEEP, (note,))
