"""Frames as messages of a data channel.

A message is ``kind u8`` and what belongs to it: a part of a frame with more to follow, its last part, a grant of further
bytes, the goodbye and its answer. Granting bytes keeps a reader's memory bounded: the channel itself would take everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from sync.protocol.errors import Malformed, TooLarge
from sync.protocol.limits import MAX_FRAME_BYTES

PART_BYTES = 32 << 10
"""Largest part; browsers take 64 KiB and more, and smaller ones let other channels of the connection breathe."""

MAX_PART_BYTES = 64 << 10
"""Largest part that is taken."""

WINDOW_BYTES = MAX_FRAME_BYTES + (1 << 20)
"""Bytes that may be on their way or unread; the largest frame always fits."""

GRANT_BYTES = 256 << 10
"""So much has to be read before it is granted again."""


class PartKind(IntEnum):
    """First byte of a message."""

    MORE = 0
    LAST = 1
    GRANT = 2
    BYE = 3
    BYE_TOO = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One message; ``granted`` is set for GRANT, ``data`` for parts of frames."""

    kind: PartKind
    data: bytes = b""
    granted: int = 0


def split(frame: bytes) -> Iterator[bytes]:
    """Return the messages that carry a frame."""
    last = max(0, (len(frame) - 1) // PART_BYTES)
    for at in range(last + 1):
        kind = PartKind.LAST if at == last else PartKind.MORE
        yield bytes([kind]) + frame[at * PART_BYTES : (at + 1) * PART_BYTES]


def grant(size: int) -> bytes:
    """Return the message that grants so many further bytes."""
    return bytes([PartKind.GRANT]) + size.to_bytes(4, "big")


BYE = bytes([PartKind.BYE])
BYE_TOO = bytes([PartKind.BYE_TOO])


def read_part(message: bytes) -> Part:
    """Read a message.

    Raises:
        Malformed: It is none.
        TooLarge: A part is over the limit.
    """
    if not message or message[0] not in PartKind.__members__.values():
        raise Malformed("unknown message on a direct channel")
    kind, body = PartKind(message[0]), message[1:]
    if len(body) > MAX_PART_BYTES:
        raise TooLarge("a part is over the limit")
    if kind is PartKind.GRANT:
        if len(body) != 4:
            raise Malformed("a grant has four bytes")
        return Part(kind, granted=int.from_bytes(body, "big"))
    if kind in (PartKind.BYE, PartKind.BYE_TOO) and body:
        raise Malformed("a goodbye has no content")
    return Part(kind, body)


class Assembler:
    """Puts the parts of frames together, one frame at a time."""

    def __init__(self, max_frame: int = MAX_FRAME_BYTES) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._max_frame = max_frame

    def add(self, part: Part) -> bytes | None:
        """Take a part; return the frame if it was the last one.

        Raises:
            TooLarge: The frame is over the limit.
        """
        self._size += len(part.data)
        if self._size > self._max_frame:
            raise TooLarge("a frame is over the limit")
        self._parts.append(part.data)
        if part.kind is not PartKind.LAST:
            return None
        frame = b"".join(self._parts)
        self._parts, self._size = [], 0
        return frame
