from __future__ import annotations

from canvas.drawing.display_list import ImageItem, PathItem
from canvas.drawing.style import resolve
from canvas.geometry.box import Box
from canvas.model.records import Value
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


def picture(name: str, **style: Value) -> ImageItem:
    s = ShapeBox(100, 60, style=resolve({f"style.{k}": v for k, v in style.items()}), image="sha256:ab")
    return next(i for i in kind(name).paint(s) if isinstance(i, ImageItem))


def test_pictures_fill_their_box_or_lie_in_it() -> None:
    assert picture("image").box == Box(0, 0, 100, 60)
    small = picture("image", image_width=20.0, image_height=20.0, image_align="right", image_valign="top")
    assert small.box == Box(80, 0, 20, 20)
    assert not picture("image", image_aspect=False).keep_aspect


def test_icons_of_labelled_boxes_keep_off_the_border() -> None:
    assert picture("label", image_align="left").box == Box(7, 18, 24, 24)
    assert picture("label", image_align="right", image_width=10.0, spacing=0.0).box == Box(85, 18, 10, 24)


def test_a_picture_without_source_is_just_its_frame() -> None:
    style = resolve({"style.fill": "none", "style.stroke": "none"})
    assert kind("image").paint(ShapeBox(10, 10, style=style)) == ()
    assert len(kind("image").paint(ShapeBox(10, 10))) == 1


def test_waypoints_are_dots_of_ink() -> None:
    (dot,) = kind("waypoint").paint(ShapeBox(20, 20, style=resolve({"style.stroke": "#ff0000", "style.fill": "none"})))
    assert isinstance(dot, PathItem)
    assert dot.fill is not None
    assert dot.fill.color == "#ff0000"
    assert kind("waypoint").paint(ShapeBox(20, 20, style=resolve({"style.stroke": "none"}))) == ()


def test_unknown_shapes_show_their_picture() -> None:
    assert picture("mxgraph.no.such").source == "sha256:ab"
