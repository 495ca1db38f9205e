from __future__ import annotations

import random

import pytest

from canvas.kernels.routing.avoiding.nudge import APART
from canvas.kernels.routing.avoiding.router import Routed, route_around
from canvas.model.changes import Change
from canvas.model.view import GraphView
from canvas.scene.avoiding import MOST_AT_ONCE, Haste, Search, is_avoiding, stands_in_the_way
from canvas.scene.delta import SceneDelta
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.lines_around import crosses, scene_of, three
from tests.support.mazes import LAYOUTS


def test_a_line_runs_around_what_is_between_and_an_orthogonal_one_does_not() -> None:
    d = three()
    scene = scene_of(d)
    assert not crosses(scene, "l", "c")
    assert scene.points("l")[0] in {(100, 30), (50, 0), (50, 60)}
    d.set("l", "routing", "orthogonal")
    assert crosses(scene_of(d), "l", "c")


def test_bends_of_the_user_lead_the_line() -> None:
    d = three()
    d.set("l", "waypoints", ((250.0, 10.0),))
    assert crosses(scene_of(d), "l", "c")


def test_what_stands_in_the_way() -> None:
    d = three()
    d.add("note", parent="l", relative=True, x=0.0)
    d.add("inside", parent="note")
    d.add("group", kind="group")
    d.add("flat", h=0.0)
    view = GraphView(d)
    found = {i for i, r in d.shapes.items() if stands_in_the_way(r, d.shapes, view)}
    assert found == {"a", "b", "c"}
    assert [i for i, r in d.shapes.items() if is_avoiding(r)] == ["l"]


def test_the_container_of_an_end_is_left_and_another_one_gone_around() -> None:
    d = Diagram()
    d.add("home", x=0.0, y=0.0, w=300.0, h=200.0, container=True)
    d.add("a", parent="home", x=20.0, y=70.0)
    d.add("other", x=400.0, y=0.0, w=200.0, h=200.0, container=True)
    d.add("b", x=700.0, y=70.0)
    d.line("l", "a", "b", routing="avoid")
    scene = scene_of(d)
    assert crosses(scene, "l", "home")
    assert not crosses(scene, "l", "other")
    assert scene.fallbacks == frozenset()


def test_a_line_without_a_clear_way_is_counted_and_still_drawn() -> None:
    d = three()
    d.set("b", "x", 50.0)
    scene = scene_of(d)
    assert len(scene.points("l")) >= 2
    assert scene.fallbacks == {"l"}


def apply(scene: PageScene, *changes: Change, search: Search = Search.ALL) -> SceneDelta:
    return scene.apply(changes, scene.view.update(changes), search=search)


def test_a_shape_that_comes_moves_or_goes_takes_lines_with_it() -> None:
    d = three()
    scene = scene_of(d)
    around = scene.points("l")
    delta = apply(scene, d.set("c", "y", 300.0))
    assert "l" in delta.changed
    assert scene.points("l") == ((100, 30), (400, 30))
    apply(scene, d.set("c", "y", -20.0))
    assert scene.points("l") == around
    apply(scene, d.remove("c"))
    assert len(scene.points("l")) == 2
    apply(scene, d.add("new", x=200.0, y=0.0))
    assert len(scene.points("l")) > 2
    apply(scene, d.set("new", "hidden", True))
    assert len(scene.points("l")) == 2


def test_a_change_far_away_leaves_lines_alone() -> None:
    d = three()
    d.add("far", x=5000.0, y=0.0)
    scene = scene_of(d)
    scene.points("l")
    assert "l" not in apply(scene, d.set("far", "x", 5100.0)).changed


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_lines_run_as_on_a_page_opened_anew(seed: int) -> None:
    rng = random.Random(seed)
    d = Diagram()
    boxes = LAYOUTS[rng.choice(("sparse", "random", "dense"))](30, seed)
    for i, box in enumerate(boxes):
        d.add(f"s{i}", x=box.x, y=box.y, w=box.w, h=box.h)
    for i in range(12):
        a, b = rng.sample(range(len(boxes)), 2)
        d.line(f"l{i}", f"s{a}", f"s{b}", routing="avoid")
    scene = scene_of(d)
    lines = [f"l{i}" for i in range(12)]
    assert all(scene.points(line) for line in lines)
    for _ in range(8):
        shape = f"s{rng.randrange(len(boxes))}"
        if rng.random() < 0.2:
            changes = [d.set(shape, "hidden", not d.shapes[shape].get("hidden", False))]
        else:
            changes = [d.set(shape, key, float(rng.randrange(900))) for key in ("x", "y")]
        apply(scene, *changes)
        fresh = scene_of(d)
        assert {i: scene.points(i) for i in lines} == {i: fresh.points(i) for i in lines}


