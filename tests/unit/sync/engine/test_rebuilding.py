"""What is drawn, what waits, and what is killed while a document is built again."""

from __future__ import annotations

import pytest

from sync.engine import effects as ef
from sync.engine import events as ev
from tests.support.attack_scene import Scene
from tests.support.plan_of_many import PLAN
from tests.support.workspace import BEN


def test_eng73_killed_before_it_was_built_again_what_the_next_window_draws_meanwhile_stays() -> None:
    """ENG-73, ENG-58, ENG-47: the window opens, as at every start, while what was built is on its way to the disk."""
    scene = Scene()
    ben, ana = scene.intruder(BEN), scene.ana
    stroke = ben.stroke("two faces", 1.0)
    scene.net.cut_all_of("ana")
    ben.say(ana, ben.sealed(stroke))
    ana.slow_disk = True
    ben.say(ana, ben.sealed(stroke))
    ana.store_some()
    scene.net.restart("ana")
    ana.draw(PLAN, "meanwhile", "x", 2.0)
    ana.slow_disk = False
    scene.net.run()
    assert ef.Warn.REBUILT in ana.warnings()
    assert ana.drawing(PLAN) == ana.reloaded(PLAN) == {"box": {"x": 1.0}, "meanwhile": {"x": 2.0}}
    scene.net.connect("ana", "cleo")
    assert scene.unharmed({"box": {"x": 1.0}, "meanwhile": {"x": 2.0}})


@pytest.mark.parametrize("killed", ["never", "while it is built", "then"])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("new_window", [True, False])
def test_eng58_what_goes_on_from_what_does_not_count_is_told_and_in_nobodys_document(
    before: bool, killed: str, new_window: bool
) -> None:
    """ENG-58, ENG-55, ENG-45: drawn before what it needs was dropped, or after that, in the window that still shows it."""
    scene = Scene()
    ben, ana = scene.intruder(BEN), scene.ana
    stroke = ben.stroke("two faces", 1.0)
    scene.net.cut_all_of("ana")
    ben.say(ana, ben.sealed(stroke))
    if before:
        ana.draw(PLAN, "two faces", "y", 2.0)
    ana.slow_disk = True
    ben.say(ana, ben.sealed(stroke))
    if new_window:
        ana.show(PLAN)
    ana.store_some()
    copies = sum(isinstance(one, ef.KeepCopy) for one in ana.told)
    ana.draw(PLAN, "two faces", "z", 3.0)
    ana.draw(PLAN, "behind it", "x", 3.0)
    if killed == "then":
        ana.store_some()
    if killed != "never":
        ana.write_all()
        ana.slow_disk = False
        scene.net.restart("ana")
    scene.net.settle(1.0)
    ana.slow_disk = False
    scene.net.settle(1.0)
    assert sum(isinstance(one, ef.KeepCopy) for one in ana.told) > copies
    assert ef.Warn.EDITS_REFUSED in ana.warnings()
    assert ana.drawing(PLAN) == ana.reloaded(PLAN) == {"box": {"x": 1.0}}
    stored = ana.store.shared.load_document(PLAN)
    assert stored is not None
    assert stored.unsealed == ()
    scene.net.connect("ana", "cleo")
    assert scene.unharmed()
    ana.draw(PLAN, "again", "x", 4.0)
    scene.net.settle(1.0)
    assert "again" in scene.cleo.drawing(PLAN)
    ends = [one.engine._rooms.replicas[PLAN].inbox.book.ends() for one in (ana, scene.cleo)]
    assert {chain: end.clock for chain, end in ends[0].items()} == {chain: end.clock for chain, end in ends[1].items()}


def test_eng59_what_waits_is_taken_although_the_document_was_built_again_and_its_author_is_gone() -> None:
    """ENG-59, ENG-2."""
    scene = Scene()
    ben = scene.intruder(BEN)
    first, second = ben.next(ben.stroke("first", 1.0)), ben.next(ben.stroke("second", 2.0))
    ben.say(scene.ana, second)
    scene.ana.tell(ev.Poisoned(PLAN))
    assert ef.Warn.REBUILT in scene.ana.warnings()
    assert scene.ana.status(PLAN).waiting == 1
    ben.say(scene.ana, first)
    assert scene.ana.status(PLAN).waiting == 0
    assert scene.unharmed({"box": {"x": 1.0}, "first": {"x": 1.0}, "second": {"x": 2.0}})
