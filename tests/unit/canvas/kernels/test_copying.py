"""Tests of copies."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.copying import Destination, beside, copy_of, paste
from canvas.model.plan import Create
from tests.support.test_editor import TestEditor


def test_a_copy_is_free_of_its_diagram() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = t.shape(10, 10, parent=box, text="A")
    copied = copy_of(t.graph, (a,))
    assert copied is not None
    assert copied.box == Box(110, 110, 100, 60)
    (only,) = copied.shapes
    assert only.text == "A"
    assert (only.x, only.y) == (110, 110)
    assert not {"page", "layer", "parent", "order"} & set(only.values)


def test_inner_connectors_come_along_and_outer_ends_are_free() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    copied = copy_of(t.graph, (a, line))
    assert copied is not None
    values = copied.shapes[1].values
    assert values["source"] == a
    assert "target" not in values
    assert values["target.point"] == tuple(t.graph.route(line)[-1])


def test_lines_between_what_lies_in_a_container_come_along() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    a, b = t.shape(0, 0, parent=box), t.shape(150, 0, parent=box)
    line = t.connector(a, b)
    copied = copy_of(t.graph, (box,))
    assert copied is not None
    assert {s.id for s in copied.shapes} == {box, a, b, line}
    assert set(copied.roots) == {box, line}


def test_nothing_to_copy() -> None:
    assert copy_of(TestEditor().graph, ()) is None


def test_pasted_shapes_have_new_ids_and_are_glued_to_each_other() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b, waypoints=((200, 100),))
    copied = copy_of(t.graph, (a, b, line))
    assert copied is not None
    into = Destination("p", "l", "box", Vec(10, 10), "V")
    plan = paste(copied, {a: "A", b: "B", line: "L"}, Vec(50, 0), lambda _: into)
    made = {op.id: op for op in plan.ops if isinstance(op, Create)}
    assert made["L"].values["source"] == "A"
    assert made["L"].values["waypoints"] == ((240.0, 90.0),)
    assert made["A"].values["x"] == 40.0
    assert made["A"].values["parent"] == "box"


def test_children_of_a_copy_keep_their_numbers() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = t.shape(10, 10, parent=box)
    copied = copy_of(t.graph, (box,))
    assert copied is not None
    into = Destination("p", "l", "", ORIGIN, "V")
    plan = paste(copied, {box: "B", a: "A"}, ORIGIN, lambda _: into)
    child = plan.ops[1]
    assert isinstance(child, Create)
    assert (child.values["parent"], child.values["x"], child.values["page"]) == ("B", 10, "p")


def test_a_line_inside_a_copied_container_keeps_its_numbers() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    line = t.connector(parent=box, source__point=(5, 5), target__point=(50, 50))
    copied = copy_of(t.graph, (box,))
    assert copied is not None
    assert copied.shapes[1].id == line
    assert copied.shapes[1].values["source.point"] == (5, 5)


def test_a_label_copied_alone_becomes_a_plain_shape() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(100, 0))
    label = t.shape(0, 0, 40, 20, parent=line, relative=True)
    copied = copy_of(t.graph, (label,))
    assert copied is not None
    assert "relative" not in copied.shapes[0].values
    destination = beside(t.graph, (label,))[label]
    assert destination.parent == ""


def test_duplicates_lie_in_front_of_their_siblings() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a, b = t.shape(0, 0, parent=box), t.shape(0, 0, parent=box)
    found = beside(t.graph, (a, b))
    assert found[a].parent == box
    assert found[a].origin == Vec(100, 100)
    assert t.record(b).order < found[a].order < found[b].order
