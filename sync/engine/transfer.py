"""Snapshots over a link: cut into parts, and put together again only as far as the limits allow."""

from __future__ import annotations

from collections.abc import Iterator

from sync.protocol.envelope import MAX_SNAPSHOT_ENVELOPE_BYTES, EnvelopeType, envelope_hash, parse_header
from sync.protocol.errors import Malformed, TooLarge
from sync.protocol.frames import SnapshotPart
from sync.protocol.limits import MAX_PART_BYTES


def parts_of(document: str, envelope: bytes, upto: int = 0) -> Iterator[SnapshotPart]:
    """Cut a sealed snapshot into parts; ``upto``: every envelope of the room up to this number is covered."""
    digest = envelope_hash(envelope)
    for offset in range(0, len(envelope), MAX_PART_BYTES):
        data = envelope[offset : offset + MAX_PART_BYTES]
        yield SnapshotPart(document, digest, upto, len(envelope), offset, data)


def is_snapshot(envelope: bytes) -> bool:
    """Tell whether an envelope is a snapshot, which goes in parts."""
    return parse_header(envelope).type is EnvelopeType.SNAPSHOT


class Assembly:
    """One snapshot of one room on its way in. Parts come in order; another one takes the place of an unfinished one."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._hash = b""
        self._total = 0
        self._data = bytearray()

    def take(self, part: SnapshotPart) -> bytes:
        """Take a part; return the whole snapshot with its last one, before that nothing.

        Raises:
            TooLarge: The whole would be over the limit.
            Malformed: A part is missing, they do not fit together, or it is another one than its hash says.
        """
        if part.total > MAX_SNAPSHOT_ENVELOPE_BYTES:
            raise TooLarge("a snapshot is over the limit")
        if part.offset == 0:
            self._hash, self._total, self._data = part.hash, part.total, bytearray()
        if (part.hash, part.total, part.offset) != (self._hash, self._total, len(self._data)) or not part.data:
            raise Malformed("the parts of a snapshot do not fit together")
        self._data += part.data
        if len(self._data) > self._total:
            raise Malformed("the parts of a snapshot do not fit together")
        if len(self._data) < self._total:
            return b""
        whole, self._data, self._hash = bytes(self._data), bytearray(), b""
        if envelope_hash(whole) != part.hash:
            raise Malformed("a snapshot is another one than its hash says")
        return whole


class Uploads:
    """Snapshots of one room on their way to a relay: it says how much it has, and gets what follows."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._parts: dict[bytes, tuple[SnapshotPart, ...]] = {}

    def begin(self, document: str, envelope: bytes, upto: int) -> SnapshotPart:
        """Return the first part of a snapshot."""
        parts = tuple(parts_of(document, envelope, upto))
        self._parts[parts[0].hash] = parts
        return parts[0]

    def following(self, stored: SnapshotPart) -> SnapshotPart | None:
        """Return the part that follows what the relay says it has; None once it has everything."""
        parts = self._parts.get(stored.hash, ())
        found = next((part for part in parts if part.offset == stored.offset), None)
        if found is None:
            self._parts.pop(stored.hash, None)
        return found
