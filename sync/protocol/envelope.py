"""The envelope around a sealed edit: layout, header, hash and signature. Nothing here can open one.

``version u8 | type u8 | document 16 | device 16 | writer 8 | epoch u32 | counter u64 | log_seq u32 | previous 16 |
nonce 12 | ciphertext and tag | signature 64``. The first 86 bytes are the header, which is authenticated with the
ciphertext; the signature covers everything before it, as it stands on the wire.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from sync.protocol.chain import Chain
from sync.protocol.errors import ErrorCode, Malformed, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_PLAINTEXT_BYTES, MAX_SNAPSHOT_BYTES
from sync.protocol.signing import ENVELOPE, SIGNATURE_BYTES, verify_signature
from sync.protocol.version import ENVELOPE_VERSION

HEADER_BYTES = 86
PREVIOUS_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES + SIGNATURE_BYTES
"""What an envelope adds to what it carries: 166 bytes."""

MAX_ENVELOPE_BYTES = MAX_PLAINTEXT_BYTES + OVERHEAD_BYTES
"""Largest envelope of an update or a confirmation."""

MAX_FORK_ENVELOPE_BYTES = 2 * MAX_ENVELOPE_BYTES + 5 + OVERHEAD_BYTES
"""Largest envelope that proves a fork: it carries two others."""

MAX_SNAPSHOT_ENVELOPE_BYTES = MAX_SNAPSHOT_BYTES + OVERHEAD_BYTES
"""Largest envelope of a snapshot."""

NO_PREVIOUS = bytes(PREVIOUS_BYTES)
"""What the first envelope of a chain, and every envelope outside a chain, names as the one before it."""

_LAYOUT = struct.Struct(">BB16s16s8sIQI16s12s")
_COUNTER, _LOG_SEQ = slice(46, 54), slice(54, 58)
_SEED = hashlib.sha256(b"aio-canvas envelope hash v1\0")


class EnvelopeType(IntEnum):
    """What an envelope carries. Only updates have a place in a chain; the others have counter 0."""

    UPDATE = 1
    SNAPSHOT = 2
    CONFIRMATION = 3
    FORK = 4


class EnvelopeHeader(NamedTuple):
    """The readable part of an envelope: a plain tuple, since one is made for every envelope that passes.

    Attributes:
        type: What it carries.
        document: Its document (hex).
        device: The author's device (hex).
        writer: Random part of the author's chain (hex).
        epoch: Number of the key in the document's scope.
        counter: Place in the chain, from 1; 0 for what has none.
        log_seq: The last operation of the membership log that the author knew.
        previous: First 16 bytes of the hash of the chain's previous envelope.
        nonce: Random, 12 bytes.
    """

    type: EnvelopeType
    document: str
    device: str
    writer: str
    epoch: int
    counter: int
    log_seq: int
    previous: bytes
    nonce: bytes

    @property
    def chain(self) -> Chain:
        """The chain that it belongs to."""
        return Chain(self.document, self.device, self.writer)

    @property
    def key(self) -> tuple[str, str, str]:
        """Document, device and writer, as the membership state names a chain."""
        return self.document, self.device, self.writer


def pack_header(header: EnvelopeHeader) -> bytes:
    """Write a header.

    Raises:
        Malformed: A number does not fit, or counter and previous do not go together.
    """
    _check_place(header.type, header.counter, header.previous)
    try:
        return _LAYOUT.pack(
            ENVELOPE_VERSION,
            header.type,
            bytes.fromhex(header.document),
            bytes.fromhex(header.device),
            bytes.fromhex(header.writer),
            header.epoch,
            header.counter,
            header.log_seq,
            header.previous,
            header.nonce,
        )
    except struct.error:
        raise Malformed("a number of an envelope's header is out of range") from None


def parse_header(envelope: bytes | memoryview) -> EnvelopeHeader:
    """Read the header of an envelope and check its size; nothing is verified.

    Raises:
        Malformed: Too short, of an unknown type, or counter and previous do not go together.
        TooLarge: Over the limit of its type.
        UnsupportedVersion: Of a version that is not known here.
    """
    size = len(envelope)
    if size < OVERHEAD_BYTES:
        raise Malformed("an envelope is too short")
    version, number, document, device, writer, epoch, counter, log_seq, previous, nonce = _LAYOUT.unpack_from(envelope)
    if version != ENVELOPE_VERSION:
        raise UnsupportedVersion(f"an envelope has version {version}")
    known = _TYPES.get(number)
    if known is None:
        raise Malformed(f"unknown type of envelope {number}")
    kind, most = known
    if size > most:
        raise TooLarge(f"an envelope of {size} bytes is over the limit")
    _check_place(kind, counter, previous)
    return EnvelopeHeader(kind, document.hex(), device.hex(), writer.hex(), epoch, counter, log_seq, previous, nonce)


def lasting_parts(envelope: bytes) -> tuple[bytes, bytes]:
    """Return what the headers of a chain's updates have in common while neither key nor log change: before and behind the counter."""
    return envelope[: _COUNTER.start], envelope[_LOG_SEQ]


def beginning_after(front: bytes, counter: int, known: bytes, digest: bytes) -> bytes:
    """Return how the next update of a chain begins, up to its nonce.

    Args:
        front: The first of ``lasting_parts``.
        counter: Of the update before.
        known: The second of ``lasting_parts``.
        digest: First 16 bytes of the hash of the update before.
    """
    return front + (counter + 1).to_bytes(8, "big") + known + digest


def most_bytes(kind: EnvelopeType) -> int:
    """Return the size of the largest envelope of a type."""
    if kind is EnvelopeType.SNAPSHOT:
        return MAX_SNAPSHOT_ENVELOPE_BYTES
    return MAX_FORK_ENVELOPE_BYTES if kind is EnvelopeType.FORK else MAX_ENVELOPE_BYTES


def signed_part(envelope: bytes) -> bytes:
    """Return what an envelope's signature covers (after the context ``signing.ENVELOPE``)."""
    return envelope[:-SIGNATURE_BYTES]


def verify_envelope(envelope: bytes, signing_public: bytes) -> None:
    """Check an envelope's signature.

    Args:
        envelope: The whole envelope.
        signing_public: Signing key of the device that its header names.

    Raises:
        SignatureInvalid: It was not made by that key over these bytes.
    """
    verify_signature(signing_public, ENVELOPE, envelope[-SIGNATURE_BYTES:], envelope[:-SIGNATURE_BYTES])


def envelope_hash(envelope: bytes | memoryview) -> bytes:
    """Hash a whole envelope (32 bytes); the next one of its chain names the first 16."""
    digest = _SEED.copy()
    digest.update(envelope)
    return digest.digest()


def envelope_hash_of_parts(parts: Iterable[bytes]) -> bytes:
    """Hash an envelope that comes in parts, as large snapshots do (32 bytes)."""
    digest = _SEED.copy()
    for part in parts:
        digest.update(part)
    return digest.digest()


_TYPES = {kind.value: (kind, most_bytes(kind)) for kind in EnvelopeType}


def _check_place(kind: EnvelopeType, counter: int, previous: bytes) -> None:
    if kind is EnvelopeType.UPDATE:
        if counter < 1:
            raise Malformed("an update has no place in its chain", ErrorCode.COUNTER_GAP)
        if (counter == 1) != (previous == NO_PREVIOUS):
            raise Malformed("all but the first envelope name the one before", ErrorCode.WRONG_PREVIOUS)
    elif counter or previous != NO_PREVIOUS:
        raise Malformed("only updates have a place in a chain")
