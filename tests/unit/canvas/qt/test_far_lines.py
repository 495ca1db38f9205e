from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.qt.far_lines import far_segments

HOME = Box(0, 0, 20, 10)


def line(to: Box, orthogonal: bool) -> list[tuple[float, float]]:
    """Return the points of the line from HOME."""
    columns = [np.array([[b.x], [b.y], [b.right], [b.bottom]], np.float64) for b in (HOME, to)]
    counts, segments = far_segments(columns[0], columns[1], np.array([orthogonal]))
    assert counts.tolist() == [len(segments)]
    points = [(x, y) for x, y, _, _ in segments.tolist()] + [(x, y) for _, _, x, y in segments[-1:].tolist()]
    assert all(a != b for a, b in pairwise(points))
    return points


@pytest.mark.parametrize(
    ("to", "points"),
    [
        (Box(40, 4, 20, 10), [(20, 5), (30, 5), (30, 9), (40, 9)]),
        (Box(-60, 4, 20, 10), [(0, 5), (-20, 5), (-20, 9), (-40, 9)]),
        (Box(4, 30, 20, 10), [(10, 10), (10, 20), (14, 20), (14, 30)]),
        (Box(4, -30, 20, 10), [(10, 0), (10, -10), (14, -10), (14, -20)]),
        (Box(40, 40, 20, 10), [(20, 5), (50, 5), (50, 40)]),
        (Box(-40, -40, 20, 10), [(0, 5), (-30, 5), (-30, -30)]),
    ],
    ids=["right", "left", "below", "above", "corner down", "corner up"],
)
def test_orthogonal_lines_go_from_side_to_side(to: Box, points: list[tuple[float, float]]) -> None:
    assert line(to, True) == points


def test_straight_lines_are_cut_at_the_boxes() -> None:
    assert line(Box(40, 0, 20, 10), False) == [(20, 5), (40, 5)]
    assert line(Box(0, 40, 20, 10), False) == [(10, 10), (10, 40)]


@pytest.mark.parametrize("orthogonal", [True, False])
def test_boxes_that_overlap_are_joined_within_them(orthogonal: bool) -> None:
    for to in (HOME, Box(5, 2, 20, 10)):
        points = line(to, orthogonal)
        assert np.isfinite(points).all()
        assert all(HOME.x <= x <= to.right and HOME.y <= y <= to.bottom for x, y in points)


def test_each_line_has_its_own_segments() -> None:
    a = np.array([[0, 0, 0], [0, 0, 0], [20, 20, 20], [10, 10, 10]], np.float64)
    b = np.array([[40, 0, 40], [4, 0, 0], [60, 20, 60], [14, 10, 10]], np.float64)
    counts, segments = far_segments(a, b, np.array([True, False, False]))
    assert counts.tolist() == [3, 0, 1]
    assert segments.tolist() == [[20, 5, 30, 5], [30, 5, 30, 9], [30, 9, 40, 9], [20, 5, 40, 5]]
