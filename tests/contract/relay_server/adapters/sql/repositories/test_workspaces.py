from __future__ import annotations

import threading
from dataclasses import replace

from relay_server.domain.workspace import Workspace
from relay_server.ports.unit_of_work import Transactions
from sync.protocol.boxes import Box
from sync.protocol.card import CardKind
from sync.protocol.membership.entry import LogEntry
from tests.support.relay_rows import account, stored_account

W = "aa" * 16
TEAM = Workspace(W, 1, bytes(32), 0, 5, account().id)
SEALED = bytes(range(80))


def test_the_head_is_moved_by_one(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        assert unit.workspaces.add(TEAM)
        assert not unit.workspaces.add(replace(TEAM, seq=9))
        assert unit.workspaces.advance(W, 1, 2, b"h" * 32, None)
        assert not unit.workspaces.advance(W, 1, 2, b"i" * 32, None)
        assert unit.workspaces.get(W, lock=True) == replace(TEAM, seq=2, head=b"h" * 32)
        assert unit.workspaces.get("bb" * 16) is None
        assert unit.workspaces.brought_by(account().id) == 1
        assert unit.workspaces.page(None, 5) == [unit.workspaces.get(W)]
        assert unit.workspaces.page(W, 5) == []


def test_the_log_is_read_in_order(transactions: Transactions) -> None:
    stored_account(transactions)
    entries = [LogEntry(bytes([n]) * 9, bytes([n]) * 64, bytes([n + 9]) * 64) for n in range(3)]
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        for seq, entry in enumerate(entries, 1):
            unit.membership_log.add(W, seq, entry, 5)
        assert unit.membership_log.after(W, 0) == entries
        assert unit.membership_log.after(W, 1, 1) == entries[1:2]
        size = len(entries[0].operation)
        assert unit.membership_log.after(W, 0, 9, size) == entries[:1]
        assert unit.membership_log.after(W, 0, 9, 1) == entries[:1]
        assert unit.membership_log.after(W, 0, 1, 9 * size) == entries[:1]


def test_boxes_are_for_their_recipient(transactions: Transactions) -> None:
    stored_account(transactions)
    mine = [Box(W, epoch, "00" * 16, "cc" * 16, SEALED) for epoch in (1, 2)]
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        unit.boxes.add(W, [*mine, Box(W, 1, "00" * 16, "dd" * 16, SEALED)])
        unit.boxes.add(W, mine)
        unit.boxes.add(W, [])
        assert unit.boxes.of(W, "cc" * 16) == mine
        unit.boxes.drop(W, ["cc" * 16])
        assert unit.boxes.of(W, "cc" * 16) == []
        assert len(unit.boxes.of(W, "dd" * 16)) == 1


def test_a_card_takes_the_place_of_the_one_before(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        for subject, card in (("cc", b"one"), ("dd", b"two"), ("cc", b"three")):
            unit.cards.put(W, CardKind.PERSON, subject * 16, card, unit.workspaces.next_card(W))
        assert unit.cards.get(W, CardKind.PERSON, "cc" * 16) == b"three"
        assert unit.cards.get(W, CardKind.DEVICE, "cc" * 16) is None
        assert unit.cards.since(W, 0, 9, 100) == [(2, b"two"), (3, b"three")]
        assert unit.cards.since(W, 2, 9, 100) == [(3, b"three")]
        assert unit.cards.since(W, 3, 9, 100) == []
        assert unit.cards.since(W, 0, 1, 100) == unit.cards.since(W, 0, 9, 7) == [(2, b"two")]
        assert unit.cards.since(W, 0, 9, 1) == [(2, b"two")]
        assert len(unit.cards.since(W, 0, 9, 8)) == 2
        unit.cards.put(W, CardKind.PICTURE, "dd" * 16, b"looks", unit.workspaces.next_card(W))
        assert unit.cards.get(W, CardKind.PICTURE, "dd" * 16) == b"looks"
        assert unit.cards.since(W, 3, 9, 100) == []
        assert unit.cards.remove(W, ["cc" * 16, "ee" * 16]) == 1


def test_a_deleted_workspace_leaves_nothing(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        unit.membership_log.add(W, 1, LogEntry(b"o", bytes(64), bytes(64)), 5)
        unit.workspaces.advance(W, 1, 2, bytes(32), 100)
        assert unit.workspaces.closed_before(100) == []
        assert unit.workspaces.closed_before(101) == [W]
        unit.workspaces.delete(W)
        assert unit.membership_log.after(W, 0) == []


def test_the_account_that_brought_a_workspace_may_go(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        unit.accounts.delete(account().id)
        assert unit.workspaces.get(W) == replace(TEAM, account=None)


def test_whoever_moves_the_head_waits_for_those_who_hold_it(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
    order: list[str] = []

    def move() -> None:
        with transactions.write() as unit:
            unit.workspaces.get(TEAM.id, lock=True)
            order.append("moved")

    with transactions.write() as unit:
        unit.workspaces.hold(TEAM.id)
        mover = threading.Thread(target=move, daemon=True)
        mover.start()
        mover.join(0.3)
        order.append("held")
    mover.join()
    assert order == ["held", "moved"]
