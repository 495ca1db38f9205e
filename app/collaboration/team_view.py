"""People and open ways in, as the membership log and the relay's lists have them, in the form that dialogs show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.collaboration.team_state import TeamPerson, Waiting
from sync.account.joining import JoinRequest, MailedInvite
from sync.crypto.safety_number import safety_number
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.membership.access import diagram_role, live_devices, may, role_of
from sync.protocol.membership.state import InviteStatus, WorkspaceState
from sync.protocol.roles import Permission, Role

LINK, MAIL, REQUEST, VIEW = "link", "mail", "request", "view"
"""Kinds of open ways in."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at what.

    Attributes:
        state: what the log says.
        user: own user id.
        names: of people by user id.
        now_ms: Unix milliseconds.
        document: the diagram that is meant; "" for the whole workspace.
        colors: of people by user id.
        pictures: of people by user id.
    """

    state: WorkspaceState
    user: str
    names: Mapping[str, str]
    now_ms: int
    document: str = ""
    colors: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def may(self, permission: Permission) -> bool:
        """Tell whether the reader has a permission in the workspace."""
        return may(self.state, self.user, permission)


def people_of(reader: Reader) -> tuple[TeamPerson, ...]:
    """Return everybody who can see the workspace, or the diagram: the highest roles first, then by name.

    Who may let people in also sees, last, whom the workspace lost: nobody but they can take them back.
    """
    found = []
    for user in reader.state.members:
        role = _role(reader, user)
        if role is not None:
            found.append(_person(reader, user, role))
        elif not reader.document and reader.may(Permission.INVITE):
            found.append(replace(_person(reader, user, Role.GUEST), gone=True))
    return tuple(sorted(found, key=lambda one: (one.gone, -one.role, not one.own, one.name.casefold(), one.user)))


def waiting_of(reader: Reader, mailed: Iterable[MailedInvite], requests: Iterable[JoinRequest]) -> tuple[Waiting, ...]:
    """Return the open ways in; who asks comes first."""
    document = reader.document or None
    asking = [
        Waiting(one.id, REQUEST, one.name or one.email, one.role, 0, _safety(reader, one.user, _entries(one)))
        for one in requests
        if document is None or one.document == document
    ]
    invites = [
        Waiting(
            one.invite,
            LINK,
            reader.names.get(one.inviter, ""),
            one.role,
            one.expires,
            mine=reader.may(Permission.INVITE),
        )
        for one in reader.state.invites.values()
        if one.status is InviteStatus.OPEN and one.expires > reader.now_ms and one.document == document
    ]
    mails = [Waiting(one.id, MAIL, one.email, one.role, one.expires_ms) for one in mailed if one.document == document]
    links = [
        Waiting(
            one.link, VIEW, reader.names.get(one.creator, ""), Role.VIEWER, one.expires, mine=_ends(reader, one.creator)
        )
        for one in reader.state.links.values()
        if one.live and one.expires > reader.now_ms and one.document == document
    ]
    return (*asking, *invites, *mails, *links)


def _role(reader: Reader, user: str) -> Role | None:
    if not reader.document:
        return role_of(reader.state, user)
    diagram = reader.state.diagrams.get(reader.document)
    return None if diagram is None else diagram_role(reader.state, user, diagram)


def _person(reader: Reader, user: str, role: Role) -> TeamPerson:
    own, standing = user == reader.user, role_of(reader.state, user)
    wanted = Permission.SET_DIAGRAM_ROLE if reader.document else Permission.SET_ROLE
    high = standing in (Role.ADMIN, Role.OWNER)
    changes = not own and reader.may(wanted) and (not high or reader.may(Permission.TOUCH_ADMINS))
    safety = "" if own else _safety(reader, user, [one.entry for one in live_devices(reader.state, user)])
    name, color = reader.names.get(user, ""), reader.colors.get(user, "")
    picture = reader.pictures.get(user, b"")
    return TeamPerson(user, name, role, own, standing is Role.GUEST, changes, safety, color, picture)


def _safety(reader: Reader, user: str, devices: Iterable[DeviceEntry]) -> str:
    own = [one.entry for one in live_devices(reader.state, reader.user)]
    return safety_number((reader.user, own), (user, devices))


def _entries(request: JoinRequest) -> list[DeviceEntry]:
    return [one.entry for one in request.devices]


def _ends(reader: Reader, creator: str) -> bool:
    return creator == reader.user or reader.may(Permission.DELETE_DIAGRAM)
