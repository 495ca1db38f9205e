"""Every kind of link, as a pair of open ends, for the contract that all of them keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from sync.transports.lan.announcement import announce_room
from sync.transports.lan.guest import FoundRoom, Visitor, enter_room
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import RoomSettings, open_room
from sync.transports.link import Link, LinkInfo, PathKind
from sync.transports.loopback import loopback_pair
from sync.transports.web_socket import SOCKET_OPTIONS, WebSocketLink
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import answer_channel, offer_channel
from tests.support.ice import loopback_candidates
from tests.support.workspace import ANA, BEN

Pair: TypeAlias = tuple[Link, Link]


@asynccontextmanager
async def loopback() -> AsyncIterator[Pair]:
    """Two ends in this process."""
    first, second = loopback_pair("aa" * 16, "bb" * 16)
    yield first, second
    await first.close()


@asynccontextmanager
async def web_socket() -> AsyncIterator[Pair]:
    """A WebSocket over a real socket."""
    came: asyncio.Queue[ServerConnection] = asyncio.Queue()

    async def handle(socket: ServerConnection) -> None:
        await came.put(socket)
        await socket.wait_closed()

    async with serve(handle, "127.0.0.1", 0, **SOCKET_OPTIONS) as server:  # type: ignore[arg-type]
        port = next(iter(server.sockets)).getsockname()[1]
        socket = await connect(f"ws://127.0.0.1:{port}", **SOCKET_OPTIONS)  # type: ignore[arg-type]
        ours = WebSocketLink(socket, LinkInfo(PathKind.RELAY, None))
        theirs = WebSocketLink(await came.get(), LinkInfo(PathKind.LAN, "aa" * 16))
        yield ours, theirs
        await ours.close()
        await theirs.close()


@asynccontextmanager
async def data_channel() -> AsyncIterator[Pair]:
    """A data channel between two connections of this process."""
    offers: asyncio.Queue[str] = asyncio.Queue()
    answers: asyncio.Queue[str] = asyncio.Queue()

    async def exchange(offer: str) -> str:
        await offers.put(offer)
        return await answers.get()

    with loopback_candidates():
        async with asyncio.TaskGroup() as group:
            first = group.create_task(offer_channel("bb" * 16, IceSettings(), exchange))
            second = group.create_task(answer_channel("aa" * 16, IceSettings(), await offers.get(), answers.put))
    yield first.result(), second.result()
    async with asyncio.TaskGroup() as group:
        group.create_task(first.result().close())
        group.create_task(second.result().close())


@asynccontextmanager
async def lan() -> AsyncIterator[Pair]:
    """A guest's link to a room, over TLS."""
    came: asyncio.Queue[Link] = asyncio.Queue()

    async def welcome(link: Link, met: Met) -> None:
        await came.put(link)
        await asyncio.Event().wait()

    async def agree(question: Question) -> bool:
        return True

    settings = RoomSettings(announce_room(None), ANA.laptop, lambda entry: False, agree, welcome, "127.0.0.1")
    async with open_room(settings) as room:
        found = FoundRoom(settings.announcement.room, ("127.0.0.1",), room.port)
        ours, _ = await enter_room(found, Visitor(BEN.laptop, lambda entry: False, agree))
        theirs = await came.get()
        yield ours, theirs
        await ours.close()
        await theirs.close()


LINKS: dict[str, Callable[[], AbstractAsyncContextManager[Pair]]] = {
    "data_channel": data_channel,
    "lan": lan,
    "loopback": loopback,
    "web_socket": web_socket,
}
