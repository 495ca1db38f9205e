"""Waiting for whoever uses a link; what links keep is in the contract."""

from __future__ import annotations

import asyncio

import pytest

from sync.errors import EndReason, LinkClosed
from sync.transports.link import until_closed
from tests.support.loop import run


async def end(deep: int, error: Exception) -> None:
    """Raise out of so many task groups."""
    if not deep:
        raise error
    async with asyncio.TaskGroup() as group:
        group.create_task(end(deep - 1, error))


@pytest.mark.parametrize("deep", [0, 1, 3])
def test_tra4_how_it_ended_is_told_also_out_of_task_groups(deep: int) -> None:
    """TRA-4."""
    ended = run(until_closed(end(deep, LinkClosed(EndReason.LOST))))
    assert ended is not None
    assert ended.reason is EndReason.LOST


def test_who_had_enough_of_it_ended_nothing() -> None:
    async def use() -> None:
        return

    assert run(until_closed(use())) is None


def test_other_errors_come_through() -> None:
    with pytest.raises((ValueError, ExceptionGroup)):
        run(until_closed(end(1, ValueError("broken"))))
