"""Words that two paired devices say to each other through somebody who passes them on.

Each side has a key of its own, made from the pairing's, and numbers its words; the number is the nonce. A word that was said by the
other side, at another place, or not at all does not open.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.kdf import MEETING, derive
from sync.crypto.pairing import Side
from sync.errors import OpenFailed

OVERHEAD_BYTES = 16
_NONCE_BYTES = 12


class WordSeals:
    """Seals the words of one side and opens those of the other."""

    def __init__(self, key: bytes, side: Side) -> None:
        """Take the key of a pairing (32 bytes), and the side on which this device is."""
        other = Side.GUEST if side is Side.HOST else Side.HOST
        self._out, self._in = (AESGCM(derive(key, MEETING, bytes([one]))) for one in (side, other))

    def seal(self, number: int, word: bytes) -> bytes:
        """Seal a word; a number is used once."""
        return self._out.encrypt(number.to_bytes(_NONCE_BYTES, "big"), word, None)

    def open(self, number: int, sealed: bytes) -> bytes:
        """Open the other side's word.

        Raises:
            OpenFailed: It was not said by the other side at this place.
        """
        try:
            return self._in.decrypt(number.to_bytes(_NONCE_BYTES, "big"), sealed, None)
        except InvalidTag:
            raise OpenFailed("a word") from None
