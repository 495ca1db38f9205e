from __future__ import annotations

from canvas.drawing.display_list import Fill, ImageItem, PathItem, Stroke
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.lod import ELLIPSE, IMAGE_COLOR, LINE, RECT, TEXT, Band, Swatch, band, rgb, silhouette, swatch_of
from tests.support.painted import connector, label, rectangle, vertex

BOX = Box(0, 0, 10, 10)


def test_bands() -> None:
    assert [band(z) for z in (1.0, 0.35, 0.34, 0.12, 0.11, 0.001)] == [
        Band.FULL, Band.FULL, Band.SPRITES, Band.SPRITES, Band.PIXELS, Band.PIXELS,
    ]  # fmt: skip


def test_swatches() -> None:
    shape = PathItem(rectangle(10, 10), Fill("#ff0000"), Stroke("#0000ff"))
    assert swatch_of(vertex("a", BOX, shape)) == Swatch(RECT, 0xFF0000, 0x0000FF)
    assert swatch_of(vertex("a", BOX, label("x", 9, 9))).silhouette == TEXT
    assert swatch_of(vertex("a", BOX, ImageItem(BOX, ""))).fill == IMAGE_COLOR
    assert swatch_of(connector("a", (Vec(0, 0), Vec(9, 9)), "#00ff00")) == Swatch(LINE, -1, 0x00FF00)
    assert swatch_of(vertex("a", BOX)).fill == -1


def test_silhouettes_and_colours() -> None:
    assert silhouette("ellipse", line=False) == ELLIPSE
    assert silhouette("anything", line=False) == RECT
    assert silhouette("ellipse", line=True) == LINE
    assert rgb("#123456") == 0x123456
