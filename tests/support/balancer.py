"""A load balancer for tests: one address, connections handed in turn to whichever process is ready."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_LOOK_S = 0.05
_PIECE = 1 << 16
_READY = b"GET /readyz HTTP/1.1\r\nHost: balancer\r\nConnection: close\r\n\r\n"


class Balancer:
    """Used through ``balanced``; ``backends`` may be replaced from any thread.

    Attributes:
        url: The one address.
        backends: Addresses of the processes.
    """

    def __init__(self, backends: Sequence[str], *, checks: bool) -> None:
        self.url = ""
        self.backends = tuple(backends)
        self._checks = checks
        self._ready: set[str] = set(backends)
        self._turn = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._listens = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="balancer", daemon=True)

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        assert self._listens.wait(60)

    def stop(self) -> None:
        """Drop every connection and end."""
        assert self._loop is not None
        assert self._end is not None
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(60)
        assert not self._thread.is_alive()

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            serving: set[asyncio.Task[None]] = set()

            def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                task = tasks.create_task(self._serve(reader, writer))
                serving.add(task)
                task.add_done_callback(serving.discard)

            server = await asyncio.start_server(take, "127.0.0.1", 0, limit=_PIECE, backlog=2048)
            self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            looking = tasks.create_task(self._look())
            self._listens.set()
            await self._end.wait()
            server.close()
            for task in (looking, *serving):
                task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await self._connected()
            if there is None:
                return
            back, forth = there
            try:
                await _relay(reader, forth, back, writer)
            finally:
                forth.close()
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        backends = self.backends
        for _ in backends:
            self._turn += 1
            url = backends[self._turn % len(backends)]
            if url in self._ready or not self._checks:
                with suppress(OSError):
                    return await _open(url)
        return None

    async def _look(self) -> None:
        assert self._end is not None
        while self._checks:
            for url in self.backends:
                if await _is_ready(url):
                    self._ready.add(url)
                else:
                    self._ready.discard(url)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_S):
                    await self._end.wait()


async def _open(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=_PIECE)
    # Else the kernel may take tens of megabytes that the client does not, and no process ever notices a slow one.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _PIECE)
    return reader, writer


async def _is_ready(url: str) -> bool:
    try:
        reader, writer = await _open(url)
    except OSError:
        return False
    try:
        writer.write(_READY)
        return b" 200 " in await reader.readline()
    except OSError:
        return False
    finally:
        writer.close()


async def _relay(
    here_in: asyncio.StreamReader, there_out: asyncio.StreamWriter,
    there_in: asyncio.StreamReader, here_out: asyncio.StreamWriter,
) -> None:  # fmt: skip
    """Carry bytes both ways until both sides have ended."""

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(_PIECE):
                writer.write(data)
                await writer.drain()
        # A side that broke off is passed on as such, a side that ended as an end.
        if writer.can_write_eof() and not writer.is_closing():
            with suppress(OSError):
                writer.write_eof()

    forth = asyncio.ensure_future(carry(here_in, there_out))
    back = asyncio.ensure_future(carry(there_in, here_out))
    try:
        # Once the process has ended the connection nothing more can come of it.
        await asyncio.wait({back})
    finally:
        for one in (forth, back):
            one.cancel()
        await asyncio.gather(forth, back, return_exceptions=True)


@contextmanager
def balanced(*backends: str, checks: bool = False) -> Iterator[Balancer]:
    """Put a balancer in front of processes.

    Args:
        backends: Their addresses.
        checks: Whether it asks them for ``/readyz`` twenty times a second, and not only turns to the next when one refuses.
    """
    balancer = Balancer(backends, checks=checks)
    balancer.start()
    try:
        yield balancer
    finally:
        balancer.stop()
