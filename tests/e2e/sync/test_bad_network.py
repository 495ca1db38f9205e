"""Over a line with 100 ms round trip and 5 % loss nothing is lost, on a relay's socket and on a direct channel."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from sync.errors import LinkClosed
from sync.protocol import frames as fr
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.transports.link import Link
from sync.transports.relay_ws import RelayAddress, open_relay
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import answer_channel, offer_channel
from tests.support.ice import loopback_candidates
from tests.support.loop import run
from tests.support.lossy import Line, LossyUdp, candidate_of, lossy_tcp, lossy_udp, through
from tests.support.small_relay import TOKEN, small_relay
from tests.support.workspace import ANA, BEN

LINE = Line(delay=0.05, loss=0.05)
COUNT = 300


def test_tra1_a_relay_over_a_bad_line_loses_nothing() -> None:
    """TRA-1."""

    async def main() -> None:
        async with small_relay() as relay, lossy_tcp(("127.0.0.1", relay.port), LINE) as place:
            link, _ = await open_relay(RelayAddress(f"http://{place[0]}:{place[1]}"), TOKEN, ANA.laptop)
            for token in range(COUNT):
                await link.send(encode_frame(fr.Ping(token)))
            for token in range(COUNT):
                assert decode_frame(await link.receive(), TO_CLIENT) == fr.Pong(token)
            await link.close()

    run(main())


def test_tra1_a_direct_channel_over_a_bad_line_loses_nothing() -> None:
    """TRA-1: every datagram of both directions goes through the bad line."""

    async def main() -> None:
        async with AsyncExitStack() as stack:
            proxies: list[LossyUdp] = []
            offers: asyncio.Queue[str] = asyncio.Queue()
            answers: asyncio.Queue[str] = asyncio.Queue()

            async def worsen(description: str) -> str:
                place, proxy = await stack.enter_async_context(lossy_udp(candidate_of(description), LINE))
                proxies.append(proxy)
                return through(description, place)

            async def exchange(offer: str) -> str:
                await offers.put(await worsen(offer))
                return await worsen(await answers.get())

            with loopback_candidates():
                async with asyncio.TaskGroup() as group:
                    first = group.create_task(offer_channel(BEN.laptop.device, IceSettings(), exchange))
                    second = group.create_task(
                        answer_channel(ANA.laptop.device, IceSettings(), await offers.get(), answers.put)
                    )
            await both_ways(first.result(), second.result())
            assert sum(proxy.lost for proxy in proxies) > 10
            async with asyncio.TaskGroup() as group:
                group.create_task(first.result().close())
                group.create_task(second.result().close())

    run(main())


async def both_ways(first: Link, second: Link) -> None:
    """Send numbered frames both ways and take them in order."""

    async def send(link: Link) -> None:
        for number in range(COUNT):
            await link.send(number.to_bytes(2, "big") * 200)

    async def take(link: Link) -> None:
        for number in range(COUNT):
            assert await link.receive() == number.to_bytes(2, "big") * 200

    try:
        async with asyncio.TaskGroup() as group:
            for link in (first, second):
                group.create_task(send(link))
                group.create_task(take(link))
    except* LinkClosed as ended:
        raise AssertionError(ended.exceptions) from None
