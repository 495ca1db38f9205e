"""What every signature covers, and how it is checked.

A signature is made over a prefix, a context and the exact bytes on the wire. The context keeps a signature from being
shown as one over something else; nothing is serialised again before it is checked.
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.protocol.errors import SignatureInvalid

SIGNATURE_BYTES = 64
KEY_BYTES = 32

OPERATION = b"aio-canvas operation v1\0"
"""Context of an operation, signed by its author's device or by an invite's key."""

HEAD = b"aio-canvas log head v1\0"
"""Context of the sequencer's signature over (workspace, seq, head)."""

ENTRY = b"aio-canvas device entry v1\0"
"""Context of a device entry, signed by the device itself."""

CONSENT = b"aio-canvas device consent v1\0"
"""Context of a device's consent to belong to a user."""

ENVELOPE = b"aio-canvas envelope v1\0"
"""Context of an envelope."""

CARD = b"aio-canvas card v1\0"
"""Context of a card."""

SIGNAL = b"aio-canvas signal v1\0"
"""Context of a signalling message."""

HELLO = b"aio-canvas hello v1\0"
"""Context of a device's proof towards a relay."""

REGISTRATION = b"aio-canvas device registration v1\0"
"""Context of a device's proof that it holds the keys of the entry that an account registers at a relay."""

VISIT = b"aio-canvas workspace visit v1\0"
"""Context of the proof by which a key of a log (an invite's, a paper device's) shows itself to a relay."""

LAN = b"aio-canvas lan proof v1\0"
"""Context of a device's proof in a room of the local network."""

MESSAGE = b"aio-canvas message v1\0"
"""Context of a message in a discussion."""

LEDGER_HEAD = b"aio-canvas ledger head v1\0"
"""Context of a signed head of the audit ledger."""


@lru_cache(maxsize=4096)
def _loaded(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def verify_signature(public: bytes, context: bytes, signature: bytes, message: bytes) -> None:
    """Check an Ed25519 signature over context and message.

    Args:
        public: Raw public key, 32 bytes.
        context: One of the contexts of this module.
        signature: 64 bytes.
        message: The exact bytes on the wire that it covers.

    Raises:
        SignatureInvalid: It does not fit, or the key is no key.
    """
    try:
        _loaded(public).verify(signature, context + message)
    except (InvalidSignature, ValueError):
        raise SignatureInvalid("a signature does not fit") from None
