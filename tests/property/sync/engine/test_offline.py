"""An hour without a network on both sides."""

from __future__ import annotations

import time

from sync.engine import intents as want
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN
from tests.support.workspace import ANA, BEN

EDITS = 1_000
SHAPES = 100
LIMIT_S = 2.0


def test_eng52_an_hour_of_work_on_both_sides_merges_in_two_seconds_with_every_intent_kept() -> None:
    """ENG-52."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    house.join(BEN)
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    for office in (ana, ben):
        office.take_part(PLAN)
    link = net.connect("ana", "ben")
    for number in range(SHAPES):
        ana.draw(PLAN, f"s{number}", "x", 0.0)
    net.settle(2.0)
    net.cut(link)
    for number in range(EDITS):
        shape = f"s{number % SHAPES}"
        ana.draw(PLAN, shape, ("fill", "x", f"a{number}")[number % 3], float(number))
        ben.draw(PLAN, shape, ("stroke", "x", f"b{number}")[number % 3], float(number))
    start = time.perf_counter()
    net.connect("ana", "ben")
    net.settle(2.0)
    elapsed = time.perf_counter() - start
    drawing = ana.drawing(PLAN)
    assert drawing == ben.drawing(PLAN) == ben.reloaded(PLAN)
    for number in range(EDITS):
        shape = drawing[f"s{number % SHAPES}"]
        if number % 3 == 2:
            assert shape[f"a{number}"] == shape[f"b{number}"] == float(number)
    assert all("fill" in shape and "stroke" in shape for shape in drawing.values())
    assert ana.status(PLAN).unsent == ben.status(PLAN).unsent == 0
    assert elapsed <= LIMIT_S
