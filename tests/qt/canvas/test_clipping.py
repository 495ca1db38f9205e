"""What lies beyond a clipping frame is seen nowhere: on the screen at any zoom, as PNG, SVG and PDF."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
import resvg_py
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from canvas.formats.svg.writer import write_scene_svg
from canvas.geometry.box import Box
from canvas.model.view import GraphView
from canvas.qt.backdrop import Backdrop
from canvas.qt.painter import PaintTools
from canvas.qt.raster import page_entries, render_entries
from canvas.qt.render_model import RenderModel, View
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram

AREA = Box(0.0, 0.0, 400.0, 200.0)


@pytest.fixture
def tools() -> PaintTools:
    return PaintTools()


def scene_of(tools: PaintTools, *, clip: bool) -> PageScene:
    """A frame from 10 to 210 with a red child from 110 to 310."""
    d = Diagram()
    d.add("f", x=10.0, y=10.0, w=200.0, h=180.0, container=True, clip=clip, style__fill="#ffffff")
    d.add("c", parent="f", x=100.0, y=40.0, w=200.0, h=100.0, style__fill="#ff0000", style__stroke="none")
    return PageScene(d, GraphView(d), "p", tools.engine)


def reddest(image: QImage, scale: float) -> float:
    """Return the x, in scene units, of the last red pixel in the middle row."""
    y = round(100 * scale)
    red = [x for x in range(image.width()) if image.pixelColor(x, y).red() > 200 > 120 > image.pixelColor(x, y).green()]
    return max(red) / scale


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.25, 0.1])
@pytest.mark.parametrize(("clip", "end"), [(True, 210.0), (False, 310.0)])
def test_the_screen_shows_it_within_the_frame_in_every_band(
    tools: PaintTools, zoom: float, clip: bool, end: float
) -> None:
    model = RenderModel(scene_of(tools, clip=clip), tools)
    image = QImage(round(400 * zoom), round(200 * zoom), QImage.Format.Format_RGB32)
    model.render(image, View(zoom, 0, 0, 1.0), QRect(image.rect()), Backdrop("#ffffff", "#ffffff", 10.0, "none"))
    assert reddest(image, zoom) == pytest.approx(end, abs=1.6 / zoom)


def test_pictures_and_drawings_agree(tools: PaintTools) -> None:
    scene = scene_of(tools, clip=True)
    image = render_entries(page_entries(scene), tools, AREA, 1.0, "#ffffff")
    assert reddest(image, 1.0) == pytest.approx(210.0, abs=1.5)
    svg = write_scene_svg(scene, tools.engine)
    assert svg.count("<clipPath") == 1
    drawn = np.asarray(Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGB"))
    assert drawn.shape[1] < 215
