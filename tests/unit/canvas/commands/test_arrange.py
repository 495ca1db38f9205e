"""Tests of placing the selection."""

from __future__ import annotations

import pytest

from canvas.commands import arrange
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def three() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(150, 100), t.shape(400, 300)
    t.select(a, b, c)
    return t, a, b, c


def test_moving_is_one_step() -> None:
    t, a, b, _c = three()
    assert arrange.move(t.editor, Vec(10, 5))
    assert (t.at(a), t.at(b)) == ((10, 5), (160, 105))
    assert t.history.undo_name == "Move"
    assert not arrange.move(t.editor, Vec(0, 0))


def test_dropping_into_and_out_of_a_container() -> None:
    t = TestEditor()
    box, a = t.container(500, 500), t.shape(0, 0)
    line = t.connector(source__point=(0, 0), target__point=(50, 50))
    glued = t.connector(a, target__point=(99, 99))
    t.select(a, line, glued)
    assert arrange.drop_target(t.editor, (a,), Vec(550, 550)) == box
    arrange.move(t.editor, Vec(520, 520), drop=Vec(550, 550))
    assert t.editor.view.parent(a) == box
    assert t.at(a) == (520, 520)
    assert t.editor.view.parent(line) == box
    assert t.graph.route(line)[0] == (520, 520)
    assert t.editor.view.parent(glued) == ""
    t.select(a)
    assert arrange.drop_target(t.editor, (a,), Vec(560, 560)) is None
    assert arrange.drop_target(t.editor, (a,), Vec(20, 20)) == ""
    arrange.move(t.editor, Vec(-500, -500), drop=Vec(20, 20))
    assert t.editor.view.parent(a) == ""
    assert t.at(a) == (20, 20)


def test_members_of_a_group_stay_in_it() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 100, 100, kind="group")
    a = t.shape(0, 0, 20, 20, parent=group)
    t.container(500, 500)
    t.select(a)
    arrange.move(t.editor, Vec(520, 520), drop=Vec(530, 530))
    assert t.editor.view.parent(a) == group


def test_nudges_of_one_gesture_are_one_step() -> None:
    t, a, *_ = three()
    before = t.steps()
    arrange.nudge(t.editor, 1, 0, "g")
    arrange.nudge(t.editor, 1, 0, "g")
    assert t.at(a) == (2, 0)
    assert t.steps() == before + 1


def test_aligning_distributing_sizing_flipping() -> None:
    t, a, b, c = three()
    assert arrange.align(t.editor, "left")
    assert [t.at(s)[0] for s in (a, b, c)] == [0, 0, 0]
    assert arrange.distribute(t.editor, horizontal=False)
    assert t.at(b)[1] == 150
    t.select(a, b)
    arrange.set_size(t.select(c).editor, w=50, h=40)
    assert arrange.same_size(t.select(a, c).editor)
    assert t.box(a)[2:] == (50, 40)
    assert arrange.flip(t.editor, horizontal=True)
    assert t.record(a).get("flip_h") is True


@pytest.mark.parametrize(("way", "name"), [("front", "Bring to front"), ("backward", "Send backward")])
def test_painting_order(way: str, name: str) -> None:
    t, _a, b, _c = three()
    t.select(b)
    assert arrange.arrange(t.editor, way)
    assert t.history.undo_name == name
    assert t.shapes().index(b) == (2 if way == "front" else 0)


def test_turning() -> None:
    t, a, *_ = three()
    t.select(a)
    assert arrange.rotate(t.editor, 30)
    assert t.record(a).rotation == 30
    assert t.at(a) == (0, 0)
    assert arrange.rotate(t.editor, 90, Vec(0, 0))
    assert t.at(a) != (0, 0)
    assert arrange.set_rotation(t.editor, 45)
    assert t.record(a).rotation == 45
    assert not arrange.rotate(t.select().editor, 30)
    assert arrange.selection_centre(t.editor, ()) is None


def test_exact_numbers() -> None:
    t, a, b, _c = three()
    t.select(a, b)
    assert arrange.set_position(t.editor, x=50)
    assert (t.at(a), t.at(b)) == ((50, 0), (200, 100))
    assert arrange.set_position(t.editor, y=-10)
    assert t.at(a) == (50, -10)
    assert arrange.set_size(t.editor, w=500)
    assert t.box(a) == Box(50, -10, 200, 60)
    assert arrange.set_size(t.editor, h=320)
    assert t.box(a).h == 120
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    t.select(line)
    assert not arrange.set_position(t.editor, x=1)
    assert not arrange.set_size(t.editor, w=1)
    assert not arrange.set_rotation(t.editor, 1)


def test_locked_shapes_do_not_move() -> None:
    t = TestEditor()
    a = t.shape(0, 0, locked=True)
    t.select(a)
    assert not arrange.nudge(t.editor, 1, 0)
    assert t.at(a) == (0, 0)
