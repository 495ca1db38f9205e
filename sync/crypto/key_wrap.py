"""Boxes: keys sealed by HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM) to a device or an invite.

What a box is for is bound into it, so that a relay cannot show one key's box as another's. Whoever opens an epoch key
or a document's key compares it with the log's commitment; there is no way to open one without.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.crypto.epoch import DocumentKey, EpochKey, check_commitment, check_document_commitment
from sync.errors import OpenFailed
from sync.protocol.boxes import NO_DOCUMENT, Box, box_info
from sync.protocol.errors import IdentityError

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BOX = b"aio-canvas box v1\0"


def seal_to(sealing_public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Seal bytes to a raw X25519 key; ``info`` has to be the same to open them.

    Raises:
        IdentityError: The key is no key, or one that makes every secret the same.
    """
    try:
        return SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(sealing_public), info=info)
    except ValueError:
        raise IdentityError("a sealing key cannot be sealed to") from None


def open_with(sealing_seed: bytes, info: bytes, sealed: bytes, what: str) -> bytes:
    """Open what was sealed to the key of a seed.

    Raises:
        OpenFailed: It was sealed to another key or for something else, or was changed.
    """
    try:
        return SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(sealing_seed), info=info)
    except (InvalidTag, ValueError):
        raise OpenFailed(what) from None


def seal_epoch_box(key: EpochKey, recipient: str, sealing_public: bytes) -> Box:
    """Seal a scope's key to a device or invite.

    Raises:
        IdentityError: The recipient's key cannot be sealed to.
    """
    info = _BOX + box_info(key.scope, key.epoch, NO_DOCUMENT, recipient)
    return Box(key.scope, key.epoch, NO_DOCUMENT, recipient, seal_to(sealing_public, info, key.secret))


def seal_document_box(key: DocumentKey, recipient: str, sealing_public: bytes) -> Box:
    """Seal a document's key to a guest's device or invite.

    Raises:
        IdentityError: The recipient's key cannot be sealed to.
    """
    info = _BOX + box_info(key.scope, key.epoch, key.document, recipient)
    return Box(key.scope, key.epoch, key.document, recipient, seal_to(sealing_public, info, key.secret))


def open_epoch_box(box: Box, sealing_seed: bytes, expected: bytes) -> EpochKey:
    """Open a scope's key.

    Args:
        box: The box.
        sealing_seed: Seed of the recipient's X25519 key.
        expected: Commitment of the key in the membership log.

    Raises:
        OpenFailed: It does not open, or holds a document's key.
        CommitmentError: It opens to another key than the log says.
    """
    if box.document != NO_DOCUMENT:
        raise OpenFailed("a box of a scope")
    key = EpochKey(box.scope, box.epoch, open_with(sealing_seed, _BOX + box_info(*box.place), box.sealed, "a box"))
    check_commitment(key, expected)
    return key


def open_document_box(box: Box, sealing_seed: bytes, expected: bytes) -> DocumentKey:
    """Open a document's key.

    Args:
        box: The box.
        sealing_seed: Seed of the recipient's X25519 key.
        expected: Commitment of the key in the membership log.

    Raises:
        OpenFailed: It does not open, or holds a scope's key.
        CommitmentError: It opens to another key than the log says.
    """
    if box.document == NO_DOCUMENT:
        raise OpenFailed("a box of a document")
    secret = open_with(sealing_seed, _BOX + box_info(*box.place), box.sealed, "a box")
    key = DocumentKey(box.scope, box.epoch, box.document, secret)
    check_document_commitment(key, expected)
    return key


def seal_epoch_boxes(key: EpochKey, recipients: Iterable[tuple[str, bytes]]) -> tuple[Box, ...]:
    """Seal a scope's key to many: (recipient id, raw sealing key) each.

    Raises:
        IdentityError: A recipient's key cannot be sealed to.
    """
    return tuple(seal_epoch_box(key, recipient, public) for recipient, public in recipients)
