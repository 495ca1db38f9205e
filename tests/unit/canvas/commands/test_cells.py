"""Tests of cells of a spreadsheet that become a table."""

from __future__ import annotations

import pytest

from canvas.commands.cells import MOST_CELLS, cells_of, paste_cells
from canvas.editor.payload import MOST_TEXT
from canvas.geometry.vec import Vec
from canvas.kernels import tables as kernel
from tests.support.test_editor import TestEditor

BLOCK = 'Name\tCity\r\nAnna\t"Bern,\nold town"\r\n'


def test_a_block_of_cells_is_read_as_spreadsheets_write_it() -> None:
    assert cells_of(BLOCK) == (("Name", "City"), ("Anna", "Bern,\nold town"))
    assert cells_of("a\tb") == (("a", "b"),)
    assert cells_of("\tQ1\tQ2\nsales\t3\t4") == (("", "Q1", "Q2"), ("sales", "3", "4"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words without cells",
        "def f():\n\treturn 1",
        "\tindented\n\ttoo",
        "a\t" + "x" * 200_000,
        "a\tb\nc",
        "\t" * (MOST_TEXT + 1),
        "\n".join(["a\tb"] * (MOST_CELLS // 2 + 1)),
    ],
)
def test_other_texts_are_no_cells(text: str) -> None:
    assert cells_of(text) == ()


def test_cells_become_one_table_in_one_step() -> None:
    t = TestEditor()
    made = paste_cells(t.editor, cells_of(BLOCK), Vec(400, 300))
    assert t.selection == (made,)
    assert t.steps() == 1
    grid = kernel.read(t.graph, made)
    assert {place: t.record(cell).text for place, cell in grid.cells.items()} == {
        (0, 0): "Name",
        (0, 1): "City",
        (1, 0): "Anna",
        (1, 1): "Bern,\nold town",
    }
    t.editor.undo()
    assert t.shapes() == ()


def test_columns_and_rows_are_as_large_as_their_texts_need() -> None:
    t = TestEditor()
    made = paste_cells(t.editor, (("a", "a rather long heading"), ("b", "word " * 60)), Vec(400, 300))
    grid = kernel.read(t.graph, made)
    boxes = {place: t.box(cell) for place, cell in grid.cells.items()}
    assert boxes[0, 0].w < boxes[0, 1].w
    assert boxes[0, 0].h == boxes[0, 1].h < boxes[1, 0].h == boxes[1, 1].h
    assert boxes[1, 1].y == boxes[0, 1].y + boxes[0, 1].h
    assert t.box(made).w == boxes[0, 0].w + boxes[0, 1].w
    assert t.box(made).h == boxes[0, 0].h + boxes[1, 0].h


def test_nothing_is_pasted_where_one_only_looks() -> None:
    t = TestEditor()
    t.editor.read_only = True
    assert paste_cells(t.editor, (("a", "b"),)) == ""
