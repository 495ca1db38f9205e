"""One's own workspaces: which there are, and what the relay knows of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.workspace import GRACE_MS, Workspace
from relay_server.ports.workspace_repositories import Seat
from relay_server.service.environment import Environment, Principal
from relay_server.service.workspace_access import Member, member_in, no_such_workspace
from sync.protocol.roles import Role


@dataclass(frozen=True, slots=True)
class OwnWorkspace:
    """A workspace in which devices of the account may act."""

    workspace: Workspace
    seats: tuple[Seat, ...]

    @property
    def purge_ms(self) -> int | None:
        """When a deleted one goes for good."""
        closed = self.workspace.closed_ms
        return None if closed is None else closed + GRACE_MS


@dataclass(frozen=True, slots=True)
class Overview:
    """What the relay knows of a workspace, for one of its members; ``quota_bytes`` is 0 where there is none."""

    workspace: Workspace
    member: Member
    members: int
    diagrams: int
    used_bytes: int
    quota_bytes: int


def own_workspaces(env: Environment, principal: Principal) -> Sequence[OwnWorkspace]:
    """Return the workspaces in which good devices of the account may act, those deleted for owners only."""
    with env.transactions.read() as unit:
        by_workspace: dict[str, list[Seat]] = {}
        for seat in unit.membership_tables.seats(principal.account.id):
            by_workspace.setdefault(seat.workspace, []).append(seat)
        found = [(unit.workspaces.get(workspace), tuple(seats)) for workspace, seats in by_workspace.items()]
    return [
        OwnWorkspace(workspace, seats)
        for workspace, seats in found
        if workspace is not None and (workspace.closed_ms is None or any(seat.role == Role.OWNER for seat in seats))
    ]


def overview(env: Environment, principal: Principal, workspace: str) -> Overview:
    """Return what the relay knows of a workspace.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace, closed=True)
        stored = unit.workspaces.get(workspace)
        if stored is None or (stored.closed_ms is not None and member.role is not Role.OWNER):
            raise no_such_workspace()
        members = sum(1 for one in member.state.members.values() if one.role is not None)
        used, quota = unit.usage.of(workspace), env.policy.quota_bytes
        return Overview(stored, member, members, unit.diagrams.count(workspace), used, quota)
