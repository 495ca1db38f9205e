"""New tables, and rows and columns that come and go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from canvas.geometry.box import Box
from canvas.kernels.arrangement import KEY, ROW, TABLE, Grid
from canvas.kernels.edits import Edits, changes, merged, tidy
from canvas.kernels.graph import Graph
from canvas.kernels.loose_ends import delete
from canvas.kernels.tables import adopted, area_of, looks, read, spans
from canvas.model.ordering import many_between
from canvas.model.plan import UNSET, Create, Op
from canvas.model.records import Value

CELL = "partialRectangle"
SIDES = {"param.top": 0.0, "param.left": 0.0, "param.bottom": 0.0, "param.right": 0.0}
ROW_LOOKS: dict[str, Value] = {
    "kind": ROW,
    "style.fill": "none",
    "style.horizontal": False,
    "param.start_size": 0.0,
    **SIDES,
}
CELL_LOOKS: dict[str, Value] = {
    "kind": CELL,
    "style.fill": "none",
    "style.wrap": True,
    "style.overflow": "hidden",
    **SIDES,
}
MOST = 100
"""Rows or columns that can be asked for at once."""

NewId = Callable[[], str]


def new_table(
    rows: int,
    columns: int,
    box: Box,
    home: Mapping[str, Value],
    style: Mapping[str, Value],
    new_id: NewId,
    first: Mapping[str, Value],
) -> tuple[str, tuple[Op, ...]]:
    """Return the id of a new table and the operations that make it.

    Args:
        rows: 1 to MOST.
        columns: 1 to MOST.
        box: in the space of its parent.
        home: page, layer, parent and order.
        style: looks of the table; cells take the font from it.
        new_id: source of ids.
        first: looks of the cells of the first row, above those of all cells.
    """
    rows, columns = max(1, min(MOST, rows)), max(1, min(MOST, columns))
    table = new_id()
    size = {"x": tidy(box.x), "y": tidy(box.y), "w": tidy(box.w), "h": tidy(box.h)}
    ops: list[Op] = [Create(table, {**style, **home, **size, "kind": TABLE, "param.start_size": 0.0, KEY: TABLE})]
    place = {key: home[key] for key in ("page", "layer")}
    font = {k: v for k, v in style.items() if k.startswith("style.font") or k == "style.stroke"}
    orders = many_between(None, None, columns)
    w, h = tidy(box.w / columns), tidy(box.h / rows)
    for number, row_order in enumerate(many_between(None, None, rows)):
        own = {**CELL_LOOKS, **font, **({} if number else first)}
        row = new_id()
        values = {**place, "parent": table, "order": row_order, "w": tidy(box.w), "h": h}
        ops.append(Create(row, {**ROW_LOOKS, "style.stroke": style.get("style.stroke", "#000000"), **values}))
        ops += [Create(new_id(), {**own, **place, "parent": row, "order": order, "w": w, "h": h}) for order in orders]
    return table, tuple(ops)


def insert_rows(graph: Graph, table: str, at: int, count: int, new_id: NewId) -> tuple[Op, ...]:
    """Return the operations that put new rows before position `at`, looking like the row above (or below, at the top)."""
    found = read(graph, table)
    if not found.rows:
        return ()
    at = max(0, min(at, len(found.rows)))
    model = max(0, at - 1)
    like = graph.records[found.rows[model]]
    orders = [graph.records[row].order for row in found.rows]
    place = _place(graph, table)
    ops: list[Op] = []
    for order in _orders_at(orders, at, max(1, min(MOST, count))):
        row = new_id()
        ops.append(Create(row, {**looks(like), **place, "parent": table, "order": order, "w": like.w, "h": like.h}))
        ops += _cells(graph, found, model, row, place, like.h, new_id, _under(graph, found, row=at))
    grown = _grown(graph, found, rows=(at, count))
    return (*changes(merged(adopted(graph, table), grown), graph.records), *ops)


def _cells(
    graph: Graph,
    found: Grid,
    model: int,
    row: str,
    place: Mapping[str, Value],
    h: float,
    new_id: NewId,
    under: Collection[int],
) -> Iterator[Create]:
    for c, order in enumerate(found.columns):
        cell = found.cells.get((model, c)) or next((i for (_, k), i in sorted(found.cells.items()) if k == c), "")
        own = {**(looks(graph.records[cell]) if cell else CELL_LOOKS), **({"hidden": True} if c in under else {})}
        yield Create(new_id(), {**own, **place, "parent": row, "order": order, "w": tidy(found.widths[c]), "h": h})


def insert_columns(graph: Graph, table: str, at: int, count: int, new_id: NewId) -> tuple[Op, ...]:
    """Return the operations that put new columns before position `at`, looking like the one to the left."""
    found = read(graph, table)
    at = max(0, min(at, len(found.columns)))
    model = max(0, at - 1)
    w = found.widths[model] if found.columns else 60.0
    place = _place(graph, table)
    under = _under(graph, found, column=at)
    ops: list[Op] = []
    for order in _orders_at(found.columns, at, max(1, min(MOST, count))):
        for r, row in enumerate(found.rows):
            cell = found.cells.get((r, model), "")
            own = looks(graph.records[cell]) if cell else CELL_LOOKS
            size = {"w": tidy(w), "h": found.heights[r], **({"hidden": True} if r in under else {})}
            ops.append(Create(new_id(), {**own, **place, "parent": row, "order": order, **size}))
    grown = _grown(graph, found, columns=(at, count))
    return (*changes(merged(adopted(graph, table), grown), graph.records), *ops)


def _under(graph: Graph, found: Grid, row: int = 0, column: int = 0) -> set[int]:
    """Return the columns (rows) of a new row (column) that come to lie under a merged cell."""
    hidden: set[int] = set()
    for at in found.cells:
        area = area_of(graph, found, at)
        if area.top < row <= area.bottom:
            hidden.update(range(area.left, area.right + 1))
        if area.left < column <= area.right:
            hidden.update(range(area.top, area.bottom + 1))
    return hidden


def missing(graph: Graph, table: str, new_id: NewId) -> tuple[Op, ...]:
    """Return the operations that make the cells that a table lacks, after one added a row and another a column."""
    found = read(graph, table)
    place = _place(graph, table)
    return tuple(
        Create(new_id(), {**_near(graph, found, r, c), **place, "parent": row, "order": order, "w": found.widths[c]})
        for r, row in enumerate(found.rows)
        for c, order in enumerate(found.columns)
        if (r, c) not in found.cells
    )


def _near(graph: Graph, found: Grid, row: int, column: int) -> dict[str, Value]:
    """Return the looks of the nearest cell in the same row, else in the same column."""
    beside = [(abs(c - column), i) for (r, c), i in found.cells.items() if r == row]
    above = [(abs(r - row), i) for (r, c), i in found.cells.items() if c == column]
    nearest = min(beside or above, default=None)
    return {**(looks(graph.records[nearest[1]]) if nearest else CELL_LOOKS), "h": found.heights[row]}


def delete_rows(graph: Graph, table: str, rows: Sequence[int]) -> tuple[Op, ...]:
    """Return the operations that take rows out; all of them take the table."""
    found = read(graph, table)
    gone = {r for r in rows if 0 <= r < len(found.rows)}
    if len(gone) == len(found.rows):
        return delete(graph, (table,)).ops
    shrunk = _shrunk(graph, found, rows=gone)
    edits = changes(merged(adopted(graph, table), shrunk), graph.records)
    return (*_of_others(edits, graph, [found.rows[r] for r in gone]), *delete(graph, [found.rows[r] for r in gone]).ops)


def delete_columns(graph: Graph, table: str, columns: Sequence[int]) -> tuple[Op, ...]:
    """Return the operations that take columns out; all of them take the table."""
    found = read(graph, table)
    gone = {c for c in columns if 0 <= c < len(found.columns)}
    if len(gone) == len(found.columns):
        return delete(graph, (table,)).ops
    cells = [cell for (_, c), cell in sorted(found.cells.items()) if c in gone]
    edits = changes(merged(adopted(graph, table), _shrunk(graph, found, columns=gone)), graph.records)
    return (*_of_others(edits, graph, cells), *delete(graph, cells).ops)


def _of_others(ops: Sequence[Op], graph: Graph, gone: Sequence[str]) -> tuple[Op, ...]:
    """Return operations without those on shapes that go."""
    dead = set(graph.descendants(gone))
    return tuple(op for op in ops if op.id not in dead)


def _place(graph: Graph, table: str) -> dict[str, Value]:
    page, layer = graph.links.place(table)
    return {"page": page, "layer": layer}


def _orders_at(orders: Sequence[str], at: int, count: int) -> list[str]:
    before = orders[at - 1] if at > 0 else None
    behind = next((order for order in orders[at:] if before is None or order > before), None)
    return many_between(before or None, behind, count)


def _grown(
    graph: Graph, found: Grid, rows: tuple[int, int] | None = None, columns: tuple[int, int] | None = None
) -> Edits:
    """Return the edits that let merged cells reach over rows or columns that come in between what they take."""
    edits: Edits = {}
    for at, cell in found.cells.items():
        area = area_of(graph, found, at)
        high, wide = area.bottom - area.top + 1, area.right - area.left + 1
        if rows is not None and area.top < rows[0] <= area.bottom:
            edits[cell] = spans(high + rows[1], wide)
        if columns is not None and area.left < columns[0] <= area.right:
            edits[cell] = spans(high, wide + columns[1])
    return edits


def _shrunk(
    graph: Graph,
    found: Grid,
    rows: frozenset[int] | set[int] = frozenset(),
    columns: frozenset[int] | set[int] = frozenset(),
) -> Edits:
    """Return the edits of merged cells that lose some of what they take, and show again what a lost one covered."""
    edits: Edits = {}
    for at, cell in found.cells.items():
        area = area_of(graph, found, at)
        if (area.bottom, area.right) == at:
            continue
        down, across = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        if at[0] in rows or at[1] in columns:
            under = [found.cells.get((r, c), "") for r in down for c in across]
            edits |= {i: {"hidden": UNSET} for i in under if i and i != cell}
        else:
            high = sum(r not in rows for r in down)
            wide = sum(c not in columns for c in across)
            if (high, wide) != (len(down), len(across)):
                edits[cell] = spans(high, wide)
    return edits
