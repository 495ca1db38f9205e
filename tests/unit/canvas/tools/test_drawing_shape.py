"""Tests of the tools that place shapes."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.scene.overlays import Badge
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize("tool", ["rect", "ellipse", "diamond", "frame", "shape:cloud"])
def test_a_click_places_the_usual_size_in_its_middle(tool: str) -> None:
    t = TestEditor()
    t.tool(tool).click(400, 300)
    a = t.newest()
    assert t.box(a).center == (400, 300)
    assert t.box(a)[2:] == t.editor.defaults.size(tool)
    assert (t.state, t.selection, t.steps()) == ("select.idle", (a,), 1)


def test_a_drag_draws_from_corner_to_corner() -> None:
    t = TestEditor()
    t.tool("rect").drag_to((300, 300), (200, 250))
    assert t.state == "rect.drawing"
    assert t.editor.scene.preview(t.preview.overrides)[0].placement.box == Box(200, 250, 100, 50)
    assert t.figures(Badge) == [Badge("100 × 50", (250, 300))]
    assert t.shapes() == ()
    t.pointer_up()
    assert t.box(t.newest()) == Box(200, 250, 100, 50)


def test_shift_makes_a_square_and_alt_grows_from_the_middle() -> None:
    t = TestEditor()
    t.hold(shift=True).tool("rect").drag((100, 100), (150, 180))
    assert t.box(t.newest()) == Box(100, 100, 80, 80)
    t.tool("rect").drag((100, 100), (50, 90))
    assert t.box(t.newest()) == Box(50, 50, 50, 50)
    t.hold(alt=True).tool("rect").drag((500, 500), (550, 530))
    assert t.box(t.newest()) == Box(450, 470, 100, 60)


def test_corners_snap_to_the_grid_unless_ctrl_is_held() -> None:
    t = TestEditor(snap=True)
    t.tool("rect").drag((103, 98), (197, 152))
    assert t.box(t.newest()) == Box(100, 100, 100, 50)
    t.hold(ctrl=True).tool("rect").drag((503, 498), (597, 552))
    assert t.box(t.newest()) == Box(503, 498, 94, 54)
    t.tool("rect").click(803, 598)
    assert t.box(t.newest()).center == (803, 598)
    fresh = TestEditor(snap=True)
    fresh.tool("rect").click(803, 398)
    assert fresh.at(fresh.newest()) == (740, 370)


def test_a_line_without_area_counts_as_a_click() -> None:
    t = TestEditor()
    t.tool("rect").drag_to((100, 100), (200, 100))
    assert t.preview.overrides == {}
    t.pointer_up()
    assert t.box(t.newest())[2:] == (120, 60)


def test_what_is_drawn_in_a_container_lies_in_it() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    t.tool("rect").drag_to((50, 50), (100, 100))
    assert t.preview.overrides["new-shape"]["parent"] == box
    t.pointer_up()
    assert t.editor.view.parent(t.newest()) == box


def test_a_note_is_written_at_once() -> None:
    t = TestEditor()
    t.tool("note").click(300, 300)
    note = t.newest()
    assert (t.state, t.machine.editing) == ("select.editing_text", note)
    t.type("hi").key("Escape")
    assert t.record(note).text == "hi"
    assert (t.state, t.editor.tool) == ("select.idle", "select")


def test_an_empty_text_goes_again() -> None:
    t = TestEditor()
    t.tool("text").drag((300, 300), (400, 340))
    text = t.newest()
    assert t.box(text) == Box(300, 300, 100, 40)
    t.key("Escape")
    assert not t.exists(text)
    assert t.state == "select.idle"


def test_a_kept_tool_stays_until_escape() -> None:
    t = TestEditor()
    t.tool("rect", keep=True).click(100, 100)
    t.click(400, 100)
    assert len(t.shapes()) == 2
    assert t.state == "rect.idle"
    t.key("Escape")
    assert (t.state, t.editor.keep_tool) == ("select.idle", False)


def test_escape_draws_nothing() -> None:
    t = TestEditor()
    t.tool("rect").drag_to((100, 100), (300, 300)).key("Escape")
    assert (t.state, t.shapes()) == ("rect.idle", ())
    t.pointer_up()
    assert t.shapes() == ()


def test_nothing_is_drawn_in_a_read_only_diagram() -> None:
    t = TestEditor()
    t.editor.read_only = True
    t.tool("text").click(100, 100)
    t.tool("note").click(100, 100)
    assert (t.shapes(), t.state) == ((), "select.idle")


def test_frames_are_called_by_the_first_free_number() -> None:
    t = TestEditor()
    for name in ("Frame 1", "Frame 2"):
        t.tool("frame").click(400, 300)
        assert t.editor.records.shapes[t.newest()].text == name
        t.editor.select(())
    assert t.steps() == 2
