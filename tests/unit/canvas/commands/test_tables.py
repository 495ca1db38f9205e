"""Tests of tables as a user works with them."""

from __future__ import annotations

from canvas.commands import tables
from canvas.commands.delete import delete
from canvas.commands.duplicate import duplicate
from canvas.geometry.vec import Vec
from canvas.kernels import tables as kernel
from canvas.kernels.arrangement import Grid
from canvas.model.plan import Delete, Plan
from canvas.model.records import plain
from tests.support.test_editor import TestEditor


def table(rows: int = 3, columns: int = 3, *, header: bool = False) -> tuple[TestEditor, str]:
    t = TestEditor()
    made = tables.insert(t.editor, rows, columns, header=header, at=Vec(400, 300))
    return t, made


def grid(t: TestEditor, made: str) -> Grid:
    return kernel.read(t.graph, made)


def cell(t: TestEditor, made: str, row: int, column: int) -> str:
    return grid(t, made).cells[row, column]


def write(t: TestEditor, cell_id: str, text: str) -> None:
    t.machine.edit_text(cell_id)
    t.type(text)
    t.machine.finish_text()


def test_a_new_table_is_one_step_and_lies_in_rows_and_columns() -> None:
    t, made = table(2, 3, header=True)
    assert t.steps() == 1
    assert t.selection == (made,)
    assert t.box(made) == (250, 264, 300, 72)
    assert t.box(cell(t, made, 1, 2)) == (450, 300, 100, 36)
    assert tables.has_header(t.editor)
    assert t.record(cell(t, made, 0, 1)).get("style.bold")


def test_rows_come_and_go() -> None:
    t, made = table()
    write(t, cell(t, made, 1, 0), "b")
    t.select(cell(t, made, 1, 0))
    assert tables.insert_row(t.editor)
    assert tables.insert_row(t.editor, above=True)
    assert len(grid(t, made).rows) == 5
    assert t.record(cell(t, made, 2, 0)).text == "b"
    assert t.box(made).h == 180
    t.select(cell(t, made, 2, 0))
    assert tables.delete_rows(t.editor)
    assert len(grid(t, made).rows) == 4
    t.select(made)
    assert tables.delete_rows(t.editor)
    assert not t.exists(made)
    t.editor.undo()
    assert t.exists(made)


def test_columns_come_and_go_and_move() -> None:
    t, made = table()
    write(t, cell(t, made, 0, 1), "x")
    t.select(cell(t, made, 0, 1))
    assert tables.insert_column(t.editor)
    assert t.box(made).w == 400
    t.select(cell(t, made, 0, 1))
    assert tables.move_column(t.editor, -1)
    assert t.record(cell(t, made, 0, 0)).text == "x"
    assert not tables.move_column(t.editor, -1)
    assert tables.delete_columns(t.editor)
    assert len(grid(t, made).columns) == 3


def test_rows_move() -> None:
    t, made = table()
    write(t, cell(t, made, 0, 0), "first")
    t.select(cell(t, made, 0, 0))
    assert tables.move_row(t.editor, 1)
    assert t.record(cell(t, made, 1, 0)).text == "first"
    assert not tables.move_row(t.select(cell(t, made, 0, 0)).editor, -1)


def test_merging_joins_texts_and_splitting_gives_the_places_back() -> None:
    t, made = table()
    a, b = cell(t, made, 0, 0), cell(t, made, 1, 1)
    write(t, a, "a")
    write(t, b, "b")
    t.select(a, b)
    assert tables.can_merge(t.editor)
    assert tables.merge(t.editor)
    assert t.selection == (a,)
    assert t.record(a).label == plain("a\nb")
    assert t.box(a) == (250, 246, 200, 72)
    assert b not in t.editor.scene.order
    assert tables.can_split(t.editor)
    assert tables.split(t.editor)
    assert b in t.editor.scene.order
    assert t.box(a).w == 100
    t.editor.undo()
    t.editor.undo()
    assert (t.record(a).text, t.record(b).text) == ("a", "b")


