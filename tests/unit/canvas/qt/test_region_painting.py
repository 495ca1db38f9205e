from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.qt.region_painting import RegionPainting
from canvas.qt.render_model import View
from canvas.qt.sprites import Sprites
from tests.support.painted import HandScene, crowd

REGION = QRect(20, 30, 200, 120)


def white() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def painting(image: QImage, scene: HandScene, tools: PaintTools, sprites: Sprites | None = None) -> RegionPainting:
    return RegionPainting(image, View(), REGION, scene.order, scene, tools, sprites)


def late_after(shapes: int) -> Callable[[], bool]:
    painted = count(1)
    return lambda: next(painted) >= shapes


def test_with_rests_it_makes_the_same_picture(tools: PaintTools) -> None:
    scene = crowd(120)
    whole, rested = white(), white()
    assert painting(whole, scene, tools).go_on()
    part, rests = painting(rested, scene, tools), 0
    while not part.go_on(late_after(7)):
        rests += 1
    assert rests == len(scene.order) // 7 - (len(scene.order) % 7 == 0)
    assert (pixels_of(rested) == pixels_of(whole)).all()
    assert part.go_on()


def test_nothing_is_painted_outside_the_region_and_nothing_before_it_goes_on(tools: PaintTools) -> None:
    image = white()
    part = painting(image, crowd(120), tools)
    assert (pixels_of(image) == 0xFFFFFFFF).all()
    part.go_on()
    pixels = pixels_of(image).copy()
    assert (pixels[30:150, 20:220] != 0xFFFFFFFF).any()
    pixels[30:150, 20:220] = 0xFFFFFFFF
    assert (pixels == 0xFFFFFFFF).all()


def test_sprites_stand_for_shapes_and_leave_their_text_out(tools: PaintTools) -> None:
    scene = crowd(120)
    full, flat = white(), white()
    painting(full, scene, tools).go_on()
    sprites = Sprites(lambda shape_id: tools.compiled(scene.entry(shape_id)))
    painting(flat, scene, tools, sprites).go_on()
    differing = (pixels_of(full) != pixels_of(flat)).mean()
    assert 0.0 < differing < 0.3


def test_with_nothing_to_paint_it_is_done(tools: PaintTools) -> None:
    assert RegionPainting(white(), View(), REGION, (), crowd(3), tools).go_on(lambda: True)
