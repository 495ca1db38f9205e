"""Tests of the select tool at rest."""

from __future__ import annotations

from canvas.commands.group import group
from canvas.editor.editor import LOCKED
from canvas.scene.overlays import HoverOutline, TextField
from tests.support.test_editor import TestEditor


def test_hovering_outlines_what_a_click_selects() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    t.pointer_move(50, 30)
    assert t.figures(HoverOutline) == [HoverOutline(t.box(a))]
    assert t.preview.cursor == "move"
    t.pointer_move(200, 30)
    assert t.figures(HoverOutline)[0].points == t.graph.route(line)  # type: ignore[attr-defined]
    t.select(a).pointer_move(50, 30)
    assert t.figures(HoverOutline) == []
    t.pointer_move(*t.handle("se"))
    assert t.preview.cursor == "resize:45"
    t.pointer_move(800, 700)
    assert t.preview.cursor == "default"


def test_arrows_nudge_by_one_and_by_a_grid_step() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a)
    before = t.steps()
    t.key("Right").key("Down").hold(shift=True).key("Left").key("Up")
    assert t.at(a) == (-9, -9)
    assert t.steps() == before + 1
    t.now_ms += 1500
    t.key("Up")
    assert t.steps() == before + 2
    assert not t.select().key_down("Up")


def test_double_click_enter_f2_and_typing_edit_text() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A")
    t.double_click(50, 30)
    assert t.machine.editing == a
    for key in ("Return", "Enter", "F2"):
        t.key("Escape").key(key)
        assert t.machine.editing == a
    t.key("Escape").key("x", "x")
    assert t.figures(TextField) == [TextField(a, t.box(a), 0.0, "x")]
    t.key("Escape")
    assert t.hold(ctrl=True).key_down("x", "x") is False
    assert t.hold().select().key_down("x", "x") is False


def test_double_click_goes_into_groups_step_by_step() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 200, 200, kind="group", style__fill="none")
    leaf = t.shape(30, 30, parent=group)
    t.click(80, 60)
    assert t.selection == (group,)
    t.pointer_down(80, 60, clicks=2).pointer_up()
    assert t.selection == (leaf,)
    assert t.state == "select.idle"
    t.double_click(80, 60)
    assert t.machine.editing == leaf
    t.key("Escape").click(900, 700).click(80, 60)
    assert t.selection == (group,)


def test_locked_shapes_are_selected_but_not_edited() -> None:
    t = TestEditor()
    a = t.shape(0, 0, locked=True)
    t.double_click(50, 30)
    assert (t.selection, t.state) == ((a,), "select.idle")
    assert LOCKED in t.notices
    t.drag((50, 30), (90, 30))
    assert t.at(a) == (0, 0)


def test_escape_lets_go() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    assert t.key_down("Escape")
    assert t.selection == ()
    assert not t.key_down("Escape")


def test_arrows_with_ctrl_or_alt_are_left_to_the_actions() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    assert not t.hold(ctrl=True).key_down("Right")
    assert not t.hold(alt=True).key_down("Right")
    assert not t.hold().select().key_down("Right")


def test_releases_mean_nothing() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a).key_up("Right")
    assert t.at(a) == (0, 0)


def test_control_picks_right_through_groups() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    t.select(a, b)
    assert group(t.editor)
    outer = t.selection[0]
    t.select().click(50, 30)
    assert t.selection == (outer,)
    t.select().hold(ctrl=True).click(50, 30)
    assert t.selection == (a,)
    t.hold(ctrl=True, shift=True).click(250, 30)
    assert t.selection == (a, b)
