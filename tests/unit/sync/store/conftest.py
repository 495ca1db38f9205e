"""A store thread on a disk that obeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sync.store.writer import QueueLimits
from tests.support.gated_store import Rig


@pytest.fixture
def rig() -> Iterator[Rig]:
    """Return a store thread with small queues."""
    made = Rig(QueueLimits(max_waiting=200, max_batch=50, wait_s=0.01))
    yield made
    made.log.gate.set()
    made.log.full = False
    made.thread.close()
