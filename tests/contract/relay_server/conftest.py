from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from relay_server.ports.unit_of_work import Transactions
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import (
    DATABASES,
    EMBEDDED,
    embedded_engine,
    embedded_transactions,
    server_engine,
    server_transactions,
)


@pytest.fixture(params=DATABASES)
def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transactions]:
    """Return an empty, migrated database; every database that implements the port runs the same tests."""
    if request.param == EMBEDDED:
        with embedded_transactions(tmp_path) as opened:
            yield opened
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with (
        server.database(request.getfixturevalue("postgresql_template")) as url,
        server_transactions(url) as opened,
    ):
        yield opened


@pytest.fixture(params=DATABASES)
def bare_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return a database without tables."""
    if request.param == EMBEDDED:
        with embedded_engine(tmp_path) as engine:
            yield engine
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with server.database() as url, server_engine(url) as engine:
        yield engine
