"""What every link keeps, whatever carries it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from sync.errors import EndReason, LinkClosed
from sync.protocol.errors import TooLarge
from sync.transports.link import Link
from tests.support.links import LINKS
from tests.support.loop import run, turns, until

Check = Callable[[Link, Link], Awaitable[None]]


@pytest.fixture(params=sorted(LINKS))
def between(request: pytest.FixtureRequest) -> Callable[[Check], None]:
    """Return what runs a check between two open ends of one kind of link."""

    def check(body: Check) -> None:
        async def main() -> None:
            async with LINKS[request.param]() as (first, second):
                await body(first, second)

        run(main())

    return check


def test_tra1_frames_arrive_whole_and_in_order(between: Callable[[Check], None]) -> None:
    """TRA-1: both ways at once, of any size up to a quarter of a megabyte."""

    async def body(first: Link, second: Link) -> None:
        chance = random.Random(5)
        frames = [chance.randbytes(chance.choice((1, 40, 1000, 17_000, 70_000, 250_000))) for _ in range(60)]

        async def send(link: Link) -> None:
            for frame in frames:
                await link.send(frame)

        async def expect(link: Link) -> None:
            for frame in frames:
                assert await link.receive() == frame

        async with asyncio.TaskGroup() as group:
            for link in (first, second):
                group.create_task(send(link))
                group.create_task(expect(link))

    between(body)


def test_tra1_frames_of_two_senders_do_not_mix(between: Callable[[Check], None]) -> None:
    """TRA-1."""

    async def body(first: Link, second: Link) -> None:
        async def send(fill: int) -> None:
            for _ in range(10):
                await first.send(bytes([fill]) * 100_000)

        async with asyncio.TaskGroup() as group:
            group.create_task(send(1))
            group.create_task(send(2))
            got = [await second.receive() for _ in range(20)]
        assert sorted(got) == [b"\1" * 100_000] * 10 + [b"\2" * 100_000] * 10

    between(body)


def test_tra2_a_reader_that_does_not_read_slows_the_sender(between: Callable[[Check], None]) -> None:
    """TRA-2: what is in flight is bounded, and nothing is lost once it reads."""

    async def body(first: Link, second: Link) -> None:
        sent = 0

        async def send() -> None:
            nonlocal sent
            for at in range(600):
                await first.send(at.to_bytes(4, "big") * 16_384)
                sent = at + 1

        async with asyncio.TaskGroup() as group:
            task = group.create_task(send())
            last = -1
            while sent != last:
                last = sent
                await asyncio.wait({task}, timeout=0.3)
            assert not task.done()
            assert sent < 400
            assert not first.offer(b"presence")
            for at in range(600):
                assert (await second.receive())[:4] == at.to_bytes(4, "big")
        assert sent == 600

    between(body)


def test_tra3_an_offer_is_sent_at_once_or_not_at_all(between: Callable[[Check], None]) -> None:
    """TRA-3."""

    async def body(first: Link, second: Link) -> None:
        assert first.offer(b"here")
        assert await second.receive() == b"here"
        await first.close()
        assert not first.offer(b"gone")

    between(body)


def test_tra4_what_was_sent_before_the_end_is_still_received(between: Callable[[Check], None]) -> None:
    """TRA-4: and both sides learn that it ended, and who ended it."""

    async def body(first: Link, second: Link) -> None:
        for at in range(5):
            await first.send(bytes([at]) * 1000)
        async with asyncio.TaskGroup() as group:
            group.create_task(first.close())
            for at in range(5):
                assert await second.receive() == bytes([at]) * 1000
            with pytest.raises(LinkClosed) as ended:
                await second.receive()
        assert ended.value.reason in (EndReason.CLOSED_THERE, EndReason.LOST)
        with pytest.raises(LinkClosed):
            await first.send(b"late")
        with pytest.raises(LinkClosed) as here:
            await first.receive()
        assert here.value.reason is EndReason.CLOSED_HERE
        await first.close()

    between(body)


def test_tra5_waiting_can_be_cancelled(between: Callable[[Check], None]) -> None:
    """TRA-5: a cancelled call leaves the link usable."""

    async def body(first: Link, second: Link) -> None:
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(second.receive())
            await turns()
            waiting.cancel()
        await first.send(b"after")
        assert await second.receive() == b"after"
        assert waiting.cancelled()

    between(body)


def test_tra6_a_frame_over_the_limit_is_not_sent(between: Callable[[Check], None]) -> None:
    """TRA-6."""

    async def body(first: Link, second: Link) -> None:
        with pytest.raises(TooLarge):
            await first.send(bytes(first.max_frame + 1))
        await first.send(b"small")
        assert await second.receive() == b"small"

    between(body)


def test_tra5_a_reader_learns_of_an_end_while_it_waits(between: Callable[[Check], None]) -> None:
    """TRA-5."""

    async def body(first: Link, second: Link) -> None:
        ended: list[LinkClosed] = []

        async def read() -> None:
            try:
                await second.receive()
            except LinkClosed as error:
                ended.append(error)

        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            await turns()
            await first.close()
            await until(lambda: ended)

    between(body)
