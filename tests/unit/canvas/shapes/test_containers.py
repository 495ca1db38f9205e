from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.model.records import Value
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


def paths(name: str, params: dict[str, Value], **style: Value) -> list[PathItem]:
    s = ShapeBox(200, 100, params, resolve({f"style.{k}": v for k, v in style.items()}))
    return [i for i in kind(name).paint(s) if isinstance(i, PathItem)]


def test_head_body_and_divider() -> None:
    head, body, divider = paths("swimlane", {"start_size": 23.0}, fill="#aabbcc")
    assert path_ops.bounds(head.path) == Box(0, 0, 200, 23)
    assert head.fill is not None
    assert path_ops.bounds(body.path) == Box(0, 23, 200, 77)
    assert body.fill is None
    assert path_ops.bounds(divider.path) == Box(0, 23, 200, 0)


def test_titles_at_the_side() -> None:
    head, *_ = paths("swimlane", {"start_size": 30.0}, horizontal=False)
    assert path_ops.bounds(head.path) == Box(0, 0, 30, 100)
    s = ShapeBox(200, 100, {"start_size": 30.0}, resolve({"style.horizontal": False}))
    assert kind("swimlane").text_box(s) == (0, 0, 30, 100)


def test_fill_of_the_body_and_missing_divider() -> None:
    _, body = paths("swimlane", {"swimlane_fill_color": "#ffffff", "swimlane_line": 0.0})
    assert body.fill is not None


def test_a_head_is_never_higher_than_its_lane() -> None:
    items = paths("swimlane", {"start_size": 500.0})
    assert path_ops.bounds(items[0].path) == Box(0, 0, 200, 100)


@pytest.mark.parametrize("horizontal", [True, False])
def test_rounded_lanes_have_round_corners(horizontal: bool) -> None:
    head, body, _ = paths("swimlane", {"start_size": 23.0}, rounded=True, horizontal=horizontal)
    assert any(c[0] == "C" for c in head.path.commands)
    assert any(c[0] == "C" for c in body.path.commands)


def test_tables_without_title_are_boxes() -> None:
    assert len(paths("table", {"start_size": 0.0})) == 1
    assert len(paths("table", {"start_size": 30.0})) == 3


@pytest.mark.parametrize(
    ("params", "lines"),
    [
        ({}, 4),
        ({"top": False}, 3),
        ({"top": 0.0, "left": "0"}, 2),
        ({"top": 0.0, "left": 0.0, "right": 0.0, "bottom": 0.0}, 0),
    ],
)
def test_partial_rectangles_have_the_sides_asked_for(params: dict[str, Value], lines: int) -> None:
    strokes = [i for i in paths("partialRectangle", params) if i.stroke is not None]
    assert sum(c[0] == "L" for i in strokes for c in i.path.commands) == lines


def test_containers_are_known_as_such() -> None:
    assert kind("swimlane").container
    assert kind("group").container
    assert not kind("rect").container
    assert paths("transparent", {}) == []
