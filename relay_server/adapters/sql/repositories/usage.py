"""How many bytes workspaces hold."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, Executable, bindparam, select

from relay_server.adapters.sql.statements import held, insert_if_absent, insert_of
from relay_server.adapters.sql.tables.documents import WORKSPACE_USAGE

_OF = select(WORKSPACE_USAGE.c.bytes).where(WORKSPACE_USAGE.c.workspace == bindparam("workspace"))


class SqlUsage:
    """Implements UsageRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, workspace: str) -> int:
        """Return the bytes of a workspace."""
        statement = select(WORKSPACE_USAGE.c.bytes).where(WORKSPACE_USAGE.c.workspace == workspace)
        return self._connection.execute(statement).scalar_one_or_none() or 0

    def hold(self, workspace: str) -> int:
        """Return the bytes of a workspace; nobody else counts more until the transaction ends."""
        # A row that is not there cannot be held: two processes would both find room for the first bytes.
        insert_if_absent(self._connection, WORKSPACE_USAGE, {"workspace": workspace, "bytes": 0})
        return int(self._connection.execute(held(self._connection, _OF), {"workspace": workspace}).scalar_one())

    def add(self, workspace: str, size: int) -> int:
        """Count more (or, below zero, fewer) bytes and return the sum."""
        statement = _addition(self._connection.dialect.name)
        return int(self._connection.execute(statement, {"workspace": workspace, "bytes": size}).scalar_one())


@lru_cache(maxsize=2)
def _addition(dialect: str) -> Executable:
    statement = insert_of(dialect)(WORKSPACE_USAGE)
    total = WORKSPACE_USAGE.c.bytes + statement.excluded.bytes
    upsert = statement.on_conflict_do_update(index_elements=["workspace"], set_={"bytes": total})
    returning: Executable = upsert.returning(WORKSPACE_USAGE.c.bytes)
    return returning
