"""What a peer may not do on a channel; the rest is in the contract of links."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from sync.errors import EndReason, LinkClosed
from sync.transports.webrtc.data_channel import DataChannelLink, shut
from sync.transports.webrtc.parts import PART_BYTES, WINDOW_BYTES
from tests.support.links import data_channel
from tests.support.loop import run, turns, until
from tests.support.virtual_loop import run_virtually


@pytest.mark.parametrize(
    "abuse",
    [
        lambda send: send("a text message"),
        lambda send: send(b"\x09 unknown"),
        lambda send: send(b"\x00" + bytes(100_000)),
        lambda send: [send(b"\x00" + bytes(PART_BYTES)) for _ in range(300)],
    ],
)
def test_tra21_a_peer_that_breaks_the_rules_is_cut_off(abuse: Callable[[Callable[[object], None]], object]) -> None:
    """TRA-21."""

    async def main() -> None:
        async with data_channel() as (first, second):
            assert isinstance(first, DataChannelLink)
            abuse(first._channel.send)
            with pytest.raises(LinkClosed) as ended:
                await second.receive()
            assert ended.value.reason is EndReason.BROKE_RULES

    run(main())


def test_tra22_more_than_was_granted_ends_the_channel() -> None:
    """TRA-22."""

    async def main() -> None:
        async with data_channel() as (first, second):
            assert isinstance(first, DataChannelLink)
            assert isinstance(second, DataChannelLink)
            first._credit = 10 * WINDOW_BYTES
            for _ in range(WINDOW_BYTES // 1_000_000 + 3):
                await first.send(bytes(1_000_000))
            await until(lambda: second._inbox.ended is not None)
            ended = second._inbox.ended
            assert ended is not None
            assert ended.reason is EndReason.BROKE_RULES

    run(main())


def test_tra23_a_peer_that_vanishes_does_not_hold_up_closing() -> None:
    """TRA-23."""

    async def main() -> None:
        async with data_channel() as (first, second):
            assert isinstance(first, DataChannelLink)
            await first._connection.close()
            with pytest.raises(LinkClosed) as ended:
                await first.receive()
            assert ended.value.reason is EndReason.LOST
            await second.close()

    run(main(), 30)


def test_nobody_waits_for_a_connection_that_does_not_come_to_its_end() -> None:
    """TRA-37: the next attempt must not depend on it; it goes on closing."""

    class Stuck:
        def __init__(self) -> None:
            self.over, self.closed = asyncio.Event(), False

        async def close(self) -> None:
            await self.over.wait()
            self.closed = True

    async def main() -> None:
        stuck = Stuck()
        await shut(stuck)  # type: ignore[arg-type]
        assert not stuck.closed
        stuck.over.set()
        await turns()
        assert stuck.closed

    run_virtually(main())
