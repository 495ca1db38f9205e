"""uvicorn, started from Python, with a graceful end."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from relay_server.entrypoints.http.bounded_protocol import BoundedHttpProtocol
from relay_server.entrypoints.http.context import HttpState

BACKLOG = 2048
LATE_S = 0.05
"""How long connections that were accepted already take at most to make themselves known."""


class RelayServer(uvicorn.Server):
    """Says it is draining before it stops listening, so that load balancers and sockets hear of it first."""

    def __init__(
        self, config: uvicorn.Config, state: HttpState, on_ready: Callable[[int], None], notice_s: float = 0.0
    ) -> None:
        """Take the settings.

        Args:
            config: Of uvicorn.
            state: Is told when draining begins.
            on_ready: Called with the port once it listens.
            notice_s: How long it goes on serving after it began to say so, for load balancers to notice.
        """
        super().__init__(config)
        self._state = state
        self._on_ready = on_ready
        self._notice_s = notice_s

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End gracefully when asked to.

        uvicorn would raise the signal again at the end and so kill the process before its mail and database are closed.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell the port: the one asked for, or the free one that was found for port 0."""
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready(self.servers[0].sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish what has begun; the socket class closes its clients when uvicorn tells it to."""
        self._state.draining = True
        await asyncio.sleep(self._notice_s)
        for server in self.servers:
            server.close()
        # uvicorn asks the connections to close that it knows now; one that was being accepted would hold up the end for ever.
        await asyncio.sleep(LATE_S)
        await super().shutdown(sockets=sockets)


def server_config(
    app: FastAPI,
    *,
    host: str,
    port: int,
    drain_s: int,
    ws: type[asyncio.Protocol] | None = None,
) -> uvicorn.Config:
    """Return uvicorn's settings.

    Args:
        app: The application.
        host: Where to listen.
        port: Where to listen; 0 takes a free one.
        drain_s: How long a request may take after the process was asked to end.
        ws: Protocol class for upgraded connections; uvicorn calls it with ``config``, ``server_state`` and ``app_state``
            (the lifespan state) and hands it the transport. None answers upgrades as plain requests.
    """
    socket_class: Any = ws or "none"
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        ws=socket_class,
        http=BoundedHttpProtocol,
        lifespan="on",
        log_config=None,
        access_log=False,
        # Our own rules decide which headers of proxies count.
        proxy_headers=False,
        server_header=False,
        date_header=True,
        backlog=BACKLOG,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=drain_s,
    )
