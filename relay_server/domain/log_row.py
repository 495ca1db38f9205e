"""Rows of a room's log: runs of batch items ``length u32 | 1 | seq u64 | envelope``, sent as they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from relay_server.domain.rooms import ROW_BYTES, ChainName

ITEM_HEAD_BYTES = 13
"""What stands in an item before its envelope."""

_SEQ = slice(5, 13)
_DEVICE, _WRITER, _COUNTER = slice(18, 34), slice(34, 42), slice(46, 54)


def seq_of(item: bytes) -> int:
    """Return the number of an item."""
    return int.from_bytes(item[_SEQ], "big")


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
