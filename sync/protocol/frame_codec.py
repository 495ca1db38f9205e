"""Writing and reading of frames, strictly, with a short path for what a relay does thousands of times a second.

``encode_frame`` and ``decode_frame`` treat all frames alike, by the table ``FRAMES``. For the hot path there are
``read_append`` (one copy of the envelope), ``stored_item`` and ``ephemeral_item`` (made once, sent to everybody and, for
stored ones, kept in the log as they are) and ``batch_frame`` (joins them). Both ways give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from sync.protocol import frames as fr
from sync.protocol.envelope import MAX_FORK_ENVELOPE_BYTES, PREVIOUS_BYTES
from sync.protocol.errors import ErrorCode, Malformed, TooLarge
from sync.protocol.fields import (
    HASH,
    ID,
    SIGNATURE,
    U8,
    U16,
    U32,
    U64,
    Field,
    fixed,
    identifier,
    list_of,
    rest,
    sized,
    text,
)
from sync.protocol.limits import (
    ID_BYTES,
    MAX_CARD_BYTES,
    MAX_DETAIL_BYTES,
    MAX_EPHEMERAL_BYTES,
    MAX_FRAME_BYTES,
    MAX_JOINED_CHAINS,
    MAX_LOG_ENTRIES,
    MAX_OPERATION_BYTES,
    MAX_PART_BYTES,
    MAX_PICTURES_ASKED,
    MAX_SIGNAL_BYTES,
    WRITER_BYTES,
)
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry
from sync.protocol.signing import SIGNATURE_BYTES
from sync.protocol.wire import WireReader, blob

_STORED, _EPHEMERAL = 1, 2
_APPEND_HEAD = 1 + ID_BYTES + 4
_ACK_ITEM = struct.Struct(">IQ")
_STORED_HEAD = struct.Struct(">IBQ")
_MOST_CARDS = 1_000
_WRITER, _PREVIOUS = identifier(WRITER_BYTES), fixed(PREVIOUS_BYTES)
_MAX_ENTRY_BYTES = MAX_OPERATION_BYTES + 2 * SIGNATURE_BYTES


def _read_notice_code(reader: WireReader) -> fr.NoticeCode:
    code = reader.number(2)
    try:
        return fr.NoticeCode(code)
    except ValueError:
        raise Malformed(f"unknown notice {code}") from None


def _write_chain(chain: fr.JoinedChain) -> bytes:
    name = ID.write(chain.device) + _WRITER.write(chain.writer)
    return name + U64.write(chain.counter) + _PREVIOUS.write(chain.hash)


def _read_chain(reader: WireReader) -> fr.JoinedChain:
    device, writer = reader.identifier(), reader.identifier(WRITER_BYTES)
    return fr.JoinedChain(device, writer, reader.number(8), reader.take(PREVIOUS_BYTES))


def _write_acks(items: Iterable[fr.Acknowledged]) -> bytes:
    return b"".join(U32.write(item.request) + U64.write(item.seq) for item in items)


def _read_acks(reader: WireReader) -> tuple[fr.Acknowledged, ...]:
    data = reader.rest()
    if not data or len(data) % _ACK_ITEM.size:
        raise Malformed("an acknowledgement is cut off")
    return tuple(fr.Acknowledged(request, seq) for request, seq in _ACK_ITEM.iter_unpack(data))


def stored_item(seq: int, envelope: bytes) -> bytes:
    """Write a stored envelope as it stands in batches: length u32, kind u8, seq u64, envelope."""
    return _STORED_HEAD.pack(len(envelope) + 9, _STORED, seq) + envelope


def ephemeral_item(device: bytes, payload: bytes) -> bytes:
    """Write an ephemeral payload as it stands in batches: length u32, kind u8, sender (raw), payload."""
    return (len(payload) + 17).to_bytes(4, "big") + bytes([_EPHEMERAL]) + device + payload


def _write_items(items: Iterable[fr.StoredEnvelope | fr.EphemeralItem]) -> bytes:
    return b"".join(
        stored_item(item.seq, item.envelope)
        if isinstance(item, fr.StoredEnvelope)
        else ephemeral_item(ID.write(item.device), item.payload)
        for item in items
    )


def _read_item(reader: WireReader) -> fr.StoredEnvelope | fr.EphemeralItem:
    item = WireReader(reader.blob(MAX_FORK_ENVELOPE_BYTES + 9))
    kind = item.number(1)
    if kind == _STORED:
        return fr.StoredEnvelope(item.number(8), item.rest())
    if kind == _EPHEMERAL:
        device, payload = item.identifier(), item.rest()
        if len(payload) > MAX_EPHEMERAL_BYTES:
            raise TooLarge("an ephemeral payload is over the limit")
        return fr.EphemeralItem(device, payload)
    raise Malformed(f"unknown item {kind} in a batch")


def _read_items(reader: WireReader) -> tuple[fr.StoredEnvelope | fr.EphemeralItem, ...]:
    items = []
    while not reader.at_end:
        items.append(_read_item(reader))
    if not items:
        raise Malformed("a batch is empty")
    return tuple(items)


def _write_entry(entry: LogEntry) -> bytes:
    return blob(encode_log_entry(entry))


def _read_entry(reader: WireReader) -> LogEntry:
    return decode_log_entry(reader.blob(_MAX_ENTRY_BYTES))


_CARD = sized(MAX_CARD_BYTES)
_BY_NAME: dict[str, Field] = {
    "boxes": sized(MAX_FRAME_BYTES),
    "cards": list_of(_CARD.write, _CARD.read, 4, _MOST_CARDS),
    "chains": list_of(
        _write_chain,
        _read_chain,
        ID_BYTES + WRITER_BYTES + 8 + PREVIOUS_BYTES,
        MAX_JOINED_CHAINS,
        lambda chain: (chain.device, chain.writer),
    ),
    "data": rest(MAX_PART_BYTES),
    "detail": text(MAX_DETAIL_BYTES),
    "diagrams": list_of(ID.write, ID.read, ID_BYTES, MAX_PICTURES_ASKED),
    "device": ID,
    "document": ID,
    "entries": list_of(_write_entry, _read_entry, 4, MAX_LOG_ENTRIES),
    "envelope": rest(MAX_FORK_ENVELOPE_BYTES),
    "hash": HASH,
    "key": HASH,
    "log_seq": U32,
    "max_frame": U32,
    "nonce": HASH,
    "offset": U64,
    "oldest": U8,
    "operation": sized(MAX_OPERATION_BYTES),
    "recipient": ID,
    "request": U32,
    "seq": U64,
    "signature": SIGNATURE,
    "since": U64,
    "time": U64,
    "token": U64,
    "total": U64,
    "upto": U64,
    "value": U64,
    "version": U8,
    "workspace": ID,
}
_SPECIAL: dict[tuple[type[fr.Frame], str], Field] = {
    (fr.Batch, "items"): Field(_write_items, _read_items),
    (fr.Ack, "items"): Field(_write_acks, _read_acks),
    (fr.Ephemeral, "payload"): rest(MAX_EPHEMERAL_BYTES),
    (fr.Signal, "payload"): rest(MAX_SIGNAL_BYTES),
    (fr.Notice, "code"): Field(U16.write, _read_notice_code),
    (fr.Failure, "code"): U16,
}

FRAMES: dict[int, type[fr.Frame]] = {
    0x01: fr.Hello,
    0x02: fr.Auth,
    0x03: fr.Welcome,
    0x04: fr.Ping,
    0x05: fr.Pong,
    0x06: fr.Failure,
    0x07: fr.Notice,
    0x10: fr.Join,
    0x11: fr.Joined,
    0x12: fr.Leave,
    0x13: fr.SnapshotPart,
    0x14: fr.Batch,
    0x15: fr.Append,
    0x16: fr.Ack,
    0x17: fr.Ephemeral,
    0x18: fr.Signal,
    0x19: fr.Resync,
    0x20: fr.LogGet,
    0x21: fr.LogEntries,
    0x22: fr.Propose,
    0x23: fr.BoxesGet,
    0x24: fr.Boxes,
    0x25: fr.CardsGet,
    0x26: fr.Cards,
    0x27: fr.PicturesGet,
}
"""Type byte of each frame."""

TO_RELAY: frozenset[type[fr.Frame]] = frozenset(
    {
        fr.Auth,
        fr.Ping,
        fr.Pong,
        fr.Join,
        fr.Leave,
        fr.SnapshotPart,
        fr.Append,
        fr.Ephemeral,
        fr.Signal,
        fr.LogGet,
        fr.Propose,
        fr.BoxesGet,
        fr.CardsGet,
        fr.Cards,
        fr.PicturesGet,
    }
)
"""What a relay accepts."""

TO_CLIENT: frozenset[type[fr.Frame]] = frozenset(FRAMES.values()) - {
    fr.Auth,
    fr.Join,
    fr.Leave,
    fr.Append,
    fr.Ephemeral,
    fr.LogGet,
    fr.Propose,
    fr.BoxesGet,
    fr.CardsGet,
    fr.PicturesGet,
}
"""What a client of a relay accepts."""

EITHER_WAY: frozenset[type[fr.Frame]] = TO_RELAY | TO_CLIENT
"""What a device accepts from a device."""

LAYOUTS: dict[type[fr.Frame], tuple[tuple[str, Field], ...]] = {
    kind: tuple((entry.name, _SPECIAL.get((kind, entry.name)) or _BY_NAME[entry.name]) for entry in fields(kind))
    for kind in FRAMES.values()
}
"""Names and codecs of the fields of each frame, in their order on the wire."""

_NUMBERS = {kind: number for number, kind in FRAMES.items()}
_READERS: dict[int, tuple[type[fr.Frame], tuple[Callable[[WireReader], Any], ...]]] = {
    number: (kind, tuple(codec.read for _, codec in LAYOUTS[kind])) for number, kind in FRAMES.items()
}
_APPEND = _NUMBERS[fr.Append]
_BATCH = bytes([_NUMBERS[fr.Batch]])
_ACK = bytes([_NUMBERS[fr.Ack]])


def encode_frame(frame: fr.Frame) -> bytes:
    """Write a frame.

    Raises:
        Malformed: A value does not fit its place.
        TooLarge: A part or the whole is over its limit.
        InvalidIdentifierError: An id is not lower-case hex of the right length.
    """
    kind = type(frame)
    parts = (codec.write(getattr(frame, name)) for name, codec in LAYOUTS[kind])
    data = bytes([_NUMBERS[kind]]) + b"".join(parts)
    if len(data) > MAX_FRAME_BYTES:
        raise TooLarge(f"a frame of {len(data)} bytes is over the limit")
    return data


def decode_frame(data: bytes | memoryview, accepted: frozenset[type[fr.Frame]] = EITHER_WAY) -> fr.Frame:
    """Read one message of the socket.

    Args:
        data: The whole message.
        accepted: Frames that may come from this side: ``TO_RELAY``, ``TO_CLIENT`` or ``EITHER_WAY``.

    Raises:
        Malformed: No frame; of an unknown type (UNKNOWN_FRAME); of one that is not accepted (UNEXPECTED_FRAME).
        TooLarge: A part or the whole is over its limit.
    """
    if len(data) > MAX_FRAME_BYTES:
        raise TooLarge(f"a frame of {len(data)} bytes is over the limit")
    if not data:
        raise Malformed("a frame is empty")
    known = _READERS.get(data[0])
    if known is None:
        raise Malformed(f"unknown frame {data[0]}", ErrorCode.UNKNOWN_FRAME)
    kind, readers = known
    if kind not in accepted:
        raise Malformed(f"{kind.__name__} does not come from this side", ErrorCode.UNEXPECTED_FRAME)
    reader = WireReader(data, 1)
    frame = kind(*[read(reader) for read in readers])
    reader.finish()
    return frame


def is_append(data: bytes | memoryview) -> bool:
    """Tell whether a message is an APPEND, for ``read_append``."""
    return len(data) > 0 and data[0] == _APPEND


def read_append(data: bytes) -> tuple[bytes, int, bytes]:
    """Read an APPEND the short way: document (raw id), request, envelope.

    Raises:
        Malformed: It is cut off.
        TooLarge: The envelope is over its limit.
    """
    size = len(data)
    if size < _APPEND_HEAD:
        raise Malformed("truncated")
    if size - _APPEND_HEAD > MAX_FORK_ENVELOPE_BYTES:
        raise TooLarge(f"{size - _APPEND_HEAD} bytes are over the limit of {MAX_FORK_ENVELOPE_BYTES}")
    return data[1:17], int.from_bytes(data[17:_APPEND_HEAD], "big"), data[_APPEND_HEAD:]


def batch_frame(document: bytes, items: Iterable[bytes]) -> bytes:
    """Join items made by ``stored_item`` and ``ephemeral_item`` (or rows of a log made of them) to one BATCH."""
    return b"".join((_BATCH, document, *items))


def ack_frame(items: Iterable[tuple[int, int]]) -> bytes:
    """Write an ACK of (request, seq) pairs."""
    return _ACK + b"".join([_ACK_ITEM.pack(request, seq) for request, seq in items])
