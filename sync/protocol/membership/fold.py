"""Folding a membership log into what it says: the one function that peers and relay share.

``fold`` and ``apply_entry`` are for whoever receives a log and trusts nobody; ``apply_operation`` is for the sequencer,
who decides whether an operation may stand next and countersigns its head when it may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sync.protocol.errors import ErrorCode, HeadMoved, LogFull
from sync.protocol.limits import LOG_RESERVE_BYTES, LOG_RESERVE_LENGTH, MAX_LOG_BYTES, MAX_LOG_LENGTH
from sync.protocol.membership import (
    device_rules,
    diagram_rules,
    invite_rules,
    key_rules,
    member_rules,
    workspace_rules,
)
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import is_live, live_devices
from sync.protocol.membership.checks import Author, refuse
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.entry import LogEntry, head_of, verify_countersignature
from sync.protocol.membership.invite_rules import open_invite
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from sync.protocol.signing import OPERATION, verify_signature

_RULES: dict[type[op.Body], Callable[[Draft, Author, Any], None]] = {
    op.Create: member_rules.create,
    op.Invite: invite_rules.invite,
    op.Accept: invite_rules.accept,
    op.Admit: member_rules.admit,
    op.AddGuest: invite_rules.add_guest,
    op.Readmit: member_rules.readmit,
    op.SetRole: member_rules.set_role,
    op.SetDiagramRole: diagram_rules.set_diagram_role,
    op.Remove: member_rules.remove,
    op.AddDevice: device_rules.add_device,
    op.RevokeDevice: device_rules.revoke_device,
    op.CreateDiagram: diagram_rules.create_diagram,
    op.DeleteDiagram: diagram_rules.delete_diagram,
    op.RestoreDiagram: diagram_rules.restore_diagram,
    op.RestrictDiagram: diagram_rules.restrict_diagram,
    op.OpenDiagram: diagram_rules.open_diagram,
    op.Rotate: key_rules.rotate,
    op.CreateLink: workspace_rules.create_link,
    op.RevokeLink: workspace_rules.revoke_link,
    op.RevokeInvite: invite_rules.revoke_invite,
    op.Adopt: workspace_rules.adopt,
    op.MoveSequencer: workspace_rules.move_sequencer,
    op.Transfer: member_rules.transfer,
    op.DeleteWorkspace: workspace_rules.delete_workspace,
    op.RestoreWorkspace: workspace_rules.restore_workspace,
}


_TAKES_AWAY = (
    op.Remove,
    op.RevokeDevice,
    op.RevokeInvite,
    op.RevokeLink,
    op.Rotate,
    op.Transfer,
    op.MoveSequencer,
    op.DeleteWorkspace,
)
"""What a full log still takes: nobody may be kept in, or out of what is his, by filling it."""


def fold(entries: Iterable[LogEntry], state: WorkspaceState | None = None) -> WorkspaceState:
    """Fold entries into a state, checking every rule and both signatures of each.

    Args:
        entries: Consecutive entries of one log.
        state: What the log said before them; None to start with the first.

    Raises:
        OperationRefused: An entry breaks a rule, or there was none at all.
        LogFull: There are more of them than a log may have.
        HeadMoved: An entry does not extend the one before.
        SignatureInvalid: The author's or the sequencer's signature does not fit.
        IdentityError: A device that enters is not bound to its keys and user.
        NotAuthorised: An operation names a document that the workspace does not have.
        Malformed: Bytes are no operation.
        TooLarge: An operation or a list in it is over its limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    return _fold(entries, state, check=True)


def refold(entries: Iterable[LogEntry], state: WorkspaceState | None = None) -> WorkspaceState:
    """Fold entries that were folded before they were stored: all rules, but no signatures, which take most of the time.

    Only for what comes out of one's own store. Arguments and errors as ``fold``.
    """
    return _fold(entries, state, check=False)


def apply_entry(state: WorkspaceState | None, entry: LogEntry) -> WorkspaceState:
    """Fold one received entry.

    Raises:
        ProtocolError: As ``fold``.
    """
    return fold((entry,), state)


