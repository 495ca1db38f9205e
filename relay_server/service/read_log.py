"""Reading a membership log and the sealed keys for oneself: as a member, or by showing a key that stands in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.errors import NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from relay_server.service.workspace_access import device_in, member_in, no_such_workspace
from sync.protocol.boxes import Box
from sync.protocol.errors import SignatureInvalid
from sync.protocol.membership.access import is_live, place_ended
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


def read_own_log(env: Environment, principal: Principal, workspace: str, since: int, limit: int) -> Sequence[LogEntry]:
    """Return entries of the log for a member; for a device that lost its place those up to the operation that took it.

    With its signatures that operation is a proof, which the relay's own word is not. Only for whoever has shown to hold the device's key.

    Raises:
        NotFound: There is no such workspace for the caller, and was none.
    """
    with env.transactions.read() as unit:
        state, device = device_in(env, unit, principal, workspace)
        end = place_ended(state, device)
        return _entries(unit, state, since, state.seq if end is None else end, limit)


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
    return LogPage(_entries(unit, state, since, state.seq, limit), state.seq, state.head)


def _entries(unit: UnitOfWork, state: WorkspaceState, since: int, last: int, limit: int) -> Sequence[LogEntry]:
    if since > last:
        raise NotFound("no_such_operation", "The log has no such operation.")
    most = min(limit, MOST_ENTRIES, last - since)
    return unit.membership_log.after(state.workspace, since, most, PAGE_BYTES) if most else ()
