"""What a relay keeps of a document: a numbered log of sealed envelopes, how far each chain has come, and snapshots.

A room is one document of one workspace. Everything here is about bytes that nobody at the relay can open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

ROW_BYTES = 64 << 10
"""A row of a log is closed when it has this size, so that a long commit does not make one huge row."""

SEQ_JUMP = 1 << 16
"""By this much a room's numbers jump when it is opened: a number that was sent out before its commit is never used again."""

HASH_BYTES = 16
"""How much of an envelope's hash is kept: what the next one of its chain names."""

ChainName: TypeAlias = tuple[bytes, bytes]
"""Device (16 raw bytes) and writer (8)."""

ChainPlace: TypeAlias = tuple[ChainName, int]
"""A chain and a counter in it: what names one envelope."""


@dataclass(frozen=True, slots=True)
class RoomKey:
    """Names a room: both ids as lower-case hex."""

    workspace: str
    document: str


@dataclass(slots=True)
class ChainHead:
    """The last envelope of a chain: its counter, the log operation it names, the first 16 bytes of its hash."""

    counter: int
    log_seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A sealed snapshot that is stored completely: hash of its envelope, last number it covers, size in bytes."""

    hash: bytes
    upto: int
    total: int


@dataclass(frozen=True, slots=True)
class StoredRoom:
    """A room as the database has it.

    Attributes:
        number: The database's own number for it.
        head: Number of the last stored envelope; 0 in a new room.
        chains: How far each chain has come.
        snapshot: The newest complete snapshot.
    """

    number: int
    head: int
    chains: dict[ChainName, ChainHead]
    snapshot: Snapshot | None


class HeldRoom(NamedTuple):
    """How far a room and some of its chains have come while nobody else adds to it; chains that are not there are left out."""

    last: int
    heads: dict[ChainName, ChainHead]


class LoggedEnvelope(Protocol):
    """An envelope as a commit takes it.

    Attributes:
        seq: Its number.
        item: The batch item.
        chain: Its chain; None for what is in none.
        head: What it makes the head of its chain.
    """

    seq: int
    item: bytes
    chain: ChainName | None
    head: ChainHead | None


class RoomCommit(NamedTuple):
    """What one commit adds to one room: a plain tuple, since a commit may have many rooms.

    Attributes:
        room: The database's number of the room.
        workspace: Whose storage it counts towards.
        envelopes: In order.
    """

    room: int
    workspace: str
    envelopes: Sequence[LoggedEnvelope]

    @property
    def size(self) -> int:
        """Bytes that it adds."""
        return sum(len(one.item) for one in self.envelopes)


def chain_of(envelope: bytes | memoryview) -> ChainName:
    """Return the chain that an envelope's header names."""
    return bytes(envelope[18:34]), bytes(envelope[34:42])
