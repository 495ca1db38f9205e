from __future__ import annotations

from typing import Any

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry.path_ops import flatten
from canvas.model.view import GraphView
from canvas.scene.layout import Layout
from canvas.scene.table_lines import table_lines, tables_above
from tests.support.diagram import Diagram


def table(**more: Any) -> Diagram:
    d = Diagram()
    d.add("t", kind="table", x=100.0, y=100.0, w=90.0, h=70.0, param__start_size=30.0, **more)
    for n, y in enumerate((30.0, 50.0)):
        d.add(f"r{n}", kind="tableRow", parent="t", x=0.0, y=y, w=90.0, h=20.0)
        for m, x in enumerate((0.0, 30.0)):
            d.add(f"c{n}{m}", kind="partialRectangle", parent=f"r{n}", x=x, y=0.0, w=30.0 + 30.0 * m, h=20.0)
    return d


def lines(d: Diagram) -> set[tuple[tuple[float, float], ...]]:
    record = d.shapes["t"]
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    items = table_lines(record, layout, resolve(record.values))
    found = [
        tuple((p.x, p.y) for p in line) for item in items if isinstance(item, PathItem) for line in flatten(item.path)
    ]
    return set(found)


def test_a_table_paints_lines_between_its_rows_and_columns_but_not_on_its_sides() -> None:
    between_rows = ((0.0, 50.0), (90.0, 50.0))
    columns = {((30.0, 30.0), (30.0, 70.0))}
    assert lines(table()) == {between_rows} | columns
    assert lines(table(param__row_lines=0.0)) == columns
    assert lines(table(param__column_lines=0.0)) == {between_rows}
    assert lines(table(style__stroke="none")) == set()


def test_other_kinds_have_no_such_lines() -> None:
    d = table()
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    assert table_lines(d.shapes["r0"], layout, resolve({})) == ()


def test_the_table_of_a_row_or_cell_is_found() -> None:
    d = table()
    view = GraphView(d)
    assert tables_above({"r0"}, d.shapes, view) == {"t"}
    assert tables_above({"c01", "gone"}, d.shapes, view) == {"t"}
    assert tables_above({"t"}, d.shapes, view) == set()


def test_no_line_crosses_a_merged_cell() -> None:
    d = table()
    d.add("c00", kind="partialRectangle", parent="r0", x=0.0, y=0.0, w=30.0, h=40.0, param__rowspan=2.0)
    assert lines(d) == {((30.0, 50.0), (90.0, 50.0)), ((30.0, 30.0), (30.0, 70.0))}


def test_lines_of_columns_that_differ_from_row_to_row_stay_apart() -> None:
    d = table()
    d.add("c10", kind="partialRectangle", parent="r1", x=0.0, y=0.0, w=50.0, h=20.0)
    assert lines(d) >= {((30.0, 30.0), (30.0, 50.0)), ((50.0, 50.0), (50.0, 70.0))}
