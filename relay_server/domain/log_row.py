"""Rows of a room's log: runs of batch items ``length u32 | 1 | seq u64 | envelope``, sent as they are stored."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from relay_server.domain.rooms import HASH_BYTES, ROW_BYTES, ChainHead, ChainName, ChainPlace, LoggedEnvelope
from sync.protocol.envelope import EnvelopeType, envelope_hash

ITEM_HEAD_BYTES = 13
"""What stands in an item before its envelope."""

_SEQ = slice(5, 13)
_DEVICE, _WRITER, _COUNTER = slice(18, 34), slice(34, 42), slice(46, 54)
_TYPE, _CHAIN = ITEM_HEAD_BYTES + 1, slice(ITEM_HEAD_BYTES + 18, ITEM_HEAD_BYTES + 42)
# Number, then what an envelope's header says of its place: device, writer, counter and operation of the log.
_PLACE = struct.Struct(">5xQ18x16s8s4xQI")
_UPDATE = EnvelopeType.UPDATE.value


class ChainEnd(NamedTuple):
    """The last envelope of a chain in a row, or in some of them."""

    chain: ChainName
    seq: int
    head: ChainHead


def seq_of(item: bytes) -> int:
    """Return the number of an item."""
    return int.from_bytes(item[_SEQ], "big")


def extent_of(row: bytes) -> tuple[int, int]:
    """Return the number of the last item of a row, and how many items it has."""
    at, count, end, last = 0, 0, len(row), 0
    while at < end:
        last = at
        at += 4 + int.from_bytes(row[at : at + 4], "big")
        count += 1
    return int.from_bytes(row[last + 5 : last + 13], "big"), count


def items_of(row: bytes) -> Iterator[bytes]:
    """Return the items of a row, one by one."""
    at, end = 0, len(row)
    while at < end:
        after = at + 4 + int.from_bytes(row[at : at + 4], "big")
        yield row[at:after]
        at = after


def items_after(row: bytes, seq: int) -> bytes:
    """Return the part of a row whose items have higher numbers."""
    at, end = 0, len(row)
    while at < end and int.from_bytes(row[at + 5 : at + 13], "big") <= seq:
        at += 4 + int.from_bytes(row[at : at + 4], "big")
    return row[at:]


def packed(items: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Join items to rows of about ``ROW_BYTES``; each with the number of its last item."""
    return merged((seq_of(item), item) for item in items)


def rows_of(envelopes: Sequence[LoggedEnvelope]) -> Sequence[tuple[int, bytes]]:
    """Join what a commit adds to a room to rows of about ``ROW_BYTES``."""
    if len(envelopes) == 1:
        return [(envelopes[0].seq, envelopes[0].item)]
    items = b"".join([one.item for one in envelopes])
    if len(items) <= ROW_BYTES:
        return [(envelopes[-1].seq, items)]
    return list(merged((one.seq, one.item) for one in envelopes))


def ends_of(rows: Iterable[bytes]) -> list[ChainEnd]:
    """Return the last envelope of each chain in some rows that follow each other."""
    last: dict[bytes, bytes] = {}
    for row in rows:
        for item in items_of(row):
            if item[_TYPE] == _UPDATE:
                last[item[_CHAIN]] = item
    return [_end(item) for item in last.values()]


def places_of(rows: Iterable[bytes], wanted: Collection[ChainPlace]) -> dict[ChainPlace, tuple[int, bytes]]:
    """Return number and 16 bytes of the hash of those envelopes that are in some rows."""
    found: dict[ChainPlace, tuple[int, bytes]] = {}
    for row in rows:
        for item in items_of(row):
            if item[_TYPE] == _UPDATE:
                seq, device, writer, counter, _ = _PLACE.unpack_from(item)
                place = (device, writer), counter
                if place in wanted:
                    found[place] = seq, _hash(item)
    return found


def _end(item: bytes) -> ChainEnd:
    seq, device, writer, counter, log_seq = _PLACE.unpack_from(item)
    return ChainEnd((device, writer), seq, ChainHead(counter, log_seq, _hash(item)))


def _hash(item: bytes) -> bytes:
    return envelope_hash(memoryview(item)[ITEM_HEAD_BYTES:])[:HASH_BYTES]


def merged(rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Join short rows (last number, items) to rows of about ``ROW_BYTES``."""
    waiting: list[bytes] = []
    size = end = 0
    for last, items in rows:
        if waiting and size + len(items) > ROW_BYTES:
            yield end, b"".join(waiting)
            waiting, size = [], 0
        waiting.append(items)
        size += len(items)
        end = last
    if waiting:
        yield end, b"".join(waiting)


def lacking(items: Iterable[bytes], have: Mapping[ChainName, int]) -> bytes:
    """Join the items that somebody lacks.

    Args:
        items: In order.
        have: Counter of the last envelope of each chain that is there already. Envelopes outside chains are always
            lacking: they have no counter.
    """
    return b"".join([item for item in items if _lacks(item, have)])


def _lacks(item: bytes, have: Mapping[ChainName, int]) -> bool:
    header = item[ITEM_HEAD_BYTES : ITEM_HEAD_BYTES + 54]
    counter = int.from_bytes(header[_COUNTER], "big")
    return counter == 0 or counter > have.get((header[_DEVICE], header[_WRITER]), 0)
