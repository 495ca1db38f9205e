"""Tables: what is where, and the edits of taking one over, resizing, merging and moving.

Every change first takes the table over (`adopted`): from then on its cells are placed by their order keys and sizes (see
`canvas.kernels.arrangement`). The keys are chosen from what is there, so that two people who do it at once choose the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from canvas.kernels.arrangement import KEY, ROW, TABLE, Grid, grid, placed, span
from canvas.kernels.edits import Edits, merged, tidy
from canvas.kernels.graph import Graph
from canvas.kernels.order import reordered
from canvas.model.plan import UNSET
from canvas.model.records import ShapeRecord, Value

LEAST = 12.0
"""Least width of a column and height of a row, scene units."""
SPANS = ("param.rowspan", "param.colspan")


@dataclass(frozen=True, slots=True)
class Range:
    """Rows `top` to `bottom` and columns `left` to `right` of a table, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def table_of(graph: Graph, shape_id: str) -> str:
    """Return the table that a shape is, or is a row or a cell of, or ""."""
    for candidate in (shape_id, *graph.ancestors(shape_id)[:2]):
        record = graph.records.get(candidate)
        if record is not None and record.kind == TABLE:
            return candidate
    return ""


def is_cell(graph: Graph, shape_id: str) -> bool:
    """Tell whether a shape is a cell of a table."""
    record = graph.records.get(shape_id)
    if record is None or record.is_connector or record.get("relative"):
        return False
    row = graph.links.parent(shape_id)
    return bool(row) and is_row(graph, row)


def is_row(graph: Graph, shape_id: str) -> bool:
    """Tell whether a shape is a row of a table."""
    record = graph.records.get(shape_id)
    table = graph.links.parent(shape_id) if record is not None and record.kind == ROW else ""
    return bool(table) and graph.records[table].kind == TABLE


def read(graph: Graph, table: str) -> Grid:
    """Return the rows and columns of a table, with the order keys that its columns have or get when it is taken over."""
    found = grid(table, graph.records, graph.links)
    if graph.records[table].get(KEY) == TABLE:
        return found
    columns = _column_orders(graph, found)
    return Grid(found.rows, columns, found.cells, found.heights, found.widths, found.head)


def _column_orders(graph: Graph, found: Grid) -> tuple[str, ...]:
    """Return order keys for columns that have none yet: those of the first row that has a cell in each."""
    for row in found.rows:
        orders = [cell.order for cell in placed(row, graph.records, graph.links)]
        if len(orders) == len(found.columns) and len(set(orders)) == len(orders):
            return tuple(orders)
    return tuple(f"a{c:04d}" for c in range(len(found.columns)))


def adopted(graph: Graph, table: str) -> Edits:
    """Return the edits that make a table place its cells from now on; nothing for one that does already."""
    if graph.records[table].get(KEY) == TABLE:
        return {}
    found = read(graph, table)
    edits: Edits = {table: {KEY: TABLE}}
    for (_, c), cell in found.cells.items():
        edits[cell] = {"order": found.columns[c], "w": found.widths[c]}
    return edits


