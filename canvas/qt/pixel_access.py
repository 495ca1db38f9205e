"""Pixels of a QImage as a numpy array, without a copy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
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
