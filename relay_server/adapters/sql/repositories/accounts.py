"""Accounts and their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError

from relay_server.adapters.sql.statements import escaped_like, held, upsert
from relay_server.adapters.sql.tables.accounts import ACCOUNT, AVATAR
from relay_server.domain.account import Account, AccountRole, AccountState, email_key, storable
from relay_server.errors import DuplicateError


class SqlAccounts:
    """Implements AccountRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Store a new account."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(ACCOUNT).values(**_values(account)))
        except IntegrityError as error:
            raise DuplicateError("an account with this id or address exists") from error

    def get(self, account: str) -> Account | None:
        """Return an account by id."""
        return _account(self._connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account)).one_or_none())

    def by_email(self, email: str) -> Account | None:
        """Return an account by address."""
        statement = select(ACCOUNT).where(ACCOUNT.c.email_key == email_key(email))
        return _account(self._connection.execute(statement).one_or_none())

    def page(self, after: str | None, limit: int, query: str = "") -> Sequence[Account]:
        """Return accounts in the order of their ids."""
        statement = select(ACCOUNT).order_by(ACCOUNT.c.id).limit(limit)
        if after is not None:
            statement = statement.where(ACCOUNT.c.id > after)
        if query:
            pattern = escaped_like(storable(query.casefold()))
            found = (
                func.lower(ACCOUNT.c.name).like(pattern, escape="\\"),
                ACCOUNT.c.email_key.like(pattern, escape="\\"),
            )
            statement = statement.where(or_(*found))
        return [account for row in self._connection.execute(statement) if (account := _account(row))]

    def count(self) -> int:
        """Return how many there are."""
        return int(self._connection.execute(select(func.count()).select_from(ACCOUNT)).scalar_one())

    def count_admins(self) -> int:
        """Return how many administrators can sign in."""
        admins = (
            ACCOUNT.c.role == AccountRole.ADMIN,
            ACCOUNT.c.state == AccountState.ACTIVE,
            ACCOUNT.c.email_verified_ms.is_not(None),
        )
        return len(self._connection.execute(held(self._connection, select(ACCOUNT.c.id).where(*admins))).all())

    def set_name(self, account: str, name: str) -> None:
        """Rename."""
        self._set(account, name=name)

    def set_password(self, account: str, password: str) -> None:
        """Replace the hash."""
        self._set(account, password=password)

    def set_email(self, account: str, email: str, verified_ms: int) -> None:
        """Replace the address."""
        try:
            with self._connection.begin_nested():
                self._set(account, email=email, email_key=email_key(email), email_verified_ms=verified_ms)
        except IntegrityError as error:
            raise DuplicateError("another account has this address") from error

    def set_verified(self, account: str, time_ms: int) -> None:
        """Note that the address is proven."""
        self._set(account, email_verified_ms=time_ms)

    def set_state(self, account: str, state: AccountState) -> None:
        """Lock or unlock."""
        self._set(account, state=state.value)

    def set_role(self, account: str, role: AccountRole) -> None:
        """Give or take the rights of an administrator."""
        self._set(account, role=role.value)

    def delete(self, account: str) -> None:
        """Remove an account; foreign keys remove the rest."""
        self._connection.execute(sql_delete(ACCOUNT).where(ACCOUNT.c.id == account))

    def prune_unproven(self, before_ms: int) -> int:
        """Remove accounts whose address was never proven."""
        stale = (ACCOUNT.c.email_verified_ms.is_(None), ACCOUNT.c.created_ms < before_ms)
        return self._connection.execute(sql_delete(ACCOUNT).where(*stale)).rowcount

    def _set(self, account: str, **values: str | int | None) -> None:
        self._connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(**values))


class SqlAvatars:
    """Implements AvatarRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, account: str, digest: str, data: bytes) -> None:
        """Store or replace a picture."""
        upsert(self._connection, AVATAR, {"account": account, "data": data})
        self._connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(avatar=digest))

    def get(self, account: str) -> bytes | None:
        """Return the picture."""
        return self._connection.execute(select(AVATAR.c.data).where(AVATAR.c.account == account)).scalar_one_or_none()

    def remove(self, account: str) -> None:
        """Remove the picture."""
        self._connection.execute(sql_delete(AVATAR).where(AVATAR.c.account == account))
        self._connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(avatar=None))


def _values(account: Account) -> dict[str, str | int | None]:
    return {
        "id": account.id,
        "email": account.email,
        "email_key": email_key(account.email),
        "name": account.name,
        "role": account.role.value,
        "state": account.state.value,
        "password": account.password,
        "created_ms": account.created_ms,
        "email_verified_ms": account.email_verified_ms,
        "avatar": account.avatar,
    }


def _account(row: Row[Any] | None) -> Account | None:
    if row is None:
        return None
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        role=AccountRole(row.role),
        state=AccountState(row.state),
        password=row.password,
        created_ms=row.created_ms,
        email_verified_ms=row.email_verified_ms,
        avatar=row.avatar,
    )
