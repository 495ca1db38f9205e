from __future__ import annotations

import pytest

from relay_server.adapters.sql.repositories.server_commit import ServerActivity, ServerWorkspaces
from relay_server.domain.workspace import Workspace
from relay_server.errors import StorageError
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_transactions

WORKSPACE = Workspace("ab" * 16, 1, b"first", 0, 5, None)


def test_the_driver_works_in_the_same_transaction(postgresql: PostgresServer, postgresql_template: str) -> None:
    with postgresql.database(postgresql_template) as url, server_transactions(url) as transactions:
        with transactions.write() as unit:
            assert isinstance(unit.workspaces, ServerWorkspaces)
            assert isinstance(unit.activity, ServerActivity)
            unit.workspaces.add(WORKSPACE)
            assert unit.workspaces.hold(WORKSPACE.id) == WORKSPACE
            assert unit.workspaces.hold("cd" * 16) is None

        def fail() -> None:
            with transactions.write() as unit:
                held = unit.workspaces.hold(WORKSPACE.id)
                assert held == WORKSPACE
                unit.activity.keep(b"note")
                raise StorageError("no")

        # What is prepared on a connection outlives that transactions on it are rolled back.
        for _ in range(8):
            with pytest.raises(StorageError, match=r"^no$"):
                fail()
        with transactions.read() as unit:
            assert unit.workspaces.hold(WORKSPACE.id) == WORKSPACE
        with transactions.write() as unit:
            assert unit.activity.take() == []


def test_what_the_driver_refuses_is_told_without_its_words(
    postgresql: PostgresServer, postgresql_template: str
) -> None:
    def fail() -> None:
        with transactions.write() as unit:
            unit.activity.keep(None)  # type: ignore[arg-type] # What the database refuses.

    with postgresql.database(postgresql_template) as url, server_transactions(url) as transactions:
        with pytest.raises(StorageError, match=r"^the database refused \(NotNullViolation\)$"):
            fail()
        with transactions.write() as unit:
            unit.activity.keep(b"note")
            assert unit.activity.take() == [b"note"]
