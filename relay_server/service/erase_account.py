"""Erasing an account: everything about the person goes, and no chain breaks.

The membership logs hold random ids and keys; they stay. What turns those into somebody goes: account, address, name, picture,
devices, sessions, the cards about the person and their devices, and who it was in the audit ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason
from relay_server.errors import Conflict
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.actor import Actor
from relay_server.service.environment import Environment
from relay_server.service.purge_workspaces import purge_in
from relay_server.service.record import note
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role


@dataclass(frozen=True, slots=True)
class Erased:
    """What has to be announced after the commit."""

    sessions: Sequence[str]
    workspaces: Sequence[str]

    def announce(self, env: Environment) -> None:
        """Close the sockets of the sessions, and forget the workspaces that nobody was left in."""
        env.announce_ended(*self.sessions)
        for workspace in self.workspaces:
            env.memberships.announce(workspace, None)


def erase_account(env: Environment, unit: UnitOfWork, actor: Actor, account: str) -> Erased:
    """Erase an account, and the workspaces that only this person was in.

    Raises:
        Conflict: The person is the last owner of a workspace with other people in it.
    """
    purged = []
    seats = unit.membership_tables.seats(account, every=True)
    for workspace in sorted({seat.workspace for seat in seats}):
        mine = [seat for seat in seats if seat.workspace == workspace]
        users = {seat.user for seat in mine}
        state = env.memberships.inside(unit, workspace)
        if state is not None and _only_owner(state, users):
            if _others(state, users):
                raise Conflict(
                    "last_owner", "A workspace with others in it would lose its last owner. Transfer it first."
                )
            purge_in(env, unit, actor, workspace)
            purged.append(workspace)
            continue
        unit.cards.remove(workspace, users | {seat.device for seat in mine})
        for user in users:
            unit.mail_invites.withdraw_of(workspace, user)
    ended = unit.sessions.end_all(account, env.now_ms(), EndReason.REVOKED)
    unit.accounts.delete(account)
    note(env, unit, actor.caller, Action.ACCOUNT_DELETED, account, actor=actor.id)
    unit.ledger.erase_account(account)
    return Erased(ended, purged)


def _only_owner(state: WorkspaceState, users: set[str]) -> bool:
    owners = {member.user for member in state.members.values() if member.role is Role.OWNER}
    return bool(owners) and owners <= users


def _others(state: WorkspaceState, users: set[str]) -> bool:
    return any(member.role is not None and member.user not in users for member in state.members.values())
