from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import DATABASES, EMBEDDED


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database; what asks for them runs on either engine."""
    if request.param == EMBEDDED:
        yield {}
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with server.database(request.getfixturevalue("postgresql_template")) as url:
        yield {"database_url": url}
