"""Changes of a workspace that a person can ask for, before anybody signed anything.

An intent says what is wanted and nothing of the log, so that it can be drafted again when somebody else's operation
came first, or be dropped when it makes no sense any more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from sync.protocol.device_entry import Admission
from sync.protocol.roles import Role


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """Let in whoever holds this secret, to the workspace or (``document``) as a guest of one diagram."""

    secret: bytes = field(repr=False)
    role: Role
    expires: int
    document: str | None = None


@dataclass(frozen=True, slots=True)
class CloseInvite:
    """End an open invite; its holder may know the key, so there is a new one."""

    invite: str


@dataclass(frozen=True, slots=True)
class AdmitUser:
    """Let in somebody who asked to join, or as a guest of one diagram (``document``)."""

    user: str
    role: Role
    devices: tuple[Admission, ...]
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ReadmitUser:
    """Take back a removed user."""

    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Change a member's role in the workspace."""

    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class ChangeDiagramRole:
    """Change a user's role on one diagram; None takes it back."""

    user: str
    document: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class RemoveUser:
    """Remove a user; the own one: leave."""

    user: str


@dataclass(frozen=True, slots=True)
class EnterDevice:
    """Add a device, or the paper device, to the own ones."""

    device: Admission


@dataclass(frozen=True, slots=True)
class EndDevice:
    """Revoke a device for ever."""

    device: str


@dataclass(frozen=True, slots=True)
class NewDiagram:
    """Create a diagram; with ``granted`` (user and role each, the own user among them) a restricted one."""

    document: str
    granted: tuple[tuple[str, Role], ...] = ()


@dataclass(frozen=True, slots=True)
class StartAnew:
    """Give a diagram that cannot be built any more a successor, with the same roles on it; the old one stays."""

    document: str


@dataclass(frozen=True, slots=True)
class BinDiagram:
    """Put a diagram into the bin."""

    document: str


@dataclass(frozen=True, slots=True)
class UnbinDiagram:
    """Take a diagram out of the bin."""

    document: str


@dataclass(frozen=True, slots=True)
class CloseDiagram:
    """Restrict a diagram to those named (user and role each), the own user among them."""

    document: str
    granted: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class UncloseDiagram:
    """Open a restricted diagram to the workspace."""

    document: str


@dataclass(frozen=True, slots=True)
class RotateKeys:
    """Give scopes a new key; none named: the stale ones that the own user reads."""

    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareByLink:
    """Announce a share link whose key has this commitment."""

    link: str
    document: str
    commitment: bytes
    expires: int


@dataclass(frozen=True, slots=True)
class EndLink:
    """End a share link."""

    link: str


@dataclass(frozen=True, slots=True)
class AdoptChain:
    """Raise the cut of a chain to an envelope that was applied here already."""

    document: str
    device: str
    writer: str
    counter: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class HandSequencer:
    """Give the ordering of the log to another key: a relay's, or a device's signing key to take it back."""

    sequencer: bytes


@dataclass(frozen=True, slots=True)
class GiveWorkspace:
    """Make another member the owner and oneself an admin."""

    user: str


@dataclass(frozen=True, slots=True)
class CloseWorkspace:
    """Delete the workspace."""


@dataclass(frozen=True, slots=True)
class ReopenWorkspace:
    """Restore the deleted workspace."""


Intent: TypeAlias = (
    OpenInvite
    | CloseInvite
    | AdmitUser
    | ReadmitUser
    | ChangeRole
    | ChangeDiagramRole
    | RemoveUser
    | EnterDevice
    | EndDevice
    | NewDiagram
    | StartAnew
    | BinDiagram
    | UnbinDiagram
    | CloseDiagram
    | UncloseDiagram
    | RotateKeys
    | ShareByLink
    | EndLink
    | AdoptChain
    | HandSequencer
    | GiveWorkspace
    | CloseWorkspace
    | ReopenWorkspace
)
"""Every change that can be asked for."""
