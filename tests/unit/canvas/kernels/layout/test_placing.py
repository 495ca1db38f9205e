"""Where a laid out picture lies, who stays, and which bends go."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.edits import Edits
from canvas.kernels.layout.gathering import gather
from canvas.kernels.layout.placing import edits_of
from canvas.kernels.layout.request import Direction, Method
from canvas.model.plan import UNSET, Delete, Plan
from tests.support.test_editor import TestEditor


def placed(t: TestEditor, places: dict[str, Vec], pinned: str = "", bends: bool = True) -> Edits:
    asked = gather(t.graph, tuple(places), Method.FORCE, Direction.DOWN, lambda s: s == pinned)
    return edits_of(t.graph, asked, places, lambda _: bends)


def test_the_left_top_corner_of_the_picture_stays() -> None:
    t = TestEditor()
    a, b = t.shape(100, 200), t.shape(700, 900)
    edits = placed(t, {a: Vec(5000, -40), b: Vec(5300, 60)})
    assert edits[a] == {"x": 100.0, "y": 200.0}
    assert edits[b] == {"x": 400.0, "y": 300.0}


def test_pinned_shapes_stay_and_the_others_come_to_them() -> None:
    t = TestEditor()
    still, free = t.shape(1000, 1000), t.shape(0, 0)
    edits = placed(t, {still: Vec(0, 0), free: Vec(0, 100)}, pinned=still)
    assert still not in edits
    assert edits[free] == {"x": 1000.0, "y": 1100.0}


def test_bends_between_placed_shapes_go_and_others_stay() -> None:
    t = TestEditor()
    a, b, far = t.shape(0, 0), t.shape(300, 0), t.shape(900, 0)
    inside = t.connector(a, b, waypoints=((200.0, 300.0),))
    leaving = t.connector(b, far, waypoints=((700.0, 300.0),))
    edits = placed(t, {a: Vec(50, 30), b: Vec(50, 230)})
    assert edits[inside]["waypoints"] is UNSET
    assert edits.get(leaving, {}).get("waypoints") is not UNSET


def test_bends_of_a_locked_connector_stay() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    inside = t.connector(a, b, waypoints=((200.0, 300.0),))
    edits = placed(t, {a: Vec(50, 30), b: Vec(50, 230)}, bends=False)
    assert edits.get(inside, {}).get("waypoints") is not UNSET


def test_a_shape_that_moved_meanwhile_still_comes_to_its_place() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    asked = gather(t.graph, (a, b), Method.FORCE, Direction.DOWN, lambda _: False)
    t.editor.select((b,))
    t.drag((350, 30), (380, 90))
    edits = edits_of(t.graph, asked, {a: Vec(50, 30), b: Vec(50, 230)}, lambda _: True)
    assert edits[b] == {"x": 0.0, "y": 200.0}


def test_a_shape_that_is_gone_meanwhile_is_left_out() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    asked = gather(t.graph, (a, b), Method.FORCE, Direction.DOWN, lambda _: False)
    t.editor.select((b,))
    t.editor.apply(Plan("Delete", (Delete(b),)))
    edits = edits_of(t.graph, asked, {a: Vec(90, 30), b: Vec(50, 230)}, lambda _: True)
    assert b not in edits
