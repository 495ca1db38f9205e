from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from canvas.qt.pixel_access import pixels_of


@pytest.mark.parametrize("width", [1, 7, 64])
def test_writing_to_the_array_paints_the_image(width: int) -> None:
    image = QImage(width, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    pixels = pixels_of(image)
    assert pixels.shape == (3, width)
    pixels[1, width - 1] = 0xFF112233
    assert QColor(image.pixel(width - 1, 1)).name() == "#112233"
    assert QColor(image.pixel(width - 1, 2)).name() == "#ffffff"


def test_the_array_outlives_the_callers_image() -> None:
    image = QImage(500, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("#102030"))
    pixels = pixels_of(image)[100:400, 100:400]
    del image
    gc.collect()
    others = [QImage(500, 500, QImage.Format.Format_RGB32) for _ in range(4)]
    for other in others:
        other.fill(Qt.GlobalColor.red)
    assert (pixels == 0xFF102030).all()
