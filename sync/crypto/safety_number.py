"""The safety number of two people: sixty digits that both see alike if nobody exchanged a key between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sync.protocol.device_entry import DeviceEntry

_CONTEXT = b"aio-canvas safety number v1\0"
_GROUPS = 6


def safety_number(own: tuple[str, Iterable[DeviceEntry]], other: tuple[str, Iterable[DeviceEntry]]) -> str:
    """Return the number of two users, each as user id (hex) and entries of his live devices, in whatever order.

    Returns:
        Twelve groups of five digits, separated by spaces; about 100 bits for each of the two.
    """
    halves = sorted(_half(user, devices) for user, devices in (own, other))
    return " ".join(halves)


def _half(user: str, devices: Iterable[DeviceEntry]) -> str:
    keys = sorted(device.signing_public + device.sealing_public for device in devices)
    digest = hashlib.sha512(_CONTEXT + bytes.fromhex(user) + b"".join(keys)).digest()
    chunks = (digest[start : start + 5] for start in range(0, 5 * _GROUPS, 5))
    return " ".join(f"{int.from_bytes(chunk, 'big') % 100_000:05d}" for chunk in chunks)
