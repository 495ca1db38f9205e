"""A bad line in front of a room or a relay, on a thread of its own, and below the direct channels of a process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import replace

from sync.errors import Unreachable
from sync.transports.lan.ticket import format_ticket, parse_ticket
from sync.transports.webrtc import peer_channel
from sync.transports.webrtc.data_channel import DataChannelLink
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import Exchange, Send
from tests.support.lossy import Address, Line, candidate_of, lossy_tcp, lossy_udp, through

BAD = Line(delay=0.05, loss=0.05)
"""100 ms there and back, and 5 % lost."""


@contextmanager
def bad_line(target: Address, line: Line = BAD, at: int = 0) -> Iterator[Address]:
    """Return the address of a bad line to a target; it begins at a port (0: a free one)."""
    opened: list[Address] = []
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    ready = threading.Event()

    async def main() -> None:
        over = asyncio.Event()
        async with lossy_tcp(target, line, at) as address:
            opened.append(address)
            loops.append((asyncio.get_running_loop(), over))
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="bad line", daemon=True)
    thread.start()
    assert ready.wait(60)
    try:
        yield opened[0]
    finally:
        loop, over = loops[0]
        loop.call_soon_threadsafe(over.set)
        thread.join(60)


@contextmanager
def bad_lines(line: Line = BAD) -> Iterator[Callable[[str], str]]:
    """Return what makes of a room's ticket one that leads through a bad line."""
    with ExitStack() as stack:

        def worse(text: str) -> str:
            ticket = parse_ticket(text)
            _, port = stack.enter_context(bad_line((ticket.addresses[0], ticket.port), line))
            return format_ticket(replace(ticket, port=port))

        yield worse


@contextmanager
def channels_over(line: str) -> Iterator[None]:
    """Let every datagram that comes to this process over a direct channel pass a line: "good" or "bad"; "none": there are no channels."""
    before = peer_channel.offer_channel, peer_channel.answer_channel
    # Lines stay open as long as the process: who closes a channel does not know of them.
    opened = AsyncExitStack()

    async def worse(description: str) -> str:
        place, _ = await opened.enter_async_context(lossy_udp(candidate_of(description), BAD))
        return through(description, place)

    async def offer(device: str, ice: IceSettings, exchange: Exchange) -> DataChannelLink:
        async def exchanged(description: str) -> str:
            return await exchange(await worse(description))

        return await before[0](device, ice, exchanged)

    async def answer(device: str, ice: IceSettings, description: str, send: Send) -> DataChannelLink:
        async def sent(own: str) -> None:
            await send(await worse(own))

        return await before[1](device, ice, description, sent)

    async def nothing(device: str, ice: IceSettings, *_: object) -> DataChannelLink:
        raise Unreachable("this test wants no direct channel")

    if line == "none":
        peer_channel.offer_channel = peer_channel.answer_channel = nothing
    elif line == "bad":
        peer_channel.offer_channel, peer_channel.answer_channel = offer, answer
    try:
        yield
    finally:
        peer_channel.offer_channel, peer_channel.answer_channel = before
