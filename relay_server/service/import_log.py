"""Taking in a log that another sequencer ordered and that an owner has moved here: from a LAN, or back from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.membership_rows import changed_rows
from relay_server.domain.operation_record import ACTIONS, operation_details
from relay_server.domain.workspace import MAX_OWNED, Workspace
from relay_server.errors import Conflict
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.after_operation import settle
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.link_check import check_links
from relay_server.service.propose_operation import lost_recipients
from relay_server.service.record import note_own
from relay_server.service.workspace_access import no_such_workspace
from sync.protocol.boxes import Box, boxes_hash, decode_boxes
from sync.protocol.errors import BoxesRefused, ErrorCode, Malformed, OperationRefused
from sync.protocol.membership.access import is_live
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.membership.operations import Operation
from sync.protocol.membership.state import WorkspaceState


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """An entry and the sealed keys that came with it (encoded)."""

    entry: LogEntry
    boxes: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    operation: Operation
    entry: LogEntry
    boxes: tuple[Box, ...]


def import_log(
    env: Environment, caller: Caller, principal: Principal, entries: Sequence[ImportedEntry]
) -> WorkspaceState:
    """Store entries that another sequencer countersigned, the last of which hands the log to this relay.

    Every rule and both signatures of each are checked, as any member would.

    Args:
        env: The environment.
        caller: From where.
        principal: Who; the session's device is in the workspace after the last entry.
        entries: From the first one, or from where the log stands here.

    Raises:
        ProtocolError: An entry breaks a rule, or the log is not handed to this relay (NOT_SEQUENCER).
        NotFound: The session's device is not in the workspace.
        Conflict: The account founded too many workspaces.
    """
    read = [_read(one) for one in entries]
    if not read:
        raise Malformed("an empty log founds no workspace")
    workspace = read[0].operation.workspace
    with env.transactions.write() as unit:
        unit.workspaces.get(workspace, lock=True)
        before = env.memberships.inside(unit, workspace)
        after = fold([one.entry for one in read], before)
        _check(env, principal, after)
        check_links(unit, before, after)
        _store(env, unit, principal, before, after, read)
        for one in read:
            action, details = ACTIONS[type(one.operation.body)], operation_details(one.operation)
            note_own(env, unit, caller, action, principal, workspace=workspace, imported="yes", **details)
    env.memberships.announce(workspace, after)
    return after


def _read(imported: ImportedEntry) -> _Read:
    operation, boxes = decode_operation(imported.entry.operation), decode_boxes(imported.boxes)
    named = getattr(operation.body, "boxes", None)
    if (named is None and boxes) or (named is not None and boxes_hash(boxes) != named):
        raise BoxesRefused("the boxes are not those that the operation names")
    return _Read(operation, imported.entry, boxes)


def _check(env: Environment, principal: Principal, after: WorkspaceState) -> None:
    device = after.devices.get(principal.session.device or "")
    if device is None or not is_live(after, device):
        raise no_such_workspace()
    if after.sequencer != env.keys.sequencer_public:
        raise OperationRefused("the log was not handed to this relay", ErrorCode.NOT_SEQUENCER)


def _store(
    env: Environment,
    unit: UnitOfWork,
    principal: Principal,
    before: WorkspaceState | None,
    after: WorkspaceState,
    read: Sequence[_Read],
) -> None:
    workspace, now = after.workspace, env.now_ms()
    if before is None:
        if unit.workspaces.brought_by(principal.account.id) >= MAX_OWNED:
            raise Conflict("too_many_workspaces", f"An account has at most {MAX_OWNED} workspaces at this relay.")
        unit.workspaces.add(Workspace(workspace, 0, bytes(32), 0, now, principal.account.id))
    for one in read:
        unit.membership_log.add(workspace, one.operation.seq, one.entry, now)
        unit.boxes.add(workspace, one.boxes)
    stands = before.seq if before is not None else 0
    unit.workspaces.advance(workspace, stands, after.seq, after.head, now if after.closed.now else None)
    gone = {key for key, device in after.devices.items() if not is_live(after, device)}
    unit.boxes.drop(workspace, sorted(gone | set(lost_recipients(before, after))))
    unit.membership_tables.apply(workspace, changed_rows(before, after))
    for one in read:
        settle(unit, before, after, one.operation.body)
