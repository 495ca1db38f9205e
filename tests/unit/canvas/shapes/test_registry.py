from __future__ import annotations

import pytest

from canvas.drawing.display_list import Item, PathItem, TextItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box, union
from canvas.shapes import registry
from canvas.shapes.definition import ShapeBox
from canvas.shapes.perimeters import PERIMETERS


def painted_box(items: tuple[Item, ...]) -> Box | None:
    boxes = [
        path_ops.bounds(i.path) if isinstance(i, PathItem) else i.box for i in items if not isinstance(i, TextItem)
    ]
    return union(b for b in boxes if b is not None)


NAMES = [k.name for f in (*registry.families(), "") for k in registry.kinds(f)]


def test_families_offer_every_kind_once() -> None:
    offered = [k.name for f in registry.families() for k in registry.kinds(f)]
    assert len(offered) == len(set(offered)) > 60
    assert "group" not in offered


@pytest.mark.parametrize(
    "name",
    [
        "rect", "ellipse", "doubleEllipse", "rhombus", "triangle", "hexagon", "parallelogram", "trapezoid", "cylinder3",
        "cylinder", "cloud", "document", "note", "process", "internalStorage", "step", "cross", "callout", "card", "cube",
        "actor", "umlActor", "umlLifeline", "umlFrame", "component", "module", "folder", "tape", "dataStorage", "or", "xor",
        "orEllipse", "sumEllipse", "line", "curlyBracket", "message", "delay", "display", "manualInput", "offPageConnector",
        "swimlane", "table", "tableRow", "partialRectangle", "group", "text", "label", "image", "waypoint", "singleArrow",
        "doubleArrow", "star", "class",
    ],
)  # fmt: skip
def test_the_ranked_kinds_are_there(name: str) -> None:
    assert registry.kind(name).name == name


def test_aliases_and_the_library_prefix() -> None:
    assert registry.kind("rectangle").name == "rect"
    assert registry.kind("mxgraph.basic.x").name == "basic.x"
    assert registry.canonical("mxgraph.flowchart.decision") == "rhombus"


def test_unknown_kinds_are_an_honest_box() -> None:
    found = registry.kind("mxgraph.aws4.no_such_icon")
    assert found.name == "generic"
    assert not registry.is_known("mxgraph.aws4.no_such_icon")
    style = resolve({"style.fill": "#ff0000"})
    item = found.paint(ShapeBox(80, 40, style=style))[0]
    assert item.fill is not None  # type: ignore[union-attr]
    assert item.fill.color == "#ff0000"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120.0, 80.0), (30.0, 200.0), (1.0, 1.0), (0.0, 0.0), (200.0, 0.0)])
def test_every_kind_paints_at_every_size_and_stays_near_its_box(name: str, size: tuple[float, float]) -> None:
    kind = registry.kind(name)
    for values in ({}, {"style.rounded": True, "style.glass": True, "style.shadow": True}):
        shape = ShapeBox(*size, style=resolve({**values, "style.image_width": 10.0}), image="data:,")
        box = painted_box(kind.paint(shape))
        if box is not None:
            assert Box(0, 0, *size).inflated(40).contains_box(box), name
        assert kind.perimeter_name in PERIMETERS
        assert kind.text_box(shape).w >= 0


@pytest.mark.parametrize("name", [n for n in NAMES if n != "transparent"])
def test_outlines_lie_in_the_box(name: str) -> None:
    kind = registry.kind(name)
    box = path_ops.bounds(kind.outline(ShapeBox(*kind.size)))
    assert box is not None
    # Arcs are cubics, which stray from the circle by a few thousandths of a unit.
    assert Box(0, 0, *kind.size).inflated(0.02).contains_box(box)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_parameters_do_no_harm(name: str) -> None:
    wild = dict.fromkeys(
        ("size", "dx", "dy", "arc_size", "position", "base", "start_size", "points", "width", "tab_width", "margin"),
        -1e6,
    )
    for value in (-1e6, 1e6, "x", True):
        shape = ShapeBox(100, 60, dict.fromkeys(wild, value), resolve({"style.rounded": True}))
        assert isinstance(registry.kind(name).paint(shape), tuple)
        registry.kind(name).text_box(shape)
