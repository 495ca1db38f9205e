"""Devices that an account has shown to hold: the relay keeps their public entries."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DEVICES = 50

REGISTRATION = b"aio-canvas device registration v1\0"
"""Context of the signature by which a device shows that it holds the keys of the entry it registers."""


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


def possession_message(relay_url: str, account: str, session: str) -> bytes:
    """Return what a device signs, in the context ``REGISTRATION``.

    The address of the relay is in it, so that a relay cannot use the signature at another one; account and session are,
    so that nobody can use it for another account.
    """
    return f"{relay_url}\0{account}\0{session}".encode()
