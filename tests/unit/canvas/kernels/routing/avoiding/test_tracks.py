from __future__ import annotations

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.rects import INF, Rects
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, VERTICAL, Lines, fenced, free_span, mended, tracks_of
from tests.support.mazes import scattered

ONE: Rects = np.array([[10.0, 20.0, 50.0, 40.0]])


def spans(lines: Lines) -> list[tuple[float, float, float]]:
    return list(zip(lines.at.tolist(), lines.low.tolist(), lines.high.tolist(), strict=True))


def test_lines_run_along_the_sides_of_a_lonely_obstacle() -> None:
    horizontal, vertical = tracks_of(ONE)
    assert spans(horizontal) == [(20, -INF, INF), (40, -INF, INF)]
    assert spans(vertical) == [(10, -INF, INF), (50, -INF, INF)]
    assert len(tracks_of(ONE[:0])[HORIZONTAL].at) == 0


def test_lines_end_at_other_obstacles() -> None:
    two = np.array([[10.0, 20.0, 50.0, 40.0], [80.0, 0.0, 90.0, 100.0]])
    assert (20.0, -INF, 80.0) in spans(tracks_of(two)[HORIZONTAL])


def test_the_free_part_of_a_side_counts_although_both_corners_are_covered() -> None:
    covered = np.array([[0.0, 0.0, 100.0, 50.0], [-10.0, -20.0, 30.0, 20.0], [70.0, -20.0, 110.0, 20.0]])
    assert (0.0, 30.0, 70.0) in spans(tracks_of(covered)[HORIZONTAL])


@pytest.mark.parametrize("seed", range(5))
def test_no_line_enters_an_obstacle_and_none_could_be_longer(seed: int) -> None:
    boxes = scattered(40, seed, 0.3)
    rects = np.array([[b.x, b.y, b.right, b.bottom] for b in boxes])
    for orientation, lines in enumerate(tracks_of(rects)):
        for at, low, high in spans(lines):
            middle = (max(low, -1e6) + min(high, 1e6)) / 2
            assert free_span(rects, orientation, at, middle) == (low, high)


def test_a_fence_cuts_and_drops() -> None:
    horizontal, vertical = fenced(tracks_of(ONE), Box(0, 30, 100, 100))
    assert spans(horizontal) == [(40, 0, 100)]
    assert spans(vertical) == [(10, 30, 130), (50, 30, 130)]


def test_the_free_stretch_around_a_place() -> None:
    assert free_span(ONE, HORIZONTAL, 30, 0) == (-INF, 10)
    assert free_span(ONE, HORIZONTAL, 30, 60) == (50, INF)
    assert free_span(ONE, HORIZONTAL, 30, 20) is None
    assert free_span(ONE, VERTICAL, 10, 30) == (-INF, INF)


@pytest.mark.parametrize("seed", range(8))
def test_lines_mended_where_rectangles_changed_are_those_of_all_anew(seed: int) -> None:
    rng = np.random.default_rng(seed)
    boxes = scattered(60, seed, 0.3)
    rects = np.array([[b.x, b.y, b.right, b.bottom] for b in boxes])
    tracks = tracks_of(rects)
    for count in (1, 2, 5):
        before, rows = rects.copy(), rng.choice(len(rects), count, replace=False)
        # Whole steps: sides of some come to lie at the height of others' sides.
        rects[rows] += rng.integers(-4, 5, (count, 2)).repeat(2, axis=0).reshape(count, 4) * 10.0
        gone = rects[-1:]
        rects = rects[:-1]
        tracks = mended(tracks, rects, np.vstack([before[rows], rects[rows[rows < len(rects)]], gone]))
        for mine, anew in zip(tracks, tracks_of(rects), strict=True):
            assert spans(mine) == spans(anew)


def test_what_comes_where_nothing_else_is_at_its_height_is_mended_in() -> None:
    rects = np.array([[0.0, 0.0, 50.0, 20.0], [100.0, 10.0, 150.0, 30.0], [0.0, 100.0, 50.0, 120.0]])
    lines = mended(tracks_of(rects[:2]), rects, rects[2:])
    assert all(spans(mine) == spans(anew) for mine, anew in zip(lines, tracks_of(rects), strict=True))
