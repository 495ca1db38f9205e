"""Sleep and other networks."""

from __future__ import annotations

import asyncio

import pytest

from sync.runtime.wake_watch import Change, Look, compare, own_addresses, watch
from tests.support.loop import ManualClock, run, until

HERE, THERE = frozenset({"192.0.2.7"}), frozenset({"198.51.100.7"})


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Look(0, 0, HERE), Look(5, 5, HERE), None),
        (Look(0, 0, HERE), Look(3605, 5, HERE), Change.WOKE),
        (Look(0, 0, HERE), Look(3605, 3605, HERE), Change.WOKE),
        (Look(0, 0, HERE), Look(5, 5, THERE), Change.NETWORK),
        (Look(0, 0, HERE), Look(-3600, 5, HERE), None),
    ],
)
def test_run8_sleep_and_networks_are_noticed(before: Look, after: Look, change: Change | None) -> None:
    """RUN-8: a wall clock that is set back is neither."""
    assert compare(before, after) is change


def test_run8_it_looks_again_and_again() -> None:
    """RUN-8."""

    async def main() -> None:
        clock, told, places = ManualClock(), [], [HERE]  # type: tuple[ManualClock, list[Change], list[frozenset[str]]]
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch(clock, lambda: clock.time, told.append, lambda: places[0]))
            for place in (HERE, THERE, THERE):
                await until(lambda: clock._sleepers)
                places[0] = place
                clock.forward(5)
            await until(lambda: clock._sleepers)
            task.cancel()
        assert told == [Change.NETWORK]

    run(main())


def test_the_machines_addresses_leave_loopback_out() -> None:
    assert not own_addresses() & {"127.0.0.1", "::1"}
