"""What a snapshot and a confirmation hold once they are opened.

A snapshot is a whole document with the chains that it covers, so that a newcomer need not read its history. Its author
may be wrong or lie: until a second user confirms the same hash of records, the app shows it as unconfirmed. Its state travels
deflated, which takes a sixth of the time on every path; the first version had it as it is.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from sync.protocol.envelope import MAX_FORK_ENVELOPE_BYTES
from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.fields import HASH, ID, U32, U64, fixed, identifier, list_of
from sync.protocol.fork import Fork, decode_fork, encode_fork
from sync.protocol.limits import ID_BYTES, MAX_JOINED_CHAINS, MAX_SNAPSHOT_FORKS, WHOLE_DOCUMENT, WRITER_BYTES
from sync.protocol.wire import WireReader, blob

_VERSION, _PACKED = 1, 2
_LEVEL = 1  # A document shrinks to 18 % of its size; at higher levels to 16, in four times the time.
_MOST_RATIO, _FREE_BYTES = 32, 1 << 20
"""A state may have so many times the size that it is packed in, and so many bytes anyway: who packs nothing into a few bytes would have all
others make a whole document of it. What a program draws has five times the size; what has more is not packed."""

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
    ends = _CHAINS.write(content.chains) + _FORKS.write(content.forks) + HASH.write(content.records_hash)
    packed = zlib.compress(content.state, _LEVEL)
    if len(content.state) > _most_bytes(packed):
        return bytes([_VERSION]) + ends + content.state
    return bytes([_PACKED]) + ends + packed


def decode_snapshot(data: bytes) -> SnapshotContent:
    """Read an opened snapshot; its state is not looked at.

    Raises:
        Malformed: Truncated, the chains or forks do not ascend, a fork is none, or the state is not packed as it should be.
        TooLarge: Too many chains or forks, or the state is larger than a document, or than what is packed, may be.
        UnsupportedVersion: Of a version that is not known here.
    """
    reader = WireReader(data)
    version = _version(reader, "a snapshot", _VERSION, _PACKED)
    chains, forks, records_hash = _CHAINS.read(reader), _FORKS.read(reader), reader.take(32)
    state = reader.rest() if version == _VERSION else _unpacked(reader.rest())
    return SnapshotContent(chains, records_hash, state, forks)


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
    reader = WireReader(data)
    _version(reader, "a confirmation", _VERSION)
    confirmation = Confirmation(reader.take(32), reader.take(32))
    reader.finish()
    return confirmation


def _version(reader: WireReader, what: str, *known: int) -> int:
    version = reader.number(1)
    if version not in known:
        raise UnsupportedVersion(f"{what} has version {version}")
    return version


def _unpacked(packed: bytes) -> bytes:
    """Return what was deflated; nothing larger than it may be is made of it, whatever it says."""
    inflating, most = zlib.decompressobj(), _most_bytes(packed)
    try:
        state = inflating.decompress(packed, most + 1)
    except zlib.error as error:
        raise Malformed(f"the state is not packed as it should be: {error}") from None
    if len(state) > most:
        raise TooLarge("the state is larger than it may be")
    if not inflating.eof or inflating.unused_data:
        raise Malformed("the state does not end where it should")
    return state


def _most_bytes(packed: bytes) -> int:
    return min(WHOLE_DOCUMENT.max_bytes, _FREE_BYTES + _MOST_RATIO * len(packed))


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
