from __future__ import annotations

import pytest
from sqlalchemy import text

from relay_server.adapters.postgresql import check_reachable, disposing, open_postgresql, postgresql_url, reading
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.errors import ConfigurationError, DatabaseError, StorageError
from tests.support.ports import free_port
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_engine


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_the_address_is_taken(scheme: str) -> None:
    assert postgresql_url(f"{scheme}://ana:secret@db/relay").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("url", ["mysql://ana:secret@db/relay", "postgresql://ana:secret@db", "secret", ""])
def test_other_addresses_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        postgresql_url(url)
    assert "secret" not in str(refused.value)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    engine = open_postgresql(f"postgresql://ana:hidden@127.0.0.1:{free_port()}/relay")
    with disposing(engine), pytest.raises(DatabaseError, match="does not answer") as refused:
        check_reachable(engine)
    assert "hidden" not in str(refused.value)


def test_every_commit_is_synced_whatever_the_server_says(postgresql: PostgresServer) -> None:
    with postgresql.database() as url, server_engine(url) as engine, engine.connect() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
        assert connection.execute(text("SHOW fsync")).scalar_one() == "on"


def test_readers_change_nothing(postgresql: PostgresServer) -> None:
    with postgresql.database() as url, server_engine(url) as engine:
        check_reachable(engine)
        with reading(engine).connect() as connection:
            assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
            assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "repeatable read"


def test_a_restart_costs_no_transaction(postgresql: PostgresServer, postgresql_template: str) -> None:
    with postgresql.database(postgresql_template) as url, server_engine(url) as engine:
        transactions = SqlTransactions(engine, reading(engine))
        with transactions.write() as unit:
            unit.state.put("name", "value")
        postgresql.server.stop()
        with pytest.raises(StorageError), transactions.read() as unit:
            unit.state.get("name")
        postgresql.server.start()
        with transactions.read() as unit:
            assert unit.state.get("name") == "value"
