"""Tests of dragging resize handles."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.scene.overlays import Badge, GuideLine
from tests.support.test_editor import TestEditor


def selected(**more: object) -> tuple[TestEditor, str]:
    t = TestEditor(snap=bool(more.pop("snap", False)))
    a = t.shape(100, 100, 200, 100, **more)
    t.select(a)
    return t, a


def test_a_corner_is_dragged_in_one_step() -> None:
    t, a = selected()
    t.updates.clear()
    t.drag_to(t.handle("se"), (350, 260))
    assert t.state == "select.resizing"
    assert t.figures(Badge)[0].text == "250 × 160"  # type: ignore[attr-defined]
    assert t.editor.scene.preview(t.preview.overrides)[0].placement.box == Box(100, 100, 250, 160)
    assert t.updates == []
    t.key("x", "x").pointer_up()
    assert t.box(a) == Box(100, 100, 250, 160)
    assert len(t.updates) == 1


def test_shift_and_alt() -> None:
    t, a = selected()
    t.hold(shift=True).drag(t.handle("se"), (500, 210))
    assert t.box(a) == Box(100, 100, 400, 200)
    t.hold(alt=True).drag(t.handle("e"), (520, 200))
    assert t.box(a) == Box(80, 100, 440, 200)


def test_sides_snap_to_others_and_the_grid() -> None:
    t, a = selected(snap=True)
    t.shape(453, 400)
    t.drag_to(t.handle("e"), (450, 150))
    assert t.figures(GuideLine)
    t.pointer_up()
    assert t.box(a).w == 353
    t.drag(t.handle("s"), (276, 246))
    assert t.box(a).h == 150
    t.hold(ctrl=True).drag(t.handle("s"), (276, 263))
    assert t.box(a).h == 163


def test_a_turned_shape_resizes_in_its_own_frame() -> None:
    t, a = selected(rotation=90.0)
    x, y = t.handle("e")
    t.drag((x, y), (x, y + 50))
    assert t.box(a)[2:] == (250, 100)


def test_several_shapes_resize_together() -> None:
    t, a = selected()
    b = t.shape(400, 100, 100, 100)
    t.select(a, b).drag(t.handle("e"), (900, 150))
    assert t.box(a) == Box(100, 100, 400, 100)
    assert t.box(b) == Box(700, 100, 200, 100)


def test_escape_changes_nothing() -> None:
    t, a = selected()
    t.drag_to(t.handle("se"), (350, 260)).key("Escape")
    assert t.box(a) == Box(100, 100, 200, 100)
    assert t.state == "select.idle"
