"""Waiting between tries."""

from __future__ import annotations

import random

from sync.engine.backoff import LONGEST_SECONDS, Backoff


def test_eng22_steps_double_up_to_a_minute_and_are_random_within() -> None:
    """ENG-22."""
    chance, backoff = random.Random(1), Backoff()
    for step in (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0):
        waits = [backoff.wait(chance) for _ in range(200)]
        assert step / 2 <= min(waits) <= max(waits) <= step
        assert max(waits) - min(waits) > step / 4
        backoff = backoff.failed()
    assert Backoff(10_000).wait(chance) <= LONGEST_SECONDS
    assert backoff.wait(chance, at_least=90.0) == 90.0
