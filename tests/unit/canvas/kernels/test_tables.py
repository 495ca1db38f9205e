"""Tests of reading foreign tables, taking them over, ranges and dividers; the rest is tested through the commands."""

from __future__ import annotations

from canvas.kernels import tables
from canvas.kernels.arrangement import KEY, TABLE
from canvas.kernels.edits import plan_of
from canvas.kernels.tables import Range
from tests.support.test_editor import TestEditor


def foreign() -> tuple[TestEditor, str, list[list[str]]]:
    """Return a table as draw.io writes it: every cell with an order key of its own."""
    t = TestEditor()
    table = t.shape(10, 10, 180, 90, kind="table", param__start_size=30.0)
    cells = []
    for r in range(2):
        row = t.shape(0, 30 + 30 * r, 180, 30, kind="tableRow", parent=table)
        cells.append([t.shape(x, 0, w, 30, kind="partialRectangle", parent=row) for x, w in ((0, 60), (60, 120))])
    return t, table, cells


def apply(t: TestEditor, edits: dict[str, dict[str, object]]) -> None:
    t.history.apply(plan_of("Edit", edits, t.document.records.shapes))


def test_a_foreign_table_is_read_by_sequence_and_stays_untouched() -> None:
    t, table, cells = foreign()
    found = tables.read(t.graph, table)
    assert [[found.cells[r, c] for c in (0, 1)] for r in (0, 1)] == cells
    assert (found.widths, found.heights, found.head) == ((60, 120), (30, 30), 30)
    assert t.record(table).get(KEY) is None


def test_taking_over_moves_nothing_and_is_the_same_for_everybody() -> None:
    t, table, cells = foreign()
    before = {i: t.box(i) for i in t.shapes()}
    assert tables.adopted(t.graph, table) == tables.adopted(t.graph, table)
    apply(t, tables.adopted(t.graph, table))
    assert t.record(table).get(KEY) == TABLE
    assert {i: t.box(i) for i in t.shapes()} == before
    assert t.record(cells[0][1]).order == t.record(cells[1][1]).order
    assert tables.adopted(t.graph, table) == {}


def test_dividers_of_columns_and_rows() -> None:
    t, table, cells = foreign()
    apply(t, tables.widened(t.graph, table, 0, 20))
    assert (t.box(table).w, t.box(cells[1][1]).x) == (200, 90)
    apply(t, tables.widened(t.graph, table, 0, 500, shared=True))
    assert (t.box(table).w, t.box(cells[0][1]).w) == (200, tables.LEAST)
    apply(t, tables.heightened(t.graph, table, 0, 15, shared=True))
    assert (t.box(table).h, t.box(cells[1][0]).h) == (90, 15)
    apply(t, tables.heightened(t.graph, table, 1, -500))
    assert t.box(cells[1][0]).h == tables.LEAST


def test_a_range_cuts_no_merged_cell() -> None:
    t, table, cells = foreign()
    found = tables.read(t.graph, table)
    assert tables.range_of(t.graph, found, [cells[0][0]]) == Range(0, 0, 0, 0)
    _, _, edits = tables.merge(t.graph, table, Range(0, 0, 1, 0))
    apply(t, edits)
    found = tables.read(t.graph, table)
    assert tables.range_of(t.graph, found, [cells[0][0], cells[0][1]]) == Range(0, 0, 1, 1)
    assert tables.covered(t.graph, found) == {(1, 0): (0, 0)}
    assert tables.range_of(t.graph, found, ["gone"]) is None


def test_what_is_a_table_a_row_and_a_cell() -> None:
    t, table, cells = foreign()
    row = t.editor.view.parent(cells[0][0])
    assert (
        tables.table_of(t.graph, cells[0][0])
        == tables.table_of(t.graph, row)
        == tables.table_of(t.graph, table)
        == table
    )
    assert tables.table_of(t.graph, t.shape(0, 0)) == ""
    assert tables.is_row(t.graph, row)
    assert not tables.is_row(t.graph, table)
    assert tables.is_cell(t.graph, cells[0][0])
    assert not tables.is_cell(t.graph, row)
