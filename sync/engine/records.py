"""What the engine keeps between two starts: rows that the library stores for it, all of one effect or none.

A row says everything itself; storing it twice changes nothing. Ids are lower-case hex, hashes and keys raw bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sync.protocol.boxes import Box
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import ChainKey


@dataclass(frozen=True, slots=True)
class ChainRow:
    """How far a chain is accepted: a row of the chain book.

    Attributes:
        chain: Document, device, writer.
        counter: Its last accepted envelope.
        previous: First 16 bytes of that envelope's hash.
        clock: Exclusive end of what its Yjs client wrote.
        log_seq: What the last envelope knew of the membership log.
        ended: Last counter that counts, once the chain forked or was cut; None while it goes on.
        at_relay: Last counter that the workspace's relay has.
    """

    chain: ChainKey
    counter: int
    previous: bytes
    clock: int
    log_seq: int
    ended: int | None = None
    at_relay: int = 0


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """An accepted envelope, byte for byte, with its hash (32 bytes)."""

    chain: ChainKey
    counter: int
    hash: bytes
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlainRow:
    """What an accepted envelope or snapshot holds, opened, so that a window loads without opening anything."""

    document: str
    device: str
    writer: str
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedMark:
    """The own edits of a writer up to this number (the library's counter) are sealed: they left the outbox."""

    document: str
    writer: str
    through: int


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A snapshot or confirmation that counts: its envelope, the envelope's hash (32 bytes) and its author's user id."""

    document: str
    hash: bytes
    user: str
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """The second envelope that a device signed with one counter; the first one is stored in its chain or here too."""

    chain: ChainKey
    counter: int
    hash: bytes
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReplaceRow:
    """A document was built again: this state is all it holds now, and what is behind an end is dropped.

    Attributes:
        document: The document.
        state: Full update, own unsealed edits included.
        ends: Last counter that stays, by chain; chains that are not named stay as they are.
        own: Last own edit that the state speaks for, by writer (the library's counters); later ones stay beside it, and
            so does what waits of a writer that is not named: its window was opened after the state was made.
    """

    document: str
    state: bytes = field(repr=False)
    ends: Mapping[ChainKey, int]
    own: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SharingRow:
    """A document is shared in a workspace.

    Attributes:
        document: The document; it is added to the library if it is not there.
        workspace: Its workspace.
        kind: "diagram", "discussion" or "index", for a document that is added.
        clocks: What the snapshot that it started from holds, exclusive ends by Yjs client.
        started_from: Hash of that snapshot's envelope; empty if it started from nothing.
    """

    document: str
    workspace: str
    kind: str
    clocks: Mapping[int, int] = field(default_factory=dict)
    started_from: bytes = b""


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """A workspace that this profile belongs to: the own user id in it, and its relay's address (empty: none)."""

    workspace: str
    user: str
    relay: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a membership log that was folded."""

    workspace: str
    seq: int
    entry: LogEntry


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key: of a scope in an epoch, or (``document`` not empty) of one document only, as guests have it."""

    workspace: str
    scope: str
    epoch: int
    document: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box that this device hands out, where it is the sequencer, or its own."""

    workspace: str
    box: Box


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card that was checked and that takes the place of any other one of its kind about the same subject."""

    workspace: str
    card: bytes = field(repr=False)


Row: TypeAlias = (
    ChainRow
    | EnvelopeRow
    | PlainRow
    | SealedMark
    | BesideRow
    | EvidenceRow
    | ReplaceRow
    | SharingRow
    | WorkspaceRow
    | EntryRow
    | KeyRow
    | BoxRow
    | CardRow
)
"""Everything that is kept."""


@dataclass(frozen=True, slots=True)
class UnsealedEdit:
    """An own edit that waits in the outbox: its writer, its number there (the library's counter), the update."""

    device: str
    writer: str
    number: int
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the library gives back of a shared document.

    Attributes:
        sharing: How it is shared.
        chains: Its chain book.
        hashes: First 16 bytes of the hashes of each chain's latest envelopes, up to its counter, oldest first.
        unsealed: Own edits in the outbox, in order.
        beside: Snapshots and confirmations.
        evidence: Both sides of forks.
    """

    sharing: SharingRow
    chains: tuple[ChainRow, ...] = ()
    hashes: Mapping[ChainKey, tuple[bytes, ...]] = field(default_factory=dict)
    unsealed: tuple[UnsealedEdit, ...] = ()
    beside: tuple[BesideRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredWorkspace:
    """What the library gives back of a workspace.

    ``counters``: how far each chain of its documents is stored; ``unsealed``: documents with edits that never left this device.
    """

    row: WorkspaceRow
    entries: tuple[LogEntry, ...] = ()
    keys: tuple[KeyRow, ...] = ()
    boxes: tuple[BoxRow, ...] = ()
    cards: tuple[CardRow, ...] = ()
    documents: tuple[str, ...] = ()
    counters: Mapping[ChainKey, int] = field(default_factory=dict)
    unsealed: frozenset[str] = frozenset()
