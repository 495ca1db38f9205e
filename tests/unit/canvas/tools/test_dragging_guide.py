"""Tests of lines across the page."""

from __future__ import annotations

from canvas.commands.guides import PageGuide, guides_of, lay
from canvas.geometry.vec import Vec
from canvas.scene.overlays import Badge, PageLine
from canvas.tools.dragging_guide import guide_at
from canvas.tools.events import DOWN, LEFT, PointerEvent
from tests.support.test_editor import TestEditor


def from_ruler(t: TestEditor, level: bool) -> None:
    at = Vec(300, 5) if level else Vec(5, 300)
    t.editor.show_rulers = True
    t.machine.begin_guide(PointerEvent(DOWN, at, at, LEFT), level=level)
    t._held, t._at = LEFT, at


def test_a_line_is_dragged_out_of_a_ruler() -> None:
    t = TestEditor()
    from_ruler(t, level=True)
    assert (t.figures(PageLine), t.state) == ([], "select.dragging_guide")
    t.pointer_move(300, 100).pointer_move(300, 150.4)
    assert t.figures(PageLine) == [PageLine(True, 150.0, active=True)]
    assert t.figures(Badge)
    assert guides_of(t.editor) == ()
    t.pointer_up()
    assert guides_of(t.editor) == (PageGuide(True, 150.0),)
    assert t.figures(PageLine) == [PageLine(True, 150.0)]
    assert (t.steps(), t.state) == (1, "select.idle")


def test_let_go_over_the_ruler_or_escaped_it_is_not_laid() -> None:
    t = TestEditor()
    from_ruler(t, level=False)
    t.pointer_move(200, 300).pointer_move(10, 300).pointer_up()
    assert guides_of(t.editor) == ()
    from_ruler(t, level=False)
    t.pointer_move(200, 300).key("Escape").pointer_up()
    assert (guides_of(t.editor), t.state) == ((), "select.idle")
    from_ruler(t, level=False)
    t.pointer_up()
    assert guides_of(t.editor) == ()


def test_a_laid_line_is_moved_by_hand_and_dragged_out_of_the_view() -> None:
    t = TestEditor()
    lay(t.editor, PageGuide(level=False, position=400.0))
    t.pointer_move(402, 300)
    assert t.preview.cursor == "resize:0"
    t.drag((402, 300), (500, 320))
    assert guides_of(t.editor) == (PageGuide(False, 500.0),)
    t.drag((500, 300), (-20, 300))
    assert guides_of(t.editor) == ()
    t.editor.undo()
    assert guides_of(t.editor) == (PageGuide(False, 500.0),)


def test_a_click_changes_nothing_and_shapes_come_first() -> None:
    t = TestEditor()
    a = t.shape(380, 280)
    lay(t.editor, PageGuide(level=False, position=400.0))
    t.click(400, 100)
    assert guides_of(t.editor) == (PageGuide(False, 400.0),)
    t.drag((400, 300), (410, 300))
    assert t.at(a) == (390, 280)


def test_it_snaps_to_shapes_and_control_keeps_it_from_that() -> None:
    t = TestEditor(snap=True)
    t.editor.snap_grid = False
    t.shape(100.5, 100, 50, 50)
    from_ruler(t, level=False)
    t.pointer_move(200, 300).pointer_move(102, 300).pointer_up()
    assert guides_of(t.editor)[0].position == 100.5
    t.hold(ctrl=True)
    from_ruler(t, level=False)
    t.pointer_move(200, 300).pointer_move(102, 300).pointer_up()
    assert guides_of(t.editor)[1].position == 102


def test_hidden_lines_are_neither_shown_nor_grabbed() -> None:
    t = TestEditor()
    lay(t.editor, PageGuide(level=True, position=50.0))
    assert guide_at(t.editor, Vec(10, 51)) == 0
    t.editor.show_guides = False
    t.machine.cancel()
    assert t.figures(PageLine) == []
    assert guide_at(t.editor, Vec(10, 51)) is None


def test_shapes_snap_to_lines() -> None:
    t = TestEditor(snap=True)
    t.editor.snap_grid = False
    a = t.shape(0, 0)
    lay(t.editor, PageGuide(level=False, position=300.0))
    t.drag((50, 30), (353, 200))
    assert t.at(a)[0] == 300
