"""A slide as a picture: as large as fits, black around it, nothing of what lies beside its frame."""

from __future__ import annotations

from app.presenting.picture import paint_slide, slide_camera
from canvas.commands.slides import slides
from canvas.geometry.vec import Vec
from canvas.qt.painter import PaintTools
from tests.support.test_editor import TestEditor


def test_a_slide_fills_the_screen_in_one_direction_and_lies_in_the_middle() -> None:
    t = TestEditor()
    t.container(100, 100, 400, 200, frame=True)
    (slide,) = slides(t.editor)
    camera = slide_camera(slide, 1600, 1200)
    assert camera.zoom == 4.0
    assert camera.origin == Vec(100, 50)


def test_what_lies_beside_the_frame_is_not_seen() -> None:
    t = TestEditor()
    t.container(0, 0, 400, 200, frame=True, style__fill="none", style__stroke="none")
    t.shape(300, -300, 100, 700, style__fill="#ff0000", style__stroke="none")
    (slide,) = slides(t.editor)
    picture = paint_slide(slide, t.editor.scene, PaintTools(), (400, 400), 2.0, "#ffffff").image
    assert (picture.width(), picture.height()) == (800, 800)
    assert picture.pixelColor(700, 100).name() == "#000000"
    assert picture.pixelColor(700, 400).name() == "#ff0000"
    assert picture.pixelColor(100, 400).name() == "#ffffff"
