"""Bounded structural reading of a Yjs v1 update, done before any decoder of a CRDT sees it.

Malformed updates can panic or kill the decoder, and a four-byte update may ask it for gigabytes. This reader walks the
bytes once, allocates nothing from a length that the sender chose, refuses content that documents of this program never
hold (sub-documents, moves, weak links), and reports which clients the update writes: the only way to bind a Yjs client
id to a device, since the decoder does not name the clients of a partial update.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync.errors import UpdateRejected
from sync.protocol.limits import REMOTE_UPDATE, UpdateLimits
from sync.protocol.yreader import UpdateReader

# Bits of the info byte of a struct.
_HAS_LEFT, _HAS_RIGHT, _HAS_KEY = 0x80, 0x40, 0x20
_HAS_NEIGHBOUR = _HAS_LEFT | _HAS_RIGHT
_KIND = 0x1F
_GC, _SKIP = 0, 10
_XML_TYPES, _LAST_TYPE = (3, 5), 6


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """What an update contains.

    Attributes:
        clients: Clock range [start, end) that the update writes, by Yjs client id.
        structs: Number of structs.
        deletes: Number of ranges in the delete set.
        values: Number of JSON-like values.
        needs: Highest clock that the update refers to, by Yjs client id: neighbours, parents, and what it deletes.
    """

    clients: dict[int, tuple[int, int]]
    structs: int
    deletes: int
    values: int
    needs: dict[int, int]


def _strings(reader: UpdateReader) -> int:
    length = reader.count()
    for _ in range(length):
        reader.text()
    return length


def _values(reader: UpdateReader) -> int:
    length, value = reader.count(), reader.value
    for _ in range(length):
        value()
    return length


def _binary(reader: UpdateReader) -> int:
    reader.skip(reader.count())
    return 1


def _text(reader: UpdateReader) -> int:
    # Clocks of text count UTF-16 units, as JavaScript does.
    return len(reader.text().encode("utf-16-le")) // 2


def _embed(reader: UpdateReader) -> int:
    reader.text()
    return 1


def _format(reader: UpdateReader) -> int:
    reader.text()
    reader.text()
    return 1


def _shared_type(reader: UpdateReader) -> int:
    tag = reader.number()
    if tag > _LAST_TYPE:
        raise UpdateRejected("content not allowed", f"shared type {tag}")
    if tag in _XML_TYPES:
        reader.text()
    return 1


# What each kind of content is followed by; the functions return the length of the struct in clock ticks.
_CONTENT: dict[int, Callable[[UpdateReader], int]] = {
    1: UpdateReader.number,  # deleted
    2: _strings,  # JSON
    3: _binary,
    4: _text,
    5: _embed,
    6: _format,
    7: _shared_type,
    8: _values,  # any
}


def _reference(reader: UpdateReader, needs: dict[int, int]) -> None:
    client, clock = reader.number(), reader.number()
    if needs.get(client, -1) < clock:
        needs[client] = clock


def _item(reader: UpdateReader, info: int, needs: dict[int, int]) -> int:
    if info & _HAS_NEIGHBOUR:
        if info & _HAS_LEFT:
            _reference(reader, needs)
        if info & _HAS_RIGHT:
            _reference(reader, needs)
    else:
        parent = reader.number()
        if parent == 1:
            reader.text()
        elif parent == 0:
            _reference(reader, needs)
        else:
            raise UpdateRejected("unknown parent", str(parent))
        if info & _HAS_KEY:
            reader.text()
    content = _CONTENT.get(info & _KIND)
    if content is None:
        raise UpdateRejected("content not allowed", f"kind {info & _KIND}")
    return content(reader)


def _read_client(reader: UpdateReader, length: int, clock: int, limits: UpdateLimits, needs: dict[int, int]) -> int:
    """Read the structs of one client from a clock on; return the clock behind them."""
    left = length
    while left:
        run = reader.run()
        if run is not None and run.structs <= left:
            left -= run.structs
            ticks = run.ticks
            if run.reference:
                reader.pos = run.reference
                _reference(reader, needs)
            reader.pass_run(run)
        else:
            left -= 1
            info = reader.byte()
            ticks = reader.number() if info & _KIND in (_GC, _SKIP) else _item(reader, info, needs)
        clock += ticks
        if ticks == 0 or clock > limits.max_clock:
            raise UpdateRejected("clock out of range")
    return clock


def _read_structs(
    reader: UpdateReader, limits: UpdateLimits, needs: dict[int, int]
) -> tuple[dict[int, tuple[int, int]], int]:
    clients: dict[int, tuple[int, int]] = {}
    structs = 0
    for _ in range(reader.count()):
        length, client = reader.count(), reader.number()
        start = reader.number()
        if client in clients:
            raise UpdateRejected("client twice", str(client))
        structs += length
        if structs > limits.max_structs:
            raise UpdateRejected("too many structs")
        clients[client] = (start, _read_client(reader, length, start, limits, needs))
    return clients, structs


def _read_deletes(reader: UpdateReader, limits: UpdateLimits, needs: dict[int, int]) -> int:
    ranges = 0
    for _ in range(reader.count()):
        client = reader.number()
        length = reader.count()
        ranges += length
        if ranges > limits.max_delete_ranges:
            raise UpdateRejected("too many deletes")
        for _ in range(length):
            end = reader.number() + reader.number()
            if end > limits.max_clock:
                raise UpdateRejected("clock out of range")
            if needs.get(client, -1) < end - 1:
                needs[client] = end - 1
    return ranges


def inspect_update(data: bytes, limits: UpdateLimits = REMOTE_UPDATE) -> UpdateSummary:
    """Check an update against the limits without decoding it.

    Args:
        data: A Yjs update, encoding v1.
        limits: Bounds to hold it to.

    Returns:
        The clients it writes and its size in structs, deletes and values.

    Raises:
        UpdateRejected: It is malformed, over a limit, or holds content that is not allowed.
    """
    if len(data) > limits.max_bytes:
        raise UpdateRejected("too many bytes", str(len(data)))
    reader = UpdateReader(data, limits)
    needs: dict[int, int] = {}
    clients, structs = _read_structs(reader, limits, needs)
    deletes = _read_deletes(reader, limits, needs)
    if reader.pos != len(data):
        raise UpdateRejected("trailing bytes")
    return UpdateSummary(clients, structs, deletes, reader.values, needs)
