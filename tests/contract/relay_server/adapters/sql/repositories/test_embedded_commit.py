from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relay_server.adapters.sql.statements import driver_of
from relay_server.domain.workspace import Workspace
from relay_server.errors import StorageError
from tests.support.relay_databases import embedded_transactions

WORKSPACE = Workspace("ab" * 16, 1, b"first", 0, 5, None)


def test_the_driver_works_in_the_same_transaction(tmp_path: Path) -> None:
    with embedded_transactions(tmp_path) as transactions:
        with transactions.write() as unit:
            unit.workspaces.add(WORKSPACE)
            assert unit.workspaces.hold(WORKSPACE.id) == WORKSPACE
            assert unit.workspaces.hold("cd" * 16) is None

        def fail() -> None:
            with transactions.write() as unit:
                unit.workspaces.advance(WORKSPACE.id, 1, 2, b"second", None)
                unit.activity.keep(b"note")
                held = unit.workspaces.hold(WORKSPACE.id)
                assert held is not None
                assert held.head == b"second"
                raise StorageError("no")

        with pytest.raises(StorageError, match="no"):
            fail()
        with transactions.write() as unit:
            assert unit.workspaces.hold(WORKSPACE.id) == WORKSPACE
            assert unit.activity.take() == []


def test_what_the_driver_refuses_is_told_without_its_words(tmp_path: Path) -> None:
    def fail(transactions: Any) -> None:
        with transactions.write() as unit:
            driver_of(unit.activity._connection).execute("INSERT INTO activity_note (note) VALUES (NULL)")

    with embedded_transactions(tmp_path) as transactions:
        with pytest.raises(StorageError, match=r"^the database refused \(IntegrityError\)$"):
            fail(transactions)
        with transactions.write() as unit:
            unit.activity.keep(b"note")
            assert unit.activity.take() == [b"note"]
