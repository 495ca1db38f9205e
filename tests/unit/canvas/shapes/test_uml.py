from __future__ import annotations

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


def test_a_lifeline_is_a_head_and_a_dashed_line() -> None:
    s = ShapeBox(100, 300)
    head, line = kind("umlLifeline").paint(s)
    assert isinstance(head, PathItem)
    assert path_ops.bounds(head.path) == Box(0, 0, 100, 40)
    assert isinstance(line, PathItem)
    assert line.stroke is not None
    assert line.stroke.dash == (3, 3)
    assert kind("umlLifeline").text_box(s) == (0, 0, 100, 40)


def test_a_lifeline_is_hit_at_its_line_but_not_beside() -> None:
    path = kind("umlLifeline").outline(ShapeBox(100, 300))
    assert path_ops.contains(path, Vec(50, 200))
    assert not path_ops.contains(path, Vec(20, 200))


def test_an_actor_can_take_part() -> None:
    items = kind("umlLifeline").paint(ShapeBox(40, 300, {"participant": "umlActor"}))
    assert len(items) == 3


def test_a_frame_has_its_label_in_the_tab() -> None:
    s = ShapeBox(300, 200, {"width": 80.0, "swimlane_fill_color": "#ffeeee"})
    assert kind("umlFrame").text_box(s) == (0, 0, 80, 30)
    background = kind("umlFrame").paint(s)[0]
    assert isinstance(background, PathItem)
    assert background.fill is not None
    assert background.fill.color == "#ffeeee"


def test_component_plugs_stand_out_on_the_left() -> None:
    path = kind("component").outline(ShapeBox(180, 90))
    assert path_ops.contains(path, Vec(5, 27))
    assert not path_ops.contains(path, Vec(5, 45))


def test_folders_have_their_tab_right_or_left() -> None:
    right, left = (kind("folder").outline(ShapeBox(120, 80, {"tab_position": p})) for p in ("right", "left"))
    assert path_ops.contains(right, Vec(115, 5))
    assert path_ops.contains(left, Vec(5, 5))
    assert not path_ops.contains(left, Vec(115, 5))
    header = {"bounded_lbl": 1.0, "label_in_header": 1.0, "tab_position": "left"}
    assert kind("folder").text_box(ShapeBox(120, 80, header)) == (0, 0, 60, 20)


def test_states_are_filled_with_ink() -> None:
    style = resolve({"style.stroke": "#112233", "style.fill": "none"})
    for name in ("startState", "endState"):
        blob = kind(name).paint(ShapeBox(30, 30, style=style))[-1]
        assert isinstance(blob, PathItem)
        assert blob.fill is not None
        assert blob.fill.color == "#112233"
