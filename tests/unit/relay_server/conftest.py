from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.relay import House, open_house
from tests.support.relay_databases import DATABASES, EMBEDDED, settings_of

# The use cases run on the embedded database; `make test ARGS=tests/unit/relay_server` with this variable, on the other.
_CHOSEN = os.environ.get("AIO_CANVAS_RELAY_DATABASE", EMBEDDED)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database."""
    assert _CHOSEN in DATABASES
    with settings_of(_CHOSEN, request) as settings:
        yield settings


@pytest.fixture
def house(tmp_path: Path, database: dict[str, Any]) -> Iterator[House]:
    """Return an opened relay where anybody may open an account."""
    with open_house(tmp_path, registration="open", **database) as opened:
        yield opened
