"""What one commit of the embedded database adds: a single row, whatever it holds, which is read by those who miss something in it.

``rooms`` are the numbers of its rooms, 8 bytes each, so that a row is passed over without reading the rest; ``records`` are
``room u64 | last number u64 | length u32 | items`` in the order of the log.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from relay_server.domain.log_row import rows_of
from relay_server.domain.rooms import RoomCommit

_ROOM = struct.Struct(">Q")
_HEAD = struct.Struct(">QQI")


def room_bytes(number: int) -> bytes:
    """Return a room's number as it stands in ``rooms``; it may be found there where none stands, too."""
    return _ROOM.pack(number)


def tail_row(commits: Sequence[RoomCommit]) -> tuple[bytes, bytes]:
    """Return ``rooms`` and ``records`` of a commit."""
    records: list[bytes] = []
    for one in commits:
        for last, items in rows_of(one.envelopes):
            records += (_HEAD.pack(one.room, last, len(items)), items)
    return b"".join([_ROOM.pack(one.room) for one in commits]), b"".join(records)


def records_of(records: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Return room, last number and items of the records of a row."""
    at, end = 0, len(records)
    while at < end:
        room, last, size = _HEAD.unpack_from(records, at)
        at += _HEAD.size
        yield room, last, records[at : at + size]
        at += size
