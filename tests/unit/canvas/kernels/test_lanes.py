"""Tests of dividers between lanes, and of what is a pool; adding and moving are tested through the commands."""

from __future__ import annotations

from canvas.commands import pools
from canvas.geometry.vec import Vec
from canvas.kernels import lanes
from canvas.kernels.edits import plan_of
from tests.support.test_editor import TestEditor


def pool() -> tuple[TestEditor, str, list[str]]:
    t = TestEditor()
    made = pools.insert(t.editor, 3, at=Vec(400, 300))
    return t, made, [lane.id for lane in lanes.ordered(t.graph, made)]


def heights(t: TestEditor, ids: list[str]) -> list[float]:
    return [t.box(i).h for i in ids]


def test_dragging_a_divider_makes_a_lane_larger_and_the_pool_with_it() -> None:
    t, made, ids = pool()
    t.history.apply(plan_of("Divide", lanes.divided(t.graph, made, ids[0], 30), t.document.records.shapes))
    assert heights(t, [made, *ids]) == [450, 170, 140, 140]


def test_a_shared_divider_leaves_the_pool_as_it_is() -> None:
    t, made, ids = pool()
    edits = lanes.divided(t.graph, made, ids[0], 500, shared=True)
    t.history.apply(plan_of("Divide", edits, t.document.records.shapes))
    assert heights(t, [made, *ids]) == [420, 260, lanes.LEAST, 140]


def test_a_lane_never_gets_too_small() -> None:
    t, made, ids = pool()
    t.history.apply(plan_of("Divide", lanes.divided(t.graph, made, ids[1], -999), t.document.records.shapes))
    assert t.box(ids[1]).h == lanes.LEAST


def test_what_is_a_pool_and_a_lane() -> None:
    t, made, ids = pool()
    assert lanes.is_pool(t.graph, made)
    assert not lanes.is_pool(t.graph, ids[0])
    assert lanes.pool_of(t.graph, ids[0]) == made
    assert lanes.pool_of(t.graph, made) == ""
    assert lanes.adopted(t.graph, made) == {}
