"""Reading a membership log and the sealed keys for oneself: as a member, or by showing a key that stands in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.errors import NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from relay_server.service.workspace_access import member_in, no_such_workspace
from sync.protocol.boxes import Box
from sync.protocol.errors import SignatureInvalid
from sync.protocol.membership.access import is_live
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import InviteStatus, WorkspaceState
from sync.protocol.relay_proofs import visit_message
from sync.protocol.signing import VISIT, verify_signature

MOST_ENTRIES = 2_000
"""Entries in one answer."""

PAGE_BYTES = 1 << 20
"""Size at which the following entries, sealed keys or cards go into an answer of their own."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Entries after some operation, and where the log stands."""

    entries: Sequence[LogEntry]
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """What a key of the log may see: the log, and the sealed keys for it."""

    log: LogPage
    boxes: Sequence[Box]


def read_log(env: Environment, principal: Principal, workspace: str, since: int, limit: int) -> LogPage:
    """Return entries of the log for a member.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace, closed=True)
        return _page(unit, member.state, since, limit)


def own_boxes(env: Environment, principal: Principal, workspace: str) -> Sequence[Box]:
    """Return the sealed keys for the device of the session, and for no other.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
        return unit.boxes.of(workspace, member.device)


def visit(env: Environment, principal: Principal, workspace: str, recipient: str, proof: bytes, since: int) -> Visit:
    """Show the log to the holder of an open invite or of a device that is in the workspace, before this device is.

    Args:
        env: The environment.
        principal: Who asks.
        workspace: Where.
        recipient: Id of the invite or device.
        proof: Its signature over ``visit_message``.
        since: Operation after which entries are wanted.

    Raises:
        NotFound: There is no such workspace for that key.
    """
    with env.transactions.read() as unit:
        state = env.memberships.inside(unit, workspace)
        public = _public(env, state, recipient)
        session = principal.session
        message = visit_message(env.policy.base_url, session.account, session.id, workspace, recipient)
        if state is None or public is None:
            raise no_such_workspace()
        try:
            verify_signature(public, VISIT, proof, message)
        except SignatureInvalid:
            raise no_such_workspace() from None
        return Visit(_page(unit, state, since, MOST_ENTRIES), unit.boxes.of(workspace, recipient))


def _public(env: Environment, state: WorkspaceState | None, recipient: str) -> bytes | None:
    if state is None or state.closed.now:
        return None
    device = state.devices.get(recipient)
    if device is not None:
        return device.entry.signing_public if is_live(state, device) else None
    invite = state.invites.get(recipient)
    if invite is None or invite.status is not InviteStatus.OPEN or invite.expires <= env.now_ms():
        return None
    return invite.signing_public


def _page(unit: UnitOfWork, state: WorkspaceState, since: int, limit: int) -> LogPage:
    if since > state.seq:
        raise NotFound("no_such_operation", "The log has no such operation.")
    entries = unit.membership_log.after(state.workspace, since, min(limit, MOST_ENTRIES), PAGE_BYTES)
    return LogPage(entries, state.seq, state.head)
