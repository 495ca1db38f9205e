from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem, TextItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Value, plain
from canvas.scene.connector_paint import connector_label, line_path, paint_connector

POINTS = (Vec(0, 0), Vec(100, 0), Vec(100, 100))


def painted(label: str = "", **values: Value) -> list[PathItem | TextItem]:
    record = connector(label, **values)
    return [i for i in paint_connector(record, resolve(record.values), POINTS) if isinstance(i, (PathItem, TextItem))]


def connector(label: str = "", **values: Value) -> ShapeRecord:
    mixed = {"kind": "connector", **{k.replace("__", "."): v for k, v in values.items()}}
    return ShapeRecord("c", mixed, plain(label))


def test_the_line_stops_where_the_head_begins() -> None:
    line, head = painted()
    assert isinstance(line, PathItem)
    assert line.path.commands[-1][1:] == pytest.approx((100, 100 - 1.118 - 7 * 0.75))
    assert isinstance(head, PathItem)
    assert head.fill is not None


def test_heads_at_both_ends_or_none() -> None:
    assert len(painted(style__start_arrow="oval")) == 3
    assert len(painted(style__end_arrow="none")) == 1


def test_dashes_are_for_the_line_only() -> None:
    line, head = painted(style__dash="dashed")
    assert isinstance(line, PathItem)
    assert isinstance(head, PathItem)
    assert line.stroke is not None
    assert head.stroke is not None
    assert line.stroke.dash
    assert not head.stroke.dash


def test_corners_curves_and_straight_lines() -> None:
    def ops(**values: Value) -> str:
        record = connector(**values)
        return "".join(c[0] for c in line_path(record, resolve(record.values), POINTS).commands)

    assert ops() == "MLL"
    assert ops(style__rounded=True) == "MLCL"
    assert ops(style__curved=True) == "MC"


def test_corner_radius_of_lines() -> None:
    record = connector(style__rounded=True, param__arc_size=40.0)
    assert line_path(record, resolve(record.values), POINTS).commands[1] == ("L", 80, 0)


def test_two_lines_and_block_arrows() -> None:
    assert len(painted(param__shape="link")) == 2
    (arrow,) = painted(param__shape="flexArrow")
    assert isinstance(arrow, PathItem)
    assert arrow.fill is not None
    assert path_ops.contains(arrow.path, Vec(50, 3))


def test_the_filled_line_has_a_core() -> None:
    _line, core, _ = painted(param__shape="filledEdge", style__stroke_width=4.0, style__fill="#ff0000")
    assert isinstance(core, PathItem)
    assert core.stroke is not None
    assert (core.stroke.color, core.stroke.width) == ("#ff0000", 2)


def test_labels_lie_at_their_place() -> None:
    record = connector("yes", x=-0.5, y=10.0, dx=1.0, dy=2.0, style__align="center", style__label_background="default")
    label = connector_label(record, resolve(record.values), POINTS)
    assert label is not None
    assert label.block.box == (51, -8, 0, 0)
    assert label.block.background == "#ffffff"
    assert painted("yes")[-1] is not None
    assert connector_label(connector(), resolve({}), POINTS) is None


def test_without_stroke_only_the_label_is_left() -> None:
    assert [type(i) for i in painted("yes", style__stroke="none")] == [TextItem]
