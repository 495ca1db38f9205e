"""Storing a sealed snapshot that comes in parts: resumable, checked when it is whole. It never replaces the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from relay_server.domain.rooms import RoomKey, Snapshot
from relay_server.ports.memberships import Memberships
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from sync.protocol.authorise import authorise
from sync.protocol.envelope import (
    MAX_SNAPSHOT_ENVELOPE_BYTES,
    OVERHEAD_BYTES,
    EnvelopeType,
    envelope_hash_of_parts,
    parse_header,
)
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised, TooLarge
from sync.protocol.frames import SnapshotPart
from sync.protocol.membership.access import is_live, may_write, place_of
from sync.protocol.membership.state import WorkspaceState

_PARTS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Upload:
    """Whose snapshot of what.

    Attributes:
        key: The room.
        number: The database's number for it.
        durable: Last number that is known to be stored there.
        device: Device of the connection: a snapshot is uploaded by the device that sealed it.
        quota: What the workspace may hold; 0 for no limit.
        now_ms: Unix milliseconds.
    """

    key: RoomKey
    number: int
    durable: int
    device: str
    quota: int
    now_ms: int


def store_part(
    transactions: Transactions, memberships: Memberships, upload: Upload, part: SnapshotPart
) -> tuple[int, Snapshot | None]:
    """Store a part; one without data only asks how much is stored.

    Args:
        transactions: Where to.
        memberships: Rights, as the transaction sees them: another process may have taken them away.
        upload: Whose snapshot of what.
        part: The part.

    Returns:
        How many bytes are stored, and the snapshot if it is whole now.

    Raises:
        NotAuthorised: The device may not write to the document (any more).
        Malformed: It is no snapshot of this document and device, or the whole has another hash.
        TooLarge: It is over the limit, or the workspace's quota.
        StorageError: The database refused; nothing was changed.
    """
    if part.total > MAX_SNAPSHOT_ENVELOPE_BYTES:
        raise TooLarge("the snapshot is over the limit")
    snapshot = Snapshot(part.hash, part.upto, part.total)
    with transactions.write() as unit:
        state = _check(memberships, unit, upload, part)
        _check_quota(unit, upload, part)
        stored = unit.snapshots.begin(upload.number, snapshot, upload.key.workspace, upload.now_ms)
        if not part.data or part.offset != stored or stored + len(part.data) > part.total:
            return stored, None
        if not stored:
            _check_header(state, upload, part.data)
        unit.snapshots.add_part(upload.number, part.hash, stored, part.data)
        stored += len(part.data)
        is_good = stored < part.total or envelope_hash_of_parts(_parts(unit, upload, part)) == part.hash
        if not is_good:
            unit.snapshots.discard(upload.number, part.hash)
        elif stored == part.total:
            unit.snapshots.complete(upload.number, part.hash, upload.now_ms)
    if not is_good:
        raise Malformed("the snapshot has another hash")
    return stored, snapshot if stored == part.total else None


def _check(memberships: Memberships, unit: UnitOfWork, upload: Upload, part: SnapshotPart) -> WorkspaceState:
    # Another process may have stored, and the device seen, what this one has not heard of.
    stored = max(upload.durable, unit.rooms.last_numbers([upload.number]).get(upload.number, 0))
    if part.total < OVERHEAD_BYTES or part.upto > stored:
        raise Malformed("the snapshot claims what cannot be")
    state = memberships.inside(unit, upload.key.workspace)
    device = state.devices.get(upload.device) if state is not None else None
    if state is None or device is None or not is_live(state, device):
        raise NotAuthorised("the device is not in the workspace any more", ErrorCode.UNKNOWN_WORKSPACE)
    if not may_write(state, device.user, place_of(state, upload.key.document)):
        raise NotAuthorised("its author may not write to the document")
    return state


def _check_quota(unit: UnitOfWork, upload: Upload, part: SnapshotPart) -> None:
    if upload.quota and part.offset == 0 and unit.usage.hold(upload.key.workspace) + part.total > upload.quota:
        raise TooLarge("the workspace holds as much as it may", ErrorCode.QUOTA)


def _check_header(state: WorkspaceState, upload: Upload, first: bytes) -> None:
    header = parse_header(first)
    if header.type is not EnvelopeType.SNAPSHOT or header.document != upload.key.document:
        raise Malformed("it is no snapshot of this document")
    if header.device != upload.device:
        raise NotAuthorised("a snapshot is uploaded by the device that sealed it", ErrorCode.UNKNOWN_DEVICE)
    authorise(state, header)


def _parts(unit: UnitOfWork, upload: Upload, part: SnapshotPart) -> Iterator[bytes]:
    offset = 0
    while found := unit.snapshots.parts(upload.number, part.hash, offset, _PARTS_AT_ONCE):
        for start, data in found:
            yield data
            offset = start + len(data)
