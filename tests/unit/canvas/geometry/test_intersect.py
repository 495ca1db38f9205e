from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.intersect import line_with_ellipse, line_with_segments, segment_with_box, segments
from canvas.geometry.vec import Vec


def test_segments_cross_only_within_both() -> None:
    assert segments(Vec(0, 0), Vec(10, 10), Vec(0, 10), Vec(10, 0)) == (5, 5)
    assert segments(Vec(0, 0), Vec(4, 4), Vec(0, 10), Vec(10, 0)) is None
    assert segments(Vec(0, 0), Vec(10, 0), Vec(0, 1), Vec(10, 1)) is None


def test_line_meets_an_ellipse_twice_once_or_never() -> None:
    box = Box(0, 0, 20, 10)
    left, right = line_with_ellipse(Vec(10, 5), Vec(11, 5), box)
    assert left[1] == pytest.approx((0, 5))
    assert right[1] == pytest.approx((20, 5))
    assert len(line_with_ellipse(Vec(0, 0), Vec(1, 0), box)) == 1
    assert line_with_ellipse(Vec(0, -1), Vec(1, -1), box) == []
    assert line_with_ellipse(Vec(0, 0), Vec(1, 0), Box(0, 0, 0, 5)) == []


def test_line_with_a_polyline_gives_parameters() -> None:
    square = [Vec(0, 0), Vec(10, 0), Vec(10, 10), Vec(0, 10), Vec(0, 0)]
    hits = sorted(line_with_segments(Vec(5, 5), Vec(6, 5), square))
    assert hits == [(-5, (0, 5)), (5, (10, 5))]


@pytest.mark.parametrize(
    ("a", "b", "touches"),
    [
        ((-5, 5), (15, 5), True),
        ((3, 3), (4, 4), True),
        ((-5, 0), (0, -5.1), False),
        ((11, 0), (11, 10), False),
        ((10, -5), (10, 15), True),
    ],
)
def test_segment_with_box(a: tuple[float, float], b: tuple[float, float], touches: bool) -> None:
    assert segment_with_box(Vec(*a), Vec(*b), Box(0, 0, 10, 10)) is touches
