from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine
from relay_server.errors import DiskFullError, StorageError
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_databases import embedded_transactions
from tests.support.relay_rows import account, stored_account


def test_leaving_the_block_stores(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.read() as unit:
        assert unit.accounts.get(account().id) == account()


def test_an_exception_rolls_everything_back(transactions: Transactions) -> None:
    def fail() -> None:
        with transactions.write() as unit:
            unit.accounts.add(account())
            unit.state.put("name", "value")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with transactions.read() as unit:
        assert unit.accounts.get(account().id) is None
        assert unit.state.get("name") is None


def test_a_reader_sees_one_state_while_somebody_writes(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.read() as reading:
        assert reading.accounts.count() == 1
        stored_account(transactions, 2)
        assert reading.accounts.count() == 1
    with transactions.read() as later:
        assert later.accounts.count() == 2


def test_many_writers_queue_and_none_is_lost(transactions: Transactions) -> None:
    def write(number: int) -> None:
        for step in range(10):
            stored_account(transactions, 100 * number + step)

    threads = [threading.Thread(target=write, args=(number,), daemon=True) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transactions.read() as unit:
        assert unit.accounts.count() == 50


def test_what_the_database_refuses_is_a_storage_error_without_the_values(transactions: Transactions) -> None:
    def fail() -> None:
        with transactions.write() as unit:
            unit.second_factors.replace_codes("no such account", [b"a secret digest"])

    with pytest.raises(StorageError) as refused:
        fail()
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "relay.db", bytes(32))
    migrate(engine)
    transactions = SqlTransactions(engine)
    stored_account(transactions)
    engine.dispose()

    def fill_disk(raw: Any, _record: object) -> None:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(engine, "connect", fill_disk)

    def fail() -> None:
        with transactions.write() as unit:
            unit.state.put("name", "value")
            unit.avatars.put(account().id, "digest", bytes(1 << 20))

    with pytest.raises(DiskFullError):
        fail()
    with transactions.read() as unit:
        assert unit.accounts.get(account().id) == account()
        assert unit.state.get("name") is None
    engine.dispose()


def test_a_kept_connection_works_on_after_a_failure_and_is_let_go_of(tmp_path: Path) -> None:
    with embedded_transactions(tmp_path) as transactions:

        def fail() -> None:
            with transactions.write() as unit:
                unit.state.put("name", "lost")
                unit.second_factors.replace_codes("no such account", [b"code"])

        for attempt in range(2):
            with pytest.raises(StorageError):
                fail()
            with transactions.write() as unit:
                assert unit.state.get("name") == ("kept" if attempt else None)
                unit.state.put("name", "kept")
    # Whoever closes last takes the write-ahead log away.
    assert [path.name for path in tmp_path.iterdir()] == ["relay.db"]
