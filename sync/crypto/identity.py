"""The secret keys of a device.

A device is one Ed25519 key (signing) and one X25519 key (receiving sealed keys), random, never shared between devices.
What others see of it is its signed entry (``sync.protocol.device_entry``).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.protocol.device_entry import Admission, DeviceEntry, DeviceKind, consent_message, signed_part
from sync.protocol.errors import IdentityError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.signing import CONSENT, ENTRY, KEY_BYTES


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """The secret keys of this device, raw 32-byte seeds; never printed."""

    signing_seed: bytes = field(repr=False)
    sealing_seed: bytes = field(repr=False)
    entry: DeviceEntry
    _signing: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Load the signing key once: every envelope needs it."""
        object.__setattr__(self, "_signing", Ed25519PrivateKey.from_private_bytes(self.signing_seed))

    @property
    def device(self) -> str:
        """Id of the device (32 hex digits)."""
        return self.entry.device

    def sign(self, context: bytes, message: bytes) -> bytes:
        """Sign a message in one of the contexts of ``sync.protocol.signing``."""
        return self._signing.sign(context + message)


def generate_identity(random_bytes: RandomBytes = secrets.token_bytes) -> DeviceIdentity:
    """Make the keys of a new device."""
    return identity_from_seeds(random_bytes(KEY_BYTES), random_bytes(KEY_BYTES))


def identity_from_seeds(signing_seed: bytes, sealing_seed: bytes) -> DeviceIdentity:
    """Rebuild a device from its two stored seeds.

    Raises:
        IdentityError: A seed is not 32 bytes long.
    """
    if len(signing_seed) != KEY_BYTES or len(sealing_seed) != KEY_BYTES:
        raise IdentityError("a device key is not 32 bytes long")
    signing = Ed25519PrivateKey.from_private_bytes(signing_seed)
    signing_public = signing.public_key().public_bytes_raw()
    sealing_public = X25519PrivateKey.from_private_bytes(sealing_seed).public_key().public_bytes_raw()
    signature = signing.sign(ENTRY + signed_part(signing_public, sealing_public))
    return DeviceIdentity(signing_seed, sealing_seed, DeviceEntry(signing_public, sealing_public, signature))


def admit_device(identity: DeviceIdentity, user: str, kind: DeviceKind = DeviceKind.APP) -> Admission:
    """Let a device consent to belong to a user, so that it can enter workspaces as his."""
    consent = identity.sign(CONSENT, consent_message(user, kind, identity.device))
    return Admission(identity.entry, kind, consent)
