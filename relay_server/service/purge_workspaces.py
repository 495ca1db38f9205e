"""Removing workspaces for good: when the grace after their deletion is over, or when nobody is left in them."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.security_event import Action
from relay_server.domain.workspace import GRACE_MS
from relay_server.errors import Conflict
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.actor import Actor
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.workspace_access import no_such_workspace

_HOUSE = Actor("relay", Caller())


def purge_overdue(env: Environment) -> Sequence[str]:
    """Remove the workspaces whose grace is over; returns their ids."""
    with env.transactions.write() as unit:
        overdue = unit.workspaces.closed_before(env.now_ms() - GRACE_MS)
        for workspace in overdue:
            purge_in(env, unit, _HOUSE, workspace)
    for workspace in overdue:
        env.memberships.announce(workspace, None)
    return overdue


def purge(env: Environment, actor: Actor, workspace: str) -> None:
    """Remove a deleted workspace before its grace is over.

    Raises:
        NotFound: There is no such workspace.
        Conflict: It is not deleted.
    """
    with env.transactions.write() as unit:
        stored = unit.workspaces.get(workspace, lock=True)
        if stored is None:
            raise no_such_workspace()
        if stored.closed_ms is None:
            raise Conflict("not_deleted", "Only a deleted workspace is purged.")
        purge_in(env, unit, actor, workspace)
    env.memberships.announce(workspace, None)


def purge_in(env: Environment, unit: UnitOfWork, actor: Actor, workspace: str) -> None:
    """Remove a workspace in a transaction; whoever began it announces it after the commit."""
    unit.rooms.delete_workspace(workspace)
    unit.workspaces.delete(workspace)
    note(env, unit, actor.caller, Action.WORKSPACE_PURGED, None, actor=actor.id, workspace=workspace)
