"""The frames of the socket, as data. One message of the socket is one frame: a type byte, then its fields.

Frames go to a relay, to a client, or both ways; between devices without a relay each side is both. Ids are lower-case
hex, keys and payloads raw bytes, times Unix milliseconds. ``frame_codec`` writes and reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from sync.protocol.identifiers import NO_ID as NO_ID  # In place of an id that a frame does not have.
from sync.protocol.membership.entry import LogEntry

NO_HASH = bytes(16)
"""In place of an envelope's hash that is not told."""


class NoticeCode(IntEnum):
    """What a relay tells without being asked; ``value`` means what stands beside it."""

    LOG_CHANGED = 1
    """The membership log has a new operation (its seq)."""

    RIGHTS_CHANGED = 2
    """The receiver's rights on the document changed (seq of the operation)."""

    REVOKED = 3
    """The receiver lost all rights here; the room or the connection ends (seq of the operation)."""

    DRAINING = 4
    """The relay stops; connect again after that many milliseconds."""

    SLOW_DOWN = 5
    """A limit is near; send nothing to the document for that many milliseconds."""

    QUOTA = 6
    """The workspace has that many bytes left."""

    CARD_CHANGED = 7
    """Cards of the workspace were replaced (the answering side's count of the newest)."""

    SNAPSHOT_WANTED = 8
    """The tail after the newest snapshot is long (number of its envelopes)."""

    PEER_LEFT = 9
    """A device left the room; the document's place holds the device's id, the value its connections left."""

    JOIN_ASKED = 10
    """Others ask to be let into the workspace than before; told to those who may let people in."""


@dataclass(frozen=True, slots=True)
class JoinedChain:
    """How far somebody has a chain.

    Attributes:
        device: Whose chain.
        writer: Which of his.
        counter: The last envelope that is stored.
        hash: First 16 bytes of its hash, so that whoever holds another one with that counter shows it; zeros: not told.
    """

    device: str
    writer: str
    counter: int
    hash: bytes = NO_HASH


@dataclass(frozen=True, slots=True)
class Hello:
    """First frame of a relay or host: versions, a nonce to sign, its own public key, its largest frame, its clock."""

    version: int
    oldest: int
    nonce: bytes
    key: bytes
    max_frame: int
    time: int


@dataclass(frozen=True, slots=True)
class Auth:
    """Answer to HELLO: the device proves its key by a signature over ``auth_message``."""

    version: int
    device: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Welcome:
    """The proof was accepted; other frames may follow."""

    version: int


@dataclass(frozen=True, slots=True)
class Join:
    """Enter a document's room.

    Attributes:
        workspace: Workspace of the document.
        document: The document.
        since: Last sequence number seen in this room at this relay, or 0: then ``chains`` decides.
        chains: What the client has, ascending by device and writer; empty together with ``since`` 0 for a newcomer, who
            gets the newest snapshot and its tail.
    """

    workspace: str
    document: str
    since: int
    chains: tuple[JoinedChain, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a document's room."""

    document: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Everything stored up to ``seq`` was sent; from now on the room is live. ``log_seq``: the relay's membership log."""

    document: str
    seq: int
    log_seq: int


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """A part of a sealed snapshot.

    Attributes:
        document: The document.
        hash: Hash of the whole snapshot envelope.
        upto: Every envelope of the room up to this sequence number is covered.
        total: Size of the whole in bytes.
        offset: Where this part begins.
        data: The part.
    """

    document: str
    hash: bytes
    upto: int
    total: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredEnvelope:
    """An envelope in a batch, with its sequence number in the room."""

    seq: int
    envelope: bytes


@dataclass(frozen=True, slots=True)
class EphemeralItem:
    """Something unstored in a batch, with the device whose authenticated connection sent it."""

    device: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What happened in a room since the last batch, in order."""

    document: str
    items: tuple[StoredEnvelope | EphemeralItem, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """Store an envelope; ``request`` comes back in ACK or ERROR. Sending it again is harmless."""

    document: str
    request: int
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A request whose envelope is durable, and the sequence number it has in its room."""

    request: int
    seq: int


@dataclass(frozen=True, slots=True)
class Ack:
    """Envelopes that are durable now, of any of the client's rooms."""

    items: tuple[Acknowledged, ...]


@dataclass(frozen=True, slots=True)
class Ephemeral:
    """Presence for the others in a room: not stored; the last one of a sender replaces those before."""

    document: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Signal:
    """A signalling message for one device in a room; towards a client ``device`` is the sender."""

    document: str
    device: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Resync:
    """The client was slow: ephemeral items were dropped, stored ones follow from ``seq`` on."""

    document: str
    seq: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the client should know; ``NO_ID`` where no workspace or document is meant."""

    code: NoticeCode
    workspace: str
    document: str
    value: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Something was refused: an ``ErrorCode`` (or one that is not known here yet), and the request or 0.

    What was asked of a workspace is refused with the workspace in the place of the document.
    """

    code: int
    request: int
    document: str
    detail: str


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for a PONG with the same token."""

    token: int


@dataclass(frozen=True, slots=True)
class Pong:
    """Answers a PING."""

    token: int


@dataclass(frozen=True, slots=True)
class LogGet:
    """Ask for the entries of a membership log after ``since``."""

    workspace: str
    since: int


@dataclass(frozen=True, slots=True)
class LogEntries:
    """Consecutive entries of a membership log; none at the end of a relay's answer."""

    workspace: str
    entries: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True)
class Propose:
    """Ask the sequencer to put an operation next, with its boxes (encoded); the entry comes back in LogEntries."""

    workspace: str
    request: int
    operation: bytes
    signature: bytes
    boxes: bytes


@dataclass(frozen=True, slots=True)
class BoxesGet:
    """Ask for the boxes of a device or invite."""

    workspace: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of a recipient, encoded as a set; an empty one at the end of a relay's answer."""

    workspace: str
    boxes: bytes


@dataclass(frozen=True, slots=True)
class CardsGet:
    """Ask for the cards of a workspace that are newer than ``since`` by the answering side's count; 0 for all."""

    workspace: str
    since: int


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, and the count to ask with next time; none at the end of a relay's answer. Sent by a client, cards to be put."""

    workspace: str
    upto: int
    cards: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class PicturesGet:
    """Ask a relay for the pictures of some diagrams; it answers in CARDS with those that it has, and not at all without any."""

    workspace: str
    diagrams: tuple[str, ...]


Frame: TypeAlias = (
    Hello
    | Auth
    | Welcome
    | Join
    | Leave
    | Joined
    | SnapshotPart
    | Batch
    | Append
    | Ack
    | Ephemeral
    | Signal
    | Resync
    | Notice
    | Failure
    | Ping
    | Pong
    | LogGet
    | LogEntries
    | Propose
    | BoxesGet
    | Boxes
    | CardsGet
    | Cards
    | PicturesGet
)
"""Every frame."""


def auth_message(version: int, nonce: bytes, key: bytes, device: str) -> bytes:
    """Return what a device signs in AUTH, in the context ``signing.HELLO``.

    The relay's key is part of it, so that a relay cannot pass another one's nonce on and act as the device there.
    """
    return bytes([version]) + nonce + key + bytes.fromhex(device)
