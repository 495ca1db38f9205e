"""Who may do what, asked of a folded state (or of one that is being folded), now or after an earlier operation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sync.protocol.documents import index_of, successor_of
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.state import ChainKey, Device, Diagram, Loss, WorkspaceState
from sync.protocol.roles import CONTENT, Permission, Role, permits

View: TypeAlias = WorkspaceState | Draft
"""What the questions are asked of."""


class DocumentKind(Enum):
    """What a document is to a workspace; the value is the permission that writing to it needs."""

    DIAGRAM = Permission.EDIT_DIAGRAM
    DISCUSSION = Permission.COMMENT
    INDEX = Permission.ORGANISE


@dataclass(frozen=True, slots=True)
class Place:
    """A document's kind and the diagram that it belongs to (None for the workspace's index)."""

    kind: DocumentKind
    diagram: Diagram | None


def place_of(view: View, document: str) -> Place:
    """Find out what a document is.

    Raises:
        NotAuthorised: The workspace has no such document (code UNKNOWN_DOCUMENT).
    """
    if (diagram := view.diagrams.get(document)) is not None:
        return Place(DocumentKind.DIAGRAM, diagram)
    if (owner := view.discussions.get(document)) is not None:
        return Place(DocumentKind.DISCUSSION, view.diagrams[owner])
    if document == index_of(view.workspace):
        return Place(DocumentKind.INDEX, None)
    raise NotAuthorised("the workspace has no such document", ErrorCode.UNKNOWN_DOCUMENT)


def newest_generation(view: View, diagram: str) -> str:
    """Return the diagram that a diagram was started anew as, through all times that it was; itself if it never was."""
    newest = diagram
    while (successor := successor_of(newest)) in view.diagrams:
        newest = successor
    return newest


def role_of(view: View, user: str, seq: int | None = None) -> Role | None:
    """Return a user's role in the workspace now or after an operation; None for strangers and removed users."""
    member = view.members.get(user)
    if member is None:
        return None
    return member.roles.now if seq is None else member.roles.at(seq)


def diagram_role(view: View, user: str, diagram: Diagram, seq: int | None = None) -> Role | None:
    """Return a user's role on a diagram now or after an operation; None if he may not even read it."""
    role = role_of(view, user, seq)
    if role is None:
        return None
    own = diagram.roles.get(user)
    given = None if own is None else own.now if seq is None else own.at(seq)
    if given is not None:
        return given
    restricted = diagram.restricted.now if seq is None else diagram.restricted.at(seq)
    return None if restricted or role is Role.GUEST else role


def may(view: View, user: str, permission: Permission, diagram: Diagram | None = None, seq: int | None = None) -> bool:
    """Tell whether a user has a permission; content permissions need the diagram that is meant."""
    if permission in CONTENT:
        return diagram is not None and permits(diagram_role(view, user, diagram, seq), permission)
    return permits(role_of(view, user, seq), permission)


def may_write(view: View, user: str, place: Place, seq: int | None = None) -> bool:
    """Tell whether a user may write to a document; the bin and the end of a workspace are not looked at."""
    return may(view, user, place.kind.value, place.diagram, seq)


def may_read(view: View, user: str, place: Place, seq: int | None = None) -> bool:
    """Tell whether a user may read a document. Guests do not read the index."""
    if place.diagram is None:
        return permits(role_of(view, user, seq), Permission.READ_DIAGRAM)
    return may(view, user, Permission.READ_DIAGRAM, place.diagram, seq)


def is_live(view: View, device: Device) -> bool:
    """Tell whether a device may act now: not revoked, and its user is in the workspace."""
    return device.revoked is None and role_of(view, device.user) is not None


def place_ended(view: View, device: Device) -> int | None:
    """Return the operation that took a device's place in the workspace; None while it may act. What comes after is not for it."""
    roles, last = view.members[device.user].roles, view.seq if device.revoked is None else device.revoked - 1
    if roles.at(last) is not None:
        return device.revoked
    return max(seq for seq, role in roles.steps if seq <= last and role is None)


def live_devices(view: View, user: str) -> list[Device]:
    """Return a user's devices that may act now."""
    member = view.members.get(user)
    devices = [view.devices[device] for device in member.devices] if member else []
    return [device for device in devices if is_live(view, device)]


def scope_of(view: View, place: Place, seq: int | None = None) -> str:
    """Return the scope whose keys a document is sealed under, now or after an operation."""
    if place.diagram is None:
        return view.workspace
    restricted = place.diagram.restricted.now if seq is None else place.diagram.restricted.at(seq)
    return place.diagram.diagram if restricted else view.workspace


def reads_scope(view: View, user: str, scope: str) -> bool:
    """Tell whether a user is entitled to the newest key of a scope itself; guests only get keys of documents."""
    role = role_of(view, user)
    if role is None or role is Role.GUEST:
        return False
    if scope == view.workspace:
        return True
    diagram = view.diagrams.get(scope)
    return diagram is not None and diagram.restricted.now and diagram_role(view, user, diagram) is not None


def scopes_known_to(view: View, user: str) -> set[str]:
    """Return the scopes of which a user knows the newest key, or of which he knows a document's key."""
    role = role_of(view, user)
    if role is None:
        return set()
    known = set() if role is Role.GUEST else {view.workspace}
    for diagram in view.diagrams.values():
        own = diagram.roles.get(user)
        if own is not None and own.now is not None:
            known.add(diagram.diagram if diagram.restricted.now else view.workspace)
    return known


def effective_cut(view: View, loss: Loss, chain: ChainKey) -> int:
    """Return the last counter of a chain that counts after a loss: its cut, raised by later adoptions."""
    cut = loss.cuts.get(chain, 0)
    return max([cut, *(found.counter for found in view.adoptions.get(chain, ()) if found.seq > loss.seq)])


def concerns(loss: Loss, device: str, place: Place) -> bool:
    """Tell whether a loss can concern a device's writing to a document."""
    if loss.device is not None and loss.device != device:
        return False
    return loss.diagram is None or (place.diagram is not None and loss.diagram == place.diagram.diagram)
