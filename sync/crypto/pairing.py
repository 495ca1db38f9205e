"""Pairing of two devices in one room: six digits on both screens, and a key that only these two hold.

Both sides make a fresh X25519 key and a nonce and send a hash of them first; when both hashes are there, both reveal. So
neither can choose its key after it saw the other's, and whoever sits in between has one try in a million to make the two
screens agree. The digits cover both device entries, the room, and who is host and who guest. The key counts only after a
person compared the digits.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from sync.crypto.kdf import KEY_BYTES, PAIRING, derive
from sync.errors import PairingError
from sync.protocol.device_entry import DeviceEntry, decode_entry, encode_entry
from sync.protocol.errors import IdentityError
from sync.protocol.identifiers import RandomBytes

NONCE_BYTES = 32
DIGITS = 6
REVEAL_BYTES = 1 + 1 + KEY_BYTES + NONCE_BYTES + 129

_VERSION = 1
_COMMITMENT = b"aio-canvas pairing commitment v1\0"
_TRANSCRIPT = b"aio-canvas pairing transcript v1\0"
_DIGITS = b"aio-canvas pairing digits v1\0"


class Side(IntEnum):
    """Who opened the room and who came."""

    HOST = 1
    GUEST = 2


@dataclass(frozen=True, slots=True)
class PairingSecret:
    """One side's part of one pairing; used once and never printed."""

    side: Side
    room: bytes
    entry: DeviceEntry
    seed: bytes = field(repr=False)
    nonce: bytes = field(repr=False)

    def reveal(self) -> bytes:
        """Return what this side shows once the other's commitment is there."""
        public = X25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return bytes([_VERSION, self.side]) + public + self.nonce + encode_entry(self.entry)

    def commitment(self) -> bytes:
        """Return what this side sends first (32 bytes)."""
        return _commitment(self.room, self.reveal())


@dataclass(frozen=True, slots=True)
class Pairing:
    """What both sides have when both revealed: the other's entry, the digits to compare, the key (never printed)."""

    entry: DeviceEntry
    digits: str
    key: bytes = field(repr=False)


def start_pairing(
    side: Side, room: bytes, entry: DeviceEntry, random_bytes: RandomBytes = secrets.token_bytes
) -> PairingSecret:
    """Make one side's part.

    Args:
        side: Host or guest.
        room: The room's random name, as it was announced.
        entry: Entry of this device.
        random_bytes: Source of key and nonce.
    """
    return PairingSecret(side, room, entry, random_bytes(KEY_BYTES), random_bytes(NONCE_BYTES))


def finish_pairing(own: PairingSecret, commitment: bytes, reveal: bytes) -> Pairing:
    """Check what the other side revealed against what it committed to.

    Args:
        own: This side's part.
        commitment: What the other side sent first.
        reveal: What it revealed after this side's commitment had reached it.

    Raises:
        PairingError: It revealed something else, is on the same side, or its keys are no keys.
    """
    if not hmac.compare_digest(_commitment(own.room, reveal), commitment):
        raise PairingError("the other side revealed something else than it promised")
    if len(reveal) != REVEAL_BYTES or reveal[0] != _VERSION:
        raise PairingError("the other side speaks another version")
    if reveal[1] not in (Side.HOST, Side.GUEST) or reveal[1] == own.side:
        raise PairingError("the other side is not the other side")
    try:
        entry = decode_entry(reveal[2 + KEY_BYTES + NONCE_BYTES :])
        public = X25519PublicKey.from_public_bytes(reveal[2 : 2 + KEY_BYTES])
        shared = X25519PrivateKey.from_private_bytes(own.seed).exchange(public)
    except (IdentityError, ValueError):
        raise PairingError("the other side's keys are no keys") from None
    host, guest = (own.reveal(), reveal) if own.side is Side.HOST else (reveal, own.reveal())
    transcript = hashlib.sha256(_TRANSCRIPT + hashlib.sha256(own.room).digest() + host + guest).digest()
    return Pairing(entry, _digits(transcript), derive(shared, PAIRING, transcript))


def _commitment(room: bytes, reveal: bytes) -> bytes:
    return hashlib.sha256(_COMMITMENT + hashlib.sha256(room).digest() + reveal).digest()


def _digits(transcript: bytes) -> str:
    number = int.from_bytes(hashlib.sha256(_DIGITS + transcript).digest()[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"