def side_by_side() -> Diagram:
    """Return two lines whose level stretches would lie on each other."""
    d = Diagram()
    for name, x, y in (("a", 0.0, 0.0), ("b", 500.0, 300.0), ("c", 500.0, 0.0), ("d", 0.0, 300.0)):
        d.add(name, x=x, y=y)
    d.line("l", "a", "b", routing="avoid", source__port=(0.5, 1.0), target__port=(0.5, 0.0))
    d.line("m", "c", "d", routing="avoid", source__port=(0.5, 1.0), target__port=(0.5, 0.0))
    return d


def test_lines_that_would_lie_on_each_other_run_side_by_side() -> None:
    d = side_by_side()
    scene = scene_of(d)
    assert abs(scene.points("l")[1].y - scene.points("m")[1].y) == 8
    assert {scene.points("l")[1].y, scene.points("m")[1].y} == {176, 184}


def test_a_line_goes_back_to_the_middle_when_the_other_has_gone() -> None:
    d = side_by_side()
    scene = scene_of(d)
    scene.points("l")
    assert "l" in apply(scene, d.remove("m")).changed
    assert scene.points("l")[1].y == 180
    apply(scene, d.line("n", "c", "d", routing="avoid", source__port=(0.5, 1.0), target__port=(0.5, 0.0)))
    assert scene.points("l")[1].y != 180


def test_a_line_at_another_one_that_is_painted_first_does_not_change_how_that_one_runs() -> None:
    d = three()
    d.line("first", "", "l", order="", source__point=(50.0, 300.0))
    scene = scene_of(d)
    assert scene.order[0] == "first"
    assert not crosses(scene, "l", "c")


def test_lines_at_others_know_all_lines_that_these_run_beside() -> None:
    d = side_by_side()
    d.line("first", "", "l", order="", source__point=(250.0, 500.0))
    assert abs(scene_of(d).points("l")[1].y - scene_of(d).points("m")[1].y) == 8


def test_a_line_that_was_hidden_before_anybody_asked_makes_no_room_for_itself() -> None:
    d = side_by_side()
    scene = scene_of(d)
    apply(scene, d.set("m", "hidden", True))
    assert scene.points("l")[1].y == 180


def test_a_line_with_a_port_of_its_own_keeps_it() -> None:
    d = three()
    d.line("m", "a", "b", routing="avoid")
    for i in ("l", "m"):
        d.set(i, "source.port", (1.0, 0.5))
    scene = scene_of(d)
    assert {scene.points(i)[0] for i in ("l", "m")} == {(100, 30)}


def test_what_others_do_leaves_lines_as_they_ran_until_they_are_settled() -> None:
    d = three()
    d.set("c", "y", 300.0)
    scene = scene_of(d)
    straight = scene.points("l")
    delta = apply(scene, d.set("c", "y", -20.0), search=Search.NONE)
    assert delta.changed == {"c"}
    assert scene.points("l") == straight
    assert not scene.is_settled
    assert "l" in scene.settle().changed
    assert scene.is_settled
    assert scene.points("l") == scene_of(d).points("l") != straight


def test_a_line_follows_its_shape_before_it_is_settled() -> None:
    d = three()
    scene = scene_of(d)
    around = scene.points("l")
    apply(scene, d.set("b", "x", 420.0), search=Search.NONE)
    assert scene.points("l")[:2] == around[:2]
    assert scene.points("l")[-1] != around[-1]
    apply(scene, d.line("m", "a", "b", routing="avoid"), search=Search.NONE)
    assert len(scene.points("m")) >= 2
    scene.settle()
    fresh = scene_of(d)
    assert {i: scene.points(i) for i in "lm"} == {i: fresh.points(i) for i in "lm"}


