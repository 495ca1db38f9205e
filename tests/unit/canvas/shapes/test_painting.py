from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem, TextItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Value, plain
from canvas.shapes.painting import outline, own_shape, paint_shape


def record(label: str = "", **values: Value) -> ShapeRecord:
    mixed = {"w": 100.0, "h": 60.0, **{k.replace("__", "."): v for k, v in values.items()}}
    return ShapeRecord("a", mixed, plain(label))


def test_label_comes_last() -> None:
    r = record("hello", kind="ellipse")
    name, items = paint_shape(r, resolve(r.values))
    assert name == "ellipse"
    assert isinstance(items[0], PathItem)
    assert isinstance(items[-1], TextItem)


def test_unknown_kinds_say_what_was_drawn() -> None:
    r = record(kind="mxgraph.rack.thing")
    assert paint_shape(r, resolve(r.values))[0] == "generic"


@pytest.mark.parametrize("direction", ["east", "south", "west", "north"])
def test_turned_figures_fill_the_same_box(direction: str) -> None:
    r = record(kind="step", style__direction=direction)
    item = paint_shape(r, resolve(r.values))[1][0]
    assert isinstance(item, PathItem)
    assert path_ops.bounds(item.path) == pytest.approx(Box(0, 0, 100, 60))


def test_outline_turns_too() -> None:
    r = record(kind="triangle", style__direction="north")
    path = outline(r, resolve(r.values))
    assert path_ops.contains(path, Vec(50, 5))
    assert not path_ops.contains(path, Vec(5, 5))


def test_own_shape_reads_parameters_and_pictures() -> None:
    own = own_shape(record(image="sha256:aa", collapsed=True, param__startSize=30.0), resolve({}))
    assert (own.image, own.collapsed, own.number("start_size", 0)) == ("sha256:aa", True, 30)
