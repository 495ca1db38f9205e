"""What a snapshot and a confirmation hold once they are opened.

A snapshot is a whole document with the chains that it covers, so that a newcomer need not read its history. Its author
may be wrong or lie: until a second user confirms the same hash of records, the app shows it as unconfirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sync.protocol.envelope import MAX_FORK_ENVELOPE_BYTES
from sync.protocol.errors import Malformed, UnsupportedVersion
from sync.protocol.fields import HASH, ID, U32, U64, fixed, identifier, list_of
from sync.protocol.fork import Fork, decode_fork, encode_fork
from sync.protocol.limits import ID_BYTES, MAX_JOINED_CHAINS, MAX_SNAPSHOT_FORKS, WRITER_BYTES
from sync.protocol.wire import WireReader, blob

_VERSION = 1
_PREVIOUS_BYTES = 16
_WRITER, _PREVIOUS = identifier(WRITER_BYTES), fixed(_PREVIOUS_BYTES)


@dataclass(frozen=True, slots=True)
class CoveredChain:
    """How far a snapshot covers a chain: the last envelope in it.

    Attributes:
        device: Whose chain.
        writer: Which of his.
        counter: The envelope's counter.
        hash: First 16 bytes of its hash.
        log_seq: The last operation of the membership log that the chain's author had known by then.
    """

    device: str
    writer: str
    counter: int
    hash: bytes
    log_seq: int = 0


@dataclass(frozen=True, slots=True)
class SnapshotContent:
    """A document.

    Attributes:
        chains: What it covers, ascending by device and writer.
        records_hash: Hash of the canonical records (32 bytes): equal for all who have the same envelopes.
        state: The whole document as one update.
        forks: Proofs that some of its chains ended, ascending by device, writer and counter.
    """

    chains: tuple[CoveredChain, ...]
    records_hash: bytes
    state: bytes
    forks: tuple[Fork, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A second user's word: the snapshot with this hash leads to records with this hash."""

    snapshot: bytes
    records_hash: bytes


def encode_snapshot(content: SnapshotContent) -> bytes:
    """Write what is going to be sealed.

    Raises:
        Malformed: A value does not fit, or the chains or forks do not ascend.
        TooLarge: Too many chains or forks.
    """
    ends = _CHAINS.write(content.chains) + _FORKS.write(content.forks)
    return bytes([_VERSION]) + ends + HASH.write(content.records_hash) + content.state


def decode_snapshot(data: bytes) -> SnapshotContent:
    """Read an opened snapshot; its state is not looked at.

    Raises:
        Malformed: Truncated, the chains or forks do not ascend, or a fork is none.
        TooLarge: Too many chains or forks.
        UnsupportedVersion: Of a version that is not known here.
    """
    reader = _reader(data, "a snapshot")
    chains, forks = _CHAINS.read(reader), _FORKS.read(reader)
    return SnapshotContent(chains, reader.take(32), reader.rest(), forks)


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
    name = ID.write(chain.device) + _WRITER.write(chain.writer)
    return name + U64.write(chain.counter) + _PREVIOUS.write(chain.hash) + U32.write(chain.log_seq)


def _read(reader: WireReader) -> CoveredChain:
    device, writer = reader.identifier(), reader.identifier(WRITER_BYTES)
    chain = CoveredChain(device, writer, reader.number(8), reader.take(_PREVIOUS_BYTES), reader.number(4))
    if chain.counter < 1:
        raise Malformed("a covered chain has at least one envelope")
    return chain


_CHAINS = list_of(
    _write,
    _read,
    ID_BYTES + WRITER_BYTES + 8 + _PREVIOUS_BYTES + 4,
    MAX_JOINED_CHAINS,
    lambda chain: (chain.device, chain.writer),
)
_FORKS = list_of(
    lambda fork: blob(encode_fork(fork)),
    lambda reader: decode_fork(reader.blob(MAX_FORK_ENVELOPE_BYTES)),
    4,
    MAX_SNAPSHOT_FORKS,
    lambda fork: (fork.chain, fork.last),
)
