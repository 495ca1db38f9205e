"""Boxes: sealed keys on their way to devices and invites, and which of them an operation needs.

A box is ``version u8 | scope 16 | epoch u32 | document 16 | recipient 16 | sealed 80``. With document zeros it holds the
epoch key itself, otherwise the key of that document alone, for guests. Boxes ascend by these fields; the hash of the
whole set stands in the operation they come with, so the relay cannot leave one out unseen. The hash of every key in a
box stands in the log too, so that nobody exchanges one for a key of his own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sync.protocol.documents import discussion_of
from sync.protocol.errors import BoxesRefused, UnsupportedVersion
from sync.protocol.fields import ID, U32, fixed, list_of
from sync.protocol.identifiers import NO_ID
from sync.protocol.limits import MAX_BOXES
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import diagram_role, is_live, live_devices, place_of, reads_scope, role_of
from sync.protocol.membership.operations import Body
from sync.protocol.membership.state import Diagram, InviteStatus, OpenedInvite, WorkspaceState
from sync.protocol.roles import Role
from sync.protocol.version import BOX_VERSION
from sync.protocol.wire import WireReader

SEALED_BYTES = 80
BOX_BYTES = 133
NO_DOCUMENT = NO_ID
"""In place of a document: the box holds the epoch key of the scope."""

_SEALED = fixed(SEALED_BYTES)
_SET = b"aio-canvas box set v1\0"


@dataclass(frozen=True, slots=True)
class Box:
    """One sealed key.

    Attributes:
        scope: Workspace id or diagram id.
        epoch: Number of the key.
        document: The document whose key it is, or ``NO_DOCUMENT``.
        recipient: Id of the device or invite that can open it.
        sealed: The key, sealed by HPKE to the recipient's sealing key.
    """

    scope: str
    epoch: int
    document: str
    recipient: str
    sealed: bytes

    @property
    def place(self) -> tuple[str, int, str, str]:
        """What the box is for: everything but the sealed key."""
        return self.scope, self.epoch, self.document, self.recipient


def box_info(scope: str, epoch: int, document: str, recipient: str) -> bytes:
    """Return the bytes that bind a sealed key to what it is for; they are not on the wire apart from the box."""
    return bytes([BOX_VERSION]) + ID.write(scope) + U32.write(epoch) + ID.write(document) + ID.write(recipient)


def encode_boxes(boxes: Collection[Box]) -> bytes:
    """Write a set of boxes, in the order of what they are for.

    Raises:
        Malformed: A box has another length, or two are for the same.
        TooLarge: There are too many.
    """
    return _BOXES.write(tuple(sorted(boxes, key=_place)))


def decode_boxes(data: bytes) -> tuple[Box, ...]:
    """Read a set of boxes.

    Raises:
        Malformed: Truncated, not ascending, or bytes are left over.
        TooLarge: There are too many.
        UnsupportedVersion: A box has a version that is not known here.
    """
    reader = WireReader(data)
    boxes: tuple[Box, ...] = _BOXES.read(reader)
    reader.finish()
    return boxes


def boxes_hash(boxes: Collection[Box]) -> bytes:
    """Hash a set of boxes to what an operation names (32 bytes)."""
    return hashlib.sha256(_SET + encode_boxes(boxes)).digest()


def required_boxes(state: WorkspaceState, scope: str) -> set[tuple[str, str]]:
    """Return who must get a box when a scope gets a new key: (document or ``NO_DOCUMENT``, recipient)."""
    required = {
        (NO_DOCUMENT, device.device)
        for user in state.members
        if reads_scope(state, user, scope)
        for device in live_devices(state, user)
    }
    guests = [member.user for member in state.members.values() if member.role is Role.GUEST]
    for diagram in _diagrams_of(state, scope) if guests else ():
        for user in guests:
            if diagram_role(state, user, diagram) is not None:
                required |= {
                    (document, device.device) for document in _pair(diagram) for device in live_devices(state, user)
                }
    for invite in state.invites.values():
        if invite.status is InviteStatus.OPEN:
            required |= {(document, invite.invite) for document in _invited(state, invite, scope)}
    return required


def check_boxes(after: WorkspaceState, body: Body, boxes: Collection[Box]) -> None:
    """Check the boxes that came with an operation, as the sequencer does before it stores both.

    Every new epoch needs a box for each who may read, and none for anybody else. Other boxes are for those whom the
    operation lets in or gives more to read, as far as they may: nobody else's boxes are touched.

    Args:
        after: The state after the operation.
        body: The operation.
        boxes: What came with it.

    Raises:
        BoxesRefused: They are not those that the operation names or needs.
    """
    named = getattr(body, "boxes", None)
    if named is None:
        if boxes:
            raise BoxesRefused("boxes came with an operation that has none")
        return
    if boxes_hash(boxes) != named:
        raise BoxesRefused("the boxes are not those that the operation names")
    brought = {(rotation.scope, rotation.epoch) for rotation in getattr(body, "rotations", ())}
    if isinstance(body, op.Create):
        brought.add((after.workspace, 1))
    given: dict[tuple[str, int], set[tuple[str, str]]] = {place: set() for place in brought}
    concerned = _concerned(after, body)
    for box in boxes:
        place = (box.scope, box.epoch)
        if place in given:
            given[place].add((box.document, box.recipient))
        elif box.recipient not in concerned or not _is_entitled(after, box):
            raise BoxesRefused("a box is for somebody who may not read, or whom the operation does not concern")
    for (scope, _), recipients in given.items():
        if required_boxes(after, scope) != recipients:
            raise BoxesRefused("a new key needs a box for each who may read, and for nobody else")
    _check_promises(after, body, boxes)


def _check_promises(after: WorkspaceState, body: Body, boxes: Collection[Box]) -> None:
    places = {(box.scope, box.epoch, box.document) for box in boxes if box.document != NO_DOCUMENT}
    if not places <= after.promises.keys():
        raise BoxesRefused("the log does not name the hash of a key that a guest gets")
    promised = {(one.scope, one.epoch, one.document) for one in getattr(body, "promises", ())}
    if not promised <= places:
        raise BoxesRefused("the operation names the hash of a key that nobody gets")


def _concerned(state: WorkspaceState, body: Body) -> Collection[str]:
    match body:
        case op.Invite():
            return (body.invite,)
        case op.AddDevice():
            return (body.device.entry.device,)
        case op.OpenDiagram():
            pair = _pair(state.diagrams[body.document])
            return {recipient for document, recipient in required_boxes(state, state.workspace) if document in pair}
        case op.RestrictDiagram():
            guests = [grant.user for grant in body.grants if role_of(state, grant.user) is Role.GUEST]
            return {device for user in guests for device in state.members[user].devices}
        case op.Accept() | op.Admit() | op.AddGuest() | op.Readmit() | op.SetRole() | op.SetDiagramRole():
            return state.members[body.user].devices
        case _:
            return ()


def _is_entitled(state: WorkspaceState, box: Box) -> bool:
    scope = state.scopes.get(box.scope)
    if scope is None or not 1 <= box.epoch <= scope.newest.number:
        return False
    invite = state.invites.get(box.recipient)
    if invite is not None and invite.status is InviteStatus.OPEN:
        return _is_invited(state, invite, box)
    device = state.devices.get(box.recipient)
    if device is None or not is_live(state, device):
        return False
    if box.document == NO_DOCUMENT:
        return reads_scope(state, device.user, box.scope)
    known = box.document in state.diagrams or box.document in state.discussions
    diagram = place_of(state, box.document).diagram if known else None
    if diagram is None or box.scope not in (state.workspace, diagram.diagram):
        return False
    return role_of(state, device.user) is Role.GUEST and diagram_role(state, device.user, diagram) is not None


def _is_invited(state: WorkspaceState, invite: OpenedInvite, box: Box) -> bool:
    if invite.document is None:
        return box.document == NO_DOCUMENT and box.scope == state.workspace
    return box.document in _pair(state.diagrams[invite.document]) and box.scope in (state.workspace, invite.document)


def _invited(state: WorkspaceState, invite: OpenedInvite, scope: str) -> tuple[str, ...]:
    if invite.document is None:
        return (NO_DOCUMENT,) if scope == state.workspace else ()
    diagram = state.diagrams[invite.document]
    return _pair(diagram) if scope == _scope_of(state, diagram) else ()


def _scope_of(state: WorkspaceState, diagram: Diagram) -> str:
    return diagram.diagram if diagram.restricted.now else state.workspace


def _diagrams_of(state: WorkspaceState, scope: str) -> Iterator[Diagram]:
    return (diagram for diagram in state.diagrams.values() if scope == _scope_of(state, diagram))


def _pair(diagram: Diagram) -> tuple[str, str]:
    return diagram.diagram, discussion_of(diagram.diagram)


def _place(box: Box) -> tuple[str, int, str, str]:
    return box.place


def _write(box: Box) -> bytes:
    return box_info(*box.place) + _SEALED.write(box.sealed)


def _read(reader: WireReader) -> Box:
    version = reader.number(1)
    if version != BOX_VERSION:
        raise UnsupportedVersion(f"a box has version {version}")
    return Box(
        reader.identifier(), reader.number(4), reader.identifier(), reader.identifier(), reader.take(SEALED_BYTES)
    )


_BOXES = list_of(_write, _read, BOX_BYTES, MAX_BOXES, _place)
