"""A room that is left and joined again before its first joining is through; the rest is in tests/e2e/relay_server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from relay_server.domain.rooms import RoomKey
from relay_server.entrypoints.ws.conversation import Conversation
from relay_server.service.rooms.hub import _READERS, Hub
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.rooms.member import Member
from relay_server.service.rooms.peer import Peer
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Frame, Join, Joined, JoinedChain, Leave
from tests.support.loop import run, turns, until
from tests.support.relay import CALLER, House
from tests.support.relay_team import RelayTeam, hire

CHAIN = JoinedChain("aa" * 16, "bb" * 8, 1)
"""Somebody who has something is asked about in the log, which takes a while."""


@pytest.fixture
def team(house: House) -> RelayTeam:
    """Return a workspace of Ana's."""
    return RelayTeam(house, hire(house, "ana")).found()


class Wire:
    """The connection below: keeps what is said."""

    paused, is_lost = 0.0, False

    def __init__(self) -> None:
        self.said: list[Frame] = []

    @property
    def write(self) -> Callable[[bytes], object]:
        return len

    def send(self, message: bytes) -> None:
        self.said.append(decode_frame(message, TO_CLIENT))

    def ping(self) -> None:
        """Nobody is silent here."""

    def close(self, code: int, reason: str) -> None:
        """Nobody closes here."""

    def abort(self) -> None:
        """Nobody aborts here."""

    def pause_reading(self) -> None:
        """Nothing is read here."""

    def resume_reading(self) -> None:
        """Nothing is read here."""

    async def writable(self) -> bool:
        return True


class SlowHub(Hub):
    """Lets somebody into a room when that is allowed."""

    def __init__(self, team: RelayTeam) -> None:
        super().__init__(team.house.env, RoomLimits())
        self.gate = asyncio.Event()
        self.gate.set()
        self.entered: list[Member] = []

    async def enter(self, peer: Peer, key: RoomKey) -> Member:
        gate = self.gate
        await gate.wait()
        self.entered.append(await super().enter(peer, key))
        return self.entered[-1]


@asynccontextmanager
async def talking(team: RelayTeam, document: str) -> AsyncIterator[tuple[SlowHub, Wire, Callable[[], None]]]:
    """Return a hub, what one device is told, and what lets that device leave the room, if it is there, and join."""
    hub, wire = SlowHub(team), Wire()
    founder = team.founder
    conversation = Conversation(hub, wire, team.principal(founder), CALLER)
    conversation.device, conversation._is_ready = founder.laptop.device, True

    def join() -> None:
        for frame in (Leave(document), Join(team.workspace, document, 0, (CHAIN,))):
            conversation.receive(encode_frame(frame))

    yield hub, wire, join
    conversation.closing()
    await hub.close()


def test_rly20_who_joins_again_while_joining_is_answered(team: RelayTeam) -> None:
    """RLY-20: the first joining ends while the second one is on its way."""

    async def main() -> None:
        plan, reading = team.diagram("plan"), threading.Event()
        async with talking(team, plan) as (hub, wire, join):
            join()
            await until(lambda: wire.said)
            readers = [hub._executor.submit(reading.wait, 60) for _ in range(_READERS)]
            join()
            await until(lambda: len(hub.entered) == 2)
            hub.gate = asyncio.Event()
            join()
            reading.set()
            await until(lambda: all(reader.done() for reader in readers))
            await turns(20)
            hub.gate.set()
            await until(lambda: len(hub.entered) == 3)
            await until(lambda: len(wire.said) == 2)
            assert [type(frame) for frame in wire.said] == [Joined, Joined]
            assert hub.entered[-1].room.members == (hub.entered[-1],)

    run(main())


def test_rly20_who_joins_twice_is_in_the_room_once(team: RelayTeam) -> None:
    """RLY-20: an end that nobody knows of would get everything, and stay for ever."""

    async def main() -> None:
        async with talking(team, team.diagram("plan")) as (hub, wire, join):
            hub.gate.clear()
            join()
            join()
            await turns()
            hub.gate.set()
            await until(lambda: wire.said)
            await turns(20)
            assert [type(frame) for frame in wire.said] == [Joined]
            assert hub.entered[-1].room.members == (hub.entered[-1],)

    run(main())
