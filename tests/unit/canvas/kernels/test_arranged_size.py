"""Tests of new sizes for shapes whose size is not just their own."""

from __future__ import annotations

from canvas.commands import arrange, tables
from canvas.geometry.vec import Vec
from canvas.kernels import tables as kernel
from canvas.kernels.arranged_size import is_placed, mover, size_edits
from tests.support.test_editor import TestEditor


def test_plain_shapes_have_a_size_of_their_own() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    assert size_edits(t.graph, a, 10, 10) is None
    assert mover(t.graph, a) == a
    assert not is_placed(t.graph, a)


def test_a_shut_container_changes_its_folded_size() -> None:
    t = TestEditor()
    box = t.container(0, 0, collapsed=True, folded_w=100.0, folded_h=30.0)
    arrange.set_size(t.select(box).editor, w=120)
    assert t.record(box).get("folded_w") == 120
    assert t.record(box).w == 300


def test_cells_rows_and_tables() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2, at=Vec(200, 100))
    found = kernel.read(t.graph, table)
    cell, row = found.cells[0, 0], found.rows[1]
    assert mover(t.graph, cell) == mover(t.graph, row) == table
    arrange.set_size(t.select(cell).editor, w=150, h=50)
    assert (t.box(cell).w, t.box(cell).h, t.box(table).w) == (150, 50, 250)
    arrange.set_size(t.select(row).editor, h=44)
    assert t.box(table).h == 94
    arrange.set_size(t.select(table).editor, w=500, h=188)
    assert (t.box(cell).w, t.box(cell).h, t.box(row).h) == (300, 100, 88)


def test_moving_a_cell_moves_its_table() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2, at=Vec(200, 100))
    at = t.at(table)
    cell = kernel.read(t.graph, table).cells[1, 1]
    arrange.nudge(t.select(cell).editor, 5, 7)
    assert t.at(table) == (at[0] + 5, at[1] + 7)
