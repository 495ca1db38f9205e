"""What comes to the library while a window is being opened, of which the engine has not heard."""

from __future__ import annotations

import pytest

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import unshown as unshown_module
from sync.engine.effects import ApplyUpdate, NewWriter
from sync.engine.unshown import SHOWN_WITHIN_S, Unshown, UnshownRoom
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN


def update(number: int) -> ApplyUpdate:
    return ApplyUpdate(PLAN, "d", bytes([number]))


def test_what_came_lately_is_given_once_and_in_order() -> None:
    unshown = Unshown(PLAN, UnshownRoom())
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


def test_documents_of_a_workspace_keep_no_more_than_a_bound_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unshown_module, "MOST_BYTES", 3)
    room = UnshownRoom()
    plan, other = Unshown(PLAN, room), Unshown("other", room)
    plan.add([update(1), update(2)], 0.0)
    other.add([update(3)], 0.0)
    other.add([update(4), update(5)], 1.0)
    assert room.used == 2
    assert other.due() == 1.0 + SHOWN_WITHIN_S
    assert other.take(2.0) == [NewWriter("other")]
    assert other.take(2.0) == []
    assert plan.take(2.0) == [update(1), update(2)]
    assert room.used == 0
    plan.add([update(number) for number in range(4)], 3.0)
    plan.forget(3.0 + SHOWN_WITHIN_S)
    assert plan.take(3.0 + SHOWN_WITHIN_S) == []
    plan.add([update(1)], 20.0)
    plan.forget(20.0 + SHOWN_WITHIN_S)
    assert room.used == 0


def test_eng1_a_window_reads_the_library_once_more_where_too_much_came_while_it_was_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ENG-1: what was not kept for it is in the library."""
    net, ana, ben = opening()
    monkeypatch.setattr(unshown_module, "MOST_BYTES", 0)
    ana.draw(PLAN, "box", "x", 7.0)
    net.settle(1.0)
    assert ben.drawing(PLAN) == {}
    ben.tell(ev.WindowOpened(PLAN, ""))
    assert ben.drawing(PLAN) == {"box": {"x": 7.0}}
    assert ef.NewWriter(PLAN) in ben.told
    ben.draw(PLAN, "disc", "x", 1.0)
    net.settle(1.0)
    assert ana.drawing(PLAN) == ben.drawing(PLAN)


def test_what_a_document_kept_is_free_when_it_is_let_go_of() -> None:
    net, ana, ben = opening()
    ana.draw(PLAN, "box", "x", 7.0)
    net.settle(1.0)
    assert ben.engine._context.unshown.used > 0
    ben.tell(ev.DocumentReleased(PLAN))
    assert ben.engine._context.unshown.used == 0
