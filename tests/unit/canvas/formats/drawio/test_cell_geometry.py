from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from canvas.formats.drawio.cell_geometry import geometry_values, patch_geometry

LINE = (
    '<mxGeometry x="0.5" width="9" relative="1" as="geometry"><mxPoint x="1" y="2" as="sourcePoint"/>'
    '<mxPoint y="-7" as="offset"/><Array as="points"><mxPoint x="3" y="4"/></Array><other/></mxGeometry>'
)


def test_places_of_shapes_and_connectors() -> None:
    box = etree.fromstring('<mxGeometry x="1.50" y="0" width="-2" height="3" as="geometry"/>')
    assert geometry_values(box, edge=False) == {"x": 1.5, "h": 3.0}
    assert geometry_values(etree.fromstring(LINE), edge=True) == {
        "x": 0.5, "dy": -7.0, "source.point": (1.0, 2.0), "waypoints": ((3.0, 4.0),),
    }  # fmt: skip
    assert geometry_values(None, edge=True) == {}


@pytest.mark.parametrize(
    "change",
    [{"x": 1.0}, {"dx": 5.0}, {"dx": None, "dy": None}, {"source.point": None}, {"target.point": (8.0, 9.0)},
     {"waypoints": ((1.0, 1.0), (2.0, 2.0))}, {"waypoints": None}],
)  # fmt: skip
def test_a_patched_line_means_the_new_values_and_keeps_the_rest(change: dict[str, Any]) -> None:
    geometry = etree.fromstring(LINE)
    now = {k: v for k, v in {**geometry_values(geometry, edge=True), **change}.items() if v is not None}
    patch_geometry(geometry, now, edge=True)
    assert geometry_values(geometry, edge=True) == now
    assert geometry.find("other") is not None
    assert geometry.get("width") == "9"


def test_equal_values_change_nothing() -> None:
    geometry = etree.fromstring('<mxGeometry x="1.50" y="2.0" as="geometry"/>')
    patch_geometry(geometry, {"x": 1.5, "y": 2.0}, edge=False)
    assert etree.tostring(geometry) == b'<mxGeometry x="1.50" y="2.0" as="geometry"/>'
    patch_geometry(geometry, {"x": 1.5, "y": 2.0, "relative": True}, edge=False)
    assert geometry.get("relative") == "1"


FOLDED = (
    '<mxGeometry x="1" y="2" width="200" height="26" as="geometry">'
    '<mxRectangle x="1" y="2" width="200" height="180" as="alternateBounds"/></mxGeometry>'
)


def test_a_shut_cell_keeps_its_open_size_beside() -> None:
    geometry = etree.fromstring(FOLDED)
    shut = {"x": 1.0, "y": 2.0, "w": 200.0, "h": 180.0, "folded_w": 200.0, "folded_h": 26.0}
    assert geometry_values(geometry, edge=False, shut=True) == shut
    opened = {**shut, "h": 26.0, "folded_h": 180.0}
    assert geometry_values(geometry, edge=False) == opened
    patch_geometry(geometry, {**shut, "collapsed": True}, edge=False)
    assert etree.tostring(geometry).decode() == FOLDED


def test_opening_and_shutting_swaps_the_sizes() -> None:
    geometry = etree.fromstring(FOLDED)
    shut = geometry_values(geometry, edge=False, shut=True)
    patch_geometry(geometry, shut, edge=False)
    assert (geometry.get("height"), geometry[0].get("height")) == ("180", "26")
    patch_geometry(geometry, {**shut, "collapsed": True}, edge=False)
    assert etree.tostring(geometry).decode() == FOLDED
    fresh = etree.fromstring('<mxGeometry as="geometry"/>')
    patch_geometry(fresh, shut, edge=False)
    assert geometry_values(fresh, edge=False) == shut


def test_a_size_of_nothing_is_no_folded_size() -> None:
    geometry = etree.fromstring('<mxGeometry width="9" as="geometry"><mxRectangle as="alternateBounds"/></mxGeometry>')
    assert geometry_values(geometry, edge=False, shut=True) == {"w": 9.0}
