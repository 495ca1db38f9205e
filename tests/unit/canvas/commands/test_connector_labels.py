from __future__ import annotations

from canvas.commands.connector_labels import PLACES, add_label, labels_of, remove_label
from canvas.commands.text import set_label
from canvas.geometry.vec import Vec
from canvas.model.records import plain
from tests.support.test_editor import TestEditor


def line() -> tuple[TestEditor, str]:
    t = TestEditor()
    return t, t.connector(t.shape(0, 0), t.shape(500, 0), routing="straight", style__font_size=11.0)


def test_the_first_label_is_the_connectors_own_and_more_ride_on_it() -> None:
    t, connector = line()
    assert add_label(t.editor, connector) == connector
    set_label(t.editor, connector, plain("yes"))
    other = add_label(t.editor, connector)
    assert other != connector
    assert t.graph.is_label(other)
    assert t.record(other).get("style.font_size") == 11.0
    assert (t.record(other).x, t.record(other).y) == (PLACES[1], 0)
    assert labels_of(t.editor, connector) == (connector, other)


def test_a_label_goes_where_it_is_wanted() -> None:
    t, connector = line()
    assert add_label(t.editor, connector, Vec(200, 40)) == connector
    assert (t.record(connector).x, t.record(connector).y) == (-0.5, -10)


def test_labels_are_taken_away() -> None:
    t, connector = line()
    set_label(t.editor, connector, plain("yes"))
    other = add_label(t.editor, connector)
    assert remove_label(t.editor, other)
    assert not t.exists(other)
    assert remove_label(t.editor, connector)
    assert labels_of(t.editor, connector) == ()
    assert not remove_label(t.editor, "nobody")


def test_nothing_is_added_where_nothing_may_be_changed() -> None:
    t, connector = line()
    t.editor.read_only = True
    assert add_label(t.editor, connector) == ""


def test_a_double_click_on_a_line_writes_there() -> None:
    t, connector = line()
    t.double_click(200, 30)
    assert t.machine.editing == connector
    t.type("one")
    t.machine.finish_text()
    t.select().double_click(400, 30)
    label = t.machine.editing
    assert label != connector
    t.type("two")
    t.machine.finish_text()
    assert [t.record(i).text for i in labels_of(t.editor, connector)] == ["one", "two"]
    t.select().double_click(300, 30)
    t.machine.finish_text()
    assert len(labels_of(t.editor, connector)) == 2, "a label that nobody typed into goes again"


def test_a_label_is_dragged_along_its_line() -> None:
    t, connector = line()
    set_label(t.editor, connector, plain("yes"))
    label = add_label(t.editor, connector, Vec(400, 30))
    set_label(t.editor, label, plain("many words"))
    t.select().drag((400, 30), (200, 60))
    assert abs(t.record(label).x + 0.5) < 0.01
    assert t.record(label).y == -30
