"""What a snapshot and a confirmation hold once they are opened.

A snapshot is a whole document with the chains that it covers, so that a newcomer need not read its history. Its author
may be wrong or lie: until a second user confirms the same hash of records, the app shows it as unconfirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sync.protocol.errors import Malformed, UnsupportedVersion
from sync.protocol.fields import HASH, ID, U64, fixed, identifier, list_of
from sync.protocol.limits import ID_BYTES, MAX_JOINED_CHAINS, WRITER_BYTES
from sync.protocol.wire import WireReader

_VERSION = 1
_PREVIOUS_BYTES = 16
_WRITER, _PREVIOUS = identifier(WRITER_BYTES), fixed(_PREVIOUS_BYTES)


@dataclass(frozen=True, slots=True)
class CoveredChain:
    """How far a snapshot covers a chain: counter of the last envelope in it, and the first 16 bytes of its hash."""

    device: str
    writer: str
    counter: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class SnapshotContent:
    """A document.

    Attributes:
        chains: What it covers, ascending by device and writer.
        records_hash: Hash of the canonical records (32 bytes): equal for all who have the same envelopes.
        state: The whole document as one update.
    """

    chains: tuple[CoveredChain, ...]
    records_hash: bytes
    state: bytes


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A second user's word: the snapshot with this hash leads to records with this hash."""

    snapshot: bytes
    records_hash: bytes


def encode_snapshot(content: SnapshotContent) -> bytes:
    """Write what is going to be sealed.

    Raises:
        Malformed: A value does not fit, or the chains do not ascend.
        TooLarge: Too many chains.
    """
    return bytes([_VERSION]) + _CHAINS.write(content.chains) + HASH.write(content.records_hash) + content.state


def decode_snapshot(data: bytes) -> SnapshotContent:
    """Read an opened snapshot; its state is not looked at.

    Raises:
        Malformed: Truncated, or the chains do not ascend.
        TooLarge: Too many chains.
        UnsupportedVersion: Of a version that is not known here.
    """
    reader = _reader(data, "a snapshot")
    return SnapshotContent(_CHAINS.read(reader), reader.take(32), reader.rest())


def encode_confirmation(confirmation: Confirmation) -> bytes:
    """Write what is going to be sealed.

    Raises:
        Malformed: A hash has another length.
    """
    return bytes([_VERSION]) + HASH.write(confirmation.snapshot) + HASH.write(confirmation.records_hash)


def decode_confirmation(data: bytes) -> Confirmation:
    """Read an opened confirmation.

    Raises:
        Malformed: Of another length.
        UnsupportedVersion: Of a version that is not known here.
    """
    reader = _reader(data, "a confirmation")
    confirmation = Confirmation(reader.take(32), reader.take(32))
    reader.finish()
    return confirmation


def _reader(data: bytes, what: str) -> WireReader:
    reader = WireReader(data)
    version = reader.number(1)
    if version != _VERSION:
        raise UnsupportedVersion(f"{what} has version {version}")
    return reader


def _write(chain: CoveredChain) -> bytes:
    if chain.counter < 1:
        raise Malformed("a covered chain has at least one envelope")
    return ID.write(chain.device) + _WRITER.write(chain.writer) + U64.write(chain.counter) + _PREVIOUS.write(chain.hash)


def _read(reader: WireReader) -> CoveredChain:
    chain = CoveredChain(
        reader.identifier(), reader.identifier(WRITER_BYTES), reader.number(8), reader.take(_PREVIOUS_BYTES)
    )
    if chain.counter < 1:
        raise Malformed("a covered chain has at least one envelope")
    return chain


_CHAINS = list_of(
    _write,
    _read,
    ID_BYTES + WRITER_BYTES + 8 + _PREVIOUS_BYTES,
    MAX_JOINED_CHAINS,
    lambda chain: (chain.device, chain.writer),
)
