from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine
from relay_server.ports.unit_of_work import Transactions

# Every database that implements the port runs the same tests.
DATABASES = ("sqlcipher",)


@pytest.fixture(params=DATABASES)
def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transactions]:
    """Return an empty, migrated database."""
    engine = open_engine(tmp_path / "relay.db", bytes(range(32)))
    migrate(engine)
    yield SqlTransactions(engine)
    engine.dispose()
