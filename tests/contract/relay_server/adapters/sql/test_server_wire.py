from __future__ import annotations

import pytest
from sqlalchemy import text

from relay_server.adapters.sql.server_wire import Statement, ask, byteas, int8s, number, texts
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_engine

_ARRAYS = Statement(b"arrays", b"SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::text[])")


def test_arrays_arrive_as_they_were_sent(postgresql: PostgresServer) -> None:
    numbers, data, words = [0, -1, 1 << 62], [b"", b"\0'\\", bytes(range(256))], ["", "Ana", "Ünïcødé"]
    with postgresql.database() as url, server_engine(url) as engine, engine.connect() as connection:
        for _ in range(3):
            rows = ask(connection, _ARRAYS, int8s(numbers), byteas(data), texts(words))
            assert [(number(one), two, three.decode()) for one, two, three in rows] == [
                *zip(numbers, data, words, strict=True)
            ]
        assert ask(connection, _ARRAYS, int8s([]), byteas([]), texts([])) == []
        assert ask(connection, Statement(b"null", b"SELECT NULL::bigint")) == [(None,)]


def test_it_is_in_the_transaction_of_all_else(postgresql: PostgresServer, postgresql_template: str) -> None:
    with (
        postgresql.database(postgresql_template) as url,
        server_engine(url) as engine,
        engine.connect() as connection,
    ):
        with connection.begin() as transaction:
            ask(connection, Statement(b"add", b"INSERT INTO activity_note (note) VALUES ($1::bytea)"), b"lost")
            assert connection.execute(text("SELECT count(*) FROM activity_note")).scalar_one() == 1
            assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"
            transaction.rollback()
        assert connection.execute(text("SELECT count(*) FROM activity_note")).scalar_one() == 0


def test_what_is_refused_is_an_error_of_the_driver(postgresql: PostgresServer) -> None:
    with postgresql.database() as url, server_engine(url) as engine, engine.connect() as connection:

        def fail() -> None:
            with connection.begin():
                ask(connection, Statement(b"fails", b"SELECT 1 / $1::bigint"), bytes(8))

        with pytest.raises(engine.dialect.loaded_dbapi.Error, match="division by zero"):
            fail()
        with connection.begin():
            assert ask(connection, Statement(b"works", b"SELECT 1::bigint")) == [(bytes(7) + b"\1",)]
