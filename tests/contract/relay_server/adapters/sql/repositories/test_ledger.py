from __future__ import annotations

from dataclasses import replace

from relay_server.domain.ledger_leaf import StoredLeaf, erased, new_leaf
from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.ports.unit_of_work import Transactions

ANA, BEN, TEAM = "aa" * 16, "bb" * 16, "cc" * 16


def stored(index: int, account: str | None = ANA, actor: str = BEN, workspace: str | None = None) -> StoredLeaf:
    event = SecurityEvent(10 + index, Action.INVITED, account, actor, "192.0.2.7", {"n": str(index)}, workspace)
    return StoredLeaf(new_leaf(index, event, b"s" * 32, b"a" * 32), bytes([index]) * 32, bytes([index]) * 64)


LINES = [stored(0), stored(1, BEN, ANA, TEAM), stored(2, None, "cli"), stored(3, ANA, BEN, TEAM)]


def fill(transactions: Transactions) -> None:
    with transactions.write() as unit:
        assert unit.ledger.size(lock=True) == 0
        for line in LINES:
            unit.ledger.add(line, {(0, line.leaf.index): line.leaf.hash, (1, 9 + line.leaf.index): b"h" * 32})


def test_leaves_and_nodes_come_back(transactions: Transactions) -> None:
    fill(transactions)
    with transactions.read() as unit:
        assert unit.ledger.size() == 4
        assert unit.ledger.get(1) == LINES[1]
        assert unit.ledger.get(4) is None
        assert unit.ledger.nodes([(0, 1), (1, 9), (7, 7)]) == {(0, 1): LINES[1].leaf.hash, (1, 9): b"h" * 32}
        assert unit.ledger.nodes([]) == {}


def test_leaves_are_paged_both_ways(transactions: Transactions) -> None:
    fill(transactions)
    leaves = [line.leaf for line in LINES]
    with transactions.read() as unit:
        assert unit.ledger.after(-1, 2) == LINES[:2]
        assert unit.ledger.after(1, 9, TEAM) == [LINES[3]]
        assert unit.ledger.newest(2) == [leaves[3], leaves[2]]
        assert unit.ledger.newest(9, 3, workspace=TEAM) == [leaves[1]]
        assert unit.ledger.newest(9, subject=ANA) == [leaves[3], leaves[0]]
        assert unit.ledger.newest_before(ANA, 9, 13) == [leaves[0]]


def test_an_account_is_erased_where_it_stands(transactions: Transactions) -> None:
    """LED-4."""
    fill(transactions)
    with transactions.write() as unit:
        assert unit.ledger.erase_account(ANA) == 3
        assert unit.ledger.erase_account(ANA) == 0
        found = [line.leaf for line in unit.ledger.after(-1, 9)]
    assert found[0] == erased(LINES[0].leaf, subject=True, actor=False)
    assert found[1] == erased(LINES[1].leaf, subject=False, actor=True)
    assert found[2] == LINES[2].leaf


def test_old_addresses_and_old_leaves_are_emptied(transactions: Transactions) -> None:
    fill(transactions)
    with transactions.write() as unit:
        assert unit.ledger.erase_addresses(11) == 1
        assert unit.ledger.erase_addresses(11) == 0
        assert unit.ledger.strip(2) == 2
        assert unit.ledger.strip(2) == 0
        found = [line.leaf for line in unit.ledger.after(-1, 9)]
    assert found[1] == replace(erased(LINES[1].leaf, subject=True, actor=True), details=None)
    assert found[2:] == [LINES[2].leaf, LINES[3].leaf]
