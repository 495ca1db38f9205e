"""Derivation."""

from __future__ import annotations

import hashlib
import hmac
import inspect

from sync.crypto import kdf


def hkdf(key: bytes, info: bytes, length: int) -> bytes:
    """Compute HKDF-SHA256 without salt from HMAC alone (RFC 5869)."""
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    block, output = b"", b""
    while len(output) < length:
        block = hmac.new(extracted, block + info + bytes([len(output) // 32 + 1]), hashlib.sha256).digest()
        output += block
    return output[:length]


def test_key1_derivation_is_hkdf_in_a_context() -> None:
    """KEY-1."""
    key = bytes(range(32))
    assert kdf.derive(key, kdf.CHAIN, b"info") == hkdf(key, b"aio-canvas chain key v1\0info", 32)
    assert kdf.derive(key, kdf.INVITE_ID, length=16) == hkdf(key, b"aio-canvas invite id v1\0", 16)
    assert kdf.derive(key, kdf.SHARE, length=80) == hkdf(key, b"aio-canvas share key v1\0", 80)


def test_key1_no_context_is_another_ones_beginning() -> None:
    """KEY-1."""
    contexts = [value for _, value in inspect.getmembers(kdf) if isinstance(value, bytes)]
    assert len(contexts) == len(set(contexts)) >= 13
    assert all(context.endswith(b" v1\0") and context.count(b"\0") == 1 for context in contexts)
