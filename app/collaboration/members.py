"""What the membership log says of people at one diagram, as the window needs it: whose a device is, and what one may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.collaboration.presence.person import Member
from sync.protocol.errors import NotAuthorised
from sync.protocol.membership.access import Place, diagram_role, is_live, may_read, may_write, place_of, role_of
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role


class Called(Protocol):
    """What people are called, and their colours ("#rrggbb"), by user id, as one of them knows it."""

    @property
    def user(self) -> str:
        """Own user id."""

    @property
    def names(self) -> Mapping[str, str]:
        """Names, from the cards."""

    @property
    def colors(self) -> Mapping[str, str]:
        """Colours, no two the same while there are enough."""

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Pictures, of those who have one."""


def member_of(state: WorkspaceState, document: str, device: str, team: Called) -> Member | None:
    """Return whose a device is, if that person may see the diagram now.

    Args:
        state: what the log says.
        document: the diagram.
        device: of a presence message.
        team: how its people are called.
    """
    known, place = state.devices.get(device), _place(state, document)
    if known is None or place is None or not is_live(state, known) or not may_read(state, known.user, place):
        return None
    # Guests cannot read cards, which say who wants which colour: they take everybody's own word for it.
    color = "" if role_of(state, team.user) is Role.GUEST else team.colors.get(known.user, "")
    name, picture = team.names.get(known.user, ""), team.pictures.get(known.user, b"")
    return Member(known.user, name, may_write(state, known.user, place), color, picture)


def has_access(state: WorkspaceState, document: str, user: str) -> bool:
    """Tell whether a user gets what is drawn on a diagram from now on."""
    place = _place(state, document)
    return place is not None and place.diagram is not None and may_read(state, user, place)


def is_revoked(state: WorkspaceState, device: str) -> bool:
    """Tell whether a device was ended here, whatever its user may do on another one."""
    known = state.devices.get(device)
    return known is not None and known.revoked is not None


def why_read_only(state: WorkspaceState, document: str, user: str, device: str = "", remover: str = "") -> str:
    """Return why a user may not draw on a diagram with a device, in words; "" when he may.

    Args:
        state: what the log says.
        document: the diagram.
        user: who.
        device: with which device; "" for whichever.
        remover: what the one is called who took him out of the workspace; "" for nobody else.
    """
    if is_revoked(state, device):
        return _tr("This computer was revoked: nothing new comes here. What it has of this diagram stays on it.")
    place = _place(state, document)
    if place is None or place.diagram is None or not has_access(state, document, user):
        removed = _tr("%1 removed you from this team. What you have of this diagram stays with you.")
        gone = _tr("You are no longer a member. What you have of this diagram stays with you.")
        return removed.replace("%1", remover) if remover else gone
    if state.closed.now:
        return _tr("This workspace was deleted. What you have of this diagram stays with you.")
    if place.diagram.deleted.now:
        return _tr("This diagram lies in the bin of its workspace.")
    role = diagram_role(state, user, place.diagram)
    if role is Role.COMMENTER:
        return _tr("You can look at this diagram and comment on it.")
    return "" if may_write(state, user, place) else _tr("You can look at this diagram. To draw on it, ask its owner.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this user stands at one diagram, with this device; holds for one state of the log.

    Attributes:
        state: what the log says.
        device: of this computer.
        remover: what the one is called who took him out of the workspace; "" for nobody else.
        reason: why the user may not draw, in words; "" when he may.
        has_access: he gets what is drawn from now on.
        is_revoked: the device was ended.
    """

    state: WorkspaceState = field(repr=False)
    device: str
    remover: str
    reason: str
    has_access: bool
    is_revoked: bool


def standing_of(state: WorkspaceState, document: str, user: str, device: str, remover: str = "") -> Standing:
    """Return where a user stands at a diagram with a device; as `why_read_only` takes it."""
    reason = why_read_only(state, document, user, device, remover)
    return Standing(state, device, remover, reason, has_access(state, document, user), is_revoked(state, device))


def _place(state: WorkspaceState, document: str) -> Place | None:
    try:
        return place_of(state, document)
    except NotAuthorised:
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rights", text)
