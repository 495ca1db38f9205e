"""A real streaming replica: what is read from it is as new as it has to be, and without it the database answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from relay_server.adapters.postgresql import open_postgresql, reading
from relay_server.adapters.read_replica import ReadReplica, check_replica
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.errors import DatabaseError, StorageError
from relay_server.ports.unit_of_work import UnitOfWork
from tests.support.ports import free_port
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_engine
from tests.support.relay_rows import account

WAIT_S = 60.0


@dataclass
class Both:
    """A database, its replica, and how often which of them was asked."""

    transactions: SqlTransactions
    replica: PostgresServer
    database: str

    def survey(self, *, current: bool = True) -> tuple[bool, int]:
        """Return whether the replica answered, and how many accounts it saw."""

        def count(unit: UnitOfWork) -> tuple[bool, int]:
            connection = unit._connection  # type: ignore[attr-defined] # Only the connection tells where this is.
            return connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one(), len(
                unit.accounts.page(None, 999)
            )

        return self.transactions.survey(count, current=current)

    def add(self, number: int) -> None:
        """Store an account."""
        with self.transactions.write() as unit:
            unit.accounts.add(account(number))

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let the replica replay nothing."""
        with psycopg.connect(self.replica.url(self.database), autocommit=True) as connection:
            connection.execute("SELECT pg_wal_replay_pause()")
            try:
                until(lambda: connection.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() == ("paused",))
                yield
            finally:
                connection.execute("SELECT pg_wal_replay_resume()")


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    pause = threading.Event()
    for _ in range(int(WAIT_S / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    raise AssertionError


@pytest.fixture
def both(postgresql: PostgresServer, postgresql_template: str, postgresql_replica: PostgresServer) -> Iterator[Both]:
    with ExitStack() as stack:
        name = postgresql.create(postgresql_template)
        stack.callback(postgresql.drop, name)
        engine = stack.enter_context(server_engine(postgresql.url(name)))
        replica = ReadReplica(open_postgresql(postgresql_replica.url(name)), engine)
        stack.callback(replica.close, WAIT_S)
        opened = Both(SqlTransactions(engine, reading(engine), replica), postgresql_replica, name)
        until(lambda: opened.transactions.replica is not None and opened.transactions.replica.is_up)
        yield opened


def test_what_was_stored_a_moment_ago_is_read_from_the_replica(both: Both) -> None:
    seen = []
    for number in range(1, 21):
        both.add(number)
        seen.append(both.survey())
    assert [count for _, count in seen] == list(range(1, 21))
    # Whatever was too late for the replica the database answered; that is the exception.
    assert sum(from_replica for from_replica, _ in seen) > 10


def test_what_must_be_current_is_never_old_and_what_need_not_be_may_be(both: Both) -> None:
    """RLY-115."""
    both.add(1)
    until(lambda: both.survey() == (True, 1))
    with both.standing_still():
        both.add(2)
        assert both.survey() == (False, 2)
        assert both.survey(current=False) == (True, 1)
        until(lambda: both.transactions.replica is not None and both.transactions.replica.behind_s > 0)
    until(lambda: both.survey() == (True, 2))


def test_without_the_replica_the_database_answers_and_it_is_used_again_when_it_is_back(both: Both) -> None:
    both.add(1)
    until(lambda: both.survey() == (True, 1))
    both.replica.server.kill()
    try:
        assert both.survey() == (False, 1)
        assert both.survey(current=False) == (False, 1)
        until(lambda: both.transactions.replica is not None and not both.transactions.replica.is_up)
    finally:
        both.replica.server.start()
    until(lambda: both.survey() == (True, 1))


def test_a_replica_that_fails_in_the_middle_is_not_noticed(both: Both) -> None:
    both.add(1)
    until(lambda: both.survey() == (True, 1))
    calls = []

    def fails_there(unit: UnitOfWork) -> int:
        connection = unit._connection  # type: ignore[attr-defined] # As above.
        calls.append(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())
        if calls[-1]:
            connection.execute(text("SELECT 1 / 0"))
        return len(unit.accounts.page(None, 9))

    assert both.transactions.survey(fails_there) == 1
    assert calls == [True, False]


def test_an_error_of_the_database_is_one(both: Both) -> None:
    with pytest.raises(StorageError):
        both.transactions.survey(lambda unit: unit._connection.execute(text("SELECT 1 / 0")))  # type: ignore[attr-defined]


def test_a_database_of_its_own_is_no_replica(
    postgresql: PostgresServer, postgresql_template: str, postgresql_replica: PostgresServer
) -> None:
    with (
        postgresql.database(postgresql_template) as url,
        server_engine(url) as engine,
        server_engine(postgresql_replica.url(url.rsplit("/", 1)[1])) as there,
        server_engine(f"postgresql://relay@127.0.0.1:{free_port()}/nothing") as nobody,
    ):
        until(lambda: _answers(there))
        assert check_replica(there, engine) == ""
        assert "no replica" in check_replica(engine, engine)
        with pytest.raises(DatabaseError):
            check_replica(nobody, engine)
        replica = ReadReplica(open_postgresql(url), engine)
        try:
            assert SqlTransactions(engine, reading(engine), replica).survey(lambda unit: unit.usage.of("a" * 32)) == 0
            assert not replica.state.is_up
        finally:
            replica.close(WAIT_S)


def _answers(engine: Engine) -> bool:
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
