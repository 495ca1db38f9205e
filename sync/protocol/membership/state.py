"""What a membership log says, frozen: the result of folding it.

Everything that an envelope's authorisation asks about the past is kept as a timeline; the rest is as it is now. Maps are
never changed after they were handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sync.protocol.device_entry import DeviceEntry, DeviceKind
from sync.protocol.membership.timeline import Timeline
from sync.protocol.roles import Role

ChainKey: TypeAlias = tuple[str, str, str]
"""Document, device, writer."""

KeyPlace: TypeAlias = tuple[str, int, str]
"""Scope, epoch, document."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device that ever was in the workspace.

    Attributes:
        device: Its id.
        user: Whose it is.
        entry: Its public keys.
        kind: App or paper.
        added: Operation that added it.
        revoked: Operation that ended it, or None. A removed user's devices are not revoked: they stand still.
    """

    device: str
    user: str
    entry: DeviceEntry
    kind: DeviceKind
    added: int
    revoked: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """An operation that may have taken a right from a user, with the cuts it made.

    Attributes:
        seq: The operation.
        device: The only device concerned, or None for all of the user's.
        diagram: The only diagram concerned, or None for all.
        cuts: Last counter that counts, by chain.
    """

    seq: int
    device: str | None
    diagram: str | None
    cuts: Mapping[ChainKey, int]


@dataclass(frozen=True, slots=True)
class Member:
    """A user who ever was in the workspace, guests included.

    Attributes:
        user: The user.
        roles: Role in the workspace; None while removed.
        devices: Ids of all his devices, revoked ones included.
        losses: Operations that took rights from him, ascending.
    """

    user: str
    roles: Timeline[Role | None]
    devices: tuple[str, ...]
    losses: tuple[Loss, ...] = ()

    @property
    def role(self) -> Role | None:
        """His role in the workspace now."""
        return self.roles.now


@dataclass(frozen=True, slots=True)
class Bridge:
    """The newest key of a restricted diagram, sealed under the workspace's when the diagram was opened.

    Attributes:
        seq: The operation that opened it.
        epoch: Number of the sealed key in the diagram's scope.
        workspace_epoch: Number of the key that opens it in the workspace's scope.
        sealed: The sealed key.
    """

    seq: int
    epoch: int
    workspace_epoch: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram that ever was in the workspace.

    Attributes:
        diagram: Its document id.
        creator: User who created it.
        created: Operation that did.
        deleted: Whether it lies in the bin.
        restricted: Whether only those with a role of their own on it may enter.
        roles: Roles of single users on it; None where it was taken back.
        bridges: Keys that lead from the workspace's scope into its own, one each time it was opened.
    """

    diagram: str
    creator: str
    created: int
    deleted: Timeline[bool]
    restricted: Timeline[bool]
    roles: Mapping[str, Timeline[Role | None]]
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, slots=True)
class Epoch:
    """One key of a scope: its number, the operation that brought it, its hash, and the key before it, sealed under it."""

    number: int
    seq: int
    commitment: bytes
    previous: bytes


@dataclass(frozen=True, slots=True)
class Scope:
    """Who shares a key: a workspace or one restricted diagram.

    Attributes:
        scope: Workspace id or diagram id.
        epochs: All its keys, by number from 1.
        stale: Somebody who knows the newest key lost the right to; whoever may read it should rotate.
    """

    scope: str
    epochs: tuple[Epoch, ...]
    stale: bool = False

    @property
    def newest(self) -> Epoch:
        """The key in use."""
        return self.epochs[-1]

    def epoch_at(self, seq: int) -> int:
        """Return the number of the key that was in use after an operation; 0 before the first."""
        return next((epoch.number for epoch in reversed(self.epochs) if epoch.seq <= seq), 0)


class InviteStatus(Enum):
    """What became of an invite."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OpenedInvite:
    """An invite link: its public keys, what it gives, by whom, until when (Unix ms), and what became of it."""

    invite: str
    inviter: str
    device: str
    signing_public: bytes
    sealing_public: bytes
    role: Role
    document: str | None
    expires: int
    status: InviteStatus = InviteStatus.OPEN


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A read-only link to one diagram: by whom, the hash of its key, until when (Unix ms), whether it still counts."""

    link: str
    creator: str
    document: str
    commitment: bytes
    expires: int
    live: bool = True


@dataclass(frozen=True, slots=True)
class Adoption:
    """An operation that raised the cuts of a chain up to an envelope with this counter and hash."""

    seq: int
    counter: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """A workspace as its log tells it.

    Attributes:
        workspace: Its id.
        seq: Number of operations.
        size: Their bytes, without signatures.
        head: Hash of the last one; stands for the whole log.
        sequencer: Public key whose countersignature the next operation needs.
        closed: Whether the workspace is deleted.
        members: By user id.
        devices: By device id.
        diagrams: By document id.
        discussions: Diagram id by the id of its discussion.
        scopes: By workspace or diagram id.
        invites: By invite id.
        links: By link id.
        adoptions: By chain, ascending.
        used_keys: Every public key and commitment that ever stood in the log.
        promises: Hashes of the keys of single documents that guests get.
    """

    workspace: str
    seq: int
    size: int
    head: bytes
    sequencer: bytes
    closed: Timeline[bool]
    members: Mapping[str, Member] = field(repr=False)
    devices: Mapping[str, Device] = field(repr=False)
    diagrams: Mapping[str, Diagram] = field(repr=False)
    discussions: Mapping[str, str] = field(repr=False)
    scopes: Mapping[str, Scope] = field(repr=False)
    invites: Mapping[str, OpenedInvite] = field(repr=False)
    links: Mapping[str, ShareLink] = field(repr=False)
    adoptions: Mapping[ChainKey, tuple[Adoption, ...]] = field(repr=False)
    used_keys: Mapping[bytes, int] = field(repr=False)
    promises: Mapping[KeyPlace, bytes] = field(repr=False)
