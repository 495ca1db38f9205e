"""Small rooms, and what is taken of whom; sockets, ticks and failures of storage are in tests/e2e/relay_server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from relay_server.adapters.sql.repositories.embedded_rooms import EmbeddedRooms
from relay_server.domain.rooms import RoomKey
from relay_server.service.rooms.hub import Hub
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.rooms.peer import Peer, StoredRequest
from relay_server.service.rooms.room import Room
from sync.crypto.identity import DeviceIdentity
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.frame_codec import TO_CLIENT, decode_frame
from sync.protocol.frames import Batch, NoticeCode, StoredEnvelope
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.envelopes import chain_of
from tests.support.loop import run, until
from tests.support.relay_team import RelayTeam, hire


class Receiver(Peer):
    """A device in a room: keeps the batches that it gets and the numbers of what is stored."""

    paused = 0.0

    def __init__(self, identity: DeviceIdentity) -> None:
        self.device, self.session, self.write = identity.device, "", self.take
        self.batches: list[list[int]] = []
        self.stored: list[int] = []

    def take(self, framed: bytes) -> None:
        batch = decode_frame(framed[2 if framed[1] < 126 else 4 :], TO_CLIENT)
        assert isinstance(batch, Batch)
        self.batches.append([item.seq for item in batch.items if isinstance(item, StoredEnvelope)])

    def send(self, frame: bytes) -> None:
        """Take no note of what answers joining."""

    def acknowledge(self, requests: Sequence[StoredRequest]) -> None:
        self.stored += [one.seq for one in requests]

    def notify(self, code: NoticeCode, workspace: str, document: str, value: int) -> None:
        """Take no note of what is told of the log."""


@asynccontextmanager
async def entered(
    team: RelayTeam, document: str, *devices: DeviceIdentity
) -> AsyncIterator[tuple[Room, list[Receiver]]]:
    """Return a room and who is in it, over a real hub."""
    hub = Hub(team.house.env, RoomLimits())
    peers = [Receiver(device) for device in devices]
    members = [await hub.enter(peer, RoomKey(team.workspace, document)) for peer in peers]
    for member in members:
        await member.join(0, {})
    yield members[0].room, peers
    for member in members:
        member.leave()
    await hub.close()


def refused(room: Room, peer: Receiver, envelope: bytes) -> ErrorCode:
    with pytest.raises(ProtocolError) as refusal:
        room.append(peer, 9, envelope)
    return refusal.value.code


def test_what_comes_in_one_turn_goes_out_together_and_to_others_only(team: RelayTeam) -> None:
    """RLY-23."""
    ben, plan = team.admit(hire(team.house, "ben")), team.diagram("plan")
    ana, cyd = team.founder, team.admit(hire(team.house, "cyd"))
    mine, theirs = (chain_of(who.laptop, plan, 3, team.state.seq) for who in (ana, ben))

    async def scenario() -> None:
        async with entered(team, plan, ana.laptop, ben.laptop, cyd.laptop) as (room, (one, other, third)):
            for request, (first, second) in enumerate(zip(mine[:2], theirs[:2], strict=True)):
                room.append(one, request, first)
                room.append(other, request, second)
            assert not third.batches
            await until(lambda: len(one.stored) == len(other.stored) == 2)
            assert (one.batches, other.batches, third.batches) == ([[2, 4]], [[1, 3]], [[1, 2, 3, 4]])
            room.append(one, 2, mine[2])
            await until(lambda: len(one.stored) == 3)
            assert (one.batches[1:], other.batches[1:], third.batches[1:]) == ([], [[5]], [[5]])

    run(scenario())


def test_a_chain_that_is_expected_is_still_held_to_its_head(team: RelayTeam) -> None:
    """RLY-31 to RLY-33."""
    ben, plan = team.admit(hire(team.house, "ben")), team.diagram("plan")
    chain = chain_of(team.founder.laptop, plan, 6, team.state.seq)
    forked = chain_of(team.founder.laptop, plan, 1, team.state.seq)[0][:-70] + bytes(70)

    async def scenario() -> None:
        async with entered(team, plan, team.founder.laptop, ben.laptop) as (room, (ana, carrier)):
            for request, envelope in enumerate(chain[:2]):
                assert room.append(ana, request, envelope)
            # Another device carries the third one: the first device's is one that comes again then.
            assert room.append(carrier, 1, chain[2])
            assert room.append(ana, 3, chain[2]) == 0
            assert refused(room, ana, chain[5]) is ErrorCode.COUNTER_GAP
            assert room.append(ana, 4, chain[3])
            assert room.append(ana, 5, chain[4])
            assert refused(room, ana, chain[5] + bytes(3 << 20)) is ErrorCode.TOO_LARGE
            assert refused(room, ana, chain[5][:120]) is ErrorCode.MALFORMED
            assert room.append(ana, 6, forked) == 0
            assert room.append(ana, 7, chain[5])
            await until(lambda: len(ana.stored) == 6)
            assert ana.stored == [1, 2, 3, 4, 5, 6]
            assert carrier.stored == [3]

    run(scenario())


def test_what_is_expected_is_judged_anew_when_the_log_changes(team: RelayTeam) -> None:
    """RLY-50."""
    ben, plan = team.admit(hire(team.house, "ben")), team.diagram("plan")
    chain = chain_of(ben.laptop, plan, 4, team.state.seq)

    async def scenario() -> None:
        async with entered(team, plan, ben.laptop) as (room, (peer,)):
            for request, envelope in enumerate(chain[:3]):
                assert room.append(peer, request, envelope)
            await until(lambda: len(peer.stored) == 3)
            cut = op.Cut(plan, ben.laptop.device, chain[0][34:42].hex(), 3)
            before = room.workspace.state
            team.do(team.founder, op.SetRole(ben.user, Role.VIEWER, (cut,), bytes(32)))
            await until(lambda: room.workspace.state is not before)
            assert refused(room, peer, chain[3]) is ErrorCode.CUT

    run(scenario())


def test_what_fails_while_the_log_is_put_in_order_keeps_nothing_from_being_stored(
    team: RelayTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RLY-24: what was stored quickly is found where it is."""
    plan = team.diagram("plan")
    (envelope,) = chain_of(team.founder.laptop, plan, 1, team.state.seq)

    def fail(_rooms: EmbeddedRooms) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(EmbeddedRooms, "put_in_order", fail)

    async def scenario() -> None:
        async with entered(team, plan, team.founder.laptop) as (room, (peer,)):
            room.append(peer, 1, envelope)
            await until(lambda: peer.stored == [1], 5)

    run(scenario())
