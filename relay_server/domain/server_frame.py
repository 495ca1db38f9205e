"""The WebSocket framing of what a server sends: one binary, final, unmasked frame (RFC 6455, section 5.2)."""

from __future__ import annotations

_BINARY = 0x82
_SHORT, _MEDIUM = 126, 1 << 16


def server_frame(payload: bytes) -> bytes:
    """Return a message as it goes to the transport."""
    return frame_head(len(payload)) + payload


def frame_head(size: int) -> bytes:
    """Return what stands before a message of so many bytes."""
    if size < _SHORT:
        return bytes((_BINARY, size))
    if size < _MEDIUM:
        return b"\x82\x7e" + size.to_bytes(2, "big")
    return b"\x82\x7f" + size.to_bytes(8, "big")
