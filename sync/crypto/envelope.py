"""Sealing and opening of envelopes: AES-256-GCM under a key of the chain, the header authenticated with it.

Each chain has a key of its own in each epoch, so that random nonces stay far from colliding and a restored backup
cannot repeat one. Opening checks neither signature nor rights nor counters: the receive path does that first, because it
is cheaper, and hands over the header that it checked.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.epoch import DocumentKey
from sync.crypto.identity import DeviceIdentity
from sync.crypto.kdf import CHAIN, derive
from sync.errors import OpenFailed
from sync.protocol.chain import Chain, chain_id
from sync.protocol.envelope import (
    HEADER_BYTES,
    NO_PREVIOUS,
    NONCE_BYTES,
    OVERHEAD_BYTES,
    PREVIOUS_BYTES,
    EnvelopeHeader,
    EnvelopeType,
    envelope_hash,
    most_bytes,
    pack_header,
)
from sync.protocol.errors import TooLarge
from sync.protocol.identifiers import RandomBytes
from sync.protocol.signing import ENVELOPE, SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class ChainKey:
    """The key of one chain in one epoch, ready for use; make it once and keep it with the chain."""

    chain: Chain
    epoch: int
    _cipher: AESGCM = field(repr=False, compare=False)

    def encrypt(self, nonce: bytes, plaintext: bytes, header: bytes) -> bytes:
        """Encrypt under the chain's key, with the header authenticated."""
        return self._cipher.encrypt(nonce, plaintext, header)

    def decrypt(self, nonce: bytes, ciphertext: bytes, header: bytes) -> bytes:
        """Decrypt under the chain's key.

        Raises:
            OpenFailed: Another key, or something was changed.
        """
        try:
            return self._cipher.decrypt(nonce, ciphertext, header)
        except InvalidTag:
            raise OpenFailed("an envelope") from None


def chain_key(key: DocumentKey, chain: Chain) -> ChainKey:
    """Derive the key of a chain.

    Raises:
        ValueError: The chain belongs to another document than the key.
    """
    if chain.document != key.document:
        raise ValueError("the chain belongs to another document than the key")
    info = key.epoch.to_bytes(4, "big") + chain_id(chain)
    return ChainKey(chain, key.epoch, AESGCM(derive(key.secret, CHAIN, info)))


@dataclass(frozen=True, slots=True)
class ChainTip:
    """The end of an own chain: counter of its last envelope (0 before the first) and the first bytes of its hash."""

    counter: int = 0
    previous: bytes = NO_PREVIOUS

    def after(self, envelope: bytes) -> ChainTip:
        """Return the tip once an envelope was appended."""
        return ChainTip(self.counter + 1, envelope_hash(envelope)[:PREVIOUS_BYTES])


def seal_update(
    key: ChainKey,
    author: DeviceIdentity,
    tip: ChainTip,
    log_seq: int,
    update: bytes,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> bytes:
    """Seal an update as the next envelope of an own chain.

    Args:
        key: Key of the chain in the newest epoch.
        author: The device that writes; the chain is its own.
        tip: Where the chain ends; go on with ``tip.after(envelope)``.
        log_seq: The last operation of the membership log that the author knows.
        update: The plaintext.
        random_bytes: Source of the nonce.

    Raises:
        TooLarge: The update is over its limit.
        ValueError: The chain is another device's.
    """
    header = _header(key, EnvelopeType.UPDATE, log_seq)
    header = header._replace(counter=tip.counter + 1, previous=tip.previous)
    return _seal(key, author, header, update, random_bytes)


def seal_beside_chain(
    key: ChainKey,
    author: DeviceIdentity,
    kind: EnvelopeType,
    log_seq: int,
    plaintext: bytes,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> bytes:
    """Seal a snapshot, a confirmation or the proof of a fork, which have no place in the chain.

    Raises:
        TooLarge: The plaintext is over its limit.
        Malformed: An update needs a place in its chain.
        ValueError: The chain is another device's.
    """
    return _seal(key, author, _header(key, kind, log_seq), plaintext, random_bytes)


def open_envelope(key: ChainKey, header: EnvelopeHeader, envelope: bytes) -> bytes:
    """Decrypt an envelope whose header and signature were checked.

    Args:
        key: Key of the chain that the header names, in its epoch.
        header: The envelope's header as it was parsed.
        envelope: The whole envelope.

    Raises:
        OpenFailed: It was not sealed under this key, or was changed.
        ValueError: The key is another chain's or epoch's.
    """
    if key.epoch != header.epoch or key.chain != header.chain:
        raise ValueError("the key belongs to another chain or epoch")
    return key.decrypt(header.nonce, envelope[HEADER_BYTES:-SIGNATURE_BYTES], envelope[:HEADER_BYTES])


def _header(key: ChainKey, kind: EnvelopeType, log_seq: int) -> EnvelopeHeader:
    chain = key.chain
    return EnvelopeHeader(
        kind, chain.document, chain.device, chain.writer, key.epoch, 0, log_seq, NO_PREVIOUS, bytes(NONCE_BYTES)
    )


def _seal(
    key: ChainKey, author: DeviceIdentity, header: EnvelopeHeader, plaintext: bytes, random_bytes: RandomBytes
) -> bytes:
    if author.device != header.device:
        raise ValueError("a device writes its own chains only")
    if len(plaintext) + OVERHEAD_BYTES > most_bytes(header.type):
        raise TooLarge(f"{len(plaintext)} bytes do not fit into one envelope")
    header = header._replace(nonce=random_bytes(NONCE_BYTES))
    packed = pack_header(header)
    body = packed + key.encrypt(header.nonce, plaintext, packed)
    return body + author.sign(ENVELOPE, body)
