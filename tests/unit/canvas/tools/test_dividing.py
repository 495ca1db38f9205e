"""Tests of dragging the lines between lanes, rows and columns."""

from __future__ import annotations

from canvas.commands import pools, tables
from canvas.geometry.vec import Vec
from canvas.kernels import lanes
from canvas.kernels import tables as kernel
from canvas.scene.overlays import DividerLine
from tests.support.test_editor import TestEditor


def test_a_lane_is_made_larger_in_one_step_and_previewed_before() -> None:
    t = TestEditor()
    pool = pools.insert(t.editor, 2, at=Vec(400, 300))
    t.select()
    first, second = (lane.id for lane in lanes.ordered(t.graph, pool))
    edge = t.box(first).bottom
    t.pointer_move(400, edge)
    assert t.figures(DividerLine)
    assert t.preview.cursor == "resize:90"
    written = len(t.updates)
    t.drag_to((400, edge), (400, edge + 40))
    assert len(t.updates) == written
    t.pointer_up()
    assert (t.box(first).h, t.box(second).h) == (180, 140)
    t.hold(shift=True).drag((400, edge + 40), (400, edge)).hold()
    assert (t.box(first).h, t.box(second).h, t.box(pool).h) == (140, 180, 320)


def test_columns_and_rows() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2, at=Vec(400, 300))
    t.select()
    found = kernel.read(t.graph, table)
    first = found.cells[0, 0]
    box = t.box(first)
    t.drag((box.right, box.y + 10), (box.right + 30, box.y + 10))
    assert t.box(first).w == 130
    t.drag((box.x + 40, box.bottom), (box.x + 40, box.bottom + 14))
    assert t.box(first).h == 50
    assert (t.box(table).w, t.box(table).h) == (230, 86)


def test_escape_leaves_everything_as_it_was() -> None:
    t = TestEditor()
    pool = pools.insert(t.editor, 2, at=Vec(400, 300))
    t.select()
    before = t.snapshot()
    edge = t.box(lanes.ordered(t.graph, pool)[0].id).bottom
    t.drag_to((400, edge), (400, edge + 40))
    t.key("Escape")
    assert t.snapshot() == before
    t.pointer_up()
    t.drag((400, edge), (400, edge))
    assert t.snapshot() == before
