from __future__ import annotations

import gc

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage

from canvas.qt.pixel_access import copy_pixels, pixels_of, shift_pixels


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


@pytest.mark.parametrize(("dx", "dy"), [(3, 2), (-3, 2), (3, -2), (-5, -4), (0, 1), (-1, 0), (0, 0)])
def test_what_an_image_shows_is_moved_in_place(dx: int, dy: int) -> None:
    image = QImage(17, 11, QImage.Format.Format_RGB32)
    pixels = pixels_of(image)
    pixels[:] = np.arange(17 * 11).reshape(11, 17)
    before = pixels.copy()
    shift_pixels(image, dx, dy)
    kept = slice(max(dy, 0), 11 + min(dy, 0)), slice(max(dx, 0), 17 + min(dx, 0))
    came = slice(max(-dy, 0), 11 + min(-dy, 0)), slice(max(-dx, 0), 17 + min(-dx, 0))
    assert (pixels_of(image)[kept] == before[came]).all()


def test_nothing_is_left_of_a_picture_that_moves_out_of_itself() -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0xFF123456)
    shift_pixels(image, 4, 0)
    shift_pixels(image, 0, -9)
    assert (pixels_of(image) == 0xFF123456).all()


def test_a_region_is_copied_and_nothing_around_it() -> None:
    source, target = QImage(8, 6, QImage.Format.Format_RGB32), QImage(8, 6, QImage.Format.Format_RGB32)
    source.fill(0xFF112233)
    target.fill(0xFF000000)
    copy_pixels(source, target, QRect(2, 1, 3, 4))
    copied = pixels_of(target) == 0xFF112233
    assert copied[1:5, 2:5].all()
    assert copied.sum() == 12
