"""Tests of dragging ends of connectors."""

from __future__ import annotations

from tests.support.test_editor import TestEditor


def test_an_end_goes_to_another_shape_a_port_and_the_canvas() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(300, 0), t.shape(300, 300)
    line = t.connector(a, b)
    before = t.steps()
    t.select(line).drag_to(t.handle("target"), (350, 330))
    assert t.state == "select.reconnecting"
    assert t.preview.figures
    assert t.editor.scene.preview(t.preview.overrides)[0].points
    t.key("x", "x").pointer_up()
    assert t.editor.view.ends(line) == (a, c)
    assert t.steps() == before + 1
    t.drag(t.handle("target"), (300, 30))
    assert (t.editor.view.ends(line), t.record(line).get("target.port")) == ((a, b), (0, 0.5))
    t.drag(t.handle("source"), (50, 500))
    assert t.editor.view.ends(line) == ("", b)
    assert t.graph.route(line)[0] == (50, 500)
    t.hold(ctrl=True).drag(t.handle("source"), (350, 330))
    assert t.editor.view.ends(line) == ("", b)


def test_escape_keeps_the_end() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    t.select(line).drag_to(t.handle("target"), (600, 330)).key("Escape")
    assert t.editor.view.ends(line) == (a, b)
