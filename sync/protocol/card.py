"""Cards: small sealed, signed records beside the log that the next revision replaces.

Names, avatars and colours of people, names of devices and workspaces, titles and tags of diagrams. The log holds none of
them, so that erasing a person shreds cards and breaks no chain. Layout: ``version u8 | kind u8 | workspace 16 |
subject 16 | device 16 | epoch u32 | log_seq u32 | revision u64 | nonce 12 | ciphertext and tag | signature 64``.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from enum import IntEnum

from sync.protocol.errors import ErrorCode, LogBehind, Malformed, NotAuthorised, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_CARD_BYTES, MAX_DIAGRAM_PICTURE_BYTES
from sync.protocol.membership.access import may, place_of, scope_of
from sync.protocol.membership.state import Device, WorkspaceState
from sync.protocol.roles import Permission
from sync.protocol.signing import CARD, SIGNATURE_BYTES, verify_signature
from sync.protocol.version import CARD_VERSION

HEADER_BYTES = 78
OVERHEAD_BYTES = HEADER_BYTES + 16 + SIGNATURE_BYTES
MAX_PICTURE_CARD_BYTES = OVERHEAD_BYTES + 9 + MAX_DIAGRAM_PICTURE_BYTES
"""Largest card with the picture of a diagram, so that those asked for at once fit into one frame."""

MAX_REVISION = (1 << 64) - 1

_LAYOUT = struct.Struct(">BB16s16s16sIIQ12s")


class CardKind(IntEnum):
    """What a card is about, and thereby who may write it."""

    PERSON = 1
    """A user: written by his own devices."""

    DEVICE = 2
    """A device: written by the devices of its user."""

    DIAGRAM = 3
    """A diagram: written by whoever may edit it; sealed under the diagram's key."""

    WORKSPACE = 4
    """The workspace: written by whoever may rename it."""

    PICTURE = 5
    """How a diagram looks, small: as a diagram's card otherwise; shown to who asks for it."""

    @property
    def is_of_diagram(self) -> bool:
        """Tell whether the subject is a diagram, whose key seals the card."""
        return self in (CardKind.DIAGRAM, CardKind.PICTURE)


@dataclass(frozen=True, slots=True)
class CardHeader:
    """The readable part of a card.

    Attributes:
        kind: What it is about.
        workspace: The workspace (hex).
        subject: User, device, diagram or workspace (hex).
        device: The author's device (hex).
        epoch: Number of the key in the subject's scope.
        log_seq: The last operation that the author knew.
        revision: The higher one replaces the lower; of two equal ones the greater hash stays (see ``replaces``).
        nonce: Random, 12 bytes.
    """

    kind: CardKind
    workspace: str
    subject: str
    device: str
    epoch: int
    log_seq: int
    revision: int
    nonce: bytes


def pack_card_header(header: CardHeader) -> bytes:
    """Write a header.

    Raises:
        Malformed: A number does not fit.
    """
    ids = (bytes.fromhex(text) for text in (header.workspace, header.subject, header.device))
    try:
        return _LAYOUT.pack(
            CARD_VERSION, header.kind, *ids, header.epoch, header.log_seq, header.revision, header.nonce
        )
    except struct.error:
        raise Malformed("a number of a card's header is out of range") from None


