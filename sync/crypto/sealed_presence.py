"""Sealing and opening of presence: under the document's key, not signed, never stored.

Layout: ``version u8 | epoch u32 | nonce 12 | ciphertext and tag``; document and sender are authenticated but not
repeated: they stand in the frame around it. A reader of the document could show another one's cursor falsely if a relay
helped him; presence is for display only, and that is the price of 20 messages a second.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.epoch import DocumentKey
from sync.crypto.kdf import PRESENCE, derive
from sync.errors import OpenFailed
from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import MAX_EPHEMERAL_BYTES, MAX_PRESENCE_BYTES
from sync.protocol.version import PRESENCE_VERSION

_NONCE_BYTES = 12
_HEAD_BYTES = 5
_LEAST_BYTES = _HEAD_BYTES + _NONCE_BYTES + 16


@dataclass(frozen=True, slots=True)
class PresenceKey:
    """The key for the presence of one device in one document and epoch; make it once and keep it."""

    document: str
    device: str
    epoch: int
    _cipher: AESGCM = field(repr=False, compare=False)

    def seal(self, message: bytes, random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
        """Seal an encoded presence message.

        Raises:
            TooLarge: It is over the limit.
        """
        if len(message) > MAX_PRESENCE_BYTES:
            raise TooLarge("a presence message is over the limit")
        nonce = random_bytes(_NONCE_BYTES)
        head = bytes([PRESENCE_VERSION]) + self.epoch.to_bytes(4, "big")
        return head + nonce + self._cipher.encrypt(nonce, message, head)

    def open(self, payload: bytes) -> bytes:
        """Open what the device sealed.

        Raises:
            OpenFailed: Another key or epoch, or it was changed.
            Malformed: It is no sealed presence.
            TooLarge: It is over the limit.
            UnsupportedVersion: Of a version that is not known here.
        """
        if presence_epoch(payload) != self.epoch:
            raise OpenFailed("a presence message")
        head, nonce = payload[:_HEAD_BYTES], payload[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        try:
            return self._cipher.decrypt(nonce, payload[_HEAD_BYTES + _NONCE_BYTES :], head)
        except InvalidTag:
            raise OpenFailed("a presence message") from None


def presence_key(key: DocumentKey, device: str) -> PresenceKey:
    """Derive the key for the presence of a device."""
    info = key.epoch.to_bytes(4, "big") + bytes.fromhex(key.document) + bytes.fromhex(device)
    return PresenceKey(key.document, device, key.epoch, AESGCM(derive(key.secret, PRESENCE, info)))


def presence_epoch(payload: bytes) -> int:
    """Return the number of the key that a sealed presence message needs.

    Raises:
        Malformed: It is no sealed presence.
        TooLarge: It is over the limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    if len(payload) > MAX_EPHEMERAL_BYTES:
        raise TooLarge("a presence message is over the limit")
    if len(payload) < _LEAST_BYTES:
        raise Malformed("a presence message is too short")
    if payload[0] != PRESENCE_VERSION:
        raise UnsupportedVersion(f"a presence message has version {payload[0]}")
    return int.from_bytes(payload[1:_HEAD_BYTES], "big")
