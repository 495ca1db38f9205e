"""Tables: insert, rows and columns, merged cells, header row, and the way from cell to cell."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from canvas.commands.arrange import write
from canvas.commands.create import container_at, placed
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels import table_growth, tables
from canvas.kernels.arrangement import Grid, span
from canvas.kernels.edits import Edits, changes
from canvas.kernels.text_edit import joined, text_ops
from canvas.model.plan import UNSET, Op, Plan
from canvas.model.records import RichText, Run, ShapeRecord, Value

CELL_W, CELL_H = 100.0, 36.0
"""Size of a new table's cells, scene units."""
_HEADER: dict[str, Value] = {"style.bold": True, "style.fill": "#eef0f4"}
LOOKS: dict[str, Value] = {
    "style.fill": "#ffffff",
    "style.stroke": "#c3c8d2",
    "style.stroke_width": 1.0,
    "style.font_family": "Inter",
    "style.font_size": 13.0,
    "style.font_color": "#15171c",
}
"""How a new table looks."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the selection is in a table.

    Attributes:
        table: id.
        grid: its rows and columns.
        area: the rows and columns that the selection takes; of a whole table all of them.
    """

    table: str
    grid: Grid
    area: tables.Range


def spot(editor: Editor) -> Spot | None:
    """Return where the selection is, None unless all of it is one table or inside of one."""
    graph = editor.graph
    table = tables.table_of(graph, editor.selection[0]) if editor.selection else ""
    if not table or any(tables.table_of(graph, s) != table for s in editor.selection):
        return None
    grid = tables.read(graph, table)
    chosen = set(editor.selection)
    rows = [r for r, row in enumerate(grid.rows) if row in chosen or table in chosen]
    cells = {c for s in chosen for c in (s, *graph.ancestors(s)) if grid.place(c) is not None}
    cells |= {cell for (r, _), cell in grid.cells.items() if r in rows}
    area = tables.range_of(graph, grid, cells)
    return None if area is None else Spot(table, grid, area)


def insert(editor: Editor, rows: int, columns: int, *, header: bool = False, at: Vec | None = None) -> str:
    """Insert a table with its middle at a scene point (by default of the view), select it and return its id."""
    middle = editor.camera.visible.center if at is None else at
    w, h = columns * CELL_W, rows * CELL_H
    parent = container_at(editor, middle)
    origin = Vec(*editor.graph.box(parent)[:2]) if parent else ORIGIN
    step = editor.grid_size if editor.snap_grid else 1.0
    x, y = round((middle[0] - w / 2) / step) * step, round((middle[1] - h / 2) / step) * step
    box = Box(x - origin.x, y - origin.y, w, h)
    first = _HEADER if header else {}
    table, ops = table_growth.new_table(rows, columns, box, placed(editor, parent), LOOKS, editor.new_id, first)
    if not editor.apply(Plan("Insert table", ops)):
        return ""
    editor.select((table,))
    return table


def _apply(editor: Editor, name: str, make: Callable[[Spot], tuple[Op, ...]]) -> bool:
    """Apply the operations made for the table of the selection."""
    here = spot(editor)
    if here is None or not editor.editable((here.table,)):
        return False
    return editor.apply(Plan(name, make(here)))


def _missing(editor: Editor, table: str) -> tuple[Op, ...]:
    """Return what makes the cells that a table lacks since one person added a row and another one a column at the same time."""
    return table_growth.missing(editor.graph, table, editor.new_id)


def insert_row(editor: Editor, *, above: bool = False) -> bool:
    """Insert a row below the selected ones, or above them."""

    def make(here: Spot) -> tuple[Op, ...]:
        at = here.area.top if above else here.area.bottom + 1
        rows = table_growth.insert_rows(editor.graph, here.table, at, 1, editor.new_id)
        return (*_missing(editor, here.table), *rows)

    return _apply(editor, "Insert row", make)


def insert_column(editor: Editor, *, before: bool = False) -> bool:
    """Insert a column to the right of the selected ones, or to their left."""

    def make(here: Spot) -> tuple[Op, ...]:
        at = here.area.left if before else here.area.right + 1
        columns = table_growth.insert_columns(editor.graph, here.table, at, 1, editor.new_id)
        return (*_missing(editor, here.table), *columns)

    return _apply(editor, "Insert column", make)


def delete_rows(editor: Editor) -> bool:
    """Delete the selected rows; with all of them goes the table."""
    return _apply(
        editor,
        "Delete row",
        lambda here: table_growth.delete_rows(editor.graph, here.table, range(here.area.top, here.area.bottom + 1)),
    )


def delete_columns(editor: Editor) -> bool:
    """Delete the selected columns; with all of them goes the table."""
    return _apply(
        editor,
        "Delete column",
        lambda here: table_growth.delete_columns(editor.graph, here.table, range(here.area.left, here.area.right + 1)),
    )


def move_row(editor: Editor, by: int) -> bool:
    """Move the row of the selection up (-1) or down (1)."""
    here = spot(editor)
    if here is None or here.area.top != here.area.bottom or not editor.editable((here.table,)):
        return False
    index = here.area.top + by
    return 0 <= index < len(here.grid.rows) and write(
        editor, "Move row", tables.moved_row(editor.graph, here.table, here.area.top, index)
    )


