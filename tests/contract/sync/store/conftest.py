"""Every test of this folder runs against each implementation of the store ports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.store.memory import MemoryStore
from sync.store.ports import Store
from sync.store.profile import open_profile
from tests.support.library import KEY, ticking_clock


@pytest.fixture(params=["memory", "sqlcipher"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    clock = ticking_clock()
    opened: Store = MemoryStore(clock) if request.param == "memory" else open_profile(tmp_path, KEY, clock).store
    yield opened
    opened.close()
