"""Tests of the eraser."""

from __future__ import annotations

from canvas.scene.overlays import Trail
from tests.support.test_editor import TestEditor


def test_what_is_passed_over_goes_in_one_step() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(200, 0), t.shape(0, 300)
    locked = t.shape(400, 0, locked=True)
    before = t.steps()
    t.tool("eraser").drag_to((50, 30), (550, 30))
    assert t.state == "eraser.erasing"
    assert t.preview.erased == {a, b}
    assert t.figures(Trail)
    t.pointer_up()
    assert [t.exists(s) for s in (a, b, c, locked)] == [False, False, True, True]
    assert (t.state, t.steps()) == ("eraser.idle", before + 1)


def test_escape_spares_them_all_and_the_canvas_is_nothing() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.tool("eraser").drag_to((50, 30), (60, 30)).key("Escape")
    t.drag((700, 700), (750, 750))
    assert t.exists(a)
    assert t.state == "eraser.idle"


def test_alt_gives_back_what_was_passed_over() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    t.tool("eraser").drag_to((50, 30), (250, 30))
    assert t.preview.erased == {a, b}
    t.hold(alt=True).pointer_move(60, 30)
    assert t.preview.erased == frozenset()
    t.hold().pointer_move(60, 31).pointer_up()
    assert (t.exists(a), t.exists(b)) == (False, True)


def test_what_is_inside_a_container_goes_with_it_and_is_shown_so() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    inner = t.shape(20, 20, parent=box)
    t.tool("eraser").drag_to((250, 150), (260, 160))
    assert t.preview.erased == {box, inner}