def move_column(editor: Editor, by: int) -> bool:
    """Move the column of the selection left (-1) or right (1)."""
    here = spot(editor)
    if here is None or here.area.left != here.area.right or not editor.editable((here.table,)):
        return False
    index = here.area.left + by
    return 0 <= index < len(here.grid.columns) and write(
        editor, "Move column", tables.moved_column(editor.graph, here.table, here.area.left, index)
    )


def can_merge(editor: Editor) -> bool:
    """Tell whether several cells, but not the whole table, are selected."""
    here = spot(editor)
    if here is None or here.table in editor.selection:
        return False
    return len({c for c in _cells_in(here.grid, here.area) if not editor.records.shapes[c].get("hidden")}) > 1


def _cells_in(grid: Grid, area: tables.Range) -> tuple[str, ...]:
    return tuple(
        cell
        for (r, c), cell in sorted(grid.cells.items())
        if area.top <= r <= area.bottom and area.left <= c <= area.right
    )


def merge(editor: Editor) -> bool:
    """Make one cell of the selected ones; their texts are joined, one a line. Selects the cell."""
    here = spot(editor)
    if here is None or not can_merge(editor) or not editor.editable((here.table,)):
        return False
    first, rest, edits = tables.merge(editor.graph, here.table, here.area)
    shapes = editor.records.shapes
    texts = [shapes[c].label for c in (first, *rest) if c and shapes[c].label]
    ops: list[Op] = [*changes(edits, shapes)]
    if first:
        ops += text_ops(first, shapes[first].label, _lines(texts))
    for cell in rest:
        ops += text_ops(cell, shapes[cell].label, ())
    done = editor.apply(Plan("Merge cells", tuple(ops)))
    if done:
        editor.select((first,))
    return done


def _lines(texts: Collection[RichText]) -> RichText:
    runs: list[Run] = []
    for text in texts:
        if runs:
            runs.append(Run("\n", runs[-1].marks))
        runs += text
    return joined(runs)


def can_split(editor: Editor) -> bool:
    """Tell whether a merged cell is selected."""
    return any(span(editor.records.shapes[s].values) != (1, 1) for s in editor.selection)


def split(editor: Editor) -> bool:
    """Give the selected merged cells one place each again."""
    here = spot(editor)
    if here is None or not editor.editable((here.table,)):
        return False
    return write(editor, "Split cell", tables.split(editor.graph, here.table, editor.selection))


def has_header(editor: Editor) -> bool:
    """Tell whether the first row of the selected table is a header row."""
    here = spot(editor)
    if here is None:
        return False
    first = [editor.records.shapes[c] for (r, _), c in here.grid.cells.items() if r == 0]
    return bool(first) and all(_is_header(cell) for cell in first)


def _is_header(cell: ShapeRecord) -> bool:
    return bool(cell.get("style.bold")) and cell.get("style.fill") not in (None, "none")


def toggle_header(editor: Editor) -> bool:
    """Make the first row of the selected table a header row, or an ordinary one."""
    here = spot(editor)
    if here is None or not editor.editable((here.table,)):
        return False
    return write(editor, "Header row", _header(editor, here.table, on=not has_header(editor)))


def _header(editor: Editor, table: str, *, on: bool) -> Edits:
    found = tables.read(editor.graph, table)
    values = _HEADER if on else {"style.bold": UNSET, "style.fill": "none"}
    return {cell: dict(values) for (r, _), cell in found.cells.items() if r == 0}


def next_cell(editor: Editor, cell: str, down: int, across: int) -> str:
    """Return the cell that a key leads to while a cell is edited; forward from the last cell that is one of a new row."""
    found = cell_beside(editor, cell, down, across)
    table = tables.table_of(editor.graph, cell)
    if found or across < 1 or not table or not editor.editable((table,)):
        return found
    grid = tables.read(editor.graph, table)
    rows = table_growth.insert_rows(editor.graph, table, len(grid.rows), 1, editor.new_id)
    return (
        cell_beside(editor, cell, 0, 1) if editor.apply(Plan("Insert row", (*_missing(editor, table), *rows))) else ""
    )


def cell_beside(editor: Editor, cell: str, down: int, across: int) -> str:
    """Return the cell that Tab (across 1 or -1) or Enter (down) leads to from a cell, "" at the end of the table.

    Tab goes on in the next row; covered cells and places without a cell are passed over.
    """
    graph = editor.graph
    table = tables.table_of(graph, cell)
    found = tables.read(graph, table) if table else None
    at = found.place(cell) if found is not None else None
    if found is None or at is None:
        return ""
    shown = [i for i, c in sorted(found.cells.items()) if not editor.records.shapes[c].get("hidden")]
    if across:
        index = shown.index(at) + across if at in shown else -1
        return found.cells[shown[index]] if 0 <= index < len(shown) else ""
    column = [i for i in shown if i[1] == at[1] and (i[0] > at[0] if down > 0 else i[0] < at[0])]
    nearest = min(column, key=lambda i: abs(i[0] - at[0]), default=None)
    return "" if nearest is None else found.cells[nearest]
