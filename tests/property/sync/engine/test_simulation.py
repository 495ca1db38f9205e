"""Seeded schedules of people who draw together over a network that loses, repeats, delays, reorders and forges."""

from __future__ import annotations

import random

import pytest

from sync.crypto.epoch import EpochKey
from sync.engine.findings import ChainForked, Refused, Void
from sync.protocol.limits import REMOTE_UPDATE
from sync.protocol.roles import Role
from sync.protocol.yreader import UpdateReader
from tests.support.drawing_team import Desk, exchange
from tests.support.workspace import ANA, BEN, CLEO, DAN, TeamLog, digest, identity, team

PEOPLE = (ANA, BEN, CLEO)


def desks_of(seed: int) -> tuple[TeamLog, str, list[Desk]]:
    """Return three editors at one diagram, and a viewer's log entry beside them."""
    log = team(ben=Role.EDITOR, cleo=Role.ADMIN, dan=Role.VIEWER)
    plan = log.diagram("plan")
    keys = {1: EpochKey(log.workspace, 1, digest("key"))}
    desks = [Desk(person.laptop, plan, log.state, keys, f"{seed:08x}{at:08x}") for at, person in enumerate(PEOPLE)]
    return log, plan, desks


def edit(desk: Desk, chance: random.Random) -> None:
    """Let somebody do something."""
    shape = f"shape {chance.randrange(6)}"
    if chance.random() < 0.15:
        desk.erase(shape)
    else:
        desk.draw(shape, chance.choice(("x", "y", "fill")), chance.randrange(1000))


def deliver(flying: list[tuple[int, bytes]], desks: list[Desk], chance: random.Random) -> None:
    """Deliver something out of order; sometimes lose it, sometimes keep a copy in flight, sometimes damage one."""
    target, envelope = flying.pop(chance.randrange(len(flying)))
    luck = chance.random()
    if luck < 0.15:
        return
    if luck < 0.25:
        flying.append((target, envelope))
    if luck < 0.35:
        damaged = bytearray(envelope)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        desks[target].receive(bytes(damaged))
    desks[target].receive(envelope)


def clocks(desk: Desk) -> dict[int, int]:
    """Return what a desk's Doc has of every client."""
    reader = UpdateReader(desk.doc.get_state(), REMOTE_UPDATE)
    return {reader.number(): reader.number() for _ in range(reader.number())}


@pytest.mark.parametrize("seed", range(60))
def test_eng8_every_schedule_ends_in_the_same_document(seed: int) -> None:
    """ENG-8."""
    chance = random.Random(seed)
    _, _, desks = desks_of(seed)
    flying: list[tuple[int, bytes]] = []
    for _ in range(120):
        at = chance.randrange(len(desks))
        edit(desks[at], chance)
        if chance.random() < 0.5:
            sent = desks[at].send()
            flying += [(to, envelope) for envelope in sent for to in range(len(desks)) if to != at]
        while flying and chance.random() < 0.6:
            deliver(flying, desks, chance)
    for desk in desks:
        desk.send()
    exchange(desks)
    assert desks[0].drawing() == desks[1].drawing() == desks[2].drawing()
    assert clocks(desks[0]) == clocks(desks[1]) == clocks(desks[2])
    assert len(desks[0].drawing()) >= 1
    for desk in desks:
        assert not [effect for effect in desk.effects if isinstance(effect, Void | ChainForked)]
        assert desk.inbox.book.ends().keys() == desks[0].inbox.book.ends().keys()


@pytest.mark.parametrize("seed", range(10))
def test_eng8_a_viewer_and_a_stranger_change_nothing(seed: int) -> None:
    """ENG-8, PRO-13."""
    chance = random.Random(seed)
    log, plan, desks = desks_of(seed)
    keys = desks[0].keys
    viewer, stranger = (Desk(device, plan, log.state, keys, "dd" * 8) for device in (DAN.laptop, identity("stranger")))
    for _ in range(20):
        edit(desks[chance.randrange(3)], chance)
        edit(viewer, chance)
        edit(stranger, chance)
    for desk in desks:
        desk.send()
    forged = [*viewer.send(), *stranger.send()]
    for desk in desks:
        for envelope in forged:
            (refused,) = desk.receive(envelope)
            assert isinstance(refused, Refused)
    exchange(desks)
    assert desks[0].drawing() == desks[1].drawing() == desks[2].drawing()
