from __future__ import annotations

import pytest

from canvas.drawing.display_list import Item, PathItem, TextItem
from canvas.drawing.style import resolve
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord, Value, plain
from canvas.shapes.generic import readable
from canvas.shapes.painting import paint_shape


def painted(kind: str, label: str = "", **values: Value) -> tuple[Item, ...]:
    own: dict[str, Value] = {"kind": kind, "w": 80.0, "h": 60.0, **{k.replace("__", "."): v for k, v in values.items()}}
    record = ShapeRecord("s", own, plain(label))
    name, items = paint_shape(record, resolve(record.values))
    assert name == "generic"
    return items


def box(items: tuple[Item, ...]) -> PathItem:
    assert isinstance(items[0], PathItem)
    return items[0]


def test_names_are_made_readable() -> None:
    assert readable("aws4.lambda_function") == "lambda function"
    assert readable("gcp2.hexIcon") == "hex icon"


def test_a_dark_figure_is_outlined_so_that_it_buries_nothing() -> None:
    item = box(painted("rack.thing", style__fill="#000000", style__stroke="none"))
    assert item.fill is None
    assert item.stroke is not None
    assert item.stroke.color == "#000000"


def test_own_colours_come_first_then_the_familys_then_a_quiet_frame() -> None:
    own = box(painted("aws4.x", style__fill="#bc1356", style__stroke="none"))
    assert own.fill is not None
    assert own.fill.color == "#bc1356"
    family = box(painted("aws2.x", style__fill="#ffffff", style__stroke="none"))
    assert family.fill is not None
    assert family.fill.color == "#f58534"
    quiet = box(painted("foo.x", style__fill="none", style__stroke="none"))
    assert quiet.fill is None
    assert quiet.stroke is not None
    assert quiet.stroke.color == "#b3b3b3"


def test_the_icons_name_is_painted_where_there_is_room_and_no_label() -> None:
    def words(items: tuple[Item, ...]) -> list[str]:
        return [item.block.text[0].text for item in items if isinstance(item, TextItem)]

    assert words(painted("aws4.resourceIcon", param__res_icon="mxgraph.aws4.s3")) == ["s3"]
    assert words(painted("aws4.s3", "Backup")) == ["Backup"]
    assert words(painted("aws4.s3", "Backup", style__label_v="bottom")) == ["s3", "Backup"]
    assert words(painted("aws4.s3", w=8.0)) == []
    assert words(painted("aws4.s3", w=400.0)) == []


@pytest.mark.parametrize("direction", ["east", "south", "west", "north"])
def test_the_name_stands_upright_in_the_box_however_the_figure_is_turned(direction: str) -> None:
    (name,) = (i for i in painted("foo.some_long_thing", style__direction=direction) if isinstance(i, TextItem))
    assert name.block.box == pytest.approx(Box(0, 0, 80, 60))
    assert name.block.rotation % 360 == 0
    (upright,) = (i for i in painted("foo.some_long_thing") if isinstance(i, TextItem))
    assert name.block.text == upright.block.text
    assert name.block.font == upright.block.font
