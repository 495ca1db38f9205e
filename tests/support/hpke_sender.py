"""HPKE (RFC 9180) as a sender with a chosen ephemeral key, from primitives: test vectors have to come out the same."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEM_ID, _KDF_ID, _AEAD_ID = 0x0020, 0x0001, 0x0002
_KEM_SUITE = b"KEM" + _KEM_ID.to_bytes(2, "big")
_SUITE = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (_KEM_ID, _KDF_ID, _AEAD_ID))


def _extract(suite: bytes, salt: bytes, label: bytes, key: bytes) -> bytes:
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + key, hashlib.sha256).digest()


def _expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.new(secret, labelled + b"\x01", hashlib.sha256).digest()[:length]


def key_and_nonce(shared_point: bytes, ephemeral_public: bytes, public: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Run the key schedule of base mode (RFC 9180, 4.1 and 5.1) for the first message."""
    prk = _extract(_KEM_SUITE, b"", b"eae_prk", shared_point)
    secret = _expand(_KEM_SUITE, prk, b"shared_secret", ephemeral_public + public, 32)
    context = b"\0" + _extract(_SUITE, b"", b"psk_id_hash", b"") + _extract(_SUITE, b"", b"info_hash", info)
    schedule = _extract(_SUITE, secret, b"secret", b"")
    return _expand(_SUITE, schedule, b"key", context, 32), _expand(_SUITE, schedule, b"base_nonce", context, 12)


def seal(ephemeral_seed: bytes, public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Seal to a raw X25519 key: encapsulated key, then ciphertext and tag."""
    ephemeral = X25519PrivateKey.from_private_bytes(ephemeral_seed)
    encapsulated = ephemeral.public_key().public_bytes_raw()
    point = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    key, nonce = key_and_nonce(point, encapsulated, public, info)
    return encapsulated + AESGCM(key).encrypt(nonce, plaintext, b"")


def unseal(seed: bytes, info: bytes, sealed: bytes) -> bytes:
    """Open what was sealed to the key of a seed."""
    private = X25519PrivateKey.from_private_bytes(seed)
    encapsulated = sealed[:32]
    point = private.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    key, nonce = key_and_nonce(point, encapsulated, private.public_key().public_bytes_raw(), info)
    return AESGCM(key).decrypt(nonce, sealed[32:], b"")
