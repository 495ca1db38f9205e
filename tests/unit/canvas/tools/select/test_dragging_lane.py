"""Tests of dragging lanes."""

from __future__ import annotations

from canvas.commands import pools
from canvas.geometry.vec import Vec
from canvas.kernels import lanes
from tests.support.test_editor import TestEditor


def pool() -> tuple[TestEditor, str, list[str]]:
    t = TestEditor()
    made = pools.insert(t.editor, 3, at=Vec(400, 300))
    t.select()
    return t, made, [lane.id for lane in lanes.ordered(t.graph, made)]


def test_a_lane_changes_places_with_what_is_on_it() -> None:
    t, made, (a, b, c) = pool()
    on_a = t.shape(50, 20, 40, 40, parent=a)
    x, y = t.box(a).x + 10, t.box(a).center.y
    t.drag_to((x, y), (x, t.box(c).bottom - 10))
    assert t.state == "select.dragging_lane"
    assert t.preview.overrides
    t.pointer_up()
    assert [lane.id for lane in lanes.ordered(t.graph, made)] == [b, c, a]
    assert t.editor.view.parent(on_a) == a
    assert t.box(on_a).y == t.box(a).y + 20


def test_far_outside_it_becomes_a_swimlane_of_its_own() -> None:
    t, made, (_a, b, _) = pool()
    box = t.box(b)
    x, y = box.x + 10, box.center.y
    t.drag((x, y), (x + 50, y + 400))
    assert t.editor.view.parent(b) == ""
    assert t.box(b) == (box.x + 50, box.y + 400, box.w, box.h)
    assert len(lanes.ordered(t.graph, made)) == 2
    t.editor.undo()
    assert t.box(b) == box


def test_dropping_it_onto_the_pool_makes_it_a_lane_again() -> None:
    t, made, (_, b, c) = pool()
    x, y = t.box(b).x + 10, t.box(b).center.y
    t.drag((x, y), (x, y + 400))
    t.drag((x, t.box(b).center.y), (t.box(made).x + 10, t.box(made).center.y))
    assert lanes.pool_of(t.graph, b) == made
    assert t.box(b).y == t.box(c).bottom


def test_letting_go_where_it_was_changes_nothing() -> None:
    t, _made, (a, _, _) = pool()
    before = t.snapshot()
    x, y = t.box(a).x + 10, t.box(a).center.y
    t.drag((x, y), (x + 20, y + 5))
    assert t.snapshot() == before
