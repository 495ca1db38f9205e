"""What the processes of a relay tell each other about a room: one byte that says what it is, then the bytes themselves."""

from __future__ import annotations

import struct
from enum import IntEnum

from relay_server.domain.rooms import Snapshot

_NUMBERS = struct.Struct(">QQ")


class Kind(IntEnum):
    """What is told."""

    ITEMS = 1
    """Stored items of one commit, as they stand in batches."""
    PRESENCE = 2
    """Ephemeral items, the last one of each sender."""
    SIGNAL = 3
    """A device (16 raw bytes) and the frame that it gets."""
    LEFT = 4
    """A device (16 raw bytes) that left."""
    SNAPSHOT = 5
    """A snapshot that is whole now: hash (32 bytes), last number that it covers and size (8 bytes each, big end first)."""


def room_topic(number: int) -> str:
    """Return the broker's topic of a room."""
    return f"room:{number}"


def abroad_message(kind: Kind, body: bytes) -> bytes:
    """Return a message."""
    return bytes((kind,)) + body


def split_message(message: bytes) -> tuple[Kind, bytes]:
    """Return what a message is and what it holds."""
    return Kind(message[0]), message[1:]


def snapshot_body(snapshot: Snapshot) -> bytes:
    """Return a snapshot as it is told."""
    return snapshot.hash + _NUMBERS.pack(snapshot.upto, snapshot.total)


def read_snapshot(body: bytes) -> Snapshot:
    """Return the snapshot that is told."""
    upto, total = _NUMBERS.unpack(body[-_NUMBERS.size :])
    return Snapshot(body[: -_NUMBERS.size], upto, total)
