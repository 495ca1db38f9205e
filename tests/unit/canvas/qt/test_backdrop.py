from __future__ import annotations

import numpy as np
import pytest

from canvas.qt.backdrop import LEAST_SPACING, Backdrop, paint_backdrop, spacing


@pytest.mark.parametrize("zoom", [0.01, 0.2, 0.5, 1.0, 1.3, 1.4, 3.0])
def test_marks_are_never_too_close(zoom: float) -> None:
    step = spacing(10.0, zoom)
    assert step >= LEAST_SPACING
    assert step / (10 * zoom) == 2 ** round(np.log2(step / (10 * zoom)))
    assert step < 2 * LEAST_SPACING or step == 10 * zoom


@pytest.mark.parametrize("style", ["dots", "lines", "none"])
@pytest.mark.parametrize(("zoom", "ratio"), [(1.0, 1.0), (1.37, 1.0), (0.11, 1.5), (2.0, 2.0)])
def test_a_part_has_the_pixels_of_the_whole(style: str, zoom: float, ratio: float) -> None:
    backdrop = Backdrop(style=style)
    whole = np.zeros((90, 120), np.uint32)
    paint_backdrop(whole, backdrop, (-37, 1003), zoom, ratio)
    part = np.zeros((31, 47), np.uint32)
    paint_backdrop(part, backdrop, (-37 + 29, 1003 + 17), zoom, ratio)
    assert (whole[17:48, 29:76] == part).all()


def test_dots_lie_on_the_grid() -> None:
    pixels = np.zeros((60, 60), np.uint32)
    paint_backdrop(pixels, Backdrop("#ffffff", "#ff0000", 20.0), (-10, -10), 1.0, 1.0)
    ys, xs = np.nonzero(pixels == 0xFFFF0000)
    assert sorted(set(xs.tolist())) == sorted(set(ys.tolist())) == [9, 10, 29, 30, 49, 50]
    assert (pixels[0:5, 0:5] == 0xFFFFFFFF).all()


def test_lines_cross_the_whole_region() -> None:
    pixels = np.zeros((60, 60), np.uint32)
    paint_backdrop(pixels, Backdrop("#ffffff", "#ff0000", 20.0, "lines"), (0, 0), 1.0, 1.0)
    assert (pixels[20, :] == 0xFFFF0000).all()
    assert (pixels[:, 40] == 0xFFFF0000).all()
