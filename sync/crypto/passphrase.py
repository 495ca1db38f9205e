"""Keys protected by a passphrase: Argon2id for the passphrase, AES-256-GCM for the key it seals.

The library's key itself is random; the passphrase only seals it. Changing the passphrase therefore never has to rewrite
the library to be safe against a crash, and a wrong passphrase is told at once by the seal's tag.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sync.errors import SealedKeyError, WrongPassphraseError
from sync.protocol.identifiers import RandomBytes

KEY_BYTES = 32
"""Length of the library's key and of a key derived from a passphrase."""

_VERSION = 1
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_AAD = b"aio-canvas sealed library key v1\0"


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """Cost of deriving a key: passes over the memory, memory in KiB, lanes."""

    iterations: int
    memory_kib: int
    lanes: int


INTERACTIVE = Argon2Cost(iterations=3, memory_kib=64 * 1024, lanes=4)
"""For a person who waits at start: RFC 9106's second choice, about 0.1-0.3 s on a small machine."""

# A header is not secret and may be hostile; it must not be able to ask for all memory or for hours.
_LOWEST = Argon2Cost(iterations=1, memory_kib=32, lanes=1)
_HIGHEST = Argon2Cost(iterations=64, memory_kib=1024 * 1024, lanes=16)


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A key sealed under a passphrase, with everything but the passphrase that opening it needs."""

    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    ciphertext: bytes


def derive_key(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Derive 32 bytes from a passphrase by Argon2id; equal letters count as equal however they were typed (NFKC)."""
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def seal_key(
    key: bytes, passphrase: str, cost: Argon2Cost = INTERACTIVE, random_bytes: RandomBytes = secrets.token_bytes
) -> SealedKey:
    """Seal a 32-byte key under a passphrase.

    Raises:
        SealedKeyError: The key has another length or the passphrase is empty.
    """
    if len(key) != KEY_BYTES:
        raise SealedKeyError("the key to seal is not 32 bytes long")
    if not passphrase:
        raise SealedKeyError("the passphrase is empty")
    salt, nonce = random_bytes(_SALT_BYTES), random_bytes(_NONCE_BYTES)
    return SealedKey(cost, salt, nonce, AESGCM(derive_key(passphrase, salt, cost)).encrypt(nonce, key, _AAD))


def open_key(sealed: SealedKey, passphrase: str) -> bytes:
    """Return the sealed key.

    Raises:
        WrongPassphraseError: The passphrase is not the one it was sealed with.
    """
    try:
        return AESGCM(derive_key(passphrase, sealed.salt, sealed.cost)).decrypt(sealed.nonce, sealed.ciphertext, _AAD)
    except InvalidTag:
        # Without "from": the derived key must not travel in a traceback's frames further than needed.
        raise WrongPassphraseError("the passphrase is wrong") from None


def encode_sealed_key(sealed: SealedKey) -> dict[str, int | str]:
    """Turn a sealed key into JSON values."""
    return {
        "version": _VERSION,
        "kdf": "argon2id",
        "iterations": sealed.cost.iterations,
        "memory_kib": sealed.cost.memory_kib,
        "lanes": sealed.cost.lanes,
        "salt": base64.b64encode(sealed.salt).decode("ascii"),
        "nonce": base64.b64encode(sealed.nonce).decode("ascii"),
        "ciphertext": base64.b64encode(sealed.ciphertext).decode("ascii"),
    }


def decode_sealed_key(value: object) -> SealedKey:
    """Read a sealed key from JSON values, within bounds.

    Raises:
        SealedKeyError: A part is missing, malformed, or its cost is out of bounds.
    """
    if not isinstance(value, Mapping) or value.get("version") != _VERSION or value.get("kdf") != "argon2id":
        raise SealedKeyError("a sealed key has an unknown version")
    cost = Argon2Cost(
        *(
            _bounded(value.get(name), getattr(_LOWEST, name), getattr(_HIGHEST, name))
            for name in ("iterations", "memory_kib", "lanes")
        )
    )
    if cost.memory_kib < 8 * cost.lanes:
        raise SealedKeyError("the cost of a sealed key is out of bounds")
    return SealedKey(
        cost,
        _binary(value.get("salt"), _SALT_BYTES),
        _binary(value.get("nonce"), _NONCE_BYTES),
        _binary(value.get("ciphertext"), KEY_BYTES + _TAG_BYTES),
    )


def _bounded(value: object, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise SealedKeyError("the cost of a sealed key is out of bounds")
    return value


def _binary(value: object, length: int) -> bytes:
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except binascii.Error:
        data = b""
    if len(data) != length:
        raise SealedKeyError("a part of a sealed key is malformed")
    return data
