"""Tests of limits of new tables and of rows and columns that come and go; the ways of users are tested through the commands."""

from __future__ import annotations

from itertools import count

from canvas.commands import tables
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels import table_growth
from canvas.kernels import tables as kernel
from canvas.model.plan import Delete, Plan
from tests.support.test_editor import TestEditor

HOME = {"page": "p", "layer": "l", "order": "a0"}


def test_a_new_table_has_at_most_so_many_rows_and_columns() -> None:
    numbers = count()
    _, ops = table_growth.new_table(0, 999, Box(0, 0, 100, 20), HOME, {}, lambda: str(next(numbers)), {})
    assert len(ops) == 2 + table_growth.MOST


def test_taking_all_rows_or_columns_takes_the_table() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2, at=Vec(200, 100))
    assert Delete(table) in table_growth.delete_rows(t.graph, table, (0, 1))
    assert Delete(table) in table_growth.delete_columns(t.graph, table, (0, 1))


def test_several_rows_and_columns_at_once() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 1, 1, at=Vec(200, 100))
    t.history.apply(Plan("Rows", table_growth.insert_rows(t.graph, table, 0, 3, t.editor.new_id)))
    t.history.apply(Plan("Columns", table_growth.insert_columns(t.graph, table, 1, 2, t.editor.new_id)))
    found = kernel.read(t.graph, table)
    assert (len(found.rows), len(found.columns), len(found.cells)) == (4, 3, 12)
    assert table_growth.missing(t.graph, table, t.editor.new_id) == ()
