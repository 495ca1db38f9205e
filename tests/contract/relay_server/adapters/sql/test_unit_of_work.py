from __future__ import annotations

import threading

import pytest

from relay_server.errors import StorageError
from relay_server.ports.unit_of_work import Transactions
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

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 6)]
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
