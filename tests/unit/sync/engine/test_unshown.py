"""What comes to the library while a window is being opened, of which the engine has not heard."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine.effects import ApplyUpdate
from sync.engine.unshown import SHOWN_WITHIN_S, Unshown
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN


def update(number: int) -> ApplyUpdate:
    return ApplyUpdate(PLAN, "d", bytes([number]))


def test_what_came_lately_is_given_once_and_in_order() -> None:
    unshown = Unshown()
    unshown.add([update(1)], 0.0)
    unshown.add([update(2), update(3)], 1.0)
    unshown.add([update(4)], SHOWN_WITHIN_S + 0.5)
    assert unshown.take(SHOWN_WITHIN_S + 0.5) == [update(2), update(3), update(4)]
    assert unshown.take(SHOWN_WITHIN_S + 0.5) == []


def opening() -> tuple[Net, Office, Office]:
    """Return Ana and Ben in touch; Ben's window has read its library, and the engine has not heard of it."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    ben.tell(ev.WindowClosed(PLAN))
    return net, ana, ben


def test_eng1_a_window_lacks_nothing_that_came_while_it_was_opened() -> None:
    """ENG-1: the window read its library before the edit was there, and is heard of after it."""
    net, ana, ben = opening()
    ana.draw(PLAN, "box", "x", 7.0)
    net.settle(1.0)
    assert ben.reloaded(PLAN) == {"box": {"x": 7.0}}
    assert ben.drawing(PLAN) == {}
    ben.tell(ev.WindowOpened(PLAN, ""))
    assert ben.drawing(PLAN) == {"box": {"x": 7.0}}


def test_what_no_window_opens_for_is_not_kept() -> None:
    """ENG-1: nor when nothing comes after it; what a document began with may be all of it."""
    net, ana, ben = opening()
    ana.draw(PLAN, "box", "x", 7.0)
    net.settle(1.0)
    kept = ben.engine._rooms.replicas[PLAN].unshown
    assert kept.due() is not None
    link = net.connected("ana", "ben")
    assert link is not None
    net.cut(link)
    ben.wait(SHOWN_WITHIN_S)
    assert kept.due() is None
    assert kept.take(ben.now) == []