def parse_card_header(card: bytes | memoryview) -> CardHeader:
    """Read the header of a card and check its size; nothing is verified.

    Raises:
        Malformed: Too short, or of an unknown kind.
        TooLarge: Over the limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    if len(card) < OVERHEAD_BYTES:
        raise Malformed("a card is too short")
    if len(card) > MAX_CARD_BYTES:
        raise TooLarge(f"a card of {len(card)} bytes is over the limit")
    version, kind, workspace, subject, device, epoch, log_seq, revision, nonce = _LAYOUT.unpack_from(card)
    if version != CARD_VERSION:
        raise UnsupportedVersion(f"a card has version {version}")
    if kind not in CardKind.__members__.values():
        raise Malformed(f"unknown kind of card {kind}")
    if kind == CardKind.PICTURE and len(card) > MAX_PICTURE_CARD_BYTES:
        raise TooLarge(f"a picture's card of {len(card)} bytes is over the limit")
    return CardHeader(CardKind(kind), workspace.hex(), subject.hex(), device.hex(), epoch, log_seq, revision, nonce)


def verify_card(card: bytes, signing_public: bytes) -> None:
    """Check a card's signature.

    Raises:
        SignatureInvalid: It was not made by that key over these bytes.
    """
    verify_signature(signing_public, CARD, card[-SIGNATURE_BYTES:], card[:-SIGNATURE_BYTES])


def card_scope(state: WorkspaceState, header: CardHeader, seq: int | None = None) -> str:
    """Return the scope whose keys a card is sealed under, now or after an operation.

    Raises:
        NotAuthorised: It is about a diagram that the workspace does not have.
    """
    if not header.kind.is_of_diagram:
        return state.workspace
    return scope_of(state, place_of(state, header.subject), seq)


def authorise_card(state: WorkspaceState, header: CardHeader) -> Device:
    """Check that a card's author may write it.

    Returns:
        The author's device; the card's signature is checked with its key.

    Raises:
        LogBehind: The card names a later operation.
        NotAuthorised: It does not count. Codes: UNKNOWN_WORKSPACE, UNKNOWN_DEVICE, DEVICE_REVOKED, UNKNOWN_DOCUMENT,
            ROLE, EPOCH.
    """
    if header.workspace != state.workspace:
        raise NotAuthorised("the card belongs to another workspace", ErrorCode.UNKNOWN_WORKSPACE)
    seq = header.log_seq
    if seq > state.seq:
        raise LogBehind(f"operation {seq} is not known here yet", seq)
    device = state.devices.get(header.device)
    if device is None or device.added > seq:
        raise NotAuthorised("the device was not in the workspace", ErrorCode.UNKNOWN_DEVICE)
    if device.revoked is not None and device.revoked <= seq:
        raise NotAuthorised("the device was revoked", ErrorCode.DEVICE_REVOKED)
    if not _may_write(state, device, header, seq):
        raise NotAuthorised("its author may not write this card")
    if state.scopes[card_scope(state, header, seq)].epoch_at(seq) != header.epoch:
        raise NotAuthorised("it is not sealed under the key that was in use", ErrorCode.EPOCH)
    return device


def replaces(state: WorkspaceState, new: bytes, old: bytes) -> bool:
    """Tell whether a card takes the place of another one about the same subject; the same everywhere.

    A card has no cut. Instead one of whoever may write it now comes before any of whoever may not any more, so that
    somebody who was removed, or a device that was lost, cannot keep a place by a back-dated card or a high revision.

    Raises:
        NotAuthorised: They are about a diagram that the workspace does not have.
    """
    return _rank(state, new) > _rank(state, old)


def _rank(state: WorkspaceState, card: bytes) -> tuple[bool, int, bytes]:
    header = parse_card_header(card)
    device = state.devices.get(header.device)
    stands = device is not None and device.revoked is None and _may_write(state, device, header, state.seq)
    return stands, header.revision, hashlib.sha256(card).digest()


def _may_write(state: WorkspaceState, device: Device, header: CardHeader, seq: int) -> bool:
    member = state.members[device.user]
    if member.roles.at(seq) is None:
        return False
    if header.kind is CardKind.PERSON:
        return header.subject == device.user
    if header.kind is CardKind.DEVICE:
        subject = state.devices.get(header.subject)
        return subject is not None and subject.user == device.user
    if header.kind is CardKind.WORKSPACE:
        renames = may(state, device.user, Permission.RENAME_WORKSPACE, seq=seq)
        return header.subject == state.workspace and renames
    diagram = state.diagrams.get(header.subject)
    if diagram is None:
        raise NotAuthorised("the workspace has no such diagram", ErrorCode.UNKNOWN_DOCUMENT)
    return may(state, device.user, Permission.EDIT_DIAGRAM, diagram, seq)
