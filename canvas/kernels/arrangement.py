"""Containers that place their children themselves: lanes of a pool one after the other, cells of a table in a grid.

Places follow from order keys and sizes alone, whatever the children's own x and y say, so two people who add, remove, move or
resize lanes, rows and columns at the same time get one tidy container when their changes merge. Columns are the different
order keys of the cells: cells of one column share theirs, and a row that lacks a cell leaves its place empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord, Value

STACK = "stack"
TABLE = "table"
KEY = "arrangement"
LANE = "swimlane"
ROW = "tableRow"
START_SIZE = 40.0
"""Height of a head when none is given, as draw.io has it."""
MOST_SPAN = 1000


class Tree(Protocol):
    """Who holds what."""

    def parent(self, shape_id: str, /) -> str:
        """Return the parent shape or ""."""
        ...

    def children(self, shape_id: str, /) -> tuple[str, ...]:
        """Return the children, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where a container puts what it holds.

    Attributes:
        w: width that the container takes, scene units.
        h: height that it takes.
        boxes: by id, each in the space of its own parent; cells of a table too.
    """

    w: float
    h: float
    boxes: Mapping[str, Box] = field(default_factory=dict)


def size_of(values: Mapping[str, Value]) -> tuple[float, float]:
    """Return the size a shape has now by its own values: the folded one while it is shut, where it has one."""
    get = values.get
    w, h = get("w", 0.0), get("h", 0.0)
    if not get("collapsed"):
        return w, h
    folded_w, folded_h = get("folded_w"), get("folded_h")
    return (w if folded_w is None else folded_w), (h if folded_h is None else folded_h)


def holder_of(shape_id: str, shapes: Mapping[str, ShapeRecord], tree: Tree) -> str:
    """Return the container that places a shape, "" for none: its parent, or for a cell the table around its row."""
    parent = tree.parent(shape_id)
    holder = shapes.get(parent) if parent else None
    if holder is None:
        return ""
    if holder.values.get(KEY):
        return parent
    if holder.values.get("kind") != ROW:
        return ""
    above = tree.parent(parent)
    table = shapes.get(above) if above else None
    return above if table is not None and table.values.get(KEY) == TABLE else ""


def arrangement(holder: str, shapes: Mapping[str, ShapeRecord], tree: Tree) -> Arrangement | None:
    """Return where a container puts what it holds, None when it places nothing or is shut."""
    record = shapes[holder]
    way = record.values.get(KEY)
    if record.values.get("collapsed"):
        return None
    if way == STACK:
        return _stack(record, lanes(holder, shapes, tree))
    return _table(record, shapes, tree) if way == TABLE else None


def placed(shape_id: str, shapes: Mapping[str, ShapeRecord], tree: Tree) -> Sequence[ShapeRecord]:
    """Return the children of a container that have a place in it, in their order: neither lines nor what rides on a side."""
    found = [
        record
        for child in tree.children(shape_id)
        if (record := shapes.get(child)) is not None and not record.is_connector and not record.values.get("relative")
    ]
    return sorted(found, key=lambda record: (record.order, record.id))


def lanes(pool: str, shapes: Mapping[str, ShapeRecord], tree: Tree) -> Sequence[ShapeRecord]:
    """Return the lanes of a pool in their order."""
    return [record for record in placed(pool, shapes, tree) if record.kind == LANE]


def head(values: Mapping[str, Value]) -> tuple[float, float]:
    """Return how wide a head at the left and how high one at the top is; one of them is 0."""
    size = values.get("param.start_size", START_SIZE)
    length = float(size) if isinstance(size, (int, float)) and not isinstance(size, bool) else START_SIZE
    return (0.0, length) if values.get("style.horizontal", True) else (length, 0.0)


def is_flag(value: Value) -> bool:
    """Tell whether a parameter says yes; files write numbers."""
    return value.strip() not in {"", "0"} if isinstance(value, str) else bool(value)


def stacks_sideways(values: Mapping[str, Value]) -> bool:
    """Tell whether a pool's lanes stand side by side instead of on top of each other."""
    stated = values.get("param.horizontal_stack")
    return bool(values.get("style.horizontal", True)) if stated is None else is_flag(stated)


def _stack(pool: ShapeRecord, held: Sequence[ShapeRecord]) -> Arrangement:
    left, top = head(pool.values)
    sizes = [size_of(lane.values) for lane in held]
    if not held:
        return Arrangement(pool.w, pool.h)
    boxes: dict[str, Box] = {}
    if stacks_sideways(pool.values):
        edges = list(accumulate((w for w, _ in sizes), initial=left))
        across = max(0.0, pool.h - top)
        for lane, x, (w, _) in zip(held, edges, sizes, strict=False):
            boxes[lane.id] = Box(x, top, w, across)
        return Arrangement(edges[-1], pool.h, boxes)
    edges = list(accumulate((h for _, h in sizes), initial=top))
    across = max(0.0, pool.w - left)
    for lane, y, (_, h) in zip(held, edges, sizes, strict=False):
        boxes[lane.id] = Box(left, y, across, h)
    return Arrangement(pool.w, edges[-1], boxes)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows and columns.

    Attributes:
        rows: ids, top to bottom.
        columns: order keys, left to right.
        cells: (row, column) -> id of the cell there; places without one are left out.
        heights: of the rows, scene units.
        widths: of the columns.
        head: height of the table's own head.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], str]
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    head: float

    def place(self, cell: str) -> tuple[int, int] | None:
        """Return the row and column of a cell."""
        return next((at for at, found in self.cells.items() if found == cell), None)


