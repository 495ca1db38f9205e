from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.relay_databases import DATABASES, settings_of


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database; what asks for them runs on either engine."""
    with settings_of(request.param, request) as settings:
        yield settings
