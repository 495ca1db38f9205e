"""Opening a session and issuing its first tokens; every way of signing in ends here."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from relay_server.domain.session import (
    MAX_SESSIONS,
    REFRESH_IDLE_MS,
    SESSION_MS,
    EndReason,
    Method,
    RefreshToken,
    Session,
    refresh_digest,
)
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.access_tokens import LIFETIME_MS
from relay_server.service.environment import Caller, Environment


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a client receives: never printed.

    Attributes:
        account: Id of the account.
        session: Id of the session.
        access_token: For the Authorization header, good for five minutes.
        refresh_token: For the next pair, good once.
        expires_in_s: Seconds until the access token expires.
        replaced: Sessions that gave way to this one; to be announced after the commit.
    """

    account: str
    session: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in_s: int = LIFETIME_MS // 1000
    replaced: tuple[str, ...] = ()


def random_token(env: Environment) -> str:
    """Return 256 random bits as URL-safe text."""
    return base64.urlsafe_b64encode(env.random_bytes(32)).rstrip(b"=").decode("ascii")


def open_session(
    env: Environment, unit: UnitOfWork, caller: Caller, account: str, methods: Sequence[Method]
) -> SignedIn:
    """Open a session for an account that has just proved who it is; the oldest gives way beyond the limit."""
    now = env.now_ms()
    oldest = [session.id for session in unit.sessions.open_of(account, now)[MAX_SESSIONS - 1 :]]
    replaced = tuple(session for session in oldest if unit.sessions.end(session, now, EndReason.REPLACED))
    session = Session(
        id=env.random_bytes(16).hex(),
        account=account,
        created_ms=now,
        expires_ms=now + SESSION_MS,
        used_ms=now,
        proven_ms=now,
        methods=tuple(methods),
        user_agent=caller.user_agent,
        address=caller.address,
    )
    unit.sessions.add(session)
    return replace(issue_pair(env, unit, session), replaced=replaced)


def issue_pair(env: Environment, unit: UnitOfWork, session: Session, not_before_ms: int = 0) -> SignedIn:
    """Issue an access token and the next refresh token of a session.

    Args:
        env: Of the service.
        unit: In which the token is stored.
        session: Whose.
        not_before_ms: When the token came to be that this one stands for, by another process's clock; its issue is not noted earlier.
    """
    now = env.now_ms()
    token = random_token(env)
    expires = min(now + REFRESH_IDLE_MS, session.expires_ms)
    unit.sessions.add_refresh(RefreshToken(refresh_digest(token), session.id, max(now, not_before_ms), expires))
    access = env.access_tokens.issue(session.account, session.id)
    return SignedIn(session.account, session.id, access, token)