def span(values: Mapping[str, Value]) -> tuple[int, int]:
    """Return how many rows and columns a cell takes."""
    if "param.rowspan" not in values and "param.colspan" not in values:
        return 1, 1
    return _count(values.get("param.rowspan")), _count(values.get("param.colspan"))


def _count(value: Value) -> int:
    try:
        return max(1, min(MOST_SPAN, int(float(value))))
    except (TypeError, ValueError, OverflowError):
        return 1


def grid(table: str, shapes: Mapping[str, ShapeRecord], tree: Tree) -> Grid:
    """Return the rows and columns of a table; one that nobody has arranged yet has its columns by the cells' sequence."""
    record = shapes[table]
    rows = placed(table, shapes, tree)
    held = [placed(row.id, shapes, tree) for row in rows]
    if record.values.get(KEY) == TABLE:
        columns = sorted({cell.order for cells in held for cell in cells})
        number = {order: index for index, order in enumerate(columns)}
        places = [[(number[cell.order], cell) for cell in cells] for cells in held]
    else:
        columns = [""] * max(map(len, held), default=0)
        places = [list(enumerate(cells)) for cells in held]
    cells: dict[tuple[int, int], str] = {}
    for r, found in enumerate(places):
        for c, cell in found:
            cells.setdefault((r, c), cell.id)
    widths = _widths(len(columns), places, whole=record.values.get(KEY) != TABLE)
    heights = tuple(row.h for row in rows)
    return Grid(tuple(row.id for row in rows), tuple(columns), cells, heights, widths, head(record.values)[1])


def _widths(count: int, places: Sequence[Sequence[tuple[int, ShapeRecord]]], *, whole: bool) -> tuple[float, ...]:
    """Return the columns' widths: that of the first cell in each that takes one column only, else of the first one.

    Args:
        count: of columns.
        places: column and cell, row by row.
        whole: a merged cell says its whole width, as files have it, not that of its first column.
    """
    widths: dict[int, float] = {}
    shares: dict[int, float] = {}
    for found in places:
        for c, cell in found:
            wide = span(cell.values)[1]
            (widths if wide == 1 else shares).setdefault(c, cell.w / wide if whole else cell.w)
    return tuple(widths.get(c, shares.get(c, 0.0)) for c in range(count))


def _table(table: ShapeRecord, shapes: Mapping[str, ShapeRecord], tree: Tree) -> Arrangement | None:
    found = grid(table.id, shapes, tree)
    if not found.rows:
        return Arrangement(table.w, table.h)
    xs = list(accumulate(found.widths, initial=0.0)) if found.columns else [table.w]
    ys = list(accumulate(found.heights, initial=found.head))
    boxes = {row: Box(0.0, ys[r], xs[-1], found.heights[r]) for r, row in enumerate(found.rows)}
    number = {order: c for c, order in enumerate(found.columns)}
    for r, row in enumerate(found.rows):
        for cell in placed(row, shapes, tree):
            c = number[cell.order]
            high, wide = span(cell.values)
            right, bottom = min(c + wide, len(found.columns)), min(r + high, len(found.rows))
            boxes[cell.id] = Box(xs[c], 0.0, xs[right] - xs[c], ys[bottom] - ys[r])
    return Arrangement(xs[-1], ys[-1], boxes)


def settled(shapes: Mapping[str, ShapeRecord], tree: Tree) -> dict[str, ShapeRecord]:
    """Return the records whose place or size, as arranged, differs from their own numbers, with the numbers that count."""
    changed: dict[str, ShapeRecord] = {}
    for holder, record in shapes.items():
        found = arrangement(holder, shapes, tree) if record.values.get(KEY) else None
        if found is None:
            continue
        sizes = {holder: {"w": found.w, "h": found.h}}
        sizes |= {i: {"x": b.x, "y": b.y, "w": b.w, "h": b.h} for i, b in found.boxes.items()}
        for shape_id, values in sizes.items():
            known = changed.get(shape_id, shapes[shape_id])
            if known.values.get("collapsed"):
                values = {key: v for key, v in values.items() if key in ("x", "y")}
            if any(known.values.get(key, 0.0) != v for key, v in values.items()):
                changed[shape_id] = ShapeRecord(shape_id, {**known.values, **values}, known.label)
    return changed
