"""What lies behind the shapes: the page's colour with dots or lines of the grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from canvas.qt.lod import rgb

LEAST_SPACING = 14.0
"""View pixels: grid marks that would be closer leave out every other one, again and again."""
DOT_SIZE = 1.5
"""View pixels."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Looks of the background.

    Attributes:
        color: of the page, "#rrggbb".
        mark_color: of dots or lines.
        grid: distance of the grid's marks, scene units.
        style: "dots", "lines" or "none".
    """

    color: str = "#ffffff"
    mark_color: str = "#d3d6de"
    grid: float = 10.0
    style: str = "dots"


def spacing(grid: float, zoom: float) -> float:
    """Return the distance of the painted marks in view pixels: the grid's, doubled until it is at least LEAST_SPACING."""
    step = max(grid, 0.01) * zoom
    while step < LEAST_SPACING:
        step *= 2
    return step


def paint_backdrop(
    pixels: NDArray[np.uint32], backdrop: Backdrop, origin: tuple[int, int], zoom: float, ratio: float
) -> None:
    """Fill a region (height x width, 0xAARRGGBB).

    Args:
        pixels: the region, overwritten.
        backdrop: colours and grid.
        origin: of the region's top left pixel, in device pixels from the scene's origin.
        zoom: device pixels per scene unit.
        ratio: device pixels per view pixel.
    """
    pixels[:] = np.uint32(0xFF000000 | rgb(backdrop.color))
    if backdrop.style == "none":
        return
    step = spacing(backdrop.grid, zoom / ratio) * ratio
    mark = np.uint32(0xFF000000 | rgb(backdrop.mark_color))
    height, width = pixels.shape
    lines = backdrop.style == "lines"
    size = max(1, round(ratio if lines else DOT_SIZE * ratio))
    xs, ys = _marks(origin[0], width, step, size), _marks(origin[1], height, step, size)
    if lines:
        pixels[:, xs] = mark
        pixels[ys, :] = mark
    else:
        pixels[ys[:, None], xs] = mark


def _marks(origin: int, length: int, step: float, size: int) -> NDArray[np.int64]:
    """Return the pixels of a region that belong to marks along one axis; depends on absolute positions only."""
    first, last = int((origin - size) // step), int((origin + length + size) // step) + 1
    starts = np.floor(np.arange(first, last + 1) * step + 0.5).astype(np.int64) - size // 2 - origin
    marks: NDArray[np.int64] = (starts[:, None] + np.arange(size)).reshape(-1)
    inside: NDArray[np.int64] = marks[(marks >= 0) & (marks < length)]
    return inside
