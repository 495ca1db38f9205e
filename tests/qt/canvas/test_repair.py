"""What is repaired has exactly the pixels of what is painted anew."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from canvas.geometry.vec import Vec
from canvas.qt.backdrop import Backdrop
from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.qt.render_model import RenderModel
from canvas.qt.surface import Surface
from tests.support.painted import crowd

ZOOMS = (1.7, 1.0, 0.5, 0.23, 0.08)
CHANGES = 400
BACKDROP = Backdrop()


def fresh(surface: Surface, model: RenderModel) -> NDArray[np.uint32]:
    image = QImage(surface.image.size(), QImage.Format.Format_RGB32)
    model.render(image, surface.view, image.rect(), BACKDROP)
    return pixels_of(image)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_repaired_surface_equals_a_fresh_picture(ratio: float, tools: PaintTools) -> None:
    scene = crowd(300)
    model = RenderModel(scene, tools)
    rng = random.Random(5)
    for zoom in ZOOMS:
        surface = Surface(model, BACKDROP, lambda: 0.0)
        surface.resize(360, 260, ratio)
        surface.look(zoom, Vec(-20.3, -10.7))
        surface.finish()
        for _ in range(CHANGES // len(ZOOMS)):
            name = rng.choice(scene.order)
            if rng.random() < 0.1:
                entry = scene.entry(name)
                surface.apply(scene.remove(name))
                surface.apply(scene.add(entry))
            else:
                surface.apply(scene.move(name, rng.uniform(-90, 90), rng.uniform(-90, 90)))
        assert (pixels_of(surface.image) == fresh(surface, model)).all(), zoom


@pytest.mark.parametrize("zoom", ZOOMS)
def test_after_pans_only_rounding_of_antialiased_edges_may_differ(zoom: float, tools: PaintTools) -> None:
    model = RenderModel(crowd(300), tools)
    rng = random.Random(6)
    surface = Surface(model, BACKDROP, lambda: 0.0)
    surface.resize(360, 260)
    surface.look(zoom, Vec(0, 0))
    surface.finish()
    for _ in range(30):
        at = surface.origin
        surface.look(zoom, Vec(at.x + rng.uniform(-30, 40) / zoom, at.y + rng.uniform(-30, 40) / zoom))
    one, two = (
        pixels.view(np.uint8).astype(np.int16)
        for pixels in (pixels_of(surface.image).copy(), fresh(surface, model).copy())
    )
    difference = np.abs(one - two)
    # Qt cuts coordinates to 1/64 px towards zero, so what once lay left of the picture may be off by one step of a shade.
    assert (difference > 4).mean() < 0.002


def test_strips_make_the_picture_that_one_repaint_makes(tools: PaintTools) -> None:
    model = RenderModel(crowd(300), tools)
    for zoom in ZOOMS:
        surface = Surface(model, BACKDROP, lambda: 0.0)
        surface.resize(360, 260)
        surface.look(zoom, Vec(-3, -4))
        while surface.step(0.0):
            pass
        assert (pixels_of(surface.image) == fresh(surface, model)).all(), zoom
