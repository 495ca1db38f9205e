"""Takes whole messages out of a stream of WebSocket frames: the short way for almost all that arrives.

A complete, masked, final binary frame is a message. Everything else (fragments, text, control frames, faults) is left to the
library, which knows the standard.
"""

from __future__ import annotations

from typing import NamedTuple

try:
    from websockets.speedups import apply_mask
except ImportError:  # Where there is no compiled wheel.
    from websockets.utils import apply_mask

_BINARY = 0x82
_MASKED = 0x80
_MASK_BYTES = 4
_MASKED_MEDIUM = _MASKED | 126
_SHORTEST = 8
_EXTENDED = {126: 2, 127: 8}


class Extent(NamedTuple):
    """Where a frame's payload begins, relative to the frame, and where the frame ends."""

    payload: int
    end: int


def frame_extent(data: bytes | bytearray, at: int) -> Extent | int:
    """Return the extent of the frame that begins at a place.

    Returns:
        The extent, or how many bytes are needed to tell it. The mask counts to the header also where there is none: a frame
        without one is a fault, and is noticed by its second byte.
    """
    have = len(data) - at
    if have < 2:
        return 2
    size = data[at + 1] & 0x7F
    more = _EXTENDED.get(size, 0)
    if have < 2 + more:
        return 2 + more
    if more:
        size = int.from_bytes(data[at + 2 : at + 2 + more], "big")
    payload = 2 + more + _MASK_BYTES
    return Extent(payload, payload + size)


def whole_message(data: bytes) -> bytes | None:
    """Return the message, if that is all there is: one short frame, complete and plain, as almost everything arrives."""
    if len(data) < _SHORTEST or data[0] != _BINARY:
        return None
    size = data[1]
    # Without the mask, which is the highest bit, none of these is right.
    if size < _MASKED_MEDIUM:
        start, size = 6, size - _MASKED
    elif size == _MASKED_MEDIUM:
        start, size = 8, int.from_bytes(data[2:4], "big")
    else:
        return None
    if len(data) != start + size:
        return None
    return apply_mask(data[start:], data[start - _MASK_BYTES : start])


def is_plain(data: bytes, at: int) -> bool:
    """Tell whether the frame that begins at a place is a message as it stands."""
    return data[at] == _BINARY


def is_faulty(data: bytes | bytearray, at: int, extent: Extent, limit: int) -> bool:
    """Tell whether the standard or the limit forbids a frame already by its header."""
    return not data[at + 1] & _MASKED or extent.end - extent.payload > limit


def unmasked(data: bytes, at: int, extent: Extent) -> bytes:
    """Return the payload of a complete frame."""
    start = at + extent.payload
    return apply_mask(data[start : at + extent.end], data[start - _MASK_BYTES : start])
