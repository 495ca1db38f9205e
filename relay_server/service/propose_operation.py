"""The sequencer: one more operation of a membership log is checked, ordered, countersigned and stored with its boxes.

REST and the socket call this same function. What the log says decides; the account and session that carry an
operation only have to be on a device that the operation is by, or that it brings in.
"""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.membership_rows import changed_rows
from relay_server.domain.operation_record import ACTIONS, operation_details
from relay_server.domain.workspace import CLOCK_SKEW_MS, MAX_OWNED, Workspace
from relay_server.errors import Conflict, InvalidRequest
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.after_operation import settle
from relay_server.service.cut_check import check_cuts
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.link_check import check_links
from relay_server.service.record import note_own
from relay_server.service.step_up import require_fresh
from relay_server.service.workspace_access import no_such_workspace
from sync.protocol.boxes import Box, check_boxes, decode_boxes
from sync.protocol.errors import ErrorCode, OperationRefused, ProtocolError
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import is_live
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import apply_operation
from sync.protocol.membership.state import InviteStatus, WorkspaceState
from sync.protocol.signing import OPERATION, verify_signature

SENSITIVE = (op.Remove, op.SetRole, op.Transfer, op.DeleteWorkspace, op.RevokeDevice, op.MoveSequencer)
"""Operations that need a fresh proof of identity, whoever signed them."""

ENDING = (op.Remove, op.RevokeDevice, op.RevokeInvite, op.RevokeLink, op.DeleteDiagram, op.DeleteWorkspace)
"""Operations that no rate holds up, so that rights can always be taken: each ends what a counted one has begun."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An operation as its author sends it.

    Attributes:
        operation: Its bytes.
        signature: The author's over them.
        boxes: The sealed keys that come with it, encoded; those of an empty set where none do.
    """

    operation: bytes
    signature: bytes
    boxes: bytes


@dataclass(frozen=True, slots=True)
class Sequenced:
    """What became of a proposal: the entry, and what the log says after it."""

    entry: LogEntry
    state: WorkspaceState


def propose(env: Environment, caller: Caller, principal: Principal, workspace: str, proposal: Proposal) -> Sequenced:
    """Give an operation its place in the log, or refuse it; operation and boxes are stored together.

    Args:
        env: The environment.
        caller: From where.
        principal: Who carries it; the session is on a registered device.
        workspace: Where.
        proposal: What.

    Raises:
        ProtocolError: It breaks a rule of the log (``HeadMoved``: somebody else came first; sign anew and try again).
        NotFound: There is no such workspace for this caller.
        InvalidRequest: The session's device has nothing to do with the operation.
        Conflict: The account founded too many workspaces.
        StepUpRequired: A fresh proof of identity is needed first.
        RateLimited: The account adds to logs too often.
    """
    operation = decode_operation(proposal.operation)
    boxes = decode_boxes(proposal.boxes)
    if operation.workspace != workspace:
        raise OperationRefused("the operation belongs to another workspace", ErrorCode.UNKNOWN_WORKSPACE)
    _check_carrier(principal, operation)
    if isinstance(operation.body, SENSITIVE):
        require_fresh(env, principal)
    if not isinstance(operation.body, ENDING):
        env.limiter.hit(Limit.OPERATIONS_PER_ACCOUNT, principal.account.id)
    with env.transactions.write() as unit:
        unit.workspaces.get(workspace, lock=True)
        before = env.memberships.inside(unit, workspace)
        after = _next_state(env, before, operation, proposal)
        check_boxes(after, operation.body, boxes)
        check_cuts(unit, after)
        check_links(unit, before, after)
        countersignature = env.keys.countersign(workspace, after.seq, after.head)
        entry = LogEntry(proposal.operation, proposal.signature, countersignature)
        _store(env, unit, principal, before, after, operation.body, entry, boxes)
        details = operation_details(operation)
        note_own(env, unit, caller, ACTIONS[type(operation.body)], principal, workspace=workspace, **details)
    env.memberships.announce(workspace, after)
    return Sequenced(entry, after)


