from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from relay_server.adapters.sqlcipher import connect, open_engine
from relay_server.errors import DatabaseError

KEY = bytes(range(32))


def filled(path: Path) -> None:
    """Store a word."""
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (word TEXT)"))
        connection.execute(text("INSERT INTO t VALUES ('watermelon')"))
    engine.dispose()


def test_the_file_is_sealed_and_readable_by_its_user_alone(tmp_path: Path) -> None:
    """ACC-100."""
    path = tmp_path / "relay.db"
    filled(path)
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"watermelon" not in file.read_bytes()
        assert not file.read_bytes().startswith(b"SQLite format")


def test_every_commit_is_durable(tmp_path: Path) -> None:
    (tmp_path / "relay.db").touch()
    raw = connect(tmp_path / "relay.db", KEY)
    assert raw.execute("PRAGMA synchronous").fetchone() == (2,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    raw.close()


@pytest.mark.parametrize("key", [bytes(32), b"short", b""])
def test_another_key_is_an_error_without_the_key(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "relay.db"
    filled(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseError) as refused:
        open_engine(path, key)
    assert not key.hex() or key.hex() not in str(refused.value)
    assert refused.value.__cause__ is None
    assert path.read_bytes() == before


def test_a_file_of_something_else_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "relay.db"
    path.write_bytes(b"something else" * 1000)
    with pytest.raises(DatabaseError):
        open_engine(path, KEY)
