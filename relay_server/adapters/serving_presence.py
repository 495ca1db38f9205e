"""Says in the database that a process serves it, so that nobody moves it away: a lock that servers share.

The lock belongs to a connection. When that breaks, because the database restarted, it is taken again as soon as the database
answers; a move that began in between keeps the server from serving.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from relay_server.errors import OperationError

_SERVING = 0x41494F02
"""Number of the advisory lock: servers share it, a move has it alone."""

_LOOK_S = 2.0


@contextmanager
def serving_presence(engine: Engine) -> Iterator[None]:
    """Share the right to serve a database.

    Raises:
        OperationError: It is being moved.
    """
    presence = _Presence(engine)
    presence.take()
    thread = threading.Thread(target=presence.keep, name="aio-relay-presence", daemon=True)
    thread.start()
    try:
        yield
    finally:
        presence.end.set()
        thread.join()
        presence.drop()


@contextmanager
def nobody_serving(engine: Engine) -> Iterator[None]:
    """Hold the right to serve a database alone.

    Raises:
        OperationError: A relay serves it.
    """
    with _outside_transactions(engine) as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _SERVING}).scalar_one():
            raise OperationError("a relay serves this database; stop every process of it first")
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _SERVING})


class _Presence:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._log = structlog.get_logger(__name__)
        self.end = threading.Event()

    def take(self) -> None:
        self._connection = connection = _outside_transactions(self._engine)
        held = connection.execute(text("SELECT pg_try_advisory_lock_shared(:lock)"), {"lock": _SERVING}).scalar_one()
        if not held:
            self.drop()
            raise OperationError("this database is being moved; start the relay when that is done")

    def drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def keep(self) -> None:
        """Look from time to time whether the connection is still there."""
        while not self.end.wait(_LOOK_S):
            try:
                if self._connection is None:
                    self.take()
                else:
                    self._connection.execute(text("SELECT 1"))
            except DBAPIError:
                self.drop()
            except OperationError as error:
                self._log.error("serving_a_database_that_is_moved", reason=str(error))


def _outside_transactions(engine: Engine) -> Connection:
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")
