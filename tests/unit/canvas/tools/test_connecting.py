"""Tests of the connector and line tools."""

from __future__ import annotations

from canvas.scene.overlays import PortMark
from canvas.tools.state import CROSSHAIR
from tests.support.test_editor import TestEditor


def two() -> tuple[TestEditor, str, str]:
    t = TestEditor()
    return t, t.shape(0, 0), t.shape(300, 0)


def test_hovering_shows_ports() -> None:
    t, *_ = two()
    t.tool("connector").pointer_move(50, 30)
    assert t.state == "connector.idle"
    assert t.figures(PortMark)
    assert t.preview.cursor == CROSSHAIR


def test_dragging_from_body_to_body_floats_at_both_ends() -> None:
    t, a, b = two()
    before = t.steps()
    t.tool("connector").drag_to((50, 30), (350, 30))
    assert t.state == "connector.connecting"
    assert t.editor.scene.preview(t.preview.overrides)[0].points
    t.pointer_up()
    line = t.newest()
    assert t.editor.view.ends(line) == (a, b)
    assert t.record(line).get("source.port") is None
    assert (t.state, t.selection, t.steps()) == ("select.idle", (line,), before + 1)


def test_ports_fix_and_the_canvas_frees() -> None:
    t, a, _b = two()
    t.tool("connector").drag((100, 30), (700, 500))
    line = t.newest()
    assert t.record(line).get("source.port") == (1, 0.5)
    assert t.record(line).get("target.point") == (700, 500)
    t.hold(ctrl=True).tool("line").drag((50, 30), (350, 30))
    assert t.editor.view.ends(t.newest()) == ("", "")
    assert t.editor.view.connectors_of(a) == (line,)


def test_a_click_or_a_slip_makes_nothing() -> None:
    t, *_ = two()
    count = len(t.shapes())
    t.tool("connector").click(50, 30)
    t.drag((20, 20), (60, 40))
    assert t.preview.cursor == CROSSHAIR
    assert len(t.shapes()) == count
    t.drag_to((20, 20), (60, 40))
    assert t.preview.overrides == {}
    t.key("Escape")
    assert t.state == "connector.idle"


def test_a_kept_tool_stays() -> None:
    t, *_ = two()
    t.tool("connector", keep=True).drag((50, 30), (350, 30))
    assert t.state == "connector.idle"


def test_a_shape_that_vanishes_meanwhile() -> None:
    t, a, _b = two()
    t.tool("connector").drag_to((50, 30), (350, 30))
    t.editor.undo()
    t.editor.undo()
    assert not t.exists(a)
    t.pointer_up()
    assert t.state == "connector.idle"


def test_shift_keeps_a_line_to_directions_in_steps() -> None:
    t = TestEditor()
    t.tool("line").hold(shift=True).drag((100, 100), (300, 106))
    end = t.record(t.newest()).get("target.point")
    assert end[1] == 100
    assert abs(end[0] - 300) < 1
