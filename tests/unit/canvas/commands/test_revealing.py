"""Tests of going to shapes."""

from __future__ import annotations

from canvas.commands.revealing import go_to
from canvas.editor.camera import zoomed
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def test_a_shape_out_of_view_is_brought_into_it() -> None:
    t = TestEditor()
    far = t.shape(5000, 4000)
    assert go_to(t.editor, far)
    assert t.selection == (far,)
    assert t.editor.camera.visible.contains_box(t.box(far))


def test_of_what_is_shut_away_the_container_is_shown() -> None:
    t = TestEditor()
    box = t.container(0, 0, collapsed=True)
    inner = t.shape(0, 0, parent=box)
    assert go_to(t.editor, inner)
    assert t.selection == (box,)
    hidden = t.shape(0, 0, hidden=True)
    assert go_to(t.editor, hidden)
    assert t.selection == (hidden,)
    assert not go_to(t.editor, "gone")


def test_from_far_away_it_comes_closer() -> None:
    t = TestEditor()
    a = t.shape(5000, 4000)
    t.editor.set_camera(zoomed(t.editor.camera, 0.05, Vec(0, 0)))
    assert go_to(t.editor, a)
    assert t.editor.camera.zoom > 0.25
