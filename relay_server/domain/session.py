"""Sessions and their refresh tokens.

A session is a family of refresh tokens: each is used once and replaced. A token that comes back after its use was
copied, and the whole family ends. One that comes back soon, while nothing that came of it was used, is that of a program that
did not hear the answer: it gets another pair, and the one before is void; a void token that comes ends the family as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

SESSION_MS = 90 * 86_400_000
"""A session ends after this however busy it is."""

REFRESH_IDLE_MS = 14 * 86_400_000
"""A refresh token that is not used for this long expires."""

STEP_UP_MS = 5 * 60_000
"""A proof of identity counts as fresh for this long."""

REPEAT_MS = 10 * 60_000
"""So long a program may ask again whose answer was lost: a relay that stood still, a connection that broke."""

MAX_SESSIONS = 100
"""Open sessions of one account; the one unused for longest gives way."""

MAX_USER_AGENT_CHARACTERS = 200


class Method(StrEnum):
    """How a person proved who they are (the ``amr`` of RFC 8176)."""

    PASSWORD = "pwd"  # noqa: S105 - the registered name of the method.
    TOTP = "otp"
    RECOVERY_CODE = "recovery"


class EndReason(StrEnum):
    """Why a session ended."""

    LOGOUT = "logout"
    REVOKED = "revoked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a reason, not a password.
    REFRESH_REUSED = "refresh_reused"
    LOCKED = "locked"
    REPLACED = "replaced"
    DEVICE_REVOKED = "device_revoked"


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in on one device. Times are Unix milliseconds.

    Attributes:
        id: 32 hex digits; the ``sid`` of access tokens.
        account: Whose.
        created_ms: When it began.
        expires_ms: When it ends at the latest.
        used_ms: Last refresh.
        proven_ms: Last time the person proved who they are, with the second factor where one is enrolled.
        methods: How.
        user_agent: What the client called itself, shortened.
        address: The client's network address; personal data.
        device: Device registered in this session; None before.
        ended_ms: When it was ended; None while it lives.
        end_reason: Why.
    """

    id: str
    account: str
    created_ms: int
    expires_ms: int
    used_ms: int
    proven_ms: int
    methods: tuple[Method, ...]
    user_agent: str
    address: str
    device: str | None = None
    ended_ms: int | None = None
    end_reason: EndReason | None = None

    def is_open(self, now_ms: int) -> bool:
        """Tell whether it may still be used."""
        return self.ended_ms is None and now_ms < self.expires_ms


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """What is stored of a refresh token: never the token itself."""

    digest: bytes
    session: str
    issued_ms: int
    expires_ms: int
    used_ms: int | None = None

    @property
    def is_void(self) -> bool:
        """Whether another pair was given in its place before it was used."""
        return self.used_ms is not None and self.expires_ms <= self.used_ms

    def voided(self, time_ms: int) -> RefreshToken:
        """Return it as it is once another pair was given in its place."""
        return replace(self, expires_ms=time_ms, used_ms=time_ms)


class RefreshVerdict(StrEnum):
    """What becomes of a refresh token that is presented."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REUSED = "reused"
    EXPIRED = "expired"


def judge_refresh(
    token: RefreshToken, session: Session, now_ms: int, later: Sequence[RefreshToken] = ()
) -> RefreshVerdict:
    """Decide about a refresh token that was found.

    Args:
        token: the one that is shown.
        session: whose.
        now_ms: the time.
        later: the other tokens of the session that were issued since this one was used.
    """
    if token.used_ms is not None:
        answered = any(one.used_ms is not None and not one.is_void for one in later)
        is_soon = now_ms - token.used_ms < REPEAT_MS and session.is_open(now_ms)
        return RefreshVerdict.REPEAT if is_soon and not answered and not token.is_void else RefreshVerdict.REUSED
    if now_ms >= token.expires_ms or not session.is_open(now_ms):
        return RefreshVerdict.EXPIRED
    return RefreshVerdict.ROTATE


def refresh_digest(token: str) -> bytes:
    """Return what is stored of a refresh token (256 random bits need no slow hash)."""
    return hashlib.sha256(b"aio-canvas refresh token v1\0" + token.encode("utf-8", "surrogatepass")).digest()


def is_freshly_proven(session: Session, now_ms: int) -> bool:
    """Tell whether the last proof of identity is recent enough for a sensitive action."""
    return now_ms - session.proven_ms < STEP_UP_MS
