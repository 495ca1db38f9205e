"""Epoch keys of a scope, their commitments, and the keys that follow from them.

A scope is a workspace or one restricted diagram. Its key is random; the membership log holds a hash of it, so that all
members provably hold the same one and need no commitment in each message. The newest key opens the one before. From an
epoch key follows a key for each document, which is all that a guest gets.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.kdf import BRIDGE, DOCUMENT, KEY_BYTES, PREVIOUS_KEY, ROOM, derive
from sync.errors import CommitmentError, OpenFailed
from sync.protocol.identifiers import RandomBytes
from sync.protocol.version import BOX_VERSION

SEALED_KEY_BYTES = 61
"""Length of a key sealed under another: version 1, nonce 12, key 32, tag 16."""

_COMMITMENT = b"aio-canvas epoch commitment v1\0"
_PROMISE = b"aio-canvas document commitment v1\0"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class EpochKey:
    """The key of a scope (hex id) in one epoch; never printed."""

    scope: str
    epoch: int
    secret: bytes = field(repr=False)

    @property
    def place(self) -> bytes:
        """Scope and epoch as they go into derivations: 20 bytes."""
        return bytes.fromhex(self.scope) + self.epoch.to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """The key of one document (hex id) in one epoch of its scope; never printed."""

    scope: str
    epoch: int
    document: str
    secret: bytes = field(repr=False)


def new_epoch_key(scope: str, epoch: int, random_bytes: RandomBytes = secrets.token_bytes) -> EpochKey:
    """Make the key of an epoch."""
    return EpochKey(scope, epoch, random_bytes(KEY_BYTES))


def commitment(key: EpochKey) -> bytes:
    """Return the hash of a key that the membership log holds (32 bytes)."""
    return hashlib.sha256(_COMMITMENT + key.place + key.secret).digest()


def check_commitment(key: EpochKey, expected: bytes) -> None:
    """Check that a key is the one that the log committed to.

    Raises:
        CommitmentError: It is another one.
    """
    if not hmac.compare_digest(commitment(key), expected):
        raise CommitmentError(f"the key of epoch {key.epoch} is not the one in the membership log")


def document_commitment(key: DocumentKey) -> bytes:
    """Return the hash of a document's key that the membership log holds where a guest gets it (32 bytes)."""
    place = EpochKey(key.scope, key.epoch, b"").place + bytes.fromhex(key.document)
    return hashlib.sha256(_PROMISE + place + key.secret).digest()


def check_document_commitment(key: DocumentKey, expected: bytes) -> None:
    """Check that a document's key is the one that the log promises to guests.

    Raises:
        CommitmentError: It is another one.
    """
    if not hmac.compare_digest(document_commitment(key), expected):
        raise CommitmentError(f"the document's key of epoch {key.epoch} is not the one in the membership log")


def room_key(key: DocumentKey) -> bytes:
    """Derive the key with which a room of a diagram is marked in a local network (32 bytes)."""
    return derive(key.secret, ROOM)


def document_key(key: EpochKey, document: str) -> DocumentKey:
    """Derive the key of a document."""
    return DocumentKey(
        key.scope, key.epoch, document, derive(key.secret, DOCUMENT, key.place + bytes.fromhex(document))
    )


def seal_previous(newer: EpochKey, older: EpochKey, random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
    """Seal the key of the epoch before under the new one.

    Raises:
        ValueError: They are not neighbours of one scope.
    """
    if newer.scope != older.scope or newer.epoch != older.epoch + 1:
        raise ValueError("a key opens the one before it in its own scope")
    return _seal(newer, PREVIOUS_KEY, b"", older.secret, random_bytes)


def open_previous(newer: EpochKey, sealed: bytes, expected: bytes) -> EpochKey:
    """Open the key of the epoch before.

    Args:
        newer: Key of the later epoch.
        sealed: What ``seal_previous`` made.
        expected: Commitment of the older key in the log.

    Raises:
        OpenFailed: It does not open.
        CommitmentError: It opens to another key than the log says.
    """
    older = EpochKey(newer.scope, newer.epoch - 1, _open(newer, PREVIOUS_KEY, b"", sealed))
    check_commitment(older, expected)
    return older


def seal_bridge(workspace: EpochKey, diagram: EpochKey, random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
    """Seal the key of a diagram that is opened to its workspace under the workspace's key."""
    return _seal(workspace, BRIDGE, diagram.place, diagram.secret, random_bytes)


def open_bridge(workspace: EpochKey, scope: str, epoch: int, sealed: bytes, expected: bytes) -> EpochKey:
    """Open the key of a diagram that was opened to its workspace.

    Args:
        workspace: Key of the workspace in the epoch that the bridge names.
        scope: The diagram.
        epoch: Number of its key.
        sealed: What ``seal_bridge`` made.
        expected: Commitment of the diagram's key in the log.

    Raises:
        OpenFailed: It does not open.
        CommitmentError: It opens to another key than the log says.
    """
    place = EpochKey(scope, epoch, b"").place
    diagram = EpochKey(scope, epoch, _open(workspace, BRIDGE, place, sealed))
    check_commitment(diagram, expected)
    return diagram


def _seal(under: EpochKey, context: bytes, info: bytes, secret: bytes, random_bytes: RandomBytes) -> bytes:
    nonce = random_bytes(_NONCE_BYTES)
    key = derive(under.secret, context, under.place + info)
    return bytes([BOX_VERSION]) + nonce + AESGCM(key).encrypt(nonce, secret, context + under.place + info)


def _open(under: EpochKey, context: bytes, info: bytes, sealed: bytes) -> bytes:
    if len(sealed) != SEALED_KEY_BYTES or sealed[0] != BOX_VERSION:
        raise OpenFailed("a sealed key")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    key = derive(under.secret, context, under.place + info)
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, context + under.place + info)
    except InvalidTag:
        # Without "from": keys must not travel in a traceback's frames further than needed.
        raise OpenFailed("a sealed key") from None
