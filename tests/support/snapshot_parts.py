"""Sealed snapshots and their parts, as a socket takes them."""

from __future__ import annotations

from sync.crypto.identity import DeviceIdentity
from sync.protocol.envelope import NO_PREVIOUS, EnvelopeType, envelope_hash
from sync.protocol.frames import SnapshotPart
from tests.support.envelopes import header_of, sealed
from tests.support.socket_device import SocketDevice

PART = 100_000
"""Bytes of a part."""


def snapshot_of(document: str, identity: DeviceIdentity, log_seq: int, size: int = 250_000) -> bytes:
    """Return a sealed snapshot."""
    header = header_of(document, identity, log_seq, 0, type=EnvelopeType.SNAPSHOT, previous=NO_PREVIOUS)
    return sealed(identity, header, size)


def parts_of(snapshot: bytes, document: str, upto: int) -> list[SnapshotPart]:
    """Return the parts of a snapshot."""
    digest, total = envelope_hash(snapshot), len(snapshot)
    return [
        SnapshotPart(document, digest, upto, total, start, snapshot[start : start + PART])
        for start in range(0, total, PART)
    ]


def upload(device: SocketDevice, parts: list[SnapshotPart]) -> int:
    """Send parts, each after the answer to the one before; returns how much is stored in the end."""
    stored = 0
    for part in parts:
        device.send(part)
        stored = device.expect(SnapshotPart).offset
    return stored
