"""Tests of grouping."""

from __future__ import annotations

from canvas.kernels.group import group, ungroup
from tests.support.test_editor import TestEditor


def test_members_keep_their_places_and_their_sequence() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(300, 200)
    line = t.connector(a, b, waypoints=((200, 50),))
    routed = t.graph.route(line)
    above = t.shape(0, 0)
    t.editor.apply(group(t.graph, (b, a, line), "g"))
    assert t.box("g") == (100, 50, 300, 210)
    assert t.at(a) == (100, 100)
    assert t.editor.view.children("g") == (a, b, line)
    assert t.graph.route(line) == routed
    assert t.shapes() == ("g", a, b, line, above)


def test_ungrouping_brings_everything_back() -> None:
    t = TestEditor()
    a, b, c = t.shape(100, 100), t.shape(300, 200), t.shape(0, 0)
    t.editor.apply(group(t.graph, (a, b), "g"))
    t.editor.apply(ungroup(t.graph, ("g",)))
    assert not t.exists("g")
    assert t.at(a) == (100, 100)
    assert t.shapes() == (a, b, c)


def test_a_group_stays_inside_the_container_of_its_members() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a, b = t.shape(10, 10, parent=box), t.shape(50, 50, parent=box)
    t.editor.apply(group(t.graph, (a, b), "g"))
    assert t.editor.view.parent("g") == box
    assert t.at(a) == (110, 110)


def test_members_of_different_parents_come_to_the_layer() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a, b = t.shape(10, 10, parent=box), t.shape(500, 50)
    t.editor.apply(group(t.graph, (b, a), "g"))
    assert t.editor.view.parent("g") == ""
    assert t.at(a) == (110, 110)
    inner = t.shape(20, 20, parent=box)
    t.editor.apply(group(t.graph, (inner, "g"), "h"))
    assert t.editor.view.parent("h") == ""


def test_fewer_than_two_shapes_make_no_group() -> None:
    t = TestEditor()
    assert group(t.graph, (t.shape(0, 0),), "g").ops == ()
    assert group(t.graph, (), "g").ops == ()


def test_a_connector_glued_to_a_group_keeps_a_free_end() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(0, 200), t.shape(500, 0)
    t.editor.apply(group(t.graph, (a, b), "g"))
    line = t.connector("g", c)
    t.editor.apply(ungroup(t.graph, ("g",)))
    assert t.editor.view.ends(line) == ("", c)
    assert len(t.graph.route(line)) >= 2


def test_a_shape_that_holds_others_lets_them_go_and_stays() -> None:
    t = TestEditor()
    box = t.shape(100, 100)
    child = t.shape(5, 5, parent=box)
    t.editor.apply(ungroup(t.graph, (box, child)))
    assert t.exists(box)
    assert t.editor.view.parent(child) == ""
    assert t.at(child) == (105, 105)


def test_a_group_whose_frontmost_member_lies_in_a_container_comes_to_the_front_of_the_layer() -> None:
    t = TestEditor()
    a, box = t.shape(600, 0), t.container(100, 100)
    inner, above = t.shape(10, 10, parent=box), t.shape(0, 0)
    t.editor.apply(group(t.graph, (a, inner), "g"))
    assert t.editor.view.parent("g") == ""
    assert t.shapes() == (box, above, "g", a, inner)
    assert t.at(inner) == (110, 110)


def test_a_line_is_no_group() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    t.shape(0, 0, parent=line, relative=True)
    assert ungroup(t.graph, (line,)).ops == ()
