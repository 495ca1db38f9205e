"""A bad network in user space: what passes is late, and sometimes lost.

``LossyUdp`` drops datagrams. ``LossyTcp`` cannot drop bytes of a stream; what would have been lost comes later by the time
in which TCP would have noticed and sent it again, and holds up what follows, as it does on a real line.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

RESEND_SECONDS = 0.2
"""What a lost segment costs on a stream, at least."""

Address = tuple[str, int]


@dataclass(frozen=True)
class Line:
    """How bad a line is: seconds one way, and the share of what is lost."""

    delay: float = 0.05
    loss: float = 0.05
    seed: int = 1


class LossyUdp(asyncio.DatagramProtocol):
    """Stands between one address and whoever writes to it; answers go back to the last one who wrote."""

    def __init__(self, target: Address, line: Line) -> None:
        self.target = target
        self.line = line
        self.chance = random.Random(line.seed)
        self.passed = self.lost = 0
        self.client: Address | None = None
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if addr == self.target:
            to = self.client
        else:
            self.client, to = addr, self.target
        if to is None or self.chance.random() < self.line.loss:
            self.lost += 1
            return
        self.passed += 1
        asyncio.get_running_loop().call_later(self.line.delay, self._pass, data, to)

    def _pass(self, data: bytes, to: Address) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.sendto(data, to)


@asynccontextmanager
async def lossy_udp(target: Address, line: Line) -> AsyncIterator[tuple[Address, LossyUdp]]:
    """Listen on a free port of the loopback interface for what is meant for the target."""
    transport, proxy = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: LossyUdp(target, line), ("127.0.0.1", 0)
    )
    try:
        yield transport.get_extra_info("sockname"), proxy
    finally:
        transport.close()


@dataclass
class LossyTcp:
    """Stands between one address and whoever connects to it."""

    target: Address
    line: Line
    chance: random.Random = field(init=False)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.line.seed)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either side ends."""
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        writers = [writer]
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.target)
            writers.append(far_writer)
            async with asyncio.TaskGroup() as group:
                group.create_task(self.pump(reader, far_writer))
                group.create_task(self.pump(far_reader, writer))
        except* (OSError, asyncio.CancelledError):
            pass  # The line went dead, on either side or at the end of the test.
        finally:
            self.tasks.discard(task)
            for one in writers:
                one.transport.abort()

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes, late."""
        loop = asyncio.get_running_loop()
        segments: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)

        async def read() -> None:
            due = 0.0
            while True:
                data = await reader.read(16_384)
                late = RESEND_SECONDS if self.chance.random() < self.line.loss else 0.0
                due = max(due, loop.time() + self.line.delay + late)
                await segments.put((due, data))
                if not data:
                    return

        async def write() -> None:
            while True:
                due, data = await segments.get()
                waited = asyncio.Event()
                loop.call_at(due, waited.set)
                await waited.wait()
                if not data:
                    writer.close()
                    return
                writer.write(data)
                await writer.drain()

        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            group.create_task(write())


@asynccontextmanager
async def lossy_tcp(target: Address, line: Line, port: int = 0) -> AsyncIterator[Address]:
    """Listen on a port of the loopback interface (0: a free one) for connections to the target."""
    proxy = LossyTcp(target, line)
    async with await asyncio.start_server(proxy.serve, "127.0.0.1", port) as server:
        yield server.sockets[0].getsockname()[:2]
        server.close()
        for task in (left := list(proxy.tasks)):
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def through(description: str, address: Address) -> str:
    """Return a session description whose only candidate is that address."""
    lines = []
    for line in description.splitlines(keepends=True):
        if line.startswith("a=candidate:"):
            parts = line.split(" ")
            parts[4], parts[5] = address[0], str(address[1])
            line = " ".join(parts)
        lines.append(line)
    return "".join(lines)


def candidate_of(description: str) -> Address:
    """Return the first address that a session description offers."""
    parts = next(line for line in description.splitlines() if line.startswith("a=candidate:")).split(" ")
    return parts[4], int(parts[5])