def covered(graph: Graph, found: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return which places lie under a merged cell: place -> place of that cell. The first one from the top left wins."""
    under: dict[tuple[int, int], tuple[int, int]] = {}
    for at in sorted(found.cells):
        if at in under:
            continue
        area = area_of(graph, found, at)
        for r in range(area.top, area.bottom + 1):
            for c in range(area.left, area.right + 1):
                if (r, c) != at:
                    under.setdefault((r, c), at)
    return under


def area_of(graph: Graph, found: Grid, at: tuple[int, int]) -> Range:
    """Return the places that the cell at a place takes."""
    cell = found.cells.get(at)
    high, wide = span(graph.records[cell].values) if cell else (1, 1)
    bottom, right = min(at[0] + high, len(found.rows)) - 1, min(at[1] + wide, len(found.columns)) - 1
    return Range(at[0], at[1], bottom, right)


def range_of(graph: Graph, found: Grid, cells: Collection[str]) -> Range | None:
    """Return the smallest range around cells that cuts no merged cell, None for cells that are not in the table."""
    places = [at for at, cell in found.cells.items() if cell in cells]
    if not places:
        return None
    area = _around([area_of(graph, found, at) for at in places])
    under = covered(graph, found)
    while True:
        met = [
            area_of(graph, found, under.get((r, c), (r, c)))
            for r in range(area.top, area.bottom + 1)
            for c in range(area.left, area.right + 1)
        ]
        grown = _around([area, *met])
        if grown == area:
            return area
        area = grown


def _around(areas: Sequence[Range]) -> Range:
    return Range(
        min(a.top for a in areas), min(a.left for a in areas), max(a.bottom for a in areas), max(a.right for a in areas)
    )


def merge(graph: Graph, table: str, area: Range) -> tuple[str, tuple[str, ...], Edits]:
    """Return the cell that takes a range, the cells that go under it, and the edits of merging them.

    The caller joins their texts. Returns ("", (), {}) when there is no cell at the top left.
    """
    found = read(graph, table)
    first = found.cells.get((area.top, area.left), "")
    if not first:
        return "", (), {}
    rest = tuple(
        cell
        for (r, c), cell in sorted(found.cells.items())
        if area.top <= r <= area.bottom and area.left <= c <= area.right and cell != first
    )
    edits: Edits = {cell: {"hidden": True, **dict.fromkeys(SPANS, UNSET)} for cell in rest}
    edits[first] = {"hidden": UNSET, **spans(area.bottom - area.top + 1, area.right - area.left + 1)}
    return first, rest, merged(adopted(graph, table), edits)


def spans(high: int, wide: int) -> dict[str, Value]:
    """Return the values of a cell that takes so many rows and columns."""
    return {
        "param.rowspan": float(high) if high > 1 else UNSET,
        "param.colspan": float(wide) if wide > 1 else UNSET,
    }


def split(graph: Graph, table: str, cells: Collection[str]) -> Edits:
    """Return the edits that give merged cells one place each again."""
    found = read(graph, table)
    edits: Edits = {}
    for at, cell in found.cells.items():
        area = area_of(graph, found, at)
        if cell in cells and area != Range(*at, *at):
            edits.update({cell: {**dict.fromkeys(SPANS, UNSET)}})
            for place, other in found.cells.items():
                if place != at and area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right:
                    edits[other] = {"hidden": UNSET}
    return merged(adopted(graph, table), edits) if edits else {}


def widened(graph: Graph, table: str, column: int, by: float, *, shared: bool = False) -> Edits:
    """Return the edits of dragging the right side of a column; with `shared` the next column gives or takes."""
    found = read(graph, table)
    by = max(by, LEAST - found.widths[column])
    shared = shared and column + 1 < len(found.columns)
    if shared:
        by = min(by, found.widths[column + 1] - LEAST)
    edits = _column_widths(found, {column: found.widths[column] + by})
    if shared:
        edits = merged(edits, _column_widths(found, {column + 1: found.widths[column + 1] - by}))
    return merged(adopted(graph, table), edits)


def _column_widths(found: Grid, widths: dict[int, float]) -> Edits:
    return {cell: {"w": tidy(widths[c])} for (_, c), cell in found.cells.items() if c in widths}


def heightened(graph: Graph, table: str, row: int, by: float, *, shared: bool = False) -> Edits:
    """Return the edits of dragging the lower side of a row; with `shared` the next row gives or takes."""
    found = read(graph, table)
    by = max(by, LEAST - found.heights[row])
    edits: Edits = {}
    if shared and row + 1 < len(found.rows):
        by = min(by, found.heights[row + 1] - LEAST)
        edits[found.rows[row + 1]] = {"h": tidy(found.heights[row + 1] - by)}
    edits[found.rows[row]] = {"h": tidy(found.heights[row] + by)}
    return merged(adopted(graph, table), edits)


def stretched(graph: Graph, table: str, w: float, h: float) -> Edits:
    """Return the edits that give a table another size: rows and columns share the new one as they shared the old."""
    found = read(graph, table)
    wide, high = sum(found.widths), sum(found.heights)
    edits: Edits = {table: {"w": w, "h": h}}
    if wide > 0 and high > 0:
        widths = {c: max(LEAST, width * w / wide) for c, width in enumerate(found.widths)}
        edits = merged(edits, _column_widths(found, widths))
        room = max(0.0, h - found.head)
        for row, height in zip(found.rows, found.heights, strict=True):
            edits[row] = {"h": tidy(max(LEAST, height * room / high))}
    return merged(adopted(graph, table), edits)


def moved_row(graph: Graph, table: str, row: int, index: int) -> Edits:
    """Return the edits that put a row at another position; cells merged over several rows are split first."""
    found = read(graph, table)
    ids = list(found.rows)
    moving = ids.pop(row)
    ids.insert(max(0, min(index, len(ids))), moving)
    if ids == list(found.rows):
        return {}
    orders = reordered(ids, [graph.records[i].order for i in ids], {moving})
    tall = [cell for cell in found.cells.values() if span(graph.records[cell].values)[0] > 1]
    return merged(
        adopted(graph, table), split(graph, table, tall), {i: {"order": order} for i, order in orders.items()}
    )


def moved_column(graph: Graph, table: str, column: int, index: int) -> Edits:
    """Return the edits that put a column at another position; cells merged over several columns are split first."""
    found = read(graph, table)
    wanted = list(found.columns)
    moving = wanted.pop(column)
    wanted.insert(max(0, min(index, len(wanted))), moving)
    if wanted == list(found.columns):
        return {}
    new = reordered(wanted, wanted, {moving})
    wide = [cell for cell in found.cells.values() if span(graph.records[cell].values)[1] > 1]
    edits = {cell: {"order": new[found.columns[c]]} for (_, c), cell in found.cells.items() if found.columns[c] in new}
    return merged(adopted(graph, table), split(graph, table, wide), edits)


def looks(record: ShapeRecord) -> dict[str, Value]:
    """Return the values of a row or cell that its neighbours share: how it looks, not where it is."""
    kept = {k: v for k, v in record.values.items() if k == "kind" or k.startswith(("style.", "param."))}
    return {k: v for k, v in kept.items() if k not in SPANS}
