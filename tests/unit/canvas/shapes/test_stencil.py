from __future__ import annotations

import base64
import zlib
from urllib.parse import quote

import pytest

from canvas.drawing.display_list import PathItem, TextItem
from canvas.drawing.style import resolve
from canvas.geometry.box import Box
from canvas.geometry.path_ops import bounds
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Value
from canvas.shapes.anchoring import anchor_of, offered_ports
from canvas.shapes.painting import paint_shape
from canvas.shapes.stencil_source import ELEMENTS, INFLATED_BYTES, figure_of

BOX = '<path><move x="0" y="0"/><line x="100" y="0"/><line x="100" y="50"/><line x="0" y="50"/><close/></path>'


def packed(xml: str) -> str:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(engine.compress(quote(xml).encode()) + engine.flush()).decode()


def shape(inside: str, attributes: str = "", connections: str = "", **values: Value) -> ShapeRecord:
    xml = f'<shape w="100" h="50" {attributes}><connections>{connections}</connections>{inside}</shape>'
    own: dict[str, Value] = {"kind": "stencil", "w": 200.0, "h": 100.0, "param.stencil": packed(xml), **values}
    return ShapeRecord("s", own)


def paths(record: ShapeRecord) -> list[PathItem]:
    items = paint_shape(record, resolve(record.values))[1]
    return [item for item in items if isinstance(item, PathItem)]


def test_a_figure_is_scaled_into_the_shape_and_takes_its_paints() -> None:
    record = shape(f"<background>{BOX}</background><foreground><fillstroke/></foreground>", **{"style.fill": "#ff0000"})
    kind, items = paint_shape(record, resolve(record.values))
    assert kind == "stencil"
    (item,) = items
    assert isinstance(item, PathItem)
    assert bounds(item.path) == Box(0, 0, 200, 100)
    assert item.fill is not None
    assert item.fill.color == "#ff0000"
    assert item.stroke is not None
    assert item.stroke.width == 2.0


def test_a_fixed_aspect_keeps_the_proportions_and_centres() -> None:
    record = shape(f"<foreground>{BOX}<stroke/></foreground>", 'aspect="fixed" strokewidth="inherit"', h=200.0)
    (item,) = paths(record)
    assert bounds(item.path) == Box(0, 50, 200, 100)
    assert item.stroke is not None
    assert item.stroke.width == 1.0


def test_save_and_restore_bring_back_pen_and_colours() -> None:
    commands = (
        '<rect x="0" y="0" w="10" h="10"/><save/><strokecolor color="#00ff00"/><fillcolor color="none"/>'
        '<strokewidth width="3"/><dashed dashed="1"/><dashpattern pattern="1 2"/><linecap cap="round"/>'
        '<linejoin join="bevel"/><alpha alpha="0.5"/><fillstroke/><restore/>'
        '<ellipse x="0" y="0" w="10" h="10"/><fillstroke/>'
    )
    first, second = paths(shape(f"<foreground>{commands}</foreground>"))
    assert first.fill is None
    assert first.stroke is not None
    assert (first.stroke.color, first.stroke.width, first.stroke.opacity) == ("#00ff00", 6.0, 0.5)
    assert (first.stroke.dash, first.stroke.cap, first.stroke.join) == ((12.0, 24.0), "round", "bevel")
    assert second.stroke is not None
    assert (second.stroke.color, second.stroke.width, second.stroke.dash) == ("#000000", 2.0, ())


def test_curves_and_arcs_reach_their_ends() -> None:
    commands = (
        '<path><move x="0" y="0"/><quad x1="10" y1="0" x2="20" y2="10"/>'
        '<curve x1="30" y1="10" x2="40" y2="20" x3="50" y3="20"/>'
        '<arc rx="10" ry="5" x-axis-rotation="30" large-arc-flag="0" sweep-flag="1" x="60" y="30"/></path><stroke/>'
        '<roundrect x="0" y="0" w="10" h="10" arcsize="20"/><fill/>'
    )
    line, box = paths(shape(f"<foreground>{commands}</foreground>"))
    assert line.path.commands[-1][-2:] == pytest.approx((120.0, 60.0))
    assert line.fill is None
    assert box.stroke is None
    assert bounds(box.path) == Box(0, 0, 20, 20)


def test_words_of_a_figure_keep_their_place_and_size() -> None:
    inside = (
        '<foreground><fontsize size="10"/><text str="Pump" x="50" y="25" align="center" valign="middle"/></foreground>'
    )
    record = shape(inside)
    (item,) = paint_shape(record, resolve(record.values))[1]
    assert isinstance(item, TextItem)
    assert (item.block.text[0].text, item.block.font.size, item.block.box) == ("Pump", 20.0, Box(100, 50, 0, 0))


def test_connection_constraints_are_the_ports() -> None:
    ports = '<constraint x="0.25" y="1"/><constraint x="7" y="1"/>'
    record = shape(f"<foreground>{BOX}<stroke/></foreground>", connections=ports)
    offered = offered_ports(anchor_of(record.values, Box(10, 10, 200, 100)))
    assert offered == ((Vec(0.25, 1.0), Vec(60.0, 110.0)),)


@pytest.mark.parametrize(
    "definition",
    [
        "",
        "!!!not base64",
        base64.b64encode(b"no deflate").decode(),
        packed("<shape"),
        packed("<other/>"),
        packed('<shape w="0" h="50"><foreground><stroke/></foreground></shape>'),
        packed('<!DOCTYPE s [<!ENTITY a "b">]><shape w="9" h="9"><foreground><stroke/></foreground></shape>'),
        packed("<shape>" + "<a/>" * (ELEMENTS + 1) + "</shape>"),
        packed("<a>" * 500 + "</a>" * 500),
        packed("<shape>" + " " * (INFLATED_BYTES + 1) + "</shape>"),
    ],
)
def test_hostile_definitions_give_the_generic_box(definition: str) -> None:
    assert figure_of(definition) is None
    record = ShapeRecord("s", {"kind": "stencil", "w": 40.0, "h": 40.0, "param.stencil": definition})
    kind, items = paint_shape(record, resolve(record.values))
    assert kind == "generic"
    assert items


def test_endless_saving_and_painting_ends() -> None:
    commands = "<save/>" * 2000 + '<rect x="0" y="0" w="1" h="1"/>' + "<fillstroke/>" * 2000
    assert len(paths(shape(f"<foreground>{commands}</foreground>"))) == 2000
