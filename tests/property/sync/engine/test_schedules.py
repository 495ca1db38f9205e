"""Seeded schedules of whole devices: links that break, disks that are slow, kills, removals, and people who cheat.

``AIO_CANVAS_SCHEDULES`` runs more of them, from ``AIO_CANVAS_SEED`` on.
"""

from __future__ import annotations

import os

import pytest

from sync.engine import effects as ef
from tests.property.sync.engine.schedule import Schedule
from tests.support.offices import Net
from tests.support.plan_of_many import PLAN
from tests.support.seeded import seeded_boxes

FIRST = int(os.environ.get("AIO_CANVAS_SEED", "0"))
COUNT = int(os.environ.get("AIO_CANVAS_SCHEDULES", "100"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_eng8_every_schedule_ends_in_one_document_with_everything_in_it(seed: int) -> None:
    """ENG-8, ENG-43, ENG-70, ENG-71, ENG-73."""
    run(seed)


def run(seed: int) -> Net:
    """Run one schedule and look at where it ends; everything in it follows from the seed."""
    with seeded_boxes(seed):
        schedule = Schedule(seed)
        for _ in range(70):
            schedule.step()
        members = schedule.heal()
    drawings = [office.drawing(PLAN) for office in members]
    assert all(drawing == drawings[0] for drawing in drawings)
    assert all(office.reloaded(PLAN) == drawings[0] for office in members)
    assert all(office.engine.state == members[0].engine.state for office in members)
    gone = {f"{name} " for name in schedule.removed}
    for name, value in schedule.drawn.items():
        if not any(name.startswith(prefix) for prefix in gone):
            assert drawings[0].get(name) == {"x": value}, name
    assert not [name for name in drawings[0] if name == "evil"]
    for office in members:
        assert office.status(PLAN).unsent == 0
        assert ef.Warn.BROKEN not in office.warnings()
    return schedule.net
