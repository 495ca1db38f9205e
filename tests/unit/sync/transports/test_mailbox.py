"""The bounded queue of frames."""

from __future__ import annotations

import asyncio

import pytest

from sync.errors import EndReason, LinkClosed
from sync.transports.mailbox import Mailbox
from tests.support.loop import run


def test_it_is_bounded_by_number_and_by_bytes() -> None:
    """TRA-2."""
    few = Mailbox(max_frames=2)
    assert [few.put_nowait(b"x") for _ in range(3)] == [True, True, False]
    small = Mailbox(max_bytes=10)
    assert [small.put_nowait(bytes(6)) for _ in range(2)] == [True, False]


def test_one_frame_over_the_bound_goes_in_alone() -> None:
    """TRA-2."""

    async def main() -> None:
        box = Mailbox(max_bytes=10)
        assert box.put_nowait(bytes(100))
        assert not box.put_nowait(b"x")
        assert len(await box.get()) == 100
        assert box.put_nowait(b"x")

    run(main())


def test_who_waits_for_room_goes_on_when_there_is_some() -> None:
    """TRA-2."""

    async def main() -> None:
        box = Mailbox(max_frames=1)
        async with asyncio.TaskGroup() as group:
            for at in range(20):
                group.create_task(box.put(bytes([at])))
            got = [await box.get() for _ in range(20)]
        assert sorted(got) == [bytes([at]) for at in range(20)]

    run(main())


def test_the_first_end_counts_and_what_waits_is_still_there() -> None:
    """TRA-4."""

    async def main() -> None:
        box = Mailbox()
        box.put_nowait(b"last")
        box.end(LinkClosed(EndReason.LOST))
        box.end(LinkClosed(EndReason.CLOSED_HERE))
        assert await box.get() == b"last"
        with pytest.raises(LinkClosed) as ended:
            await box.get()
        assert ended.value.reason is EndReason.LOST
        with pytest.raises(LinkClosed):
            box.put_nowait(b"late")

    run(main())
