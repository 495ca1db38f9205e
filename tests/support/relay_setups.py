"""The ways in which a relay is set up: one process on the embedded file, or two on PostgreSQL and Redis behind one address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.support.foreign_server import ForeignServer
from tests.support.redis_server import redis_url
from tests.support.relay_databases import EMBEDDED, SERVER, settings_of

ALONE, PAIR = "alone", "pair"
SETUPS = (ALONE, PAIR)


@contextmanager
def setup_settings(request: pytest.FixtureRequest, kind: str) -> Iterator[dict[str, Any]]:
    """Give what ``running_relay`` needs for a set-up; the servers are those of the session, the database is new."""
    with settings_of(EMBEDDED if kind == ALONE else SERVER, request) as settings:
        if kind == ALONE:
            yield settings
            return
        redis_server: ForeignServer = request.getfixturevalue("redis_server")
        yield {**settings, "redis_url": redis_url(redis_server), "processes": 2}
