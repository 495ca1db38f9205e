"""Keys from keys: HKDF-SHA256 with a context that says what the key is for."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32

DOCUMENT = b"aio-canvas document key v1\0"
CHAIN = b"aio-canvas chain key v1\0"
PREVIOUS_KEY = b"aio-canvas previous key v1\0"
BRIDGE = b"aio-canvas bridge v1\0"
CARD = b"aio-canvas card key v1\0"
PRESENCE = b"aio-canvas presence key v1\0"
INVITE_SIGNING = b"aio-canvas invite signing v1\0"
INVITE_SEALING = b"aio-canvas invite sealing v1\0"
INVITE_ID = b"aio-canvas invite id v1\0"
PAPER_SIGNING = b"aio-canvas paper signing v1\0"
PAPER_SEALING = b"aio-canvas paper sealing v1\0"
SHARE = b"aio-canvas share key v1\0"
ROOM = b"aio-canvas room key v1\0"
PAIRING = b"aio-canvas pairing key v1\0"
MEETING = b"aio-canvas meeting words v1\0"


def derive(key: bytes, context: bytes, info: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """Derive a key.

    Args:
        key: Secret to derive from; at least 16 bytes of it are unpredictable.
        context: One of the contexts of this module.
        info: What the key is for within the context; of a fixed length there.
        length: Bytes wanted.
    """
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=context + info).derive(key)
