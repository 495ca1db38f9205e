"""Devices, invitations and single facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError

from relay_server.adapters.sql.statements import insert_if_absent, upsert
from relay_server.adapters.sql.tables.accounts import DEVICE, REGISTRATION_INVITE, RELAY_STATE
from relay_server.domain.device import Device
from relay_server.domain.registration import RegistrationInvite
from relay_server.errors import DuplicateError


class SqlDevices:
    """Implements DeviceRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, device: Device) -> None:
        """Store a device."""
        values = {
            "id": device.id,
            "account": device.account,
            "entry": device.entry,
            "created_ms": device.created_ms,
            "revoked_ms": device.revoked_ms,
        }
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(DEVICE).values(**values))
        except IntegrityError as error:
            raise DuplicateError("this device is registered") from error

    def get(self, device: str) -> Device | None:
        """Return a device."""
        row = self._connection.execute(select(DEVICE).where(DEVICE.c.id == device)).one_or_none()
        return None if row is None else _device(row)

    def of(self, account: str) -> Sequence[Device]:
        """Return the devices of an account, oldest first."""
        statement = select(DEVICE).where(DEVICE.c.account == account).order_by(DEVICE.c.created_ms, DEVICE.c.id)
        return [_device(row) for row in self._connection.execute(statement)]

    def revoke(self, device: str, time_ms: int) -> bool:
        """Revoke a device."""
        good = (DEVICE.c.id == device, DEVICE.c.revoked_ms.is_(None))
        return self._connection.execute(update(DEVICE).where(*good).values(revoked_ms=time_ms)).rowcount == 1


class SqlInvites:
    """Implements InviteRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invite: RegistrationInvite) -> None:
        """Store an invitation."""
        values = {
            "digest": invite.digest,
            "email": invite.email,
            "created_ms": invite.created_ms,
            "expires_ms": invite.expires_ms,
            "created_by": invite.created_by,
            "used_by": invite.used_by,
        }
        self._connection.execute(insert(REGISTRATION_INVITE).values(**values))

    def get(self, digest: bytes) -> RegistrationInvite | None:
        """Return an invitation."""
        statement = select(REGISTRATION_INVITE).where(REGISTRATION_INVITE.c.digest == digest)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _invite(row)

    def claim(self, digest: bytes, account: str, now_ms: int) -> bool:
        """Use an invitation that is good now."""
        used = update(REGISTRATION_INVITE).where(REGISTRATION_INVITE.c.digest == digest, *_good(now_ms))
        return self._connection.execute(used.values(used_by=account)).rowcount == 1

    def withdraw(self, digest: bytes, now_ms: int) -> bool:
        """Remove an invitation that could be used now."""
        gone = sql_delete(REGISTRATION_INVITE).where(REGISTRATION_INVITE.c.digest == digest, *_good(now_ms))
        return self._connection.execute(gone).rowcount == 1

    def open_invites(self, now_ms: int) -> Sequence[RegistrationInvite]:
        """Return those that can be used, newest first."""
        statement = select(REGISTRATION_INVITE).where(*_good(now_ms)).order_by(REGISTRATION_INVITE.c.created_ms.desc())
        return [_invite(row) for row in self._connection.execute(statement)]

    def prune(self, now_ms: int) -> int:
        """Remove what has expired unused."""
        over = (REGISTRATION_INVITE.c.used_by.is_(None), REGISTRATION_INVITE.c.expires_ms <= now_ms)
        return self._connection.execute(sql_delete(REGISTRATION_INVITE).where(*over)).rowcount


def _good(now_ms: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return REGISTRATION_INVITE.c.used_by.is_(None), REGISTRATION_INVITE.c.expires_ms > now_ms


class SqlRelayState:
    """Implements RelayStateRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return a fact."""
        statement = select(RELAY_STATE.c.value).where(RELAY_STATE.c.name == name)
        return self._connection.execute(statement).scalar_one_or_none()

    def claim(self, name: str, value: str) -> bool:
        """Store a fact that is not there yet."""
        return insert_if_absent(self._connection, RELAY_STATE, {"name": name, "value": value})

    def put(self, name: str, value: str) -> None:
        """Store or replace a fact."""
        upsert(self._connection, RELAY_STATE, {"name": name, "value": value})

    def remove(self, name: str) -> None:
        """Remove a fact."""
        self._connection.execute(sql_delete(RELAY_STATE).where(RELAY_STATE.c.name == name))


def _device(row: Row[Any]) -> Device:
    return Device(row.id, row.account, row.entry, row.created_ms, row.revoked_ms)


def _invite(row: Row[Any]) -> RegistrationInvite:
    return RegistrationInvite(row.digest, row.email, row.created_ms, row.expires_ms, row.created_by, row.used_by)
