"""Tests of containers that place their children (VIEW-11)."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.kernels.arrangement import arrangement, grid, head, holder_of, settled, size_of, span, stacks_sideways
from canvas.model.view import GraphView
from tests.support.graphs import snapshot

POOL = {
    "kind": "swimlane",
    "arrangement": "stack",
    "style.horizontal": False,
    "param.start_size": 20.0,
    "w": 220.0,
    "h": 9.0,
}
LANE = {"kind": "swimlane", "parent": "pool", "w": 1.0}


def test_lanes_lie_one_after_the_other_whatever_they_say() -> None:
    records = snapshot(
        {
            "shapes": {
                "pool": POOL,
                "b": {**LANE, "order": "b", "h": 50.0, "x": 999.0},
                "a": {**LANE, "order": "a", "h": 30.0},
                "note": {"kind": "rect", "parent": "pool", "order": "c"},
                "on": {"kind": "rect", "parent": "a"},
            }
        }
    )
    view = GraphView(records)
    found = arrangement("pool", records.shapes, view)
    assert found is not None
    assert (found.w, found.h) == (220, 80)
    assert found.boxes == {"a": Box(20, 0, 200, 30), "b": Box(20, 30, 200, 50)}
    assert [holder_of(i, records.shapes, view) for i in ("a", "on", "pool")] == ["pool", "", ""]
    changed = settled(records.shapes, view)
    assert changed["b"].x == 20
    assert changed["b"].y == 30
    assert changed["pool"].h == 80
    assert settled({**records.shapes, **changed}, view) == {}


def test_a_shut_container_places_nothing() -> None:
    records = snapshot({"shapes": {"pool": {**POOL, "collapsed": True}, "a": LANE}})
    assert arrangement("pool", records.shapes, GraphView(records)) is None


def test_cells_lie_in_the_columns_of_their_order_keys_and_gaps_stay_empty() -> None:
    cell = {"kind": "partialRectangle", "w": 40.0}
    records = snapshot(
        {
            "shapes": {
                "t": {"kind": "table", "arrangement": "table", "param.start_size": 10.0},
                "r1": {"kind": "tableRow", "parent": "t", "order": "a", "h": 20.0},
                "r2": {"kind": "tableRow", "parent": "t", "order": "b", "h": 30.0},
                "a1": {**cell, "parent": "r1", "order": "a", "param.colspan": 2.0},
                "b1": {**cell, "parent": "r1", "order": "b", "w": 60.0},
                "b2": {**cell, "parent": "r2", "order": "b", "param.rowspan": "9"},
            }
        }
    )
    view = GraphView(records)
    found = arrangement("t", records.shapes, view)
    assert found is not None
    assert (found.w, found.h) == (100, 60)
    assert found.boxes["a1"] == Box(0, 0, 100, 20)
    assert found.boxes["b2"] == Box(40, 0, 60, 30)
    assert holder_of("b2", records.shapes, view) == "t"
    assert (1, 0) not in grid("t", records.shapes, view).cells


def test_sizes_heads_and_spans() -> None:
    assert size_of({"w": 5.0, "h": 6.0, "folded_w": 1.0}) == (5, 6)
    assert size_of({"w": 5.0, "h": 6.0, "folded_w": 1.0, "collapsed": True}) == (1, 6)
    assert head({}) == (0, 40)
    assert head({"style.horizontal": False, "param.start_size": 7.0}) == (7, 0)
    assert [span({"param.rowspan": v})[0] for v in (2.0, "3", "x", -1, 1e9, float("nan"))] == [2, 3, 1, 1, 1000, 1]
    assert stacks_sideways({"param.horizontal_stack": "0"}) is False
    assert stacks_sideways({}) is True