def apply_operation(state: WorkspaceState | None, operation: bytes, signature: bytes) -> WorkspaceState:
    """Fold one operation that is not countersigned yet: the sequencer's question whether it may stand next.

    Raises:
        ProtocolError: As ``fold``, but for the countersignature.
    """
    decoded = decode_operation(operation)
    draft = _extended(None if state is None else Draft.of(state), decoded, len(operation))
    public, author = _author(draft, decoded)
    verify_signature(public, OPERATION, signature, operation)
    _check_room(draft, decoded)
    return _applied(draft, author, decoded, head_of(operation, signature)).freeze()


def _fold(entries: Iterable[LogEntry], state: WorkspaceState | None, *, check: bool) -> WorkspaceState:
    draft = None if state is None else Draft.of(state)
    for entry in entries:
        operation = decode_operation(entry.operation)
        draft = _extended(draft, operation, len(entry.operation))
        draft.verifies = check
        head = entry.head
        public, author = _author(draft, operation)
        if check:
            verify_countersignature(draft.sequencer, draft.workspace, operation.seq, head, entry.countersignature)
            verify_signature(public, OPERATION, entry.signature, entry.operation)
        _check_room(draft, operation)
        draft = _applied(draft, author, operation, head)
    if draft is None:
        refuse("an empty log founds no workspace", ErrorCode.UNKNOWN_WORKSPACE)
    return draft.freeze()


def _applied(draft: Draft, author: Author, operation: op.Operation, head: bytes) -> Draft:
    if draft.closed.now and not isinstance(operation.body, op.RestoreWorkspace):
        refuse("the workspace is deleted", ErrorCode.WORKSPACE_DELETED)
    draft.seq, draft.head = operation.seq, head
    _RULES[type(operation.body)](draft, author, operation.body)
    key_rules.promise_keys(draft, author, getattr(operation.body, "promises", ()))
    _check_owner(draft)
    return draft


def _extended(draft: Draft | None, operation: op.Operation, size: int) -> Draft:
    body = operation.body
    if draft is None:
        if not isinstance(body, op.Create):
            refuse("a log starts with the creation of its workspace", ErrorCode.UNKNOWN_WORKSPACE)
        draft = Draft(operation.workspace, body.sequencer)
    elif isinstance(body, op.Create):
        refuse("the workspace exists already", ErrorCode.ALREADY_EXISTS)
    if operation.workspace != draft.workspace:
        refuse("the operation belongs to another workspace", ErrorCode.UNKNOWN_WORKSPACE)
    if operation.seq != draft.seq + 1 or operation.previous != draft.head:
        raise HeadMoved(f"the operation does not extend operation {draft.seq}", draft.seq)
    draft.size += size
    return draft


def _check_room(draft: Draft, operation: op.Operation) -> None:
    """Refuse what a log has no room for: last, so that nobody makes a log seem full with what nobody signed."""
    spare = isinstance(operation.body, _TAKES_AWAY)
    longest, largest = MAX_LOG_LENGTH + spare * LOG_RESERVE_LENGTH, MAX_LOG_BYTES + spare * LOG_RESERVE_BYTES
    if operation.seq > longest or draft.size > largest:
        raise LogFull("the log holds as much as a log may")


def _author(draft: Draft, operation: op.Operation) -> tuple[bytes, Author]:
    body = operation.body
    if isinstance(body, op.Create):
        if not body.devices or body.devices[0].entry.device != operation.signer:
            refuse("a workspace is founded by its first device", ErrorCode.UNKNOWN_DEVICE)
        return body.devices[0].entry.signing_public, Author(body.user, operation.signer, operation.time)
    if isinstance(body, op.Accept):
        if body.invite != operation.signer:
            refuse("an invite is accepted with its own key", ErrorCode.UNKNOWN_INVITE)
        return open_invite(draft, body.invite).signing_public, Author(body.user, None, operation.time)
    device = draft.devices.get(operation.signer)
    if device is None:
        refuse("the workspace has no such device", ErrorCode.UNKNOWN_DEVICE)
    if not is_live(draft, device):
        refuse("the device may not act any more", ErrorCode.DEVICE_REVOKED)
    return device.entry.signing_public, Author(device.user, device.device, operation.time)


def _check_owner(draft: Draft) -> None:
    # The founder stands first, so that this rarely looks further than at one member.
    for member in draft.members.values():
        if member.role is Role.OWNER and live_devices(draft, member.user):
            return
    refuse("a workspace keeps an owner with a device", ErrorCode.LAST_OWNER)
