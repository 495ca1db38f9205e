"""What is told of documents, and of how many of them an event makes the engine think."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.replica import Replica
from sync.engine.session import Session
from sync.engine.statuses import Statuses
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN, identifier

MANY = 40


def test_eng81_an_edit_costs_the_same_among_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """ENG-81: from the disk to the other's disk, with presence, acknowledgements and the passing of time."""
    looked: list[str] = []
    status = Statuses.status

    def noted(self: Statuses, replica: Replica, live: Iterable[Session]) -> ef.DocumentStatus:
        looked.append(replica.document)
        return status(self, replica, live)

    house = house_of(BEN)
    others = [identifier(f"other {number}") for number in range(MANY)]
    for document in others:
        house.do(ANA, want.NewDiagram(document))
    net = offices(house, ANA, BEN)
    for office in net.offices.values():
        for document in others:
            office.take_part(document)
    net.connect("ana", "ben")
    net.settle(6.0)
    monkeypatch.setattr(Statuses, "status", noted)
    monkeypatch.setattr("tests.support.offices.neglects_nothing", lambda _engine: None)
    net.offices["ana"].draw(PLAN, "box", "x", 1.0)
    net.settle(1.0)
    assert net.offices["ben"].drawing(PLAN) == {"box": {"x": 1.0}}
    assert net.offices["ana"].status(PLAN).unsent == 0
    assert PLAN in looked
    assert looked.count(PLAN) == len(looked)


def test_eng41_what_is_told_follows_whether_there_is_a_relay() -> None:
    """ENG-41, ENG-81: with the next event, whatever that is about."""
    net = offices(house_of(BEN), ANA, BEN)
    ana = net.offices["ana"]
    net.connect("ana", "ben")
    ana.draw(PLAN, "box", "x", 1.0)
    net.settle(1.0)
    assert ana.statuses[PLAN].behind_relay == 0
    ana.engine.has_relay(True)
    ana.tell(ev.Tick())
    assert ana.statuses[PLAN].behind_relay == 1
