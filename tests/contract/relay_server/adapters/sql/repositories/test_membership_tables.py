from __future__ import annotations

from dataclasses import replace

from relay_server.domain.device import Device
from relay_server.domain.membership_rows import (
    DeviceRow,
    DiagramRoleRow,
    DiagramRow,
    InviteRow,
    LinkRow,
    MemberRow,
    RowChanges,
)
from relay_server.domain.workspace import Workspace
from relay_server.ports.unit_of_work import Transactions
from relay_server.ports.workspace_repositories import Seat
from tests.support.relay_rows import account, stored_account

W, USER, DEVICE, DOCUMENT = "aa" * 16, "bb" * 16, "cc" * 16, "dd" * 16
ROWS = (
    MemberRow(USER, 4),
    DeviceRow(DEVICE, USER, 1, 1, None),
    DiagramRow(DOCUMENT, USER, 2, False, True),
    DiagramRoleRow(DOCUMENT, USER, 4),
    InviteRow("ee" * 16, USER, 4, None, 9, "open"),
    LinkRow("ff" * 16, USER, DOCUMENT, 9, True),
)


def test_rows_are_written_replaced_and_cleared(transactions: Transactions) -> None:
    with transactions.write() as unit:
        unit.workspaces.add(Workspace(W, 1, bytes(32), 0, 5, None))
        tables = unit.membership_tables
        tables.apply(W, RowChanges(ROWS))
        assert tables.rows(W) == frozenset(ROWS)
        changed = replace(ROWS[2], is_deleted=True)
        tables.apply(W, RowChanges((changed,), ((DOCUMENT, USER),)))
        assert tables.rows(W) == frozenset({*ROWS, changed} - {ROWS[2], ROWS[3]})
        tables.clear(W)
        assert tables.rows(W) == frozenset()


def test_seats_are_those_of_good_devices_of_present_members(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.workspaces.add(Workspace(W, 1, bytes(32), 0, 5, None))
        unit.devices.add(Device(DEVICE, account().id, b"entry", 1))
        unit.membership_tables.apply(W, RowChanges(ROWS))
        assert unit.membership_tables.seats(account().id) == [Seat(W, USER, DEVICE, 4)]
        for gone in (RowChanges((MemberRow(USER, 0),)), RowChanges((replace(ROWS[1], revoked=3),))):
            unit.membership_tables.apply(W, RowChanges(ROWS))
            unit.membership_tables.apply(W, gone)
            assert unit.membership_tables.seats(account().id) == []
        unit.membership_tables.apply(W, RowChanges(ROWS))
        unit.devices.revoke(DEVICE, 5)
        assert unit.membership_tables.seats(account().id) == []
