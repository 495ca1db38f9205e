"""A bad line in front of a room or a relay, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from sync.transports.lan.ticket import format_ticket, parse_ticket
from tests.support.lossy import Address, Line, lossy_tcp

BAD = Line(delay=0.05, loss=0.05)
"""100 ms there and back, and 5 % lost."""


@contextmanager
def bad_line(target: Address, line: Line = BAD) -> Iterator[Address]:
    """Return the address of a bad line to a target."""
    opened: list[Address] = []
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    ready = threading.Event()

    async def main() -> None:
        over = asyncio.Event()
        async with lossy_tcp(target, line) as address:
            opened.append(address)
            loops.append((asyncio.get_running_loop(), over))
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="bad line")
    thread.start()
    ready.wait()
    try:
        yield opened[0]
    finally:
        loop, over = loops[0]
        loop.call_soon_threadsafe(over.set)
        thread.join(30)


@contextmanager
def bad_lines(line: Line = BAD) -> Iterator[Callable[[str], str]]:
    """Return what makes of a room's ticket one that leads through a bad line."""
    with ExitStack() as stack:

        def worse(text: str) -> str:
            ticket = parse_ticket(text)
            _, port = stack.enter_context(bad_line((ticket.addresses[0], ticket.port), line))
            return format_ticket(replace(ticket, port=port))

        yield worse
