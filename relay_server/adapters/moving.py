"""Moving everything from one database to the other, table by table, and proving that it arrived.

Both databases are at the same revision, nobody serves either, and the target is empty. The copy is one transaction: it arrives as a
whole or not at all. What arrived is read again and compared by count and hash of every row before anything counts as done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from relay_server.adapters.database_copy import serving_lock
from relay_server.adapters.durable_files import sync_directory, sync_file
from relay_server.adapters.postgresql import check_reachable, disposing, open_postgresql
from relay_server.adapters.serving_presence import nobody_serving
from relay_server.adapters.sql import tables as tables  # Importing it declares every table.
from relay_server.adapters.sql.metadata import METADATA
from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.statements import WRITES
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine
from relay_server.adapters.storage import open_database
from relay_server.config import Settings
from relay_server.errors import OperationError
from relay_server.ports.environment import RandomBytes

EMBEDDED = "embedded"
"""What stands for the embedded file where the address of a database would stand."""

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """A table, how many rows it holds, and the hash of them all."""

    table: str
    rows: int
    digest: str


def move_to_server(embedded: Settings, server: Settings, random_bytes: RandomBytes) -> Sequence[Moved]:
    """Move from the embedded file, which stays as it is, to PostgreSQL.

    Raises:
        OperationError: A relay serves one of them, there is no file, or the target is not empty; nothing was changed.
        DatabaseError: One of them does not open.
    """
    if not embedded.database_path.exists():
        raise OperationError(f"there is no database {embedded.database_path}")
    assert server.database_url is not None  # noqa: S101 - the caller has it from the command line.
    with serving_lock(embedded.data_directory):
        source, _ = open_database(embedded, random_bytes)
        with disposing(source), disposing(open_postgresql(server.database_url.get_secret_value())) as target:
            check_reachable(target)
            with nobody_serving(target):
                return move(source, target)


def move_to_file(server: Settings, random_bytes: RandomBytes) -> Sequence[Moved]:
    """Move from PostgreSQL, which stays as it is, to the embedded file.

    Raises:
        OperationError: A relay serves one of them, or there is a file already; nothing was changed.
        DatabaseError: One of them does not open.
    """
    if server.database_url is None:
        raise OperationError("database_url is not set: there is no PostgreSQL to move from")
    path = server.database_path
    if path.exists():
        raise OperationError(f"{path} exists; move it away first")
    temporary = path.with_name(f".{path.name}.moving")
    with serving_lock(server.data_directory):
        source, secrets = open_database(server, random_bytes)
        temporary.unlink(missing_ok=True)
        try:
            with (
                disposing(source),
                nobody_serving(source),
                disposing(open_engine(temporary, secrets.database)) as target,
            ):
                moved = move(source, target)
            # The last connection took the write-ahead log with it: the one file is everything.
            sync_file(temporary)
            temporary.rename(path)
            sync_directory(path.parent)
        finally:
            temporary.unlink(missing_ok=True)
    return moved


def move(source: Engine, target: Engine) -> Sequence[Moved]:
    """Copy everything and prove it.

    Args:
        source: Where from; it holds the same afterwards.
        target: Where to; an empty database.

    Returns:
        One entry for each table.

    Raises:
        OperationError: The target holds something, or what arrived is not what was sent. The target is as it was before.
        DatabaseError: A database was written by a newer relay.
    """
    migrate(source)
    migrate(target)
    with SqlTransactions(source).write() as unit:
        # The other kind of database stores nothing elsewhere first.
        unit.rooms.put_in_order()
    order = METADATA.sorted_tables
    with source.connect() as reading, target.connect() as raw:
        writing = raw.execution_options(**{WRITES: True})
        with writing.begin():
            for table in order:
                if writing.execute(select(func.count()).select_from(table)).scalar_one():
                    raise OperationError(f"the target already holds something in {table.name}; name an empty database")
            for table in order:
                for rows in _pages(reading, table):
                    writing.execute(insert(table), rows)
            _restart_numbers(writing, order)
            sent = [_summary(reading, table) for table in order]
            arrived = [_summary(writing, table) for table in order]
            for one, other in zip(sent, arrived, strict=True):
                if one != other:
                    raise OperationError(
                        f"{one.table} did not arrive as it was sent ({one.rows} and {other.rows} rows)"
                    )
    return sent


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    statement = select(table).order_by(*table.primary_key)
    streamed = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(statement)
    for rows in streamed.mappings().partitions():
        yield [dict(row) for row in rows]


def _summary(connection: Connection, table: Table) -> Moved:
    # Databases sort text by their own rules, so that the order is not part of the hash: the sum of the rows' hashes is.
    total, count = 0, 0
    for rows in _pages(connection, table):
        for row in rows:
            total = (total + int.from_bytes(_row_hash(row), "big")) % (1 << 256)
            count += 1
    return Moved(table.name, count, total.to_bytes(32, "big").hex())


def _row_hash(row: dict[str, Any]) -> bytes:
    plain = {name: {"b": value.hex()} if isinstance(value, bytes) else value for name, value in row.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).digest()


def _restart_numbers(connection: Connection, order: Sequence[Table]) -> None:
    """Let PostgreSQL number new rows after those that were copied; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in order:
        column = table.autoincrement_column
        if column is None:
            continue
        sequence = connection.execute(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": f'"{table.name}"', "column": column.name}
        ).scalar_one()
        if sequence is not None:
            highest = connection.execute(select(func.max(column))).scalar_one() or 0
            connection.execute(
                text("SELECT setval(:sequence, :next, false)"), {"sequence": sequence, "next": highest + 1}
            )
