"""Single fields that the database alone must not give away, such as shared secrets of authenticator apps.

``version u8 | nonce 12 | ciphertext + tag``, AES-256-GCM; the place of the field is authenticated, so that no sealed
value works in another row.
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from relay_server.errors import DatabaseError

_VERSION = 1
_NONCE_BYTES = 12


class FieldSealer:
    """Seals and opens fields with one 256-bit key that lies outside the database."""

    def __init__(self, key: bytes, random_bytes: Callable[[int], bytes]) -> None:
        self._cipher = AESGCM(key)
        self._random_bytes = random_bytes

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt a field for one place, such as "totp/<account id>"."""
        nonce = self._random_bytes(_NONCE_BYTES)
        return bytes([_VERSION]) + nonce + self._cipher.encrypt(nonce, plain, _context(place))

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt a field.

        Raises:
            DatabaseError: It was not sealed with this key for this place.
        """
        if sealed[:1] != bytes([_VERSION]):
            raise DatabaseError("a sealed field has an unknown version")
        nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, rest, _context(place))
        except (InvalidTag, ValueError):
            raise DatabaseError("a sealed field does not open: the field key is not the one of this database") from None


def _context(place: str) -> bytes:
    return f"aio-canvas relay field v1\0{place}".encode()
