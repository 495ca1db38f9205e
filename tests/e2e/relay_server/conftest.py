from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.relay_databases import DATABASES, settings_of
from tests.support.relay_setups import SETUPS, setup_settings


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database; what asks for them runs on either engine."""
    with settings_of(request.param, request) as settings:
        yield settings


@pytest.fixture(params=SETUPS)
def setup(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay; what asks for them runs with one process and with two."""
    with setup_settings(request, request.param) as settings:
        yield settings
