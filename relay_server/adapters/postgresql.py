"""PostgreSQL by way of psycopg 3: a pool of connections, and what is said to the server on each.

Writing transactions run READ COMMITTED: what they decide on they lock, or decide by the row count of an UPDATE. Reading ones
run REPEATABLE READ, READ ONLY, so that they see one state, as they do in the embedded database.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from relay_server.errors import ConfigurationError, DatabaseError

POOL = 16
"""Connections of one process; so many requests use the database at once."""

_POOL_TIMEOUT_S = 10.0
_CONNECT_TIMEOUT_S = 5
_STATEMENT_TIMEOUT_MS = 60_000
_LOCK_TIMEOUT_MS = 15_000
_IDLE_TIMEOUT_MS = 60_000
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_USED, _FRESH_S = "used", 0.25
_MIGRATING = 0x41494F01
"""Number of the advisory lock that processes take in turn to migrate."""


def postgresql_url(url: str) -> URL:
    """Return the address of a database in the words of SQLAlchemy.

    Raises:
        ConfigurationError: It is no address of a PostgreSQL database; the message does not repeat it.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigurationError(["database_url cannot be read; it looks like postgresql://user@host/name"]) from None
    if parsed.drivername not in _SCHEMES or not parsed.database:
        raise ConfigurationError(["database_url must look like postgresql://user:password@host:5432/name"])
    return parsed.set(drivername="postgresql+psycopg")


def open_postgresql(url: str, pool: int = POOL) -> Engine:
    """Return an engine on a database; nothing connects yet.

    Raises:
        ConfigurationError: It is no address of a PostgreSQL database.
    """
    settings = {
        "statement_timeout": _STATEMENT_TIMEOUT_MS,
        "lock_timeout": _LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": _IDLE_TIMEOUT_MS,
        # Acknowledged means stored; a server whose default is laxer is overruled.
        "synchronous_commit": "on",
    }
    engine = create_engine(
        postgresql_url(url),
        pool_size=pool,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        connect_args={
            "connect_timeout": _CONNECT_TIMEOUT_S,
            "application_name": "aio-relay",
            # What every commit runs is prepared by ``server_wire``; psycopg would have the server forget it after a rollback.
            "prepare_threshold": None,
        },
        isolation_level="READ COMMITTED",
        # Parameters hold addresses and hashes; errors and logs must not.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: object, _record: object) -> None:
        with raw.cursor() as cursor:  # type: ignore[attr-defined] # A psycopg connection.
            for name, value in settings.items():
                cursor.execute(f"SET {name} = '{value}'")
        raw.commit()  # type: ignore[attr-defined] # As above.

    _ping_what_lay(engine)
    return engine


def _ping_what_lay(engine: Engine) -> None:
    """Notice connections that died while they lay in the pool, and have them replaced, so that a restart costs no request.

    One that was used a moment ago is not asked: no server restarts in that time, and a commit would wait for one answer more.
    """

    @event.listens_for(engine, "checkin")
    def _note_use(_raw: object, record: ConnectionPoolEntry) -> None:
        record.info[_USED] = time.perf_counter()

    @event.listens_for(engine, "checkout")
    def _ask(raw: Any, record: ConnectionPoolEntry, _proxy: object) -> None:  # noqa: ANN401 - a psycopg connection.
        if time.perf_counter() - record.info.get(_USED, 0.0) < _FRESH_S:
            return
        try:
            engine.dialect.do_ping(raw)
        except engine.dialect.loaded_dbapi.Error:
            raise DisconnectionError from None


def reading(engine: Engine) -> Engine:
    """Return an engine on the same pool whose transactions see one state and change nothing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def check_reachable(engine: Engine) -> None:
    """Connect once.

    Raises:
        DatabaseError: Nobody answers there, or lets us in. The message holds the server's words, which hold no password.
    """
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise DatabaseError(f"the database at {_place(engine.url)} does not answer: {said}") from None


@contextmanager
def disposing(engine: Engine) -> Iterator[Engine]:
    """Close an engine's connections at the end of the block."""
    try:
        yield engine
    finally:
        engine.dispose()


def wait_to_migrate(connection: Connection) -> None:
    """Let one process after the other migrate: until the transaction ends, others wait here."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})


def _place(url: URL) -> str:
    return f"{url.host or 'the local socket'}:{url.port or 5432}/{url.database}"
