"""A read replica of the database, for what reads much and changes nothing: lists, sums, the ledger's lines.

Whether it is as new as it has to be is decided by places in the write-ahead log: what was committed before somebody asks stands
before the place at which the database is then. Where the replica is away, or does not get there soon, the database itself answers.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from relay_server.adapters.postgresql import reading
from relay_server.errors import DatabaseError
from relay_server.ports.unit_of_work import ReplicaState

POOL = 8
"""Connections of one process to the replica."""

MOST_BEHIND_S = 30.0
"""How old an answer may be that need not be current."""

PATIENCE_S = 0.1
"""How long an answer that must be current waits for the replica."""

_LOOK_S, _STEP_S, _AVOID_S = 1.0, 0.004, 2.0
_FAILURES = (DBAPIError, PoolTimeoutError)
_AT = text("SELECT pg_current_wal_flush_lsn()::text")
_HAS = text("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= CAST(:place AS pg_lsn)")
_WHERE = text("SELECT pg_last_wal_replay_lsn()::text WHERE pg_is_in_recovery()")
_WHO = text("SELECT value FROM relay_state WHERE name = 'ledger_id'")


class ReadReplica:
    """Hands out connections to the replica while it is good for something."""

    def __init__(self, replica: Engine, database: Engine) -> None:
        """Begin to watch it.

        Args:
            replica: The replica; disposed of with this.
            database: What it is a replica of.
        """
        self._engine = replica
        self._replica = reading(replica)
        self._database = database
        self._avoid_until = 0.0
        self._behind_s: float | None = None
        self._places: deque[tuple[float, int]] = deque()
        self._closing = threading.Event()
        self._log = structlog.get_logger(__name__)
        self._thread = threading.Thread(target=self._watch, name="aio-relay-replica", daemon=True)
        self._thread.start()

    @property
    def state(self) -> ReplicaState:
        """Whether it answers, and how old what it answers is."""
        behind = self._behind_s
        return ReplicaState(behind is not None, behind or 0.0)

    def close(self, timeout_s: float) -> None:
        """Watch no more and close its connections."""
        self._closing.set()
        self._thread.join(timeout_s)
        self._engine.dispose()

    @contextmanager
    def connection(self, *, current: bool) -> Iterator[Connection | None]:
        """Yield a connection in a transaction that is new enough; None where the database itself has to answer.

        Args:
            current: Whether everything counts that was committed until now; otherwise it may be ``MOST_BEHIND_S`` old.
        """
        if time.perf_counter() < self._avoid_until or (not current and not self._is_fresh()):
            yield None
            return
        try:
            place = self._place() if current else None
            connection = self._replica.connect()
        except _FAILURES as error:
            self.avoid(type(error).__name__)
            yield None
            return
        with connection:
            yield connection if self._gets_there(connection, place) else None

    def avoid(self, reason: str) -> None:
        """Leave it alone for a moment: not every request must find out anew that it is away."""
        self._avoid_until = time.perf_counter() + _AVOID_S
        self._log.warning("replica_left_alone", reason=reason)

    def _is_fresh(self) -> bool:
        return self._behind_s is not None and self._behind_s <= MOST_BEHIND_S

    def _place(self) -> str:
        with self._database.connect() as connection:
            place: str = connection.execute(_AT).scalar_one()
            return place

    def _gets_there(self, connection: Connection, place: str | None) -> bool:
        if place is None:
            return True
        until = time.perf_counter() + PATIENCE_S
        try:
            while not connection.execute(_HAS, {"place": place}).scalar_one():
                connection.rollback()
                if time.perf_counter() > until or self._closing.wait(_STEP_S):
                    return False
            # What the transaction sees was fixed when it began: what follows begins another.
            connection.rollback()
        except _FAILURES as error:
            self.avoid(type(error).__name__)
            return False
        return True

    def _watch(self) -> None:
        while not self._closing.is_set():
            was_up = self._behind_s is not None
            try:
                self._note_place()
                self._behind_s = self._measured()
            except _FAILURES as error:
                self._behind_s = None
                if was_up:
                    self._log.error("replica_away", reason=type(error).__name__)
            self._closing.wait(_LOOK_S)

    def _note_place(self) -> None:
        """Remember where the database is now; while it is away the replica still tells what it has."""
        try:
            place = _number(self._place())
        except _FAILURES:
            return
        now = time.perf_counter()
        self._places.append((now, place))
        while now - self._places[0][0] > 2 * MOST_BEHIND_S:
            self._places.popleft()

    def _measured(self) -> float | None:
        with self._replica.connect() as connection:
            place = connection.execute(_WHERE).scalar_one_or_none()
        if place is None:
            # It was made a database of its own, which knows nothing of what happens here.
            self._log.error("replica_is_none")
            return None
        reached, now = _number(place), time.perf_counter()
        missing = [at for at, there in self._places if there > reached]
        return now - missing[0] if missing else 0.0


def check_replica(replica: Engine, database: Engine) -> str:
    """Look at a replica; returns what is wrong with it, or nothing.

    Raises:
        DatabaseError: Nobody answers there, or not as a relay's database does.
    """
    try:
        with replica.connect() as there, database.connect() as here:
            if there.execute(_WHERE).scalar_one_or_none() is None:
                return "it is no replica but a database of its own, whose lists would be old"
            if there.execute(_WHO).scalar_one_or_none() != here.execute(_WHO).scalar_one_or_none():
                return "it is a replica of another relay's database"
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise DatabaseError(f"the replica does not answer: {said}") from None
    return ""


def _number(place: str) -> int:
    high, low = place.split("/")
    return (int(high, 16) << 32) | int(low, 16)
