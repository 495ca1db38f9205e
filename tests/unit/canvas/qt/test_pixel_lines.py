from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from canvas.qt.pixel_lines import Place, line_runs
from canvas.qt.pixel_runs import Target, write

INK = 0xFF000001
Segment = tuple[float, float, float, float]


def painted(segments: list[Segment], place: Place, width: int, height: int, color: int = INK) -> NDArray[np.bool_]:
    """Return which pixels of a region are hit; the picture around it must stay as it is."""
    target = Target(np.zeros((height + 6, width + 4), np.uint32), 3, 2, width, height)
    colors = np.full(len(segments), color, np.uint32)
    found = np.array(segments, np.float64).reshape(-1, 4), np.arange(len(segments))
    write(target, line_runs(np.arange(len(segments)), colors, found, place, target), [])
    hit = target.pixels == INK
    assert hit.sum() == (target.region == INK).sum()
    return target.region == INK


@pytest.mark.parametrize(
    ("segment", "pixels"),
    [
        ((1, 3, 5, 3), {(3, x) for x in range(1, 6)}),
        ((5.9, 3.2, 1.1, 3.9), {(3, x) for x in range(1, 6)}),
        ((2, 1, 2, 4), {(y, 2) for y in range(1, 5)}),
        ((2, 2, 2, 2), {(2, 2)}),
        ((-40, 3, 400, 3), {(3, x) for x in range(12)}),
        ((4, -50, 4, 2), {(0, 4), (1, 4), (2, 4)}),
        ((1, 1, 4, 4), {(1, 1), (2, 2), (3, 3), (4, 4)}),
        ((0, 20, 11, 20), set()),
        ((-9, 2, -1, 2), set()),
    ],
)
def test_pixels_of_a_stretch(segment: Segment, pixels: set[tuple[int, int]]) -> None:
    hit = painted([segment], Place(1.0, 0, 0), 12, 8)
    assert {(int(y), int(x)) for y, x in np.argwhere(hit)} == pixels


def test_any_part_has_the_pixels_of_the_whole() -> None:
    rng = random.Random(4)
    segments: list[Segment] = []
    for number in range(150):
        x, y, a, b = (rng.uniform(-60, 160) for _ in range(4))
        segments.append(((x, y, a, y), (x, y, x, b), (x, y, a, b))[number % 3])
    whole = painted(segments, Place(0.7, -5, -9), 70, 50)
    for x, y, width, height in ((0, 0, 20, 50), (33, 7, 20, 9), (69, 49, 1, 1), (5, 20, 65, 30)):
        part = painted(segments, Place(0.7, x - 5, y - 9), width, height)
        assert (part == whole[y : y + height, x : x + width]).all()


def test_lines_without_colour_leave_no_trace() -> None:
    assert not painted([(1, 1, 9, 1), (1, 1, 7, 5)], Place(1.0, 0, 0), 12, 8, color=0).any()
    assert not painted([], Place(1.0, 0, 0), 12, 8).any()
