"""Who is asking in a workspace: decided from the folded log and the session's device, at every request."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.errors import Forbidden, NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from sync.protocol.membership.access import is_live, role_of
from sync.protocol.membership.state import Device, WorkspaceState
from sync.protocol.roles import Permission, Role, permits


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in a workspace now: the device of the session, its user, the role, and what the log says."""

    user: str
    device: str
    role: Role
    state: WorkspaceState


def no_such_workspace() -> NotFound:
    """Return the one answer for workspaces that are not there and those that are not for the caller."""
    return NotFound("no_such_workspace", "There is no such workspace.")


def member_in(
    env: Environment, unit: UnitOfWork, principal: Principal, workspace: str, *, closed: bool = False
) -> Member:
    """Return who the caller is in a workspace, as a transaction sees it.

    Args:
        env: The environment.
        unit: The transaction.
        principal: Who; the session's device counts.
        workspace: Where.
        closed: Whether a deleted workspace will do.

    Raises:
        NotFound: There is no such workspace, or the session's device is not in it; the two look alike.
    """
    state, device = device_in(env, unit, principal, workspace)
    if not is_live(state, device) or (state.closed.now and not closed):
        raise no_such_workspace()
    role = role_of(state, device.user)
    assert role is not None  # noqa: S101 - a live device's user has one.
    return Member(device.user, device.device, role, state)


def device_in(
    env: Environment, unit: UnitOfWork, principal: Principal, workspace: str
) -> tuple[WorkspaceState, Device]:
    """Return what the log says, as a transaction sees it, and the session's device in it, which may have lost its place.

    Raises:
        NotFound: There is no such workspace, the device was never in it, or it is not the account's any more; all look alike.
    """
    device_id = principal.session.device
    state = env.memberships.inside(unit, workspace) if device_id is not None else None
    device = state.devices.get(device_id or "") if state is not None else None
    if state is None or device is None:
        raise no_such_workspace()
    registered = unit.devices.get(device.device)
    if registered is None or registered.account != principal.account.id or registered.revoked_ms is not None:
        raise no_such_workspace()
    return state, device


def require(member: Member, permission: Permission) -> None:
    """Let only those pass whose role in the workspace includes a permission.

    Raises:
        Forbidden: The caller's does not.
    """
    if not permits(member.role, permission):
        raise Forbidden("role", f"This needs the permission to {permission.value}.")
