from __future__ import annotations

import re
from dataclasses import replace

import pytest

from canvas.formats.drawio.drawn_ways import MARK, drawn_ways, without_way
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.records import ShapeRecord, Snapshot, Value
from canvas.model.view import GraphView
from canvas.scene.page_layout import page_layout

A, B, LINE = "0-a", "0-b", "0-line"
"""As the reader names the cells of the first page."""


def snapshot(**line: Value) -> Snapshot:
    """Return two shapes, one between them, and a line that keeps clear of it."""
    boxes = {"a": (0, 0), "wall": (200, -20), "b": (400, 0)}
    cells = "".join(
        f'<mxCell id="{name}" style="whiteSpace=wrap;" vertex="1" parent="1">'
        f'<mxGeometry x="{x}" y="{y}" width="100" height="80" as="geometry"/></mxCell>'
        for name, (x, y) in boxes.items()
    )
    style = "edgeStyle=orthogonalEdgeStyle;aioRouting=avoid;"
    cells += (
        f'<mxCell id="line" style="{style}" edge="1" parent="1" source="a" target="b">'
        '<mxGeometry relative="1" as="geometry"/></mxCell>'
    )
    head = '<mxfile><diagram id="p" name="P"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    read = read_drawio(f"{head}{cells}</root></mxGraphModel></diagram></mxfile>".encode())
    given = {key.replace("__", "."): value for key, value in line.items()}
    values = {**read.shapes[LINE].values, **given}
    changed = ShapeRecord(LINE, {key: value for key, value in values.items() if value is not None})
    return replace(read, shapes={**read.shapes, LINE: changed})


def drawn(given: Snapshot) -> ShapeRecord:
    return drawn_ways(given, GraphView(given))[LINE]


def test_the_way_is_said_in_bends_and_fixed_ends() -> None:
    given = snapshot()
    view = GraphView(given)
    points = page_layout(given, view, view.pages()[0]).points(LINE)
    values = drawn(given).values
    assert len(points) > 3
    assert values["waypoints"] == tuple(tuple(p) for p in points[1:-1])
    assert values["source.port"] == pytest.approx((points[0].x / 100, points[0].y / 80))
    assert values["target.perimeter"] is False


def test_reading_takes_the_way_off_again() -> None:
    given = snapshot()
    data = write_drawio(given)
    assert b"aioWay=way-st-" in data
    assert b"exitX=" in data
    line = read_drawio(data).shapes[LINE]
    assert line.get("routing") == "avoid"
    assert not {"waypoints", "source.port", "target.port", "source.perimeter", MARK} & set(line.values)
    assert write_drawio(read_drawio(data)) == data


def test_a_fixed_end_stays_fixed() -> None:
    line = read_drawio(write_drawio(snapshot(source__port=(1.0, 0.25)))).shapes[LINE]
    assert line.get("source.port") == (1.0, 0.25)
    assert line.get("target.port") is None


def test_a_free_end_needs_no_port() -> None:
    line = drawn(snapshot(target=None, target__point=(460.0, 40.0)))
    assert "target.port" not in line.values
    assert str(line.values[MARK]).startswith("way-s-")


def test_a_line_that_was_bent_in_draw_io_stays_bent() -> None:
    data = write_drawio(snapshot())
    bent = re.sub(rb'(<mxPoint x="[^"]*" y=")[^"]*"', rb'\g<1>-300"', data)
    assert bent != data
    line = read_drawio(bent).shapes[LINE]
    assert {y for _, y in line.get("waypoints")} == {-300.0}
    assert line.get("source.port") is not None
    assert MARK not in line.values


def test_a_shape_that_was_moved_in_draw_io_leads_the_line_anew() -> None:
    data = write_drawio(snapshot())
    moved = read_drawio(data.replace(b'x="400"', b'x="640"'))
    assert moved.shapes[B].x == 640.0
    assert "waypoints" not in moved.shapes[LINE].values


@pytest.mark.parametrize("changed", [{"waypoints": ((150.0, 200.0),)}, {"routing": "orthogonal"}, {"target": A}])
def test_what_leads_a_line_otherwise_is_left_alone(changed: dict[str, Value]) -> None:
    given = snapshot(**changed)
    assert drawn_ways(given, GraphView(given)) == {}


def test_an_end_in_a_shut_container_is_not_fixed_to_what_hides_it() -> None:
    given = snapshot()
    inside = {name: given.shapes[name] for name in given.shapes}
    holder = {**inside[B].values, "container": True, "collapsed": True}
    inside[B] = ShapeRecord(B, holder)
    inside["in"] = ShapeRecord("in", {**inside[A].values, "parent": B, "x": 10.0, "y": 10.0, "w": 20.0, "h": 20.0})
    inside[LINE] = ShapeRecord(LINE, {**inside[LINE].values, "target": "in"})
    folded = replace(given, shapes=inside)
    assert drawn_ways(folded, GraphView(folded)) == {}


@pytest.mark.parametrize("mark", ["", "way-st-", "way-st-0123456789ab", 7.0, "way-ts-0123456789ab"])
def test_a_mark_that_does_not_fit_changes_nothing(mark: Value) -> None:
    values = {"routing": "avoid", "waypoints": ((1.0, 2.0),), "source.port": (0.5, 0.5)}
    assert without_way({**values, MARK: mark}) == values
