from __future__ import annotations

from relay_server.domain.blob import Blob
from relay_server.domain.rooms import RoomKey, Snapshot
from relay_server.service.administration import Actor, invite
from relay_server.service.housekeeping import Swept, sweep
from relay_server.service.registration import register
from tests.support.relay import CALLER, PASSWORD, House


def test_what_is_over_goes_and_nothing_else(house: House) -> None:
    """ACC-4."""
    house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    invite(house.env, Actor("cli", CALLER), None)
    assert sweep(house.env) == Swept(0, 0, 0, 0, 0)
    house.clock.forward(days=1)
    assert sweep(house.env) == Swept(sessions=0, links=1, invites=0, accounts=0, uploads=0)
    house.clock.forward(days=6, seconds=1)
    assert sweep(house.env) == Swept(0, 0, 1, 1, 0)
    house.clock.forward(days=120)
    assert sweep(house.env) == Swept(1, 0, 0, 0, 0)
    with house.env.transactions.read() as unit:
        assert unit.accounts.count() == 1


def test_uploads_that_nobody_goes_on_with_are_removed(house: House) -> None:
    with house.env.transactions.write() as unit:
        unit.blobs.begin(Blob("a" * 32, "d" * 64, 30), house.clock.now)
        room = unit.rooms.create(RoomKey("a" * 32, "b" * 32), house.clock.now)
        unit.snapshots.begin(room, Snapshot(bytes(32), 0, 200), "a" * 32, house.clock.now)
    house.clock.forward(days=7)
    assert sweep(house.env).uploads == 0
    house.clock.forward(seconds=1)
    assert sweep(house.env).uploads == 2
