"""Statements in the words of libpq, for the few that every commit of rooms runs on PostgreSQL: prepared once, all values binary.

Binding arrays, and waiting for answers in Python, takes psycopg longer than the statements take; this is psycopg's own way to the
library underneath (``psycopg.pq``). While an answer is waited for other threads run.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from relay_server.adapters.sql.statements import driver_of

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

_BINARY = 1
# Of PQtransactionStatus and PQresultStatus.
_IDLE, _DONE = 0, frozenset({1, 2})
_BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"
_PREPARED = "prepared"
# Dimensions, whether there are NULLs, type of the elements, how many, and the number of the first.
_ARRAY = struct.Struct(">iiIii")
_BYTEA, _INT8, _TEXT = 17, 20, 25
_SIZE = struct.Struct(">i")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with ``$1``, ``$2`` and so on; its name is that of the prepared one on each connection."""

    name: bytes
    text: bytes


def ask(connection: Connection, statement: Statement, *values: bytes) -> list[tuple[Any, ...]]:
    """Run a statement in the transaction, which is begun if need be; returns the rows as bytes, with None for NULL.

    Raises:
        psycopg.Error: The database refused.
    """
    driver = driver_of(connection)
    library = driver.pgconn
    # Before the first statement it is what psycopg would have to begin.
    if library.transaction_status == _IDLE:
        _good(library.exec_(_BEGIN))
    prepared = connection.info.setdefault(_PREPARED, set())
    if statement.name not in prepared:
        _good(library.prepare(statement.name, statement.text))
        prepared.add(statement.name)
    result = _good(library.exec_prepared(statement.name, values, [_BINARY] * len(values), _BINARY))
    columns = range(result.nfields)
    return [tuple([result.get_value(row, column) for column in columns]) for row in range(result.ntuples)]


def int8s(values: Sequence[int]) -> bytes:
    """Return a ``bigint[]``."""
    head = _ARRAY.pack(1, 0, _INT8, len(values), 1)
    return head + struct.pack(">" + "iq" * len(values), *chain.from_iterable([(8, value) for value in values]))


def byteas(values: Sequence[bytes]) -> bytes:
    """Return a ``bytea[]``."""
    return _array(_BYTEA, values)


def texts(values: Sequence[str]) -> bytes:
    """Return a ``text[]``."""
    return _array(_TEXT, [value.encode() for value in values])


def number(value: bytes) -> int:
    """Read a ``bigint``."""
    return int.from_bytes(value, "big", signed=True)


def _array(kind: int, values: Sequence[bytes]) -> bytes:
    parts = [_ARRAY.pack(1, 0, kind, len(values), 1)]
    for value in values:
        parts += (_SIZE.pack(len(value)), value)
    return b"".join(parts)


def _good(result: PGresult) -> PGresult:
    if result.status in _DONE:
        return result
    # Loaded with the driver: an embedded relay has no use for it.
    from psycopg import errors

    raise errors.error_from_result(result, encoding="utf-8")
