from __future__ import annotations

import pytest

from canvas.drawing.display_list import ImageItem, PathItem, Placement, Stroke, TextItem
from canvas.drawing.shadow import REACH
from canvas.drawing.style import resolve
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import polyline_path, rect_path
from canvas.model.records import Run, ShapeRecord, Value, plain
from canvas.scene import extent
from canvas.shapes.painting import paint_shape
from tests.support.text_engine import FixedTextEngine

ENGINE = FixedTextEngine()


def test_strokes_count_half_inside_half_outside() -> None:
    item = PathItem(rect_path(0, 0, 10, 10), None, Stroke("#000000", 4))
    assert extent.item_box(item, ENGINE) == Box(-2, -2, 14, 14)


def test_sharp_corners_get_room_for_their_mitre() -> None:
    item = PathItem(polyline_path([(0, 0), (100, 25), (0, 50)], True), None, Stroke("#000000", 4))
    box = extent.item_box(item, ENGINE)
    assert box is not None
    assert box.right == pytest.approx(100 + 2 * 17**0.5)


def test_shadows_pictures_and_nothing() -> None:
    shadow = extent.item_box(PathItem(rect_path(0, 0, 10, 10), shadow=True), ENGINE)
    assert shadow is not None
    assert shadow.right == 10 + REACH
    assert extent.item_box(ImageItem(Box(1, 2, 3, 4), "data:,"), ENGINE) == Box(1, 2, 3, 4)
    assert extent.item_box(PathItem(Path()), ENGINE) is None
    assert extent.exact([], Placement(Box(5, 5, 1, 1)), ENGINE) == Box(5, 5, 1, 1)


def test_placement_turns_the_box() -> None:
    item = PathItem(rect_path(0, 0, 100, 60))
    box = extent.exact([item], Placement(Box(10, 10, 100, 60), 90), ENGINE)
    assert box == pytest.approx(Box(30, -10, 60, 100))


def test_text_overflows_its_box_unless_clipped() -> None:
    block = TextBlock(plain("a long word"), Box(0, 0, 10, 10))
    wide = extent.text_box(block, ENGINE)
    assert wide.w == pytest.approx(11 * 12 * 0.6 + 2)
    clipped = extent.text_box(TextBlock(plain("a long word"), Box(0, 0, 10, 10), overflow="hidden"), ENGINE)
    assert clipped.w == 12
    turned = extent.text_box(TextBlock(plain("a long word"), Box(0, 0, 10, 10), rotation=-90), ENGINE)
    assert turned.h == pytest.approx(wide.w)


def test_upright_text_is_not_mirrored() -> None:
    text = TextItem(TextBlock(plain("abc"), Box(0, 0, 30, 20), align="left"))
    flipped = extent.exact([text], Placement(Box(0, 0, 100, 20), flip_h=True), ENGINE)
    assert flipped.right < 50


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"style.wrap": True},
        {"style.align": "left", "style.spacing_left": 30.0},
        {"style.label_v": "bottom", "style.valign": "top"},
        {"style.label_h": "right", "style.align": "left"},
        {"style.horizontal": False},
        {"rotation": 30.0, "style.stroke_width": 9.0},
        {"style.shadow": True, "style.font_size": 40.0},
    ],
)
def test_rough_bounds_hold_the_exact_ones(values: dict[str, Value]) -> None:
    record = ShapeRecord(
        "a", {"w": 80.0, "h": 30.0, **values}, (Run("quite a lot of text here\nand "), Run("big", (("size", 30.0),)))
    )
    box = Box(100, 100, 80, 30)
    items = paint_shape(record, resolve(record.values))[1]
    exact = extent.exact(items, Placement(box, record.rotation), ENGINE)
    assert extent.rough_shape(record, box).contains_box(exact)


_PART_LABELLED = (
    "rect", "swimlane", "table", "umlFrame", "umlBoundary", "folder", "cube", "cylinder3", "callout", "process", "no such kind",
)  # fmt: skip


@pytest.mark.parametrize("direction", ["east", "south", "west", "north"])
@pytest.mark.parametrize("kind", _PART_LABELLED)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"style.wrap": True},
        {"style.horizontal": False},
        {"style.horizontal": False, "style.wrap": True},
        {"style.align": "right", "style.valign": "bottom"},
        {"style.label_rotation": 90.0},
        {"style.label_rotation": -35.0, "style.label_h": "left", "style.wrap": True},
        {"style.label_width": 400.0, "style.overflow": "fill"},
        {"style.label_width": 400.0, "style.overflow": "width", "style.label_rotation": 60.0},
        {"style.label_width": 300.0, "style.align": "left"},
        {"style.label_width": 30.0, "style.wrap": True, "style.label_v": "bottom"},
        {"style.label_width": 30.0, "style.wrap": True},
    ],
)
def test_rough_bounds_hold_labels_that_have_only_a_part_of_their_shape(
    kind: str, direction: str, values: dict[str, Value]
) -> None:
    for label in (
        plain("a title of\nthree\nlines and more"),
        plain("one two three four-five six"),
        plain("日本語の題名"),
        plain("words and words " * 12),
    ):
        for w, h in ((100.0, 60.0), (40.0, 200.0), (250.0, 250.0)):
            own: dict[str, Value] = {"kind": kind, "w": w, "h": h, "style.direction": direction, **values}
            record, box = ShapeRecord("a", own, label), Box(100, 100, w, h)
            items = paint_shape(record, resolve(record.values))[1]
            assert extent.rough_shape(record, box).contains_box(extent.exact(items, Placement(box), ENGINE))


def test_rough_bounds_of_wide_shapes_stay_near_them() -> None:
    values: dict[str, Value] = {"kind": "rect", "w": 200.0, "h": 60.0, "style.wrap": True}
    near = extent.rough_shape(ShapeRecord("a", values, plain("a few words")), Box(0, 0, 200, 60))
    assert Box(-10, -10, 220, 80).contains_box(near)


def test_rough_connectors_grow_with_their_style() -> None:
    ends = [Box(0, 0, 10, 10), Box(100, 0, 10, 10)]
    plain_box = extent.rough_connector({}, ends, [])
    wide = extent.rough_connector({"param.segment": 200.0, "param.shape": "flexArrow"}, ends, [])
    assert plain_box is not None
    assert wide is not None
    assert wide.contains_box(plain_box)
    assert wide.y <= -200
    assert extent.rough_connector({}, [], []) is None
