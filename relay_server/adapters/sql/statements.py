"""Statements that SQLite and PostgreSQL spell alike but SQLAlchemy keeps in their dialects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Select, Table

WRITES = "relay_writes"
"""Execution option of connections whose transaction writes; the SQLite engine begins them exclusively."""

RowT = TypeVar("RowT", bound=tuple[Any, ...])


def held(connection: Connection, statement: Select[RowT]) -> Select[RowT]:
    """Let nobody else change the rows until the transaction ends; in one that only reads there is nothing to hold them for."""
    return statement.with_for_update() if connection.get_execution_options().get(WRITES, False) else statement


def driver_of(connection: Connection) -> Any:  # noqa: ANN401 - the drivers have no types in common.
    """Return the driver's own connection in the same transaction, for the few statements that every commit of rooms runs.

    A statement costs SQLAlchemy more than the embedded database, most of all in a process that does other things in between.
    """
    return connection.connection.driver_connection


def insert_of(dialect: str) -> Any:  # noqa: ANN401 - both have what both databases know, by no common type.
    """Return the INSERT of a dialect, which is loaded only where it is used: PostgreSQL's takes 2 MB."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert


def upsert(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or replace the other columns of the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    insert = insert_of(connection.dialect.name)
    connection.execute(insert(table).values(**values).on_conflict_do_update(index_elements=keys, set_=rest))


def upsert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows with the same columns, or replace the other columns of those with the same primary keys."""
    if rows:
        connection.execute(_upsert_statement(connection.dialect.name, table, tuple(rows[0])), rows)


@lru_cache(maxsize=64)
def _upsert_statement(dialect: str, table: Table, names: tuple[str, ...]) -> Executable:
    # Built once: the hot path of the relay upserts some dozens of times a second, and building takes longer than running.
    keys = [column.name for column in table.primary_key]
    statement = insert_of(dialect)(table)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    replacing: Executable = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    return replacing


def insert_if_absent(
    connection: Connection, table: Table, values: Mapping[str, Any], keys: Sequence[str] | None = None
) -> bool:
    """Insert a row unless its primary key (or the other unique key that is named) is taken; True if it was inserted."""
    names = keys or [column.name for column in table.primary_key]
    insert = insert_of(connection.dialect.name)
    statement = insert(table).values(**values).on_conflict_do_nothing(index_elements=names)
    # SQLAlchemy keeps the count of an INSERT only when it is asked to; on PostgreSQL it says -1 otherwise.
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount == 1


def fitting(sizes: Iterable[int], most_bytes: int) -> int:
    """Return how many things, in their order, are together not over a size; one at least."""
    count, total = 0, 0
    for size in sizes:
        total += size
        if count and total > most_bytes:
            break
        count += 1
    return count


def escaped_like(text: str) -> str:
    r"""Return text so that LIKE ... ESCAPE '\' finds it literally, anywhere."""
    literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{literal}%"
