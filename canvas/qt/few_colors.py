"""Pictures in few colours, which as PNG take a fifth of the room, and their counterparts on dark paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from canvas.drawing.color import adapt
from canvas.qt.pixel_access import pixels_of

_FAR, _NEAR = 72, 12
"""Least difference of the channels, in sum: of the first half of a palette, so that ink and every hue is in it, and of the rest,
which is for tints."""
_CANDIDATES = 1_024
_RGB = np.uint32(0xFFFFFF)
_OPAQUE = 0xFF000000
_PAPER = 0xFFFFFFFF


def in_few_colors(image: QImage, most: int) -> QImage:
    """Return an opaque picture with a palette: of the colours that cover most of it, and each pixel in the nearest of them.

    Args:
        image: opaque.
        most: colours, 2 to 256.
    """
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    table = [_OPAQUE | shade for shade in _palette(pixels_of(opaque) & _RGB, most)]
    return opaque.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def on_paper(image: QImage, *, dark: bool) -> QImage:
    """Return a picture painted for white paper as it looks on the paper of a scheme; what is bare paper is transparent.

    Args:
        image: in few colours, or it will be.
        dark: for dark paper.
    """
    made = image.copy() if image.format() is QImage.Format.Format_Indexed8 else in_few_colors(image, 256)
    table = [_OPAQUE | (shade & 0xFFFFFF) for shade in made.colorTable()]
    made.setColorTable([0 if shade == _PAPER else _adapted(shade) if dark else shade for shade in table])
    return made


def _palette(pixels: NDArray[np.uint32], most: int) -> list[int]:
    """Return the colours (0xRRGGBB) that cover most, no two of them nearly the same."""
    shades, counts = np.unique(pixels, return_counts=True)
    shades = shades[np.argsort(-counts, kind="stable")[:_CANDIDATES]]
    channels = np.stack([shades >> np.uint32(bits) & np.uint32(255) for bits in (16, 8, 0)], axis=1).astype(np.int16)
    distance = np.full(len(shades), 1_000, dtype=np.int64)
    chosen: list[int] = []
    for apart, places in ((_FAR, most // 2), (_NEAR, most)):
        while len(chosen) < places and (distance >= apart).any():
            index = int((distance >= apart).argmax())
            chosen.append(int(shades[index]))
            distance = np.minimum(distance, np.abs(channels - channels[index]).sum(axis=1))
    return chosen


def _adapted(shade: int) -> int:
    return _OPAQUE | int(adapt(f"#{shade & 0xFFFFFF:06x}")[1:], 16)
