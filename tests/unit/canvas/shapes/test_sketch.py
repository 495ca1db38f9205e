from __future__ import annotations

from canvas.drawing.display_list import Fill, PathItem, Stroke
from canvas.drawing.style import Style, resolve
from canvas.geometry.box import Box
from canvas.geometry.path_builder import ellipse_path, rect_path
from canvas.geometry.path_ops import bounds, contains
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Value
from canvas.shapes.definition import ShapeBox
from canvas.shapes.painting import paint_shape
from canvas.shapes.sketch import hatching, sketched


def paths(shape_id: str = "a", **params: Value) -> list[PathItem]:
    item = PathItem(rect_path(0, 0, 100, 60), Fill("#ffcc00"), Stroke("#000000"))
    return [i for i in sketched((item,), ShapeBox(100, 60, params, Style()), shape_id) if isinstance(i, PathItem)]


def test_the_same_shape_always_wobbles_the_same_way_and_others_differently() -> None:
    assert paths("a") == paths("a")
    assert paths("a") != paths("b")


def test_outlines_are_gone_over_twice_and_stay_near() -> None:
    outline = paths()[-1]
    assert sum(command[0] == "M" for command in outline.path.commands) == 8
    around = bounds(outline.path)
    assert around is not None
    assert Box(0, 0, 100, 60).inflated(1.5).contains_box(around)
    assert around != Box(0, 0, 100, 60)


def test_no_jiggle_draws_exactly() -> None:
    assert bounds(paths(jiggle=0.0)[-1].path) == Box(0, 0, 100, 60)


def test_fills_are_hatched_in_their_colour_or_solid_when_asked() -> None:
    hatched = paths()[0]
    assert hatched.fill is None
    assert hatched.stroke is not None
    assert hatched.stroke.color == "#ffcc00"
    solid = paths(fill_style="solid")[0]
    assert solid.fill == Fill("#ffcc00")
    crossed = paths(fill_style="cross-hatch")[0]
    assert len(crossed.path.commands) > len(hatched.path.commands)


def test_hatching_lies_inside_at_its_distance_and_angle() -> None:
    figure = ellipse_path(0, 0, 80, 80)
    strokes = hatching(figure, 0.0, 10.0)
    assert [round(a.y) for a, _ in strokes] == [5, 15, 25, 35, 45, 55, 65, 75]
    assert all(contains(figure, Vec((a.x + b.x) / 2, a.y)) for a, b in strokes)
    assert len(hatching(rect_path(0, 0, 1e6, 1e6), 30.0, 1.0)) <= 3000


def test_a_sketched_shape_is_painted_by_hand() -> None:
    record = ShapeRecord("a", {"kind": "rect", "w": 100.0, "h": 60.0, "style.sketch": True})
    assert len(paint_shape(record, resolve(record.values))[1]) == 2


def test_other_ways_of_hatching() -> None:
    plain = paths()[0]
    zigzag, dashed, dots = (paths(fill_style=name)[0] for name in ("zigzag", "dashed", "dots"))
    assert sum(command[0] == "M" for command in zigzag.path.commands) == 1
    assert len(zigzag.path.commands) == len(plain.path.commands)
    assert len(dashed.path.commands) > len(plain.path.commands)
    assert dots.stroke is not None
    assert dots.stroke.cap == "round"
    assert len(dots.path.commands) > len(plain.path.commands)
    around = bounds(dots.path)
    assert around is not None
    assert Box(0, 0, 100, 60).inflated(2.0).contains_box(around)
