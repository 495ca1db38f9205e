"""The operations of a membership log, as data.

Ids are lower-case hex, keys and hashes raw bytes, times Unix milliseconds as the author's clock told them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sync.protocol.device_entry import Admission
from sync.protocol.roles import Role


@dataclass(frozen=True, slots=True)
class Cut:
    """The last counter of one chain that still counts after a right is lost; a chain without a cut counts up to 0."""

    document: str
    device: str
    writer: str
    counter: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """A new epoch key of one scope.

    Attributes:
        scope: Workspace id, or id of a restricted diagram.
        epoch: Its number; the first one of a scope is 1.
        commitment: Hash of the key (32 bytes).
        previous: The previous epoch key sealed under this one; empty for the first one.
    """

    scope: str
    epoch: int
    commitment: bytes
    previous: bytes


@dataclass(frozen=True, slots=True)
class Grant:
    """A member who may enter a restricted diagram, with the role there."""

    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class KeyPromise:
    """The hash (32 bytes) of a key that guests get: of one document, in one epoch of a scope."""

    scope: str
    epoch: int
    document: str
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Create:
    """Found a workspace.

    ``boxes`` is, here and below, the hash of the sealed keys that come with the operation; ``promises`` are the hashes of
    those keys of documents that guests get with it and that no earlier operation names.
    """

    salt: bytes
    user: str
    devices: tuple[Admission, ...]
    sequencer: bytes
    commitment: bytes
    boxes: bytes


@dataclass(frozen=True, slots=True)
class Invite:
    """Publish the public keys of an invite link: to the workspace, or (``document``) to one diagram as a guest."""

    invite: str
    signing_public: bytes
    sealing_public: bytes
    role: Role
    document: str | None
    expires: int
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """Enter by an invite; signed by the invite's key, and the devices consent each for itself."""

    invite: str
    user: str
    devices: tuple[Admission, ...]
    boxes: bytes


@dataclass(frozen=True, slots=True)
class Admit:
    """Let somebody in who asked to join (by e-mail or on the relay's page)."""

    user: str
    role: Role
    devices: tuple[Admission, ...]
    boxes: bytes


@dataclass(frozen=True, slots=True)
class AddGuest:
    """Let somebody in for one diagram only."""

    user: str
    role: Role
    document: str
    devices: tuple[Admission, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Readmit:
    """Take back a removed user with those of his devices that were not revoked."""

    user: str
    role: Role
    boxes: bytes


@dataclass(frozen=True, slots=True)
class SetRole:
    """Change a member's role; a guest becomes a member."""

    user: str
    role: Role
    cuts: tuple[Cut, ...]
    boxes: bytes


@dataclass(frozen=True, slots=True)
class SetDiagramRole:
    """Change a user's role on one diagram. None: inherit again, or on a restricted diagram: out."""

    user: str
    document: str
    role: Role | None
    cuts: tuple[Cut, ...]
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a user; his own signature means that he leaves."""

    user: str
    cuts: tuple[Cut, ...]
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class AddDevice:
    """Add a device to the author's own devices."""

    device: Admission
    boxes: bytes


@dataclass(frozen=True, slots=True)
class RevokeDevice:
    """End a device for ever."""

    device: str
    cuts: tuple[Cut, ...]
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateDiagram:
    """Create a diagram, readable by the workspace or (with a rotation of its own scope) by those granted only."""

    document: str
    grants: tuple[Grant, ...]
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class DeleteDiagram:
    """Put a diagram into the bin."""

    document: str


@dataclass(frozen=True, slots=True)
class RestoreDiagram:
    """Take a diagram out of the bin."""

    document: str


@dataclass(frozen=True, slots=True)
class RestrictDiagram:
    """Close a diagram to all but those granted, under keys of its own."""

    document: str
    grants: tuple[Grant, ...]
    cuts: tuple[Cut, ...]
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDiagram:
    """Open a restricted diagram to the workspace again.

    Attributes:
        document: The diagram.
        bridge: The newest key of the diagram's scope sealed under the newest of the workspace's, so that members read
            what was written meanwhile.
        boxes: Hash of the boxes that come along (guests get the diagram's new key).
        promises: Hashes of the keys in them.
    """

    document: str
    bridge: bytes
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Rotate:
    """Give scopes a new key."""

    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateLink:
    """Announce a read-only share link; the commitment is the hash of its key."""

    link: str
    document: str
    commitment: bytes
    expires: int


@dataclass(frozen=True, slots=True)
class RevokeLink:
    """End a share link."""

    link: str


@dataclass(frozen=True, slots=True)
class RevokeInvite:
    """End an invite that nobody accepted."""

    invite: str
    rotations: tuple[Rotation, ...]
    boxes: bytes
    promises: tuple[KeyPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Adopt:
    """Raise the cut of a chain for all to an envelope that the author had applied already.

    Attributes:
        document: Document, device and writer name the chain.
        device: As above.
        writer: As above.
        counter: Last envelope to count.
        hash: SHA-256 of that envelope.
    """

    document: str
    device: str
    writer: str
    counter: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class MoveSequencer:
    """Hand the ordering of the log to another key; countersigned by the one that gives it away."""

    sequencer: bytes


@dataclass(frozen=True, slots=True)
class Transfer:
    """Make a member the owner; the author becomes an admin."""

    user: str


@dataclass(frozen=True, slots=True)
class DeleteWorkspace:
    """Close the workspace; until the relay's grace is over an owner can restore it."""


@dataclass(frozen=True, slots=True)
class RestoreWorkspace:
    """Open a closed workspace again."""


Body: TypeAlias = (
    Create
    | Invite
    | Accept
    | Admit
    | AddGuest
    | Readmit
    | SetRole
    | SetDiagramRole
    | Remove
    | AddDevice
    | RevokeDevice
    | CreateDiagram
    | DeleteDiagram
    | RestoreDiagram
    | RestrictDiagram
    | OpenDiagram
    | Rotate
    | CreateLink
    | RevokeLink
    | RevokeInvite
    | Adopt
    | MoveSequencer
    | Transfer
    | DeleteWorkspace
    | RestoreWorkspace
)
"""Every kind of operation."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a log, unsigned.

    Attributes:
        workspace: The workspace.
        seq: Its place in the log, from 1.
        previous: Head that it extends: 32 bytes, zeros for the first one.
        signer: Id of the device that signs it; of the invite for ``Accept``.
        time: Unix milliseconds by the author's clock; the sequencer compares it with its own.
        body: What it does.
    """

    workspace: str
    seq: int
    previous: bytes
    signer: str
    time: int
    body: Body
