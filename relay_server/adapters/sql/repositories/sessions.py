"""Sessions and refresh tokens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.statements import held
from relay_server.adapters.sql.tables.accounts import REFRESH_TOKEN, SESSION
from relay_server.domain.session import EndReason, Method, RefreshToken, Session

_AT_ONCE = 500


class SqlSessions:
    """Implements SessionRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, session: Session) -> None:
        """Store a new session."""
        values = {
            "id": session.id,
            "account": session.account,
            "created_ms": session.created_ms,
            "expires_ms": session.expires_ms,
            "used_ms": session.used_ms,
            "proven_ms": session.proven_ms,
            "methods": _joined(session.methods),
            "user_agent": session.user_agent,
            "address": session.address,
            "device": session.device,
            "ended_ms": session.ended_ms,
            "end_reason": session.end_reason.value if session.end_reason else None,
        }
        self._connection.execute(insert(SESSION).values(**values))

    def get(self, session: str, *, lock: bool = False) -> Session | None:
        """Return a session."""
        statement = select(SESSION).where(SESSION.c.id == session)
        if lock:
            statement = held(self._connection, statement)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _session(row)

    def open_among(self, sessions: Collection[str], now_ms: int) -> set[str]:
        """Return those of some sessions that are open."""
        found: set[str] = set()
        names = sorted(sessions)
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            here = (SESSION.c.id.in_(some), SESSION.c.ended_ms.is_(None), SESSION.c.expires_ms > now_ms)
            found.update(self._connection.execute(select(SESSION.c.id).where(*here)).scalars())
        return found

    def open_of(self, account: str, now_ms: int) -> Sequence[Session]:
        """Return the open sessions of an account, last used first."""
        is_open = (SESSION.c.account == account, SESSION.c.ended_ms.is_(None), SESSION.c.expires_ms > now_ms)
        statement = select(SESSION).where(*is_open).order_by(SESSION.c.used_ms.desc(), SESSION.c.id)
        return [_session(row) for row in self._connection.execute(statement)]

    def touch(self, session: str, used_ms: int) -> None:
        """Note a refresh."""
        self._connection.execute(update(SESSION).where(SESSION.c.id == session).values(used_ms=used_ms))

    def prove(self, session: str, proven_ms: int, methods: Sequence[Method]) -> None:
        """Note a fresh proof of identity."""
        values = {"proven_ms": proven_ms, "methods": _joined(methods)}
        self._connection.execute(update(SESSION).where(SESSION.c.id == session).values(**values))

    def bind_device(self, session: str, device: str) -> None:
        """Note which device the session is on."""
        self._connection.execute(update(SESSION).where(SESSION.c.id == session).values(device=device))

    def end(self, session: str, time_ms: int, reason: EndReason) -> bool:
        """End a session."""
        return bool(self._end(SESSION.c.id == session, time_ms=time_ms, reason=reason))

    def end_all(self, account: str, time_ms: int, reason: EndReason, keep: str | None = None) -> Sequence[str]:
        """End every open session of an account but one."""
        mine = (SESSION.c.account == account, SESSION.c.id != (keep or ""))
        return self._end(*mine, time_ms=time_ms, reason=reason)

    def end_of_device(self, device: str, time_ms: int, reason: EndReason) -> Sequence[str]:
        """End the open sessions on a device."""
        return self._end(SESSION.c.device == device, time_ms=time_ms, reason=reason)

    def _end(self, *which: ColumnElement[bool], time_ms: int, reason: EndReason) -> Sequence[str]:
        ended = update(SESSION).where(*which, SESSION.c.ended_ms.is_(None))
        statement = ended.values(ended_ms=time_ms, end_reason=reason.value).returning(SESSION.c.id)
        return list(self._connection.execute(statement).scalars())

    def add_refresh(self, token: RefreshToken) -> None:
        """Store a new refresh token."""
        values = {
            "digest": token.digest,
            "session": token.session,
            "issued_ms": token.issued_ms,
            "expires_ms": token.expires_ms,
            "used_ms": token.used_ms,
        }
        self._connection.execute(insert(REFRESH_TOKEN).values(**values))

    def refresh(self, digest: bytes) -> RefreshToken | None:
        """Return a refresh token."""
        statement = select(REFRESH_TOKEN).where(REFRESH_TOKEN.c.digest == digest)
        row = self._connection.execute(held(self._connection, statement)).one_or_none()
        if row is None:
            return None
        return RefreshToken(row.digest, row.session, row.issued_ms, row.expires_ms, row.used_ms)

    def mark_used(self, digest: bytes, time_ms: int) -> bool:
        """Mark a refresh token used."""
        unused = (REFRESH_TOKEN.c.digest == digest, REFRESH_TOKEN.c.used_ms.is_(None))
        return self._connection.execute(update(REFRESH_TOKEN).where(*unused).values(used_ms=time_ms)).rowcount == 1

    def refresh_since(self, session: str, time_ms: int) -> Sequence[RefreshToken]:
        """Return the refresh tokens of a session that were issued at a time or later."""
        since = (REFRESH_TOKEN.c.session == session, REFRESH_TOKEN.c.issued_ms >= time_ms)
        rows = self._connection.execute(select(REFRESH_TOKEN).where(*since))
        return [RefreshToken(row.digest, row.session, row.issued_ms, row.expires_ms, row.used_ms) for row in rows]

    def change_refresh(self, token: RefreshToken) -> None:
        """Store when a refresh token was used and when it expires."""
        values = {"used_ms": token.used_ms, "expires_ms": token.expires_ms}
        self._connection.execute(update(REFRESH_TOKEN).where(REFRESH_TOKEN.c.digest == token.digest).values(**values))

    def prune(self, before_ms: int) -> int:
        """Remove sessions that ended or expired before a time."""
        over = or_(SESSION.c.ended_ms < before_ms, SESSION.c.expires_ms < before_ms)
        return self._connection.execute(sql_delete(SESSION).where(over)).rowcount


def _joined(methods: Sequence[Method]) -> str:
    return " ".join(sorted(set(methods)))


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        account=row.account,
        created_ms=row.created_ms,
        expires_ms=row.expires_ms,
        used_ms=row.used_ms,
        proven_ms=row.proven_ms,
        methods=tuple(Method(method) for method in row.methods.split()),
        user_agent=row.user_agent,
        address=row.address,
        device=row.device,
        ended_ms=row.ended_ms,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
    )
