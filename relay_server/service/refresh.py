"""Exchanging a refresh token for the next pair; a token that comes back after that was used ends its session."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.account import AccountState
from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason, RefreshToken, RefreshVerdict, judge_refresh, refresh_digest
from relay_server.errors import Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.sign_in import SignedIn, issue_pair


def refresh(env: Environment, caller: Caller, token: str) -> SignedIn:
    """Rotate a refresh token.

    A token that comes again before what came of it was used gets another pair, and the one before is void: its answer may have been
    lost. Whoever shows a void token, or one whose successor was used, proves that it was copied: the session ends.

    Raises:
        Unauthenticated: The token is unknown, expired, used before, or its session has ended. All sound alike, but for the session of
            a device that was revoked: whoever has a token of it is to know that signing in again is of no use.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    digest = refresh_digest(token)
    with env.transactions.read() as unit:
        known = unit.sessions.refresh(digest)
    outcome: SignedIn | _Reused | None = None
    if known is not None:
        with env.transactions.write() as unit:
            outcome = _rotate(env, unit, caller, known)
    if isinstance(outcome, SignedIn):
        return outcome
    if isinstance(outcome, _Reused) and outcome.was_open:
        env.announce_ended(outcome.session)
        env.mailer.send(messages.session_copied(env.policy, outcome.email))
    raise Unauthenticated("invalid_refresh_token", "This session has ended. Sign in again.")


@dataclass(frozen=True, slots=True)
class _Reused:
    session: str
    email: str
    was_open: bool


def _rotate(env: Environment, unit: UnitOfWork, caller: Caller, known: RefreshToken) -> SignedIn | _Reused | None:
    now, digest = env.now_ms(), known.digest
    # The session before its tokens: a token that comes again voids those that came of it, one of which may be shown at this moment.
    session = unit.sessions.get(known.session, lock=True)
    stored = unit.sessions.refresh(digest) if session else None
    account = unit.accounts.get(session.account) if session else None
    if stored is None or session is None or account is None or account.state is AccountState.LOCKED:
        return None
    if session.end_reason is EndReason.DEVICE_REVOKED:
        raise Unauthenticated("device_revoked", "This device was revoked by its account.")
    since = unit.sessions.refresh_since(session.id, stored.used_ms) if stored.used_ms is not None else ()
    later = [one for one in since if one.digest != digest]
    verdict = judge_refresh(stored, session, now, later)
    if verdict is RefreshVerdict.EXPIRED:
        return None
    if verdict is RefreshVerdict.REPEAT:
        for one in later:
            if not one.is_void:
                unit.sessions.change_refresh(one.voided(now))
    elif verdict is RefreshVerdict.REUSED or not unit.sessions.mark_used(digest, now):
        was_open = unit.sessions.end(session.id, now, EndReason.REFRESH_REUSED)
        note(env, unit, caller, Action.REFRESH_REUSED, account.id, session=session.id)
        return _Reused(session.id, account.email, was_open)
    unit.sessions.touch(session.id, now)
    return issue_pair(env, unit, session, stored.used_ms or 0)
