"""The keys of a device and the signed entry that names it.

A device is one Ed25519 key (signing) and one X25519 key (receiving sealed keys), random, never shared between devices.
Its entry binds both public keys under one signature, so that neither can be exchanged alone. The device id is a hash of
both, so an id cannot be claimed for other keys.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.errors import IdentityError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import ID_BYTES

_ENTRY_CONTEXT = b"aio-canvas device entry v1\0"
_ID_CONTEXT = b"aio-canvas device id v1\0"
_VERSION = 1
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_PUBLIC_END = 1 + 2 * _KEY_BYTES


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """What others know of a device: two public keys, raw, and the signature that binds them."""

    signing_public: bytes
    sealing_public: bytes
    signature: bytes

    @property
    def device(self) -> str:
        """Id of the device: 32 hex digits, a hash of both public keys."""
        keys = self.signing_public + self.sealing_public
        return hashlib.sha256(_ID_CONTEXT + keys).digest()[:ID_BYTES].hex()


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """The secret keys of this device, raw 32-byte seeds; never printed."""

    signing_seed: bytes = field(repr=False)
    sealing_seed: bytes = field(repr=False)
    entry: DeviceEntry

    @property
    def device(self) -> str:
        """Id of the device (32 hex digits)."""
        return self.entry.device


def generate_identity(random_bytes: RandomBytes = secrets.token_bytes) -> DeviceIdentity:
    """Make the keys of a new device."""
    return identity_from_seeds(random_bytes(_KEY_BYTES), random_bytes(_KEY_BYTES))


def identity_from_seeds(signing_seed: bytes, sealing_seed: bytes) -> DeviceIdentity:
    """Rebuild a device from its two stored seeds.

    Raises:
        IdentityError: A seed is not 32 bytes long.
    """
    if len(signing_seed) != _KEY_BYTES or len(sealing_seed) != _KEY_BYTES:
        raise IdentityError("a device key is not 32 bytes long")
    signing = Ed25519PrivateKey.from_private_bytes(signing_seed)
    signing_public = signing.public_key().public_bytes_raw()
    sealing_public = X25519PrivateKey.from_private_bytes(sealing_seed).public_key().public_bytes_raw()
    signature = signing.sign(_signed_part(signing_public, sealing_public))
    return DeviceIdentity(signing_seed, sealing_seed, DeviceEntry(signing_public, sealing_public, signature))


def encode_entry(entry: DeviceEntry) -> bytes:
    """Serialise an entry: version, both public keys, signature."""
    return bytes([_VERSION]) + entry.signing_public + entry.sealing_public + entry.signature


def decode_entry(data: bytes) -> DeviceEntry:
    """Read an entry and verify its signature.

    Raises:
        IdentityError: Wrong version or length, or the signature does not bind these two keys.
    """
    if len(data) != _PUBLIC_END + _SIGNATURE_BYTES or data[0] != _VERSION:
        raise IdentityError("a device entry has an unknown version or length")
    entry = DeviceEntry(data[1 : 1 + _KEY_BYTES], data[1 + _KEY_BYTES : _PUBLIC_END], data[_PUBLIC_END:])
    verify_entry(entry)
    return entry


def verify_entry(entry: DeviceEntry) -> None:
    """Check that one signature binds both public keys.

    Raises:
        IdentityError: It does not.
    """
    try:
        public = Ed25519PublicKey.from_public_bytes(entry.signing_public)
        public.verify(entry.signature, _signed_part(entry.signing_public, entry.sealing_public))
    except (InvalidSignature, ValueError) as error:
        raise IdentityError("a device entry is not signed by its own key") from error


def _signed_part(signing_public: bytes, sealing_public: bytes) -> bytes:
    return _ENTRY_CONTEXT + bytes([_VERSION]) + signing_public + sealing_public
