from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import box_of, entered, rect_of, touching, touching_any

RECTS = np.array([[10.0, 10.0, 50.0, 40.0], [100.0, 0.0, 140.0, 60.0]])


def test_what_reaches_into_any_of_some_boxes() -> None:
    boxes = [Box(0, 0, 20, 20), Box(50, 0, 50, 20), Box(200, 200, 1, 1)]
    expected = [any(found) for found in zip(*(touching(RECTS, box).tolist() for box in boxes), strict=True)]
    assert expected == [True, False]
    assert touching_any(RECTS, boxes).tolist() == expected
    assert touching_any(RECTS, []).tolist() == [False, False]


def test_a_line_enters_what_it_goes_through_and_not_what_it_runs_along() -> None:
    assert entered([Vec(0, 20), Vec(200, 20)], RECTS).tolist() == [True, True]
    assert entered([Vec(0, 10), Vec(80, 10)], RECTS).tolist() == [False, False]
    assert entered([Vec(50, 0), Vec(50, 100)], RECTS).tolist() == [False, False]
    assert entered([Vec(0, 0), Vec(30, 0), Vec(30, 12)], RECTS).tolist() == [True, False]
    assert entered([Vec(30, 20), Vec(30, 20)], RECTS).tolist() == [True, False]


def test_a_point_is_no_line() -> None:
    assert not entered([Vec(30, 20)], RECTS).any()
    assert entered([Vec(0, 0), Vec(9, 0)], RECTS[:0]).shape == (0,)


def test_boxes_come_back() -> None:
    box = Box(10.0, 10.0, 40.0, 30.0)
    assert rect_of(box) == tuple(RECTS[0])
    assert box_of(RECTS[0]) == box
    assert touching(RECTS, Box(0, 0, 20, 20)).tolist() == [True, False]
    assert touching(RECTS, Box(50, 0, 50, 20)).tolist() == [False, False]
