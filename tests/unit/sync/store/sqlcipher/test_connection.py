"""Connections and transactions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.errors import StorageError, StoreError
from sync.store.sqlcipher.connection import Connection, create_file, key_pragma, open_connection
from tests.support.library import KEY


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    made = create_file(tmp_path / "x.db", KEY)
    made.execute("CREATE TABLE t (x UNIQUE)")
    yield made
    made.close()


def insert_twice(connection: Connection) -> None:
    with connection.transaction():
        connection.execute("INSERT INTO t VALUES (1)")
        with connection.transaction():
            connection.executemany("INSERT INTO t VALUES (?)", [(2,), (1,)])


def test_an_error_in_an_inner_transaction_rolls_back_the_outer_one(connection: Connection) -> None:
    with pytest.raises(StoreError, match="UNIQUE"):
        insert_twice(connection)
    assert connection.rows("SELECT * FROM t") == []
    assert not connection.in_transaction
    with connection.transaction():
        connection.execute("INSERT INTO t VALUES (3)")
    assert connection.row("SELECT x FROM t") == (3,)
    assert connection.row("SELECT x FROM t WHERE x = 4") is None


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_keys_have_one_length(key: bytes) -> None:
    with pytest.raises(StoreError, match="32 bytes"):
        key_pragma(key)


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        open_connection(tmp_path / "missing.db", KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_only_its_owner_can_read_a_library(tmp_path: Path) -> None:
    create_file(tmp_path / "x.db", KEY).close()
    writing = open_connection(tmp_path / "x.db", KEY)
    with writing.transaction():
        writing.execute("CREATE TABLE t (x)")
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    writing.close()
    assert set(rights.values()) == {0o600}
    assert "x.db-wal" in rights