def test_a_row_inserted_inside_a_merged_cell_widens_it() -> None:
    t, made = table()
    a = cell(t, made, 0, 0)
    t.select(a, cell(t, made, 1, 1))
    tables.merge(t.editor)
    t.select(cell(t, made, 0, 2))
    tables.insert_row(t.editor)
    assert t.box(a).h == 108
    inner = cell(t, made, 1, 0)
    assert t.record(inner).get("hidden")
    t.select(cell(t, made, 1, 2))
    tables.delete_rows(t.editor)
    assert t.box(a).h == 72


def test_deleting_the_row_of_a_merged_cell_shows_what_it_covered() -> None:
    t, made = table()
    a, below = cell(t, made, 0, 0), cell(t, made, 1, 0)
    t.select(a, below)
    tables.merge(t.editor)
    t.select(cell(t, made, 0, 1))
    tables.delete_rows(t.editor)
    assert not t.exists(a)
    assert below in t.editor.scene.order


def test_header_row_is_switched() -> None:
    t, _made = table()
    assert not tables.has_header(t.editor)
    assert tables.toggle_header(t.editor)
    assert tables.has_header(t.editor)
    tables.toggle_header(t.editor)
    assert not tables.has_header(t.editor)


def test_the_way_from_cell_to_cell() -> None:
    t, made = table(2, 2)
    a, b, c, d = (cell(t, made, r, k) for r in (0, 1) for k in (0, 1))
    assert tables.cell_beside(t.editor, a, 0, 1) == b
    assert tables.cell_beside(t.editor, b, 0, 1) == c
    assert tables.cell_beside(t.editor, d, 0, 1) == ""
    assert tables.cell_beside(t.editor, c, 0, -1) == b
    assert tables.cell_beside(t.editor, a, 1, 0) == c
    assert tables.cell_beside(t.editor, c, 1, 0) == ""
    assert tables.cell_beside(t.editor, d, -1, 0) == b
    assert tables.cell_beside(t.editor, made, 0, 1) == ""


def test_deleting_cells_clears_them_and_deleting_rows_takes_them() -> None:
    t, made = table()
    a = cell(t, made, 0, 0)
    write(t, a, "gone")
    assert delete(t.select(a).editor)
    assert t.exists(a)
    assert t.record(a).text == ""
    row = grid(t, made).rows[0]
    assert delete(t.select(row).editor)
    assert not t.exists(row)
    assert len(grid(t, made).rows) == 2


def test_duplicating_a_cell_copies_its_row() -> None:
    t, made = table()
    duplicate(t.select(cell(t, made, 0, 0)).editor)
    assert len(grid(t, made).rows) == 4
    assert len(grid(t, made).columns) == 3


def test_a_table_that_lacks_cells_gets_them_with_the_next_row_or_column() -> None:
    t, made = table(2, 2)
    lost = cell(t, made, 1, 0)
    order = t.record(lost).order
    t.history.apply(Plan("hole", (Delete(lost),)))
    assert (1, 0) not in grid(t, made).cells
    steps = t.steps()
    assert tables.insert_row(t.select(cell(t, made, 0, 0)).editor)
    assert t.record(cell(t, made, 2, 0)).order == order
    assert len(grid(t, made).cells) == 6
    assert t.steps() == steps + 1
    t.history.apply(Plan("hole", (Delete(cell(t, made, 2, 1)),)))
    assert tables.insert_column(t.select(cell(t, made, 0, 0)).editor)
    assert len(grid(t, made).cells) == 9


def test_a_read_only_table_stays() -> None:
    t, made = table()
    t.editor.read_only = True
    before = t.snapshot()
    t.select(cell(t, made, 0, 0))
    assert not tables.insert_row(t.editor)
    assert not tables.merge(t.editor)
    assert not tables.toggle_header(t.editor)
    assert tables.insert(t.editor, 1, 1) == ""
    assert t.snapshot() == before
    assert t.notices


def test_every_step_is_undone_exactly() -> None:
    t, made = table()
    a, b = cell(t, made, 0, 0), cell(t, made, 1, 1)
    for command in (tables.insert_row, tables.insert_column, tables.merge, tables.toggle_header, tables.delete_rows):
        t.select(a, b)
        before = t.snapshot()
        assert command(t.editor)
        t.editor.undo()
        assert t.snapshot() == before
