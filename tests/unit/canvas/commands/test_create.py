"""Tests of making shapes and connectors."""

from __future__ import annotations

from canvas.commands.create import (
    common_container,
    connector_values,
    container_at,
    create_connector,
    create_shape,
    placed,
    shape_values,
    title,
)
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from canvas.model.records import plain
from tests.support.test_editor import TestEditor

BOX = Box(150, 160, 120, 60)


def test_a_shape_is_made_selected_and_one_step() -> None:
    t = TestEditor()
    a = create_shape(t.editor, "rect", BOX, label=plain("A"))
    assert t.box(a) == BOX
    assert t.record(a).text == "A"
    assert t.record(a).get("style.fill") == "#e6e7fd"
    assert t.selection == (a,)
    assert t.history.undo_name == "Add rectangle"
    t.editor.undo()
    assert not t.exists(a)


def test_a_shape_in_a_container_lies_where_it_was_put() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = create_shape(t.editor, "note", BOX, box, more={"style.fill": "#ffffff"})
    assert t.editor.view.parent(a) == box
    assert t.box(a) == BOX
    assert t.record(a).get("style.fill") == "#ffffff"
    assert shape_values(t.editor, "rect", BOX, box)["x"] == 50.0


def test_nothing_is_made_in_a_read_only_diagram() -> None:
    t = TestEditor()
    t.editor.read_only = True
    assert create_shape(t.editor, "rect", BOX) == ""
    assert create_connector(t.editor, "line", EndPoint(Vec(0, 0)), EndPoint(Vec(9, 9))) == ""
    assert t.selection == ()


def test_new_shapes_are_in_front() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    b = create_shape(t.editor, "rect", BOX)
    assert t.shapes() == (a, b)
    assert placed(t.editor)["order"] > t.record(b).order


def test_the_frontmost_container_takes_what_is_dropped() -> None:
    t = TestEditor()
    outer = t.container(0, 0, 500, 500)
    inner = t.container(50, 50, 200, 200, parent=outer)
    t.shape(60, 60)
    assert container_at(t.editor, Vec(100, 100)) == inner
    assert container_at(t.editor, Vec(100, 100), (inner,)) == outer
    assert container_at(t.editor, Vec(100, 100), (outer,)) == ""
    assert container_at(t.editor, Vec(900, 900)) == ""


def test_locked_collapsed_and_turned_containers() -> None:
    t = TestEditor()
    t.container(0, 0, 100, 100, locked=True)
    t.container(200, 0, 100, 100, collapsed=True)
    turned = t.container(400, 0, 200, 20, rotation=90.0)
    assert container_at(t.editor, Vec(50, 50)) == ""
    assert container_at(t.editor, Vec(250, 50)) == ""
    assert container_at(t.editor, Vec(500, 80)) == turned
    assert container_at(t.editor, Vec(410, 10)) == ""


def test_a_connector_joins_shapes() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = create_connector(
        t.editor, "connector", EndPoint(Vec(0, 0), a), EndPoint(Vec(0, 0), b, Vec(0, 0.5)), (Vec(200, 100),)
    )
    assert t.editor.view.ends(line) == (a, b)
    assert t.record(line).get("target.port") == (0, 0.5)
    assert t.record(line).get("waypoints") == ((200.0, 100.0),)
    assert t.selection == (line,)
    assert t.history.undo_name == "Add connector"


def test_a_connector_lies_in_the_container_of_both_its_shapes() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a, b = t.shape(10, 10, parent=box), t.shape(150, 10, parent=box)
    outside = t.shape(600, 0)
    values = connector_values(t.editor, "connector", EndPoint(Vec(0, 0), a), EndPoint(Vec(0, 0), b), (Vec(200, 200),))
    assert values["parent"] == box
    assert values["waypoints"] == ((100.0, 100.0),)
    assert common_container(t.editor, a, outside) == ""
    assert common_container(t.editor, a, "") == ""


def test_titles_are_words() -> None:
    assert title("diamond") == "diamond"
    assert title("shape:cylinder3") == "cylinder"
    assert title("line") == "line"
