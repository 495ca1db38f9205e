from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from relay_server.service.rooms.turns import Turns


class Loop:
    """A loop and a clock whose time only passes by work and sleep."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        self.soon: list[Callable[[], None]] = []

    def call_soon(self, call: Callable[[], None]) -> None:
        self.soon.append(call)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def turn(self, turns: Turns, reads: int, work_s: float) -> float:
        """Take some reads, work on them, end the turn; returns for how long it slept."""
        self.slept = []
        for _ in range(reads):
            turns.note()
        self.now += work_s
        (end,), self.soon = self.soon, []
        end()
        return round(sum(self.slept), 6)


@pytest.fixture
def loop() -> Loop:
    return Loop()


def turns_of(loop: Loop) -> Turns:
    return Turns(cast("asyncio.AbstractEventLoop", cast("Any", loop)), lambda: loop.now, loop.sleep)


def test_a_busy_process_takes_what_came_in_a_turn_together(loop: Loop) -> None:
    """RLY-23."""
    turns = turns_of(loop)
    for _ in range(100):
        slept = loop.turn(turns, 24, 0.002)
    assert slept == 0.028
    # As much as it can do: there is nothing left to sleep.
    assert loop.turn(turns, 100, 0.050) == 0.0
    assert loop.turn(turns, 100, 0.0297) == 0.0


def test_a_quiet_process_takes_everything_at_once(loop: Loop) -> None:
    turns = turns_of(loop)
    for _ in range(100):
        loop.now += 0.01
        assert loop.turn(turns, 1, 0.001) == 0.0


def test_turns_end_with_the_rush(loop: Loop) -> None:
    turns = turns_of(loop)
    for _ in range(100):
        loop.turn(turns, 24, 0.002)
    loop.now += 5.0
    assert loop.turn(turns, 1, 0.001) == 0.0
    assert loop.turn(turns, 1, 0.001) == 0.0


def test_a_room_that_is_to_send_is_not_kept_waiting(loop: Loop) -> None:
    turns = turns_of(loop)
    for _ in range(100):
        loop.turn(turns, 24, 0.002)
    turns.wake_within(0.006)
    turns.wake_within(0.015)
    assert loop.turn(turns, 24, 0.002) == 0.004
    # It has sent by then; another one is to send soon after.
    assert loop.turn(turns, 24, 0.002) == 0.007
    assert loop.turn(turns, 24, 0.002) == 0.028


def test_what_was_to_be_sent_long_ago_is_forgotten(loop: Loop) -> None:
    turns = turns_of(loop)
    for _ in range(100):
        turns.wake_within(0.006)
        loop.now += 0.010
    assert len(turns._dues) == 1


def test_what_is_to_be_sent_at_the_end_of_a_turn_goes_out_before_the_loop_sleeps(loop: Loop) -> None:
    """RLY-23."""
    turns, sent = turns_of(loop), []
    for _ in range(100):
        loop.turn(turns, 24, 0.002)
    turns.at_end(lambda: sent.append((loop.now, len(loop.slept))))
    began = loop.now
    assert loop.turn(turns, 24, 0.002) > 0.0
    assert sent == [(began + 0.002, 0)]
    # Also where nothing was read.
    turns.at_end(lambda: sent.append((loop.now, len(loop.slept))))
    loop.turn(turns, 0, 0.0)
    assert len(sent) == 2
