"""Tests of the machine itself."""

from __future__ import annotations

import pytest

from canvas.commands import pages
from canvas.model.plan import Delete, Origin, Plan, Set
from canvas.scene.overlays import HandleMark, HoverOutline, SelectionBox
from canvas.tools.events import PRESS, KeyEvent
from canvas.tools.machine import Machine
from tests.support.test_editor import TestEditor


def test_escape_backs_out_one_thing_a_press() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    t.tool("rect").drag_to((300, 300), (400, 400))
    states = []
    for _ in range(4):
        t.key("Escape")
        states.append((t.state, len(t.selection)))
    assert states == [("rect.idle", 1), ("select.idle", 1), ("select.idle", 0), ("select.idle", 0)]


@pytest.mark.parametrize("tool", ["rect", "pen", "eraser", "hand", "connector", "text"])
def test_what_is_selected_stays_in_sight_with_every_tool(tool: str) -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a)
    t.tool(tool)
    shown = t.machine.preview.figures
    assert [f.whole for f in shown if isinstance(f, SelectionBox)] == [True]
    assert not any(isinstance(f, HandleMark) for f in shown)
    t.select()
    assert not any(isinstance(f, SelectionBox) for f in t.machine.preview.figures)


def test_choosing_another_tool_ends_the_gesture() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.drag_to((50, 30), (90, 90))
    t.tool("hand")
    assert t.state == "hand.idle"
    t.pointer_up()
    assert t.at(a) == (0, 0)


def test_showing_another_page_ends_the_gesture() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.drag_to((50, 30), (90, 90))
    pages.add(t.editor)
    assert t.state == "select.idle"


def test_changes_are_told() -> None:
    t = TestEditor()
    told: list[None] = []
    t.machine.on_change.subscribe(told.append)
    t.pointer_move(-50, -50)
    assert told == []
    assert not t.machine.handle(KeyEvent(PRESS, "F5"))
    assert told == []
    t.shape(0, 0)
    assert len(told) == 1
    t.pointer_move(50, 30)
    assert len(told) == 2
    t.pointer_move(51, 31)
    assert len(told) == 2


def test_what_is_done_far_from_the_selection_changes_nothing_that_is_shown() -> None:
    t = TestEditor()
    a, far = t.shape(0, 0), t.shape(600, 900)
    t.select(a)
    shown, told = t.machine.preview, list[None]()
    t.machine.on_change.subscribe(told.append)
    t.document.apply(Plan("Far", (Set(far, "x", 700.0),)), Origin.REMOTE)
    assert t.machine.preview is shown
    assert told == []
    t.document.apply(Plan("Here", (Set(a, "x", 50.0),)), Origin.REMOTE)
    assert t.handle("nw")[0] == 50
    assert len(told) == 1


def test_the_outline_of_what_is_pointed_at_follows_what_others_do() -> None:
    t = TestEditor()
    a, far = t.shape(0, 0), t.shape(600, 900)
    t.select(a)
    t.pointer_move(610, 910)
    before = t.figures(HoverOutline)
    assert before
    t.document.apply(Plan("Wide", (Set(far, "w", 300.0),)), Origin.REMOTE)
    after = t.figures(HoverOutline)
    assert after
    assert after != before
    t.document.apply(Plan("Gone", (Delete(far),)), Origin.REMOTE)
    assert not t.figures(HoverOutline)


def test_editing_needs_a_shape_that_may_be_changed() -> None:
    t = TestEditor()
    a, locked = t.shape(0, 0), t.shape(300, 0, locked=True)
    assert not t.machine.edit_text()
    assert not t.machine.edit_text("gone")
    assert not t.machine.edit_text(locked)
    t.select(a)
    assert t.machine.edit_text()
    assert t.machine.editing == a
    t.machine.cancel()
    t.machine.pause_typing()
    assert t.machine.at_rest


def test_a_closed_machine_hears_nothing() -> None:
    t = TestEditor()
    machine = Machine(t.editor)
    told: list[None] = []
    machine.close()
    machine.on_change.subscribe(told.append)
    t.shape(0, 0)
    t.tool("rect")
    assert told == []
    assert machine.state == "select.idle"


def test_space_and_pan_show_over_any_state() -> None:
    t = TestEditor()
    t.key_down("Space")
    assert t.preview.cursor == "grab"
    t.key_up("Space")
    assert t.preview.cursor == "default"


def test_a_change_of_something_else_is_told_during_a_gesture_only() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    t.select(a)
    shown, told = t.machine.preview, list[None]()
    t.machine.on_change.subscribe(told.append)
    t.editor.apply(Plan("Move", (Set(b, "x", 320.0),)))
    assert (told, t.machine.preview) == ([], shown)
    t.editor.apply(Plan("Move", (Set(a, "x", 10.0),)))
    assert len(told) == 1
    assert t.machine.preview != shown
    t.pointer_down(60, 30)
    t.pointer_move(90, 90)
    told.clear()
    t.editor.apply(Plan("Move", (Set(b, "x", 340.0),)))
    assert len(told) == 1
