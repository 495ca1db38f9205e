"""The lines between the rows and columns of a table, which the table paints by where its rows and cells lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from canvas.drawing.display_list import Item, PathItem
from canvas.drawing.style import Style
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord
from canvas.scene.layout import Graph, Layout
from canvas.shapes.brushes import stroke_of
from canvas.shapes.construction import open_lines
from canvas.shapes.painting import own_shape

TABLE = "table"
_LINES = 2_000
_SLACK = 0.5
"""Rows and columns that end this near the table's side need no line there, scene units."""

Line = tuple[tuple[float, float], ...]


def table_lines(record: ShapeRecord, layout: Layout, style: Style) -> tuple[Item, ...]:
    """Return the lines of a table in its local space, nothing for other kinds."""
    stroke = stroke_of(style)
    if record.kind != TABLE or stroke is None:
        return ()
    own = own_shape(record, style)
    table = layout.box(record.id)
    rows = [layout.box(i) for i in layout.children(record.id)[:_LINES]]
    lines: list[Line] = []
    if own.flag("row_lines", True):
        lines += _row_lines(rows, table)
    if own.flag("column_lines", True):
        upright: list[Line] = []
        for row in layout.children(record.id)[:_LINES]:
            cells = [layout.box(i) for i in layout.children(row)[: _LINES - len(upright)]]
            upright += _column_lines(cells, layout.box(row), table)
        lines += _joined(upright)
    merged = _merged_boxes(record, layout)
    if merged:
        lines = [part for line in lines for part in _outside(line, merged)]
    return (PathItem(open_lines(*lines), None, stroke),) if lines else ()


def _merged_boxes(record: ShapeRecord, layout: Layout) -> list[Box]:
    """Return the boxes of cells that take several rows or columns, in the table's space: no line crosses them."""
    table = layout.box(record.id)
    found: list[Box] = []
    for row in layout.children(record.id)[:_LINES]:
        found.extend(
            layout.box(cell).translated(-table.x, -table.y)
            for cell in layout.children(row)[:_LINES]
            if layout.spans(cell)
        )
    return found


def _outside(line: Line, boxes: list[Box]) -> list[Line]:
    """Return the parts of an upright or level line that lie in none of some boxes; their sides count as outside."""
    (x0, y0), (x1, y1) = line
    level = y0 == y1
    at, parts = (y0 if level else x0), [(x0, x1) if level else (y0, y1)]
    for box in boxes:
        low, high, start, end = (
            (box.y, box.bottom, box.x, box.right) if level else (box.x, box.right, box.y, box.bottom)
        )
        if low + _SLACK < at < high - _SLACK:
            parts = [p for a, b in parts for p in ((a, min(b, start)), (max(a, end), b)) if p[1] - p[0] > _SLACK]
    return [((a, at), (b, at)) if level else ((at, a), (at, b)) for a, b in parts]


def _row_lines(rows: list[Box], table: Box) -> list[Line]:
    bottoms = {round(row.bottom - table.y, 2): row for row in rows if row.h > 0}
    return [
        ((row.x - table.x, y), (row.right - table.x, y)) for y, row in bottoms.items() if _SLACK < y < table.h - _SLACK
    ]


def _column_lines(cells: list[Box], row: Box, table: Box) -> list[Line]:
    rights = {round(cell.right - table.x, 2): cell for cell in cells if cell.w > 0}
    top, bottom = row.y - table.y, row.bottom - table.y
    return [((x, top), (x, bottom)) for x in rights if _SLACK < x < row.right - table.x - _SLACK]


def _joined(lines: Collection[Line]) -> list[Line]:
    """Return upright lines with those as one that go on where another ends, given from the top down."""
    found: list[Line] = []
    last: dict[float, int] = {}
    for start, end in lines:
        before = last.get(start[0])
        if before is not None and found[before][1] == start:
            found[before] = found[before][0], end
        else:
            last[start[0]] = len(found)
            found.append((start, end))
    return found


def tables_above(ids: Collection[str], shapes: Mapping[str, ShapeRecord], graph: Graph) -> set[str]:
    """Return the tables whose rows or cells are among some shapes."""
    found: set[str] = set()
    for shape_id in ids:
        if shape_id not in shapes:
            continue
        above = graph.parent(shape_id)
        for holder in (above, graph.parent(above) if above else ""):
            record = shapes.get(holder) if holder else None
            if record is not None and record.kind == TABLE:
                found.add(holder)
    return found
