"""What a document starts from, and when that is given up; the rest is in test_workspace.py and in the simulations."""

from __future__ import annotations

from sync.engine import events as ev
from sync.protocol.roles import Role
from sync.store.records import DocumentKind
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN
from tests.unit.sync.engine.test_workspace import PLAN, house_of


def about_to_meet() -> tuple[Net, Office]:
    """Return a network in which Ana has shared a diagram and Ben takes part, not connected yet; and Ben."""
    house = house_of(BEN)
    ana = Office("ana", ANA.laptop, ANA.user, house, 1)
    ben = Office("ben", BEN.laptop, BEN.user, house, 1)
    net = Net([ana, ben])
    ana.store.documents.create(DocumentKind.DIAGRAM, "Plan", ana.workspace, PLAN)
    ana.show(PLAN)
    ana.draw(PLAN, "old", "x", 1.0)
    ana.share(PLAN)
    ben.take_part(PLAN)
    return net, ben


def test_eng48_a_newcomer_is_asked_for_a_word_about_the_beginning_once_the_window_shows_it() -> None:
    """ENG-48."""
    net, ben = about_to_meet()
    net.connect("ana", "ben")
    net.settle(2.0)
    assert ben.asked_at == [{"old": {"x": 1.0}}]
    assert ben.status(PLAN).confirmed


def test_eng48_so_is_a_newcomer_whose_window_opens_while_the_beginning_goes_to_the_disk() -> None:
    """ENG-48."""
    net, ben = about_to_meet()
    ben.tell(ev.WindowClosed(PLAN))
    net.connect("ana", "ben")
    ben.slow_disk = True
    net.post()
    while waiting := [key for key, frames in net.flying.items() if frames]:
        for link, to in waiting:
            net.deliver(link, to)
    ben.show(PLAN)
    assert not ben.asked_at
    ben.slow_disk = False
    net.settle(2.0)
    assert ben.asked_at
    assert all(seen == {"old": {"x": 1.0}} for seen in ben.asked_at)


def test_eng50_nobody_gives_up_the_beginning_that_no_envelope_says_again() -> None:
    """ENG-50, ENG-41: a viewer can give no word for it, so that to him it stays unconfirmed."""
    house = house_of(BEN, roles=(Role.VIEWER,))
    ana = Office("ana", ANA.laptop, ANA.user, house, 1)
    ben = Office("ben", BEN.laptop, BEN.user, house, 1)
    net = Net([ana, ben])
    ana.store.documents.create(DocumentKind.DIAGRAM, "Plan", ana.workspace, PLAN)
    ana.show(PLAN)
    ana.draw(PLAN, "old", "x", 1.0)
    ana.share(PLAN)
    ben.take_part(PLAN)
    net.connect("ana", "ben")
    net.settle(2.0)
    assert (ben.status(PLAN).confirmed, ben.status(PLAN).replayable) == (False, False)
    ben.tell(ev.ReplayAsked(PLAN))
    net.settle(2.0)
    assert ben.drawing(PLAN) == ben.reloaded(PLAN) == {"old": {"x": 1.0}}
