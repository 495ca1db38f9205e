"""Cells of a spreadsheet as a table of the diagram."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

from canvas.commands.create import container_at, free_place, placed
from canvas.commands.tables import CELL_H, LOOKS
from canvas.editor.editor import Editor
from canvas.editor.payload import MOST_TEXT
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.table_growth import CELL, MOST, new_table
from canvas.model.plan import Create, Op, Plan
from canvas.model.records import plain

MOST_CELLS = 2000
"""More are no table that anybody reads in a diagram, and are pasted as text."""
_ADVANCE, _LINE, _ROOM = 7.5, 16.0, 20.0
"""Rough width of a character and height of a line at the size of cells, and the space around a cell's text; scene units."""
_NARROWEST, _WIDEST = 60.0, 240.0

Cells = tuple[tuple[str, ...], ...]


def cells_of(text: str) -> Cells:
    """Return the rows that spreadsheets put on the clipboard as text, () for a text that is no block of cells.

    Cells of a row are parted by tabs; a cell with a tab, a quote or a line's end in it stands in quotes. Text that is merely
    indented with tabs is no block: its rows have not all the same number of cells, or nothing in the first column.
    """
    if "\t" not in text or len(text) > MOST_TEXT:
        return ()
    block = StringIO(text.replace("\r\n", "\n").strip("\n"), newline="\n")
    try:
        rows = tuple(tuple(cell.strip() for cell in row) for row in csv.reader(block, delimiter="\t"))
    except csv.Error:
        # A cell of more than 128 KiB: whatever it is, it stays text.
        return ()
    columns = len(rows[0]) if rows else 0
    fits = 2 <= columns <= MOST and len(rows) <= MOST and len(rows) * columns <= MOST_CELLS
    filled = any(row and row[0] for row in rows)
    return rows if fits and filled and all(len(row) == columns for row in rows) else ()


def paste_cells(editor: Editor, cells: Cells, at: Vec | None = None) -> str:
    """Make a table of cells as wide as their texts need, select it and return its id ("" in a read-only diagram).

    Args:
        editor: where.
        cells: rows of the same length.
        at: scene point for its middle; None for the middle of the view, a step aside if something is there.
    """
    widths = [
        min(_WIDEST, max(_NARROWEST, max(_longest(c) for c in column) * _ADVANCE + _ROOM))
        for column in zip(*cells, strict=True)
    ]
    heights = [
        max(CELL_H, max(_lines(c, w) for c, w in zip(row, widths, strict=True)) * _LINE + _ROOM) for row in cells
    ]
    w, h = sum(widths), sum(heights)
    middle = free_place(editor, w, h) if at is None else at
    parent = container_at(editor, middle)
    origin = Vec(*editor.graph.box(parent)[:2]) if parent else ORIGIN
    step = editor.grid_size if editor.snap_grid else 1.0
    x, y = round((middle[0] - w / 2) / step) * step, round((middle[1] - h / 2) / step) * step
    box = Box(x - origin.x, y - origin.y, w, h)
    table, ops = new_table(len(cells), len(widths), box, placed(editor, parent), LOOKS, editor.new_id, {})
    if not editor.apply(Plan("Paste table", tuple(_filled(ops, cells, widths, heights)))):
        return ""
    editor.select((table,))
    return table


def _longest(text: str) -> int:
    return max(len(line) for line in text.split("\n"))


def _lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a cell."""
    return sum(1 + int(len(line) * _ADVANCE / (width - _ROOM + _ADVANCE)) for line in text.split("\n"))


def _filled(ops: Sequence[Op], cells: Cells, widths: Sequence[float], heights: Sequence[float]) -> list[Op]:
    """Return what makes an empty table with texts in its cells, its columns and rows as large as given."""
    row, column = -1, 0
    result: list[Op] = [ops[0]]
    for op in ops[1:]:
        if not isinstance(op, Create):
            raise TypeError(op)
        if op.values["kind"] == CELL:
            size = {"w": widths[column], "h": heights[row]}
            result.append(replace(op, values={**op.values, **size}, label=plain(cells[row][column])))
            column += 1
        else:
            row, column = row + 1, 0
            result.append(replace(op, values={**op.values, "h": heights[row]}))
    return result
