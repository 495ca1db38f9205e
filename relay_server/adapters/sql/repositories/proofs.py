"""What proves who somebody is: one-time tokens, authenticator apps, recovery codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.statements import held, upsert
from relay_server.adapters.sql.tables.accounts import ONE_TIME_TOKEN, RECOVERY_CODE, SECOND_FACTOR
from relay_server.domain.one_time_token import OneTimeToken, Purpose
from relay_server.domain.second_factor import SecondFactor


class SqlTokens:
    """Implements TokenRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: OneTimeToken) -> None:
        """Store a token in the place of earlier ones."""
        same = (ONE_TIME_TOKEN.c.account == token.account, ONE_TIME_TOKEN.c.purpose == token.purpose.value)
        self._connection.execute(sql_delete(ONE_TIME_TOKEN).where(*same))
        values = {
            "digest": token.digest,
            "purpose": token.purpose.value,
            "account": token.account,
            "expires_ms": token.expires_ms,
            "email": token.email,
        }
        self._connection.execute(insert(ONE_TIME_TOKEN).values(**values))

    def get(self, digest: bytes, purpose: Purpose, now_ms: int) -> OneTimeToken | None:
        """Return a token that is good now."""
        statement = select(ONE_TIME_TOKEN).where(*_good(digest, purpose, now_ms))
        return _token(self._connection.execute(statement).one_or_none())

    def claim(self, digest: bytes, purpose: Purpose, now_ms: int) -> OneTimeToken | None:
        """Take a token that is good now."""
        taken = sql_delete(ONE_TIME_TOKEN).where(*_good(digest, purpose, now_ms)).returning(*ONE_TIME_TOKEN.c)
        return _token(self._connection.execute(taken).one_or_none())

    def prune(self, now_ms: int) -> int:
        """Remove what has expired."""
        return self._connection.execute(
            sql_delete(ONE_TIME_TOKEN).where(ONE_TIME_TOKEN.c.expires_ms <= now_ms)
        ).rowcount


class SqlSecondFactors:
    """Implements SecondFactorRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, account: str) -> SecondFactor | None:
        """Return what is enrolled or being enrolled."""
        statement = select(SECOND_FACTOR).where(SECOND_FACTOR.c.account == account)
        row = self._connection.execute(held(self._connection, statement)).one_or_none()
        return None if row is None else SecondFactor(row.account, row.sealed_secret, row.confirmed_ms, row.last_step)

    def put(self, factor: SecondFactor) -> None:
        """Store or replace."""
        values = {
            "account": factor.account,
            "sealed_secret": factor.sealed_secret,
            "confirmed_ms": factor.confirmed_ms,
            "last_step": factor.last_step,
        }
        upsert(self._connection, SECOND_FACTOR, values)

    def claim_step(self, account: str, step: int) -> bool:
        """Note an accepted step."""
        earlier = (SECOND_FACTOR.c.account == account, SECOND_FACTOR.c.last_step < step)
        return self._connection.execute(update(SECOND_FACTOR).where(*earlier).values(last_step=step)).rowcount == 1

    def remove(self, account: str) -> None:
        """Remove the app and all recovery codes."""
        self._connection.execute(sql_delete(SECOND_FACTOR).where(SECOND_FACTOR.c.account == account))
        self._connection.execute(sql_delete(RECOVERY_CODE).where(RECOVERY_CODE.c.account == account))

    def replace_codes(self, account: str, digests: Sequence[bytes]) -> None:
        """Replace all recovery codes."""
        self._connection.execute(sql_delete(RECOVERY_CODE).where(RECOVERY_CODE.c.account == account))
        rows = [{"account": account, "digest": digest} for digest in digests]
        self._connection.execute(insert(RECOVERY_CODE), rows)

    def claim_code(self, account: str, digest: bytes) -> bool:
        """Use up a recovery code."""
        this = (RECOVERY_CODE.c.account == account, RECOVERY_CODE.c.digest == digest)
        return self._connection.execute(sql_delete(RECOVERY_CODE).where(*this)).rowcount == 1

    def count_codes(self, account: str) -> int:
        """Return how many recovery codes are left."""
        statement = select(func.count()).select_from(RECOVERY_CODE).where(RECOVERY_CODE.c.account == account)
        return int(self._connection.execute(statement).scalar_one())


def _good(digest: bytes, purpose: Purpose, now_ms: int) -> tuple[ColumnElement[bool], ...]:
    columns = ONE_TIME_TOKEN.c
    return columns.digest == digest, columns.purpose == purpose.value, columns.expires_ms > now_ms


def _token(row: Row[Any] | None) -> OneTimeToken | None:
    if row is None:
        return None
    return OneTimeToken(row.digest, Purpose(row.purpose), row.account, row.expires_ms, row.email)
