"""Read-only share links to one diagram: a random key per link, in the fragment of its address, never used again.

What the link shows is sealed anew under that key; the relay holds the sealed copy and takes it away when the link ends.
Expiry and revocation rest on the relay alone, and the dialog says so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.kdf import KEY_BYTES, SHARE, derive
from sync.errors import LinkError, OpenFailed
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import ID_BYTES

_VERSION = 1
_NONCE_BYTES = 12
_HEAD_BYTES = 1 + ID_BYTES + _NONCE_BYTES
_COMMITMENT = b"aio-canvas share commitment v1\0"


@dataclass(frozen=True, slots=True)
class ShareKey:
    """A link's id (hex) and its key, which is never printed."""

    link: str
    secret: bytes = field(repr=False)

    @property
    def commitment(self) -> bytes:
        """Hash of the key that the membership log holds (32 bytes)."""
        return hashlib.sha256(_COMMITMENT + bytes.fromhex(self.link) + self.secret).digest()


def new_share_key(random_bytes: RandomBytes = secrets.token_bytes) -> ShareKey:
    """Make the id and key of a new link."""
    return ShareKey(random_bytes(ID_BYTES).hex(), random_bytes(KEY_BYTES))


def format_share_fragment(key: ShareKey) -> str:
    """Write what stands in the fragment of the link's address: the key as URL-safe text."""
    return base64.urlsafe_b64encode(key.secret).decode("ascii").rstrip("=")


def parse_share_fragment(link: str, fragment: str) -> ShareKey:
    """Read a link's key.

    Raises:
        LinkError: It is cut off or mistyped.
    """
    try:
        secret = base64.b64decode(fragment + "=" * (-len(fragment) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise LinkError("the share link is incomplete")
    return ShareKey(link, secret)


def seal_shared(key: ShareKey, content: bytes, random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
    """Seal what a link shows: ``version u8 | link 16 | nonce 12 | ciphertext and tag``."""
    nonce = random_bytes(_NONCE_BYTES)
    head = bytes([_VERSION]) + bytes.fromhex(key.link) + nonce
    return head + AESGCM(derive(key.secret, SHARE)).encrypt(nonce, content, head)


def open_shared(key: ShareKey, sealed: bytes) -> bytes:
    """Open what a link shows.

    Raises:
        OpenFailed: It belongs to another link or key, or was changed.
    """
    head = sealed[:_HEAD_BYTES]
    if len(head) < _HEAD_BYTES or head[:-_NONCE_BYTES] != bytes([_VERSION]) + bytes.fromhex(key.link):
        raise OpenFailed("a shared diagram")
    try:
        return AESGCM(derive(key.secret, SHARE)).decrypt(head[-_NONCE_BYTES:], sealed[_HEAD_BYTES:], head)
    except InvalidTag:
        raise OpenFailed("a shared diagram") from None
