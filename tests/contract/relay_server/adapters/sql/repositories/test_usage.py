from __future__ import annotations

from relay_server.ports.unit_of_work import Transactions


def test_bytes_are_counted_for_each_workspace(transactions: Transactions) -> None:
    with transactions.write() as unit:
        assert unit.usage.of("a" * 32) == 0
        assert unit.usage.add("a" * 32, 10) == 10
        assert unit.usage.add("a" * 32, -4) == 6
        assert unit.usage.add("b" * 32, 1) == 1
        assert unit.usage.of("a" * 32) == 6
        assert unit.usage.hold("a" * 32) == 6
        assert unit.usage.hold("c" * 32) == 0
