"""Devices that an account has shown to hold: the relay keeps their public entries."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DEVICES = 50


@dataclass(frozen=True, slots=True)
class Device:
    """A registered device.

    Attributes:
        id: 32 hex digits, a hash of both public keys.
        account: Whose.
        entry: The signed device entry, as it travels.
        created_ms: Unix milliseconds.
        revoked_ms: When it was revoked; None while it is good.
    """

    id: str
    account: str
    entry: bytes
    created_ms: int
    revoked_ms: int | None = None
