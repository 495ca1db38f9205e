"""What the processes of a relay tell each other about a room: one byte that says what it is, then the bytes themselves."""

from __future__ import annotations

from enum import IntEnum


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


def room_topic(number: int) -> str:
    """Return the broker's topic of a room."""
    return f"room:{number}"


def abroad_message(kind: Kind, body: bytes) -> bytes:
    """Return a message."""
    return bytes((kind,)) + body


def split_message(message: bytes) -> tuple[Kind, bytes]:
    """Return what a message is and what it holds."""
    return Kind(message[0]), message[1:]
