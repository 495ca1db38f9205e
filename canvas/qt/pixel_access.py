"""Pixels of a QImage as a numpy array, without a copy, and moving them in place."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage


class _Bits:
    """Lends an image's memory to numpy and keeps the image alive as long as an array uses it."""

    __slots__ = ("__array_interface__", "image")

    def __init__(self, image: QImage) -> None:
        self.image = image
        address = np.frombuffer(image.bits(), np.uint32).ctypes.data
        self.__array_interface__: dict[str, Any] = {
            "version": 3,
            "typestr": "<u4",
            "shape": (image.height(), image.width()),
            "strides": (image.bytesPerLine(), 4),
            "data": (address, False),
        }


def pixels_of(image: QImage) -> NDArray[np.uint32]:
    """Return an image's pixels (height x width, 0xAARRGGBB) as a writable view; for 32-bit formats.

    Python's own view of the bits would dangle once the image is gone; this one keeps it. Painting on the image shows in the
    array as long as no copy of the image is around.
    """
    return np.asarray(_Bits(image))


def shift_pixels(image: QImage, dx: int, dy: int) -> None:
    """Move what an image shows in place; what comes in at two of its sides holds old pixels. For 32-bit formats.

    Args:
        image: no painter is active on it.
        dx: pixels to the right.
        dy: pixels down.
    """
    width, height = image.width(), image.height()
    if abs(dx) >= width or abs(dy) >= height:
        return
    # Rows follow each other without a gap, so that one move of memory does; what wraps around at a side is among what comes in.
    by, size = 4 * (dy * width + dx), 4 * width * height
    start = pixels_of(image).ctypes.data
    ctypes.memmove(start + max(by, 0), start + max(-by, 0), size - abs(by))


def copy_pixels(source: QImage, target: QImage, rect: QRect) -> None:
    """Copy a region between images of one size. For 32-bit formats; no painter is active on either."""
    rows, columns = slice(rect.top(), rect.bottom() + 1), slice(rect.left(), rect.right() + 1)
    pixels_of(target)[rows, columns] = pixels_of(source)[rows, columns]