def _check_carrier(principal: Principal, operation: op.Operation) -> None:
    device, body = principal.session.device, operation.body
    brought: tuple[str, ...] = ()
    if isinstance(body, op.Create | op.Accept):
        brought = tuple(admission.entry.device for admission in body.devices)
    elif isinstance(body, op.AddDevice):
        brought = (body.device.entry.device,)
    if device is None or (device != operation.signer and device not in brought):
        raise InvalidRequest("wrong_device", "The session is on another device than the one that signed.")


def _next_state(
    env: Environment, before: WorkspaceState | None, operation: op.Operation, proposal: Proposal
) -> WorkspaceState:
    if before is None:
        if not isinstance(operation.body, op.Create):
            raise no_such_workspace()
    else:
        _check_insider(before, operation, proposal)
    if abs(operation.time - env.now_ms()) > CLOCK_SKEW_MS:
        raise OperationRefused("the author's clock is too far from the relay's", ErrorCode.EXPIRED)
    sequencer = before.sequencer if before else getattr(operation.body, "sequencer", b"")
    if sequencer != env.keys.sequencer_public:
        raise OperationRefused("another sequencer orders this log", ErrorCode.NOT_SEQUENCER)
    return apply_operation(before, proposal.operation, proposal.signature)


def _check_insider(state: WorkspaceState, operation: op.Operation, proposal: Proposal) -> None:
    """Tell nothing about a workspace to whoever cannot sign as somebody in it; not even that it exists."""
    device, invite = state.devices.get(operation.signer), state.invites.get(operation.signer)
    public = device.entry.signing_public if device else invite.signing_public if invite else None
    if public is None:
        raise no_such_workspace()
    try:
        verify_signature(public, OPERATION, proposal.signature, proposal.operation)
    except ProtocolError:
        raise no_such_workspace() from None


def _store(
    env: Environment,
    unit: UnitOfWork,
    principal: Principal,
    before: WorkspaceState | None,
    after: WorkspaceState,
    body: op.Body,
    entry: LogEntry,
    boxes: tuple[Box, ...],
) -> None:
    workspace, now = after.workspace, env.now_ms()
    if before is None:
        _found(env, unit, principal, after)
    else:
        stored = unit.workspaces.get(workspace)
        closed_ms = (stored.closed_ms if stored and stored.closed_ms else now) if after.closed.now else None
        if not unit.workspaces.advance(workspace, before.seq, after.seq, after.head, closed_ms):
            raise OperationRefused("somebody else came first", ErrorCode.HEAD_MOVED)
    unit.membership_log.add(workspace, after.seq, entry, now)
    unit.boxes.add(workspace, boxes)
    unit.boxes.drop(workspace, lost_recipients(before, after))
    unit.membership_tables.apply(workspace, changed_rows(before, after))
    settle(unit, before, after, body)


def _found(env: Environment, unit: UnitOfWork, principal: Principal, after: WorkspaceState) -> None:
    account = principal.account.id
    if unit.workspaces.brought_by(account) >= MAX_OWNED:
        raise Conflict("too_many_workspaces", f"An account has at most {MAX_OWNED} workspaces at this relay.")
    if not unit.workspaces.add(Workspace(after.workspace, after.seq, after.head, 0, env.now_ms(), account)):
        raise OperationRefused("the workspace exists already", ErrorCode.ALREADY_EXISTS)


def lost_recipients(before: WorkspaceState | None, after: WorkspaceState) -> list[str]:
    """Return the devices and invites that boxes were for and that may open none any more."""
    if before is None:
        return []
    devices = [
        key
        for key, device in before.devices.items()
        if is_live(before, device) and not is_live(after, after.devices[key])
    ]
    # The keys of a used invite are in its user's devices' boxes by now.
    invites = [
        key
        for key, invite in before.invites.items()
        if invite.status is InviteStatus.OPEN and after.invites[key].status is not InviteStatus.OPEN
    ]
    return devices + invites
