"""A relay in memory on a real socket: enough of one to hold its clients to the rules. The real one is in relay_server."""

from __future__ import annotations

import http
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from websockets.asyncio.server import Request, Response, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from sync.protocol import frames as fr
from sync.protocol.frame_codec import TO_RELAY, decode_frame, encode_frame
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.relay_ws import SOCKET_PATH
from sync.transports.web_socket import SOCKET_OPTIONS
from tests.support.workspace import Signer

TOKEN = "a token of the test"
KEY = Signer("relay")


@dataclass(eq=False)
class Member:
    """One connection."""

    socket: ServerConnection
    device: str = ""

    async def tell(self, frame: fr.Frame) -> None:
        await self.socket.send(encode_frame(frame))


@dataclass
class SmallRelay:
    """What it holds and how it behaves."""

    port: int = 0
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    greets: bool = True
    refuses: fr.Failure | None = None
    members: list[Member] = field(default_factory=list)
    rooms: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    log: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    seen: list[fr.Frame] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def tell_all(self, frame: fr.Frame) -> None:
        for member in self.members:
            await member.tell(frame)

    async def drop(self, code: int = 1012) -> None:
        """Close every connection."""
        for member in list(self.members):
            await member.socket.close(code)

    def check(self, connection: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        if request.path != SOCKET_PATH:
            return connection.respond(http.HTTPStatus.NOT_FOUND, "")
        word, _, token = request.headers.get("Authorization", "").partition(" ")
        if word != "Bearer" or token not in self.tokens:
            return connection.respond(http.HTTPStatus.UNAUTHORIZED, "")
        return None

    async def serve(self, socket: ServerConnection) -> None:
        self.connections += 1
        member = Member(socket)
        try:
            if self.greets:
                await member.tell(fr.Hello(1, 1, bytes(32), KEY.public, MAX_FRAME_BYTES, 1))
            while True:
                await self.answer(member, decode_frame(await socket.recv(decode=False), TO_RELAY))
        except ConnectionClosed:
            pass
        finally:
            if member in self.members:
                self.members.remove(member)
            for room in self.rooms.values():
                if member in room:
                    room.remove(member)

    async def answer(self, member: Member, frame: fr.Frame) -> None:
        self.seen.append(frame)
        if isinstance(frame, fr.Auth):
            if self.refuses is not None:
                await member.tell(self.refuses)
                await member.socket.close()
                return
            member.device = frame.device
            self.members.append(member)
            await member.tell(fr.Welcome(1))
        elif isinstance(frame, fr.Ping):
            await member.tell(fr.Pong(frame.token))
        elif isinstance(frame, fr.Join):
            await self.join(member, frame)
        elif isinstance(frame, fr.Append):
            await self.append(member, frame)
        elif isinstance(frame, fr.Ephemeral):
            await self.spread(member, fr.Batch(frame.document, (fr.EphemeralItem(member.device, frame.payload),)))
        elif isinstance(frame, fr.Signal):
            for other in self.rooms[frame.document]:
                if other.device == frame.device:
                    await other.tell(fr.Signal(frame.document, member.device, frame.payload))

    async def join(self, member: Member, frame: fr.Join) -> None:
        stored = self.log[frame.document]
        items = [fr.StoredEnvelope(seq, data) for seq, data in enumerate(stored, 1) if seq > frame.since]
        if items:
            await member.tell(fr.Batch(frame.document, tuple(items)))
        await member.tell(fr.Joined(frame.document, len(stored), 1))
        if member not in self.rooms[frame.document]:
            self.rooms[frame.document].append(member)

    async def append(self, member: Member, frame: fr.Append) -> None:
        stored = self.log[frame.document]
        if frame.envelope not in stored:
            stored.append(frame.envelope)
            item = fr.StoredEnvelope(len(stored), frame.envelope)
            await self.spread(member, fr.Batch(frame.document, (item,)))
        await member.tell(fr.Ack((fr.Acknowledged(frame.request, stored.index(frame.envelope) + 1),)))

    async def spread(self, sender: Member, frame: fr.Frame) -> None:
        for member in list(self.rooms[frame.document]):  # type: ignore[union-attr]
            if member is not sender:
                await member.tell(frame)


@asynccontextmanager
async def small_relay(relay: SmallRelay | None = None) -> AsyncIterator[SmallRelay]:
    """Serve on a free port, or on the port that the relay had before."""
    relay = relay or SmallRelay()
    async with serve(
        relay.serve,
        "127.0.0.1",
        relay.port,
        process_request=relay.check,
        **SOCKET_OPTIONS,  # type: ignore[arg-type]
    ) as server:
        relay.port = next(iter(server.sockets)).getsockname()[1]
        yield relay