def test_an_own_edit_finds_the_ways_of_what_it_moved_and_what_it_barred_at_once() -> None:
    d = three()
    d.set("c", "y", 300.0)
    d.add("e", x=0.0, y=200.0)
    d.add("f", x=400.0, y=200.0)
    d.line("m", "e", "f", routing="avoid")
    scene = scene_of(d)
    assert len(scene.points("l")) == len(scene.points("m")) == 2
    apply(scene, d.set("c", "y", -20.0), search=Search.NEAR)
    assert not crosses(scene, "l", "c")
    apply(scene, d.set("b", "y", 500.0), d.set("b", "x", 200.0), search=Search.NEAR)
    settled = scene.points("l")
    scene.settle()
    assert scene.points("l") == settled


def test_many_lines_of_an_own_edit_run_as_they_were_dragged_until_they_are_settled() -> None:
    d = Diagram()
    for n in range(MOST_AT_ONCE + 1):
        d.add(f"a{n}", x=0.0, y=100.0 * n)
        d.add(f"b{n}", x=600.0, y=100.0 * n + 20.0)
        d.line(f"l{n}", f"a{n}", f"b{n}", routing="avoid", source__port=(1.0, 0.5), target__port=(0.0, 0.5))
    d.add("wall", x=270.0, y=2000.0, h=100.0 * MOST_AT_ONCE + 60.0)
    scene, lines = scene_of(d), [f"l{n}" for n in range(MOST_AT_ONCE + 1)]
    before = {line: scene.points(line) for line in lines}
    shown = dict(before)
    for step in range(40):
        shown |= {e.id: e.points for e in scene.preview({"wall": {"y": 400.0 - 10.0 * step}}) if e.points}
    apply(scene, d.set("wall", "y", 10.0), search=Search.NEAR)
    assert scene.haste is Haste.NOW
    assert all(shown[line] != before[line] for line in lines)
    for line in lines:
        pairs = zip(scene.points(line), shown[line], strict=True)
        assert all(abs(p.x - q.x) + abs(p.y - q.y) <= 2 * APART for p, q in pairs), "now side by side"
    scene.settle(lambda: False)
    assert scene.haste is Haste.NOW
    scene.settle()
    assert scene.is_settled
    fresh = scene_of(d)
    assert {line: scene.points(line) for line in lines} == {line: fresh.points(line) for line in lines}


def test_nobody_searches_for_lines_that_nobody_looks_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("canvas.scene.avoiding.MOST_NUDGED", 0)
    d = three()
    d.line("m", "a", "c", routing="avoid")
    scene = scene_of(d)
    scene.points("l")
    searched: list[object] = []

    def route(*given: object) -> Routed:
        searched.append(given)
        return route_around(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("canvas.scene.avoiding.route_around", route)
    scene.apply(changes := (d.set("m", "style.dash", "dashed"),), scene.view.update(changes), precise=False)
    scene.settle()
    assert not searched
    scene.points("m")
    assert len(searched) == 1


def test_among_many_lines_one_that_is_asked_for_counts_the_others_in_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("canvas.scene.avoiding.MOST_NUDGED", 2)
    d = three()
    for number in range(6):
        d.add(f"x{number}", x=1000.0, y=200.0 * number)
        d.line(f"m{number}", "a", f"x{number}", routing="avoid")
    scene = scene_of(d)
    ways = scene._ways
    settled, counted = type(ways)._settled, list[bool]()
    monkeypatch.setattr(type(ways), "_settled", lambda self: (counted.append(self._stale), settled(self))[1])
    shown = {line: scene.points(line) for line in ("l", *(f"m{n}" for n in range(6)))}
    assert counted.count(True) <= 1
    assert {line: ways.shown(line) for line in shown} == shown
    assert not scene.settle().changed
