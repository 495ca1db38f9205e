from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from relay_server.adapters.database_copy import put_back, serving_lock, write_copy
from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine
from relay_server.errors import OperationError
from tests.support.relay_rows import stored_account

KEY = bytes(range(32))


def count_of(path: Path) -> int:
    """Return how many accounts a database holds."""
    engine = open_engine(path, KEY)
    with SqlTransactions(engine).read() as unit:
        found = unit.accounts.count()
    engine.dispose()
    return found


def test_a_copy_made_while_others_write_is_one_consistent_state(tmp_path: Path) -> None:
    """ACC-102."""
    path, target = tmp_path / "relay.db", tmp_path / "copy.db"
    engine = open_engine(path, KEY)
    migrate(engine)
    transactions, stop = SqlTransactions(engine), threading.Event()
    for number in range(1, 21):
        stored_account(transactions, number)

    def write_on() -> None:
        number = 100
        while not stop.is_set():
            with transactions.write() as unit:
                for _ in range(2):
                    number += 1
                    unit.state.put(f"fact{number}", "x")

    thread = threading.Thread(target=write_on, daemon=True)
    thread.start()
    write_copy(path, KEY, target)
    stop.set()
    thread.join()
    engine.dispose()
    assert count_of(target) == 20
    copied = open_engine(target, KEY)
    with copied.connect() as connection:
        facts = connection.execute(text("SELECT count(*) FROM relay_state")).scalar_one()
    copied.dispose()
    assert facts % 2 == 0


def test_a_copy_replaces_nothing(tmp_path: Path) -> None:
    """ACC-102."""
    path, target = tmp_path / "relay.db", tmp_path / "copy.db"
    engine = open_engine(path, KEY)
    migrate(engine)
    engine.dispose()
    target.write_text("mine")
    with pytest.raises(OperationError, match="exists"):
        write_copy(path, KEY, target)
    with pytest.raises(OperationError, match="cannot be written"):
        write_copy(path, KEY, tmp_path / "nowhere" / "copy.db")
    assert target.read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


def test_restoring_keeps_the_former_database(tmp_path: Path) -> None:
    """ACC-102."""
    path, target = tmp_path / "relay.db", tmp_path / "copy.db"
    engine = open_engine(path, KEY)
    migrate(engine)
    stored_account(SqlTransactions(engine))
    write_copy(path, KEY, target)
    stored_account(SqlTransactions(engine), 2)
    engine.dispose()
    former = put_back(target, path, KEY, "before")
    assert former == tmp_path / "relay.db.before"
    assert count_of(path) == 1
    assert count_of(former) == 2


@pytest.mark.parametrize("damage", ["missing", "foreign key", "cut", "flipped"])
def test_a_copy_that_does_not_open_changes_nothing(tmp_path: Path, damage: str) -> None:
    """ACC-102."""
    path, target = tmp_path / "relay.db", tmp_path / "copy.db"
    engine = open_engine(path, KEY)
    migrate(engine)
    engine.dispose()
    write_copy(path, KEY, target)
    before, data = path.read_bytes(), bytearray(target.read_bytes())
    if damage == "missing":
        target.unlink()
    elif damage == "cut":
        target.write_bytes(bytes(data[: len(data) // 2 + 100]))
    elif damage == "flipped":
        data[len(data) // 2] ^= 1
        target.write_bytes(bytes(data))
    key = bytes(32) if damage == "foreign key" else KEY
    with pytest.raises(OperationError):
        put_back(target, path, key, "before")
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= {"relay.db", "copy.db", "relay.db-wal", "relay.db-shm"}


def test_one_process_serves_a_folder(tmp_path: Path) -> None:
    """ACC-102."""
    with serving_lock(tmp_path), pytest.raises(OperationError, match="another process"):
        serving_lock(tmp_path).__enter__()
    with serving_lock(tmp_path):
        pass
