"""How a WebSocket ends; the rest is in the contract of links."""

from __future__ import annotations

import asyncio

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from sync.errors import EndReason, LinkClosed
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.link import LinkInfo, PathKind
from sync.transports.web_socket import SOCKET_OPTIONS, WebSocketLink
from tests.support.loop import run, turns


def ends_with(behave: object) -> LinkClosed:
    """Return how a link ends whose other end behaves so."""

    async def main() -> LinkClosed:
        async with serve(behave, "127.0.0.1", 0, max_size=None) as server:  # type: ignore[arg-type]
            port = next(iter(server.sockets)).getsockname()[1]
            socket = await connect(f"ws://127.0.0.1:{port}", **SOCKET_OPTIONS)  # type: ignore[arg-type]
            link = WebSocketLink(socket, LinkInfo(PathKind.RELAY, None))
            with pytest.raises(LinkClosed) as ended:
                await link.receive()
            await link.close()
            return ended.value

    return run(main())


def test_cancelled_while_it_closes_it_leaves_no_connection_open() -> None:
    """A program that ends waits for nobody who does not answer."""

    async def main() -> None:
        over = asyncio.Event()

        async def mute(socket: ServerConnection) -> None:
            socket.transport.pause_reading()
            await over.wait()

        async with serve(mute, "127.0.0.1", 0, close_timeout=0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            socket = await connect(f"ws://127.0.0.1:{port}", **SOCKET_OPTIONS)  # type: ignore[arg-type]
            closing = asyncio.create_task(WebSocketLink(socket, LinkInfo(PathKind.RELAY, None)).close())
            await turns()
            closing.cancel()
            await asyncio.wait({closing})
            is_closed = socket.transport.is_closing()
            over.set()
            assert is_closed

    run(main())


def test_tra7_text_is_refused() -> None:
    """TRA-7."""

    async def talk(socket: ServerConnection) -> None:
        await socket.send("words")
        await socket.wait_closed()

    assert ends_with(talk).reason is EndReason.BROKE_RULES


def test_tra6_a_message_over_the_limit_ends_the_link() -> None:
    """TRA-6."""

    async def flood(socket: ServerConnection) -> None:
        await socket.send(bytes(MAX_FRAME_BYTES + 1))
        await socket.wait_closed()

    assert ends_with(flood).reason is EndReason.BROKE_RULES


def test_tra4_who_ended_it_is_told() -> None:
    """TRA-4."""

    async def leave(socket: ServerConnection) -> None:
        await socket.close(1012, "restart")

    async def vanish(socket: ServerConnection) -> None:
        socket.transport.abort()

    left = ends_with(leave)
    assert (left.reason, left.detail) == (EndReason.CLOSED_THERE, "1012 restart")
    assert ends_with(vanish).reason is EndReason.LOST
