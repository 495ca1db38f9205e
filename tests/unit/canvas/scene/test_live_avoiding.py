"""Lines run around shapes while some of these are dragged."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from canvas.geometry.vec import Vec
from canvas.model.records import Value
from canvas.scene.avoiding import Avoiding
from canvas.scene.live_avoiding import MOST_MOVED
from canvas.scene.page_scene import PageScene
from tests.support.lines_around import crosses, scene_of, three


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


def test_what_runs_into_what_moves_is_looked_for_once_in_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, asked = scene_of(three()), list[int]()
    way, bent = scene.points("l"), set[tuple[Vec, ...]]()
    run_into = Avoiding.run_into
    monkeypatch.setattr(Avoiding, "run_into", lambda self, boxes: (asked.append(1), run_into(self, boxes))[1])
    steps = range(-60, 60, 10)
    for y in steps:
        for only in ("l", "c", "l"):
            bent |= {e.points for e in scene.preview({"c": {"x": 200.0, "y": float(y)}}, (only,)) if e.points}
    assert len(asked) == len(steps)
    assert bent - {way}


def test_of_many_shapes_that_are_dragged_lines_keep_their_ways_until_the_pointer_rests() -> None:
    d = three()
    for number in range(MOST_MOVED):
        d.add(f"x{number}", x=200.0, y=1000.0 + 100.0 * number)
    scene = scene_of(d)
    way = scene.points("l")
    before = {i: scene.box(i) for i in scene.order if i != "l"}
    moved: dict[str, dict[str, Value]] = {i: {"x": box.x + 30.0, "y": box.y + 5.0} for i, box in before.items()}
    (line,) = (e.points for e in scene.preview(moved, ("l",)))
    assert line == tuple(Vec(p.x + 30.0, p.y + 5.0) for p in way)
    del moved["c"]
    (line,) = (e.points for e in scene.preview(moved, ("l",)))
    assert line == tuple(Vec(p.x + 30.0, p.y + 5.0) for p in way), "through what is not dragged too"


def test_ends_that_others_were_put_aside_for_are_so_while_their_shapes_are_dragged() -> None:
    d = three()
    d.remove("c")
    d.set("b", "x", 300.0)
    d.line("m", "", "b", routing="avoid", source__point=(50.0, 200.0))
    d.line("n", "", "a", routing="avoid", source__point=(350.0, 200.0))
    for line in ("m", "n"):
        d.set(line, "target.port", (0.5, 0.5))
    scene = scene_of(d)
    ways = {line: scene.points(line) for line in "lmn"}
    overrides: dict[str, dict[str, Value]] = {i: {"x": scene.box(i).x, "y": scene.box(i).y} for i in "ab"}
    assert {e.id: e.points for e in scene.preview(overrides) if e.points} == ways
