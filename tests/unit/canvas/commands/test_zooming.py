"""Tests of looking closer and further."""

from __future__ import annotations

from canvas.commands import zooming
from canvas.editor.camera import to_scene
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def test_steps_go_in_and_out_about_the_middle() -> None:
    t = TestEditor()
    middle = t.editor.camera.visible.center
    zooming.zoom_step(t.editor, closer=True)
    assert t.editor.camera.zoom == 1.1
    assert t.editor.camera.visible.center == middle
    zooming.zoom_step(t.editor, closer=False, about=Vec(0, 0))
    assert t.editor.camera.zoom == 1.0
    zooming.zoom_to(t.editor, 100.0)
    assert t.editor.camera.zoom == 64.0


def test_zooming_by_a_factor_and_panning() -> None:
    t = TestEditor()
    zooming.zoom_by(t.editor, 2.0, Vec(100, 100))
    assert to_scene(t.editor.camera, Vec(100, 100)) == Vec(100, 100)
    zooming.pan(t.editor, 20, 10)
    assert t.editor.camera.origin == Vec(40, 45)


def test_fitting() -> None:
    t = TestEditor()
    zooming.pan(t.editor, 500, 500)
    zooming.fit_page(t.editor)
    assert t.editor.camera.origin == Vec(0, 0)
    a, _b = t.shape(0, 0), t.shape(5000, 5000)
    zooming.fit_page(t.editor)
    assert t.editor.camera.visible.contains_box(t.editor.scene.content_bounds())
    zooming.fit_selection(t.editor)
    assert t.editor.camera.zoom < 1
    zooming.fit_selection(t.select(a).editor)
    assert t.editor.camera.zoom == 4.0
    zooming.reveal(t.editor, _b)
    assert t.editor.camera.visible.contains_box(t.box(_b))


def test_fitting_what_is_selected_but_hidden_shows_the_page() -> None:
    t = TestEditor()
    t.shape(0, 0)
    hidden = t.shape(9000, 9000, hidden=True)
    zooming.fit_page(t.editor)
    page = t.editor.camera
    zooming.pan(t.editor, 300, 300)
    zooming.fit_selection(t.select(hidden).editor)
    assert t.editor.camera == page
