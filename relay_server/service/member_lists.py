"""Listing who and what is in a workspace: members, diagrams, invites, links. Each from the state at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.diagram_query import MOST_DIAGRAMS, DiagramQuery, ListedDiagram
from relay_server.errors import NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from relay_server.service.workspace_access import member_in, require
from sync.protocol.membership.access import diagram_role, is_live
from sync.protocol.membership.state import InviteStatus, OpenedInvite, ShareLink
from sync.protocol.roles import Permission, Role, permits

MOST_MEMBERS = 1_000
"""Members on one page."""


@dataclass(frozen=True, slots=True)
class ListedMember:
    """Somebody who is in a workspace, with those of his devices that may act."""

    user: str
    role: Role
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiagramAccess:
    """Who may enter a diagram by a role of their own on it, and what the asking user may do there."""

    document: str
    is_restricted: bool
    own_role: Role
    roles: tuple[tuple[str, Role], ...]


def list_members(
    env: Environment, principal: Principal, workspace: str, after: str, limit: int
) -> Sequence[ListedMember]:
    """Return members in the order of their ids, after one of them.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not see members.
    """
    with env.transactions.read() as unit:
        asking = member_in(env, unit, principal, workspace)
    require(asking, Permission.SEE_MEMBERS)
    state = asking.state
    present = sorted(user for user, member in state.members.items() if member.role is not None and user > after)
    found = []
    for user in present[: min(limit, MOST_MEMBERS)]:
        member = state.members[user]
        devices = tuple(device for device in member.devices if is_live(state, state.devices[device]))
        found.append(ListedMember(user, member.role or Role.GUEST, devices))
    return found


def list_diagrams(
    env: Environment, principal: Principal, workspace: str, query: DiagramQuery
) -> Sequence[ListedDiagram]:
    """Return the diagrams that the caller may read and that fit a query.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    assert 1 <= query.limit <= MOST_DIAGRAMS  # noqa: S101 - the entrypoint bounds it.

    def read(unit: UnitOfWork) -> Sequence[ListedDiagram]:
        member = member_in(env, unit, principal, workspace)
        return unit.diagrams.page(workspace, member.user, query, guest=member.role is Role.GUEST)

    return env.transactions.survey(read)


def diagram_access(env: Environment, principal: Principal, workspace: str, document: str) -> DiagramAccess:
    """Return who has a role of their own on a diagram; those who may not see members see their own alone.

    Raises:
        NotFound: There is no such workspace or diagram for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
    diagram = member.state.diagrams.get(document)
    own = diagram_role(member.state, member.user, diagram) if diagram is not None else None
    if diagram is None or own is None:
        raise NotFound("no_such_diagram", "There is no such diagram.")
    sees = permits(member.role, Permission.SEE_MEMBERS)
    given = [(user, role.now) for user, role in sorted(diagram.roles.items()) if sees or user == member.user]
    roles = tuple((user, role) for user, role in given if role is not None and user in member.state.members)
    return DiagramAccess(document, diagram.restricted.now, own, roles)


def list_invites(env: Environment, principal: Principal, workspace: str) -> Sequence[OpenedInvite]:
    """Return the open invite links.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not invite.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
    require(member, Permission.INVITE)
    return [invite for invite in member.state.invites.values() if invite.status is InviteStatus.OPEN]


def list_links(env: Environment, principal: Principal, workspace: str) -> Sequence[ShareLink]:
    """Return the live share links: all that the caller could revoke.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not share.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
    require(member, Permission.SHARE_BY_LINK)
    sees_all = permits(member.role, Permission.SET_DIAGRAM_ROLE)
    state = member.state
    return [
        link
        for link in state.links.values()
        if link.live
        and (link.creator == member.user or sees_all)
        and diagram_role(state, member.user, state.diagrams[link.document]) is not None
    ]
