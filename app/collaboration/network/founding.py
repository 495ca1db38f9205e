"""Rows with which a workspace begins in a library: founded here, or entered as somebody's guest."""

from __future__ import annotations

from collections.abc import Sequence

from sync.crypto.identity import DeviceIdentity
from sync.engine.entering import found_workspace
from sync.engine.keyring import KeyRing
from sync.engine.records import BoxRow, EntryRow, KeyRow, Row, SharingRow, WorkspaceRow
from sync.engine.sequencer import countersign
from sync.protocol.boxes import Box
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.membership.access import is_live
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold


def founded(identity: DeviceIdentity, user: str, time: int) -> tuple[str, list[Row]]:
    """Found a workspace that this device orders, so that it needs no relay.

    Args:
        identity: this device.
        user: a new user id.
        time: Unix milliseconds.

    Returns:
        Its id, and the rows to store.
    """
    workspace, drafted = found_workspace(identity, user, time)
    entry, state = countersign(None, identity, drafted.operation, drafted.signature, drafted.boxes, time)
    rows: list[Row] = [WorkspaceRow(workspace, user), EntryRow(workspace, 1, entry)]
    boxes = [BoxRow(workspace, box) for box in drafted.boxes]
    ring = KeyRing()
    ring.open_boxes(state, drafted.boxes, identity.device, identity.sealing_seed)
    return workspace, [*rows, *boxes, *ring.rows(workspace)]


def shown_by_relay(
    identity: DeviceIdentity, relay: str, workspace: str, entries: Sequence[LogEntry], boxes: Sequence[Box]
) -> list[Row]:
    """Take in a workspace as its relay showed it to this device, which stands in its log; return the rows to store.

    Args:
        identity: this device.
        relay: the relay's address.
        workspace: which one was asked for.
        entries: the whole log.
        boxes: this device's boxes.

    Raises:
        ProtocolError: it is no log, that of another workspace, or one in which this device has no place.
    """
    state = fold(entries)
    mine = state.devices.get(identity.device)
    if state.workspace != workspace or mine is None or not is_live(state, mine):
        raise OperationRefused("this device has no place in the workspace", ErrorCode.UNKNOWN_WORKSPACE)
    ring = KeyRing()
    keys: list[KeyRow] = ring.open_boxes(state, boxes, identity.device, identity.sealing_seed)
    log = [EntryRow(state.workspace, seq, entry) for seq, entry in enumerate(entries, 1)]
    own = [BoxRow(state.workspace, box) for box in boxes]
    return [WorkspaceRow(state.workspace, mine.user, relay), *log, *own, *keys]


def entered(
    identity: DeviceIdentity,
    host: str,
    entries: Sequence[LogEntry],
    boxes: Sequence[Box],
    document: str,
) -> tuple[str, list[Row]]:
    """Take in a workspace as its host showed it.

    Args:
        identity: this device.
        host: device that showed it, whom a person or a ticket vouched for.
        entries: its whole log.
        boxes: this device's boxes.
        document: the diagram that is shared.

    Returns:
        Its id, and the rows to store.

    Raises:
        ProtocolError: it is no log, or one in which host or guest have no place.
    """
    state = fold(entries)
    theirs, mine = state.devices.get(host), state.devices.get(identity.device)
    both = theirs is not None and mine is not None and is_live(state, theirs) and is_live(state, mine)
    if mine is None or not both or document not in state.diagrams:
        raise OperationRefused("this is not the workspace of the host", ErrorCode.UNKNOWN_DOCUMENT)
    ring = KeyRing()
    keys: list[KeyRow] = ring.open_boxes(state, boxes, identity.device, identity.sealing_seed)
    log = [EntryRow(state.workspace, seq, entry) for seq, entry in enumerate(entries, 1)]
    own = [BoxRow(state.workspace, box) for box in boxes]
    sharing = SharingRow(document, state.workspace, "diagram")
    return state.workspace, [WorkspaceRow(state.workspace, mine.user), *log, *own, *keys, sharing]
