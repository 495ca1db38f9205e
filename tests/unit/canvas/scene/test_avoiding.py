from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from canvas.geometry.vec import Vec
from canvas.model.view import GraphView
from canvas.scene.avoiding import is_avoiding, stands_in_the_way
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.mazes import LAYOUTS
from tests.support.text_engine import FixedTextEngine


def scene_of(diagram: Diagram) -> PageScene:
    return PageScene(diagram, GraphView(diagram), "p", FixedTextEngine())


def three() -> Diagram:
    """Return two shapes with a third between them, and a line that goes around it."""
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    d.add("c", x=200.0, y=-20.0)
    d.line("l", "a", "b", routing="avoid")
    return d


def crosses(scene: PageScene, line: str, shape: str) -> bool:
    box = scene.box(shape)
    return any(
        min(p.x, q.x) < box.right and max(p.x, q.x) > box.x and min(p.y, q.y) < box.bottom and max(p.y, q.y) > box.y
        for p, q in pairwise(scene.points(line))
    )


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


def apply(scene: PageScene, *changes: object) -> object:
    return scene.apply(changes, scene.view.update(changes))


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


# ------------------------------------------------------------------ while something is dragged


def dragged(scene: PageScene, shape: str, x: float, y: float) -> dict[str, tuple[Vec, ...]]:
    return {e.id: e.points for e in scene.preview({shape: {"x": x, "y": y}}) if e.points}


def test_a_dragged_shape_pushes_lines_aside_and_the_document_stays() -> None:
    d = three()
    d.set("c", "y", 300.0)
    scene = scene_of(d)
    straight = scene.points("l")
    assert "l" not in dragged(scene, "c", 200.0, 250.0)
    assert len(dragged(scene, "c", 200.0, 0.0)["l"]) > 2
    assert scene.points("l") == straight


def test_a_line_does_not_flip_while_its_shape_is_dragged_to_and_fro() -> None:
    d = three()
    scene = scene_of(d)
    ways = []
    for step in range(40):
        line = dragged(scene, "b", 400.0, 20.0 if step % 2 else 22.0)["l"]
        ways.append(tuple(p.y > 30 for p in line))
    assert len(set(ways)) == 1
    scene.end_preview()
    assert dragged(scene, "b", 400.0, 0.0)["l"] == scene.points("l")


def test_a_line_follows_when_its_way_is_barred() -> None:
    scene = scene_of(three())
    for step in range(0, 130, 10):
        line = dragged(scene, "c", 200.0, -20.0 + step).get("l", scene.points("l"))
        top, bottom = -20.0 + step, 40.0 + step
        assert not any(p.y == q.y and top < p.y < bottom and p.x < 300 and q.x > 200 for p, q in pairwise(line))


def test_a_new_line_avoids_shapes_while_it_is_drawn() -> None:
    d = three()
    d.remove("l")
    scene = scene_of(d)
    values = {"kind": "connector", "routing": "avoid", "source": "a", "target": "b", "page": "p", "layer": "l"}
    (entry,) = scene.preview({"new": values})
    assert len(entry.points) > 2


def test_lines_between_the_same_two_shapes_run_side_by_side_at_rest_and_while_one_is_dragged() -> None:
    d = three()
    d.line("m", "a", "b", routing="avoid")
    d.line("back", "b", "a", routing="avoid")
    scene = scene_of(d)

    def apart(points: dict[str, tuple[Vec, ...]]) -> None:
        firsts = [points["l"][0], points["m"][0], points["back"][-1]]
        lasts = [points["l"][-1], points["m"][-1], points["back"][0]]
        for ends in (firsts, lasts):
            assert min(abs(p.x - q.x) + abs(p.y - q.y) for p, q in combinations(ends, 2)) == pytest.approx(8.0)

    apart({i: scene.points(i) for i in ("l", "m", "back")})
    assert not any(crosses(scene, i, "c") for i in ("l", "m", "back"))
    for step in range(1, 8):
        apart({e.id: e.points for e in scene.preview({"b": {"y": 3.0 * step}}) if e.points})


def test_a_line_with_a_port_of_its_own_keeps_it() -> None:
    d = three()
    d.line("m", "a", "b", routing="avoid")
    for i in ("l", "m"):
        d.set(i, "source.port", (1.0, 0.5))
    scene = scene_of(d)
    assert {scene.points(i)[0] for i in ("l", "m")} == {(100, 30)}
