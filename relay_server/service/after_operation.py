"""What else changes when an operation is stored: requests to join, invitations by mail and shared copies that it ends."""

from __future__ import annotations

from relay_server.ports.unit_of_work import UnitOfWork
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import may
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Permission


def settle(unit: UnitOfWork, before: WorkspaceState | None, after: WorkspaceState, body: op.Body) -> None:
    """Bring beside the log what follows from an operation, in its transaction."""
    workspace = after.workspace
    if isinstance(body, op.Admit | op.AddGuest | op.Readmit | op.Accept):
        unit.join_requests.settle(workspace, body.user)
    if isinstance(body, op.Remove | op.SetRole | op.Transfer):
        for user in after.members if before is not None else ():
            # The log cancels the invite links of whoever loses the right; those by mail go the same way.
            if before is not None and may(before, user, Permission.INVITE) and not may(after, user, Permission.INVITE):
                unit.mail_invites.withdraw_of(workspace, user)
    if before is not None and before.links is not after.links:
        unit.link_contents.drop_dead(workspace)
