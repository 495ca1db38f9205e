"""One device as a process of its own, on one path: ``python -m tests.support.peer_program JSON``.

It sends numbered frames, takes as many from the other side, and says on standard output, a JSON object a line, what came
of it. Standard input brings signalling messages.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from typing import Any

from sync.protocol import frames as fr
from sync.protocol.frame_codec import decode_frame, encode_frame
from sync.transports.greeting import Greeted
from sync.transports.lan.announcement import Announcement
from sync.transports.lan.guest import FoundRoom, Visitor, enter_room
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import RoomSettings, open_room
from sync.transports.link import Link
from sync.transports.relay_path import PathStatus, RelayPath, Surroundings
from sync.transports.relay_ws import RelayAddress
from sync.transports.webrtc.mesh import Mesh
from sync.transports.webrtc.peer_channel import MeshSettings
from tests.support.envelopes import chain_of
from tests.support.ice import loopback_candidates
from tests.support.loop import RealClock
from tests.support.workspace import Person, identifier

DOCUMENT = identifier("plan")


def say(**words: Any) -> None:
    """Tell the test."""
    print(json.dumps(words), flush=True)


async def exchange(link: Link, count: int) -> None:
    """Send so many frames and take as many, in order; then stay until the link ends."""

    async def send() -> None:
        for number in range(count):
            await link.send(encode_frame(fr.Append(DOCUMENT, number, bytes(random.Random(number).randbytes(300)))))

    async with asyncio.TaskGroup() as group:
        group.create_task(send())
        for number in range(count):
            frame = decode_frame(await link.receive())
            assert isinstance(frame, fr.Append)
            assert (frame.request, frame.envelope) == (number, random.Random(number).randbytes(300))
    say(exchanged=count, device=link.info.device)
    await link.receive()


async def direct(given: dict[str, Any]) -> None:
    """Meet over a direct channel whose signals go through the test."""
    own, peer = Person(given["own"]).laptop, Person(given["peer"]).laptop

    async def send(device: str, message: bytes) -> None:
        say(signal=message.hex(), to=device)

    async def use(link: Link) -> None:
        await exchange(link, given["count"])

    settings = MeshSettings(
        DOCUMENT, {peer.device: peer.entry}.get, send, use, RealClock(), random.Random(given["own"])
    )
    mesh = Mesh(own, settings)
    mesh.present(frozenset({own.device, peer.device}))
    reader = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    with loopback_candidates():
        async with asyncio.TaskGroup() as group:
            task = group.create_task(mesh.run())
            while line := await reader.readline():
                mesh.signal(peer.device, bytes.fromhex(json.loads(line)["signal"]))
            task.cancel()


async def agree(question: Question) -> bool:
    """Show the digits and say yes."""
    say(digits=question.digits)
    return True


async def host(given: dict[str, Any]) -> None:
    """Open a room and exchange with every guest."""

    async def welcome(link: Link, met: Met) -> None:
        await exchange(link, given["count"])

    room = Announcement(identifier("room"), bytes(16), bytes(16))
    own = Person(given["own"]).laptop
    settings = RoomSettings(room, own, lambda entry: False, agree, welcome, "127.0.0.1")
    async with open_room(settings) as opened:
        say(port=opened.port)
        await asyncio.Event().wait()


async def guest(given: dict[str, Any]) -> None:
    """Enter the room and exchange."""
    found = FoundRoom(identifier("room"), ("127.0.0.1",), given["port"])
    link, _ = await enter_room(found, Visitor(Person(given["own"]).laptop, lambda entry: False, agree))
    await exchange(link, given["count"])


class Wallet:
    """The one token of a test."""

    def __init__(self, token: str) -> None:
        self.token = token

    async def current(self) -> str:
        return self.token

    async def refreshed(self) -> str:
        return self.token


class RoomWriter:
    """Writes a chain to a room of a relay, and takes the other one's."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.own = Person(given["own"], ("laptop",)).laptop
        self.document, self.count = given["document"], given["count"]
        self.envelopes = chain_of(self.own, self.document, self.count, given["log_seq"])
        self.others: set[bytes] = set()
        self.acked: set[int] = set()
        self.joined = asyncio.Event()
        self.told = False

    def heard(self, frame: fr.Frame) -> None:
        if isinstance(frame, fr.Batch):
            self.others.update(item.envelope for item in frame.items if isinstance(item, fr.StoredEnvelope))
        elif isinstance(frame, fr.Ack):
            self.acked.update(item.request for item in frame.items)
        elif isinstance(frame, fr.Joined):
            self.joined.set()
        elif isinstance(frame, fr.Failure):
            say(failure=frame.code, detail=frame.detail)
        complete = len(self.acked) == self.count and len(self.others - set(self.envelopes)) == self.count
        if complete and not self.told:
            self.told = True
            say(exchanged=self.count)

    async def send(self, link: Link) -> None:
        self.joined.clear()
        await link.send(encode_frame(fr.Join(self.given["workspace"], self.document, 0, ())))
        await self.joined.wait()
        for number, envelope in enumerate(self.envelopes, 1):
            if number not in self.acked:
                await link.send(encode_frame(fr.Append(self.document, number, envelope)))

    async def use(self, link: Link, greeted: Greeted) -> None:
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(self.send(link))
            try:
                while True:
                    self.heard(decode_frame(await link.receive()))
            finally:
                sending.cancel()


def tell(status: PathStatus) -> None:
    """Tell the test how the path is."""
    say(path=status.state.value, reason=status.reason)


async def relay(given: dict[str, Any]) -> None:
    """Exchange with another device through a relay."""
    writer = RoomWriter(given)
    around = Surroundings(RealClock(), random.Random(given["own"]), tell)
    address = RelayAddress(given["url"])
    await RelayPath(address, writer.own, Wallet(given["token"]), around).run(writer.use)


ROLES = {"direct": direct, "host": host, "guest": guest, "relay": relay}

if __name__ == "__main__":
    settings: dict[str, Any] = json.loads(sys.argv[1])
    asyncio.run(ROLES[settings["role"]](settings))
