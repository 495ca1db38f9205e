"""A room of a local network whose host goes away beneath two guests, who meet each other only through him."""

from __future__ import annotations

import pytest

from tests.support.offices import Net
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN, CLEO


def test_eng42_guests_are_alone_without_their_host_and_go_on_when_he_is_back() -> None:
    """ENG-42, ENG-41: what each draws meanwhile waits, and is told as waiting; the host was killed and started anew."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    guests = [net.offices[name] for name in ("ben", "cleo")]
    for guest in guests:
        net.connect("ana", guest.name, carries=True)
    net.settle(1.0)
    net.restart("ana")
    for guest in guests:
        guest.draw(PLAN, f"of {guest.name}", "x", 1.0)
    net.settle(5.0)
    for guest in guests:
        status = guest.status(PLAN)
        assert (status.peers, status.relay, status.unsent, status.may_write) == ((), False, 1, True)
        assert guest.drawing(PLAN) == {f"of {guest.name}": {"x": 1.0}}
    for guest in guests:
        net.connect("ana", guest.name, carries=True)
    net.settle(3.0)
    both = {f"of {guest.name}": {"x": 1.0} for guest in guests}
    for office in (*guests, net.offices["ana"]):
        assert office.drawing(PLAN) == office.reloaded(PLAN) == both
        assert office.status(PLAN).unsent == 0


def carried(net: Net) -> None:
    """Deliver everything; the slow disks store nothing meanwhile."""
    net.post()
    while waiting := [key for key, frames in net.flying.items() if frames]:
        net.deliver(*waiting[0])


@pytest.mark.parametrize("killed", [False, True])
def test_eng42_a_host_shows_and_hands_on_what_his_disk_does_not_have_yet_and_acknowledges_it_then(killed: bool) -> None:
    """ENG-42, ENG-1, ENG-23: also if he is killed before it has it; the author keeps it until somebody stored it."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    ana, ben, cleo = (net.offices[name] for name in ("ana", "ben", "cleo"))
    for guest in (ben, cleo):
        net.connect("ana", guest.name, carries=True)
    net.settle(1.0)
    ana.slow_disk = True
    ben.draw(PLAN, "box", "x", 1.0)
    carried(net)
    assert ana.drawing(PLAN) == cleo.drawing(PLAN) == cleo.reloaded(PLAN) == {"box": {"x": 1.0}}
    assert ana.reloaded(PLAN) == {}
    assert ben.status(PLAN).unsent == 1
    ana.slow_disk = False
    if killed:
        net.restart("ana")
        assert ana.drawing(PLAN) == {}
        for guest in (ben, cleo):
            net.connect("ana", guest.name, carries=True)
    net.settle(3.0)
    assert ben.status(PLAN).unsent == 0
    for office in (ana, ben, cleo):
        assert office.drawing(PLAN) == office.reloaded(PLAN) == {"box": {"x": 1.0}}


@pytest.mark.parametrize("stored", range(4))
def test_eng1_what_is_drawn_on_what_the_disk_does_not_have_yet_is_stored_behind_it(stored: int) -> None:
    """ENG-1, ENG-21: wherever a kill comes between, the library never holds the one without the other, and all meet again."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    ana.slow_disk = True
    ben.draw(PLAN, "box", "x", 1.0)
    carried(net)
    ana.draw(PLAN, "box", "y", 2.0)
    sent = len(net.seen)
    for _ in range(stored):
        ana.store_some()
    first, second = {"box": {"x": 1.0}}, {"box": {"x": 1.0, "y": 2.0}}
    assert ana.reloaded(PLAN) == ({}, first, second, second)[stored]
    net.post()
    assert (len(net.seen) > sent) == (stored > 0)
    ana.slow_disk = False
    net.restart("ana")
    net.connect("ana", "ben")
    net.settle(3.0)
    assert ana.drawing(PLAN) == ana.reloaded(PLAN) == ben.drawing(PLAN) == (second if stored > 1 else first)
    assert ana.status(PLAN).unsent == 0
