"""What tables say about a workspace, so that databases can answer questions; computed from the folded log alone.

The log is the truth and the tables are its shadow: ``rows_of`` of the state is all that they hold, and ``changed_rows``
is what has to be written after one more operation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sync.protocol.membership.state import Device, Diagram, Member, OpenedInvite, ShareLink, WorkspaceState


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A user who ever was in the workspace; role 0 when he is not now."""

    user: str
    role: int


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device that ever was in the workspace."""

    device: str
    user: str
    kind: int
    added: int
    revoked: int | None


@dataclass(frozen=True, slots=True)
class DiagramRow:
    """A diagram; ``created`` is the operation that created it."""

    document: str
    creator: str
    created: int
    is_deleted: bool
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class DiagramRoleRow:
    """A role that a user has on one diagram."""

    document: str
    user: str
    role: int


@dataclass(frozen=True, slots=True)
class InviteRow:
    """An invite link."""

    invite: str
    inviter: str
    role: int
    document: str | None
    expires_ms: int
    status: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A share link."""

    link: str
    creator: str
    document: str
    expires_ms: int
    is_live: bool


Row: TypeAlias = MemberRow | DeviceRow | DiagramRow | DiagramRoleRow | InviteRow | LinkRow


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Rows to write, and (document, user) of roles on diagrams that are gone."""

    written: tuple[Row, ...]
    roles_gone: tuple[tuple[str, str], ...] = ()


def rows_of(state: WorkspaceState) -> RowChanges:
    """Return everything that the tables hold about a workspace."""
    return changed_rows(None, state)


def changed_rows(before: WorkspaceState | None, after: WorkspaceState) -> RowChanges:
    """Return what an operation (or several) changed; folding keeps the objects that it does not touch."""
    written: list[Row] = []
    gone: list[tuple[str, str]] = []
    written += [_member(one) for key, one in after.members.items() if not before or before.members.get(key) is not one]
    written += [_device(one) for key, one in after.devices.items() if not before or before.devices.get(key) is not one]
    for key, diagram in after.diagrams.items():
        old = before.diagrams.get(key) if before else None
        if old is not diagram:
            written.append(_diagram(diagram))
            written += _roles(diagram)
            gone += _roles_gone(old, diagram)
    written += [_invite(one) for key, one in after.invites.items() if not before or before.invites.get(key) is not one]
    written += [_link(one) for key, one in after.links.items() if not before or before.links.get(key) is not one]
    return RowChanges(tuple(written), tuple(gone))


def _member(member: Member) -> MemberRow:
    return MemberRow(member.user, int(member.role or 0))


def _device(device: Device) -> DeviceRow:
    return DeviceRow(device.device, device.user, device.kind.value, device.added, device.revoked)


def _diagram(diagram: Diagram) -> DiagramRow:
    return DiagramRow(diagram.diagram, diagram.creator, diagram.created, diagram.deleted.now, diagram.restricted.now)


def _roles(diagram: Diagram) -> Iterator[DiagramRoleRow]:
    for user, role in diagram.roles.items():
        if role.now is not None:
            yield DiagramRoleRow(diagram.diagram, user, int(role.now))


def _roles_gone(before: Diagram | None, after: Diagram) -> Iterator[tuple[str, str]]:
    for user, role in (before.roles if before else {}).items():
        now = after.roles.get(user)
        if role.now is not None and (now is None or now.now is None):
            yield after.diagram, user


def _invite(invite: OpenedInvite) -> InviteRow:
    return InviteRow(
        invite.invite, invite.inviter, int(invite.role), invite.document, invite.expires, invite.status.value
    )


def _link(link: ShareLink) -> LinkRow:
    return LinkRow(link.link, link.creator, link.document, link.expires, link.live)
