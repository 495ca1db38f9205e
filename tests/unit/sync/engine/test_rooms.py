"""A room of a local network whose host goes away beneath two guests, who meet each other only through him."""

from __future__ import annotations

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
