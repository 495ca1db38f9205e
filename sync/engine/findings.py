"""What the inbox found out about what it received; the replica acts on it, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.errors import ErrorCode
from sync.protocol.fork import Fork
from sync.protocol.membership.state import ChainKey
from sync.protocol.snapshot import Confirmation, SnapshotContent


@dataclass(frozen=True, slots=True)
class Store:
    """Store an envelope durably."""

    header: EnvelopeHeader
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Apply:
    """Apply an update to the document, after its envelope was stored."""

    header: EnvelopeHeader
    update: bytes


@dataclass(frozen=True, slots=True)
class Void:
    """An envelope took its place in the chain, but its content counts for nobody; it is stored all the same."""

    header: EnvelopeHeader
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An envelope was dropped, or (VERSION) is held for a newer program. ``header`` is None if none could be read."""

    header: EnvelopeHeader | None
    code: ErrorCode


@dataclass(frozen=True, slots=True)
class FetchLog:
    """Fetch the membership log up to an operation."""

    seq: int


@dataclass(frozen=True, slots=True)
class FetchKeys:
    """Fetch the boxes of a scope; an envelope waits for this epoch."""

    scope: str
    epoch: int


@dataclass(frozen=True, slots=True)
class FetchChain:
    """Fetch a chain from a counter on."""

    chain: ChainKey
    counter: int


@dataclass(frozen=True, slots=True)
class ChainForked:
    """A device signed two pasts of one chain; keep both as evidence and tell the admins.

    Attributes:
        chain: The chain.
        last: Its last envelope that counts.
        evidence: The envelopes that prove it, as far as they are at hand; a first one that was accepted is stored.
        rebuild: Something behind ``last`` was applied: build the document again without it.
    """

    chain: ChainKey
    last: int
    evidence: tuple[bytes, ...]
    rebuild: bool


@dataclass(frozen=True, slots=True)
class ForkShown:
    """A signed proof that a chain ended, by a member who may write; what follows from it comes as ``ChainForked``."""

    header: EnvelopeHeader
    user: str
    fork: Fork


@dataclass(frozen=True, slots=True)
class SnapshotWrong:
    """What is signed does not go with the end that the snapshot which this replica started from gave its chain."""

    chain: ChainKey


@dataclass(frozen=True, slots=True)
class OwnChainTaken:
    """Somebody showed more of the chain that is written here than was written here: go on with a new writer."""

    chain: ChainKey
    counter: int


@dataclass(frozen=True, slots=True)
class BeyondCut:
    """More of a chain was applied than its cut allows: adopt it, or build the document again without it."""

    chain: ChainKey
    cut: int
    applied: int


@dataclass(frozen=True, slots=True)
class SnapshotOffered:
    """A snapshot by somebody who may write; whether to start from it is for the surroundings to say."""

    header: EnvelopeHeader
    content: SnapshotContent


@dataclass(frozen=True, slots=True)
class SnapshotConfirmed:
    """A user's word for a snapshot."""

    header: EnvelopeHeader
    user: str
    confirmation: Confirmation


Finding: TypeAlias = (
    Store
    | Apply
    | Void
    | Refused
    | FetchLog
    | FetchKeys
    | FetchChain
    | ChainForked
    | ForkShown
    | BeyondCut
    | OwnChainTaken
    | SnapshotWrong
    | SnapshotOffered
    | SnapshotConfirmed
)
"""Everything that the receiving side finds out."""
