"""Listing and ending one's own sessions."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.ledger_leaf import event_of
from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.domain.session import EndReason, Session
from relay_server.errors import NotFound
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own

MOST_EVENTS = 200


def list_sessions(env: Environment, principal: Principal) -> Sequence[Session]:
    """Return the open sessions of the caller, last used first."""
    with env.transactions.read() as unit:
        return unit.sessions.open_of(principal.account.id, env.now_ms())


def log_out(env: Environment, caller: Caller, principal: Principal) -> None:
    """End the present session."""
    with env.transactions.write() as unit:
        unit.sessions.end(principal.session.id, env.now_ms(), EndReason.LOGOUT)
        note_own(env, unit, caller, Action.LOGGED_OUT, principal, session=principal.session.id)
    env.announce_ended(principal.session.id)


def revoke_session(env: Environment, caller: Caller, principal: Principal, session: str) -> None:
    """End one of the caller's sessions.

    Raises:
        NotFound: The caller has no such open session; whether somebody else has is not told.
    """
    with env.transactions.write() as unit:
        found = unit.sessions.get(session, lock=True)
        if found is None or found.account != principal.account.id or not found.is_open(env.now_ms()):
            raise NotFound("no_such_session", "There is no such session.")
        unit.sessions.end(session, env.now_ms(), EndReason.REVOKED)
        note_own(env, unit, caller, Action.SESSION_REVOKED, principal, session=session)
    env.announce_ended(session)


def revoke_others(env: Environment, caller: Caller, principal: Principal) -> int:
    """End every session of the caller but the present one; returns how many there were."""
    with env.transactions.write() as unit:
        mine = principal.account.id
        ended = unit.sessions.end_all(mine, env.now_ms(), EndReason.REVOKED, keep=principal.session.id)
        for session in ended:
            note_own(env, unit, caller, Action.SESSION_REVOKED, principal, session=session)
    env.announce_ended(*ended)
    return len(ended)


def own_events(env: Environment, principal: Principal, limit: int, before_ms: int | None) -> Sequence[SecurityEvent]:
    """Return the newest lines of the record about the caller's account."""
    with env.transactions.read() as unit:
        mine, most = principal.account.id, min(limit, MOST_EVENTS)
        if before_ms is None:
            found = unit.ledger.newest(most, subject=mine)
        else:
            found = unit.ledger.newest_before(mine, most, before_ms)
    return [event_of(leaf) for leaf in found]
