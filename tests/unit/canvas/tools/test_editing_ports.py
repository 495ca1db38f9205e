from __future__ import annotations

from canvas.commands.ports import ports_of
from canvas.scene.overlays import PortMark
from tests.support.test_editor import TestEditor


def test_a_press_adds_a_drag_moves_and_a_click_takes_away() -> None:
    t = TestEditor()
    a = t.shape(100, 100, 200, 100)
    count = len(ports_of(t.editor, a))
    t.tool("ports").pointer_move(150, 103)
    assert len(t.figures(PortMark)) == count
    t.click(130, 103)
    assert ports_of(t.editor, a)[-1] == (0.15, 0)
    assert t.selection == (a,)
    t.drag((130, 100), (300, 130))
    assert len(ports_of(t.editor, a)) == count + 1
    assert ports_of(t.editor, a)[-1] == (1, 0.3)
    t.click(300, 130)
    assert len(ports_of(t.editor, a)) == count


def test_ctrl_puts_a_point_inside() -> None:
    t = TestEditor()
    a = t.shape(100, 100, 200, 100)
    t.tool("ports").hold(ctrl=True).click(224, 104)
    assert ports_of(t.editor, a)[-1] == (0.62, 0.04)


def test_escape_writes_nothing_and_ends_the_tool() -> None:
    t = TestEditor()
    t.shape(100, 100)
    before = t.snapshot()
    t.tool("ports").drag_to((130, 103), (140, 103))
    assert t.state == "ports.placing"
    t.key("Escape")
    assert t.state == "ports.idle"
    t.key("Escape")
    assert t.editor.tool == "select"
    assert t.snapshot() == before


def test_the_open_canvas_and_connectors_have_no_points() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0.0, 0.0), target__point=(100.0, 0.0))
    before = t.snapshot()
    t.tool("ports").click(50, 0).click(600, 600)
    assert t.snapshot() == before
    assert line not in t.selection
