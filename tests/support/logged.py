"""Envelopes as a relay's log takes them: real headers around nothing, for tests of storage that nobody opens or verifies."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.rooms import (
    HASH_BYTES,
    ChainHead,
    ChainName,
    RoomCommit,
    RoomKey,
)
from sync.protocol.envelope import NO_PREVIOUS, EnvelopeHeader, EnvelopeType, envelope_hash, pack_header
from sync.protocol.frame_codec import stored_item

_LOG_SEQ = 7
_SEALED_BYTES = 80
_DOCUMENT = "b" * 32

KEY = RoomKey("a" * 32, _DOCUMENT)
CHAIN, OTHER = (b"d" * 16, b"w" * 8), (b"e" * 16, b"w" * 8)


@dataclass
class Logged:
    """Implements LoggedEnvelope."""

    seq: int
    item: bytes
    chain: ChainName | None
    head: ChainHead | None


def logged(chain: ChainName, counter: int, seq: int, size: int = 0, log_seq: int = _LOG_SEQ) -> Logged:
    """Return an update of a chain, with so many bytes more than the shortest."""
    previous = NO_PREVIOUS if counter == 1 else b"p" * len(NO_PREVIOUS)
    device, writer = chain[0].hex(), chain[1].hex()
    header = EnvelopeHeader(EnvelopeType.UPDATE, _DOCUMENT, device, writer, 1, counter, log_seq, previous, bytes(12))
    envelope = pack_header(header) + bytes(_SEALED_BYTES + size)
    head = ChainHead(counter, log_seq, envelope_hash(envelope)[:HASH_BYTES])
    return Logged(seq, stored_item(seq, envelope), chain, head)


def commit(number: int, *envelopes: Logged) -> RoomCommit:
    """Return what a commit adds to a room."""
    return RoomCommit(number, KEY.workspace, envelopes)
