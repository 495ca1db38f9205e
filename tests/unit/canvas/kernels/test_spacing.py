from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.spacing import Gap, equal_gaps, spacing
from canvas.kernels.still import still

A, B = Box(0, 0, 100, 50), Box(130, 10, 100, 50)
FAR = Box(500, 0, 50, 50)


def turned(box: Box) -> Box:
    return Box(box.y, box.x, box.h, box.w)


@pytest.mark.parametrize("horizontal", [True, False])
def test_as_far_from_a_neighbour_as_that_from_the_next(horizontal: bool) -> None:
    boxes, moving = (A, B), Box(262, 20, 40, 20)
    if not horizontal:
        boxes, moving = (turned(A), turned(B)), turned(moving)
    around = still(boxes)
    assert spacing(moving, around, 5, horizontal=horizontal) == -2
    assert spacing(moving, around, 1, horizontal=horizontal) is None
    placed = moving.translated(-2, 0) if horizontal else moving.translated(0, -2)
    first, second = equal_gaps(placed, around, horizontal=horizontal)
    assert (first.size, second.size) == (30, 30)


def test_in_the_middle_between_two() -> None:
    around = still((A, FAR))
    assert spacing(Box(277, 5, 40, 20), around, 5, horizontal=True) == 3
    assert [g.size for g in equal_gaps(Box(280, 5, 40, 20), around, horizontal=True)] == [180, 180]


def test_before_a_row_as_behind_it() -> None:
    around = still((Box(300, 0, 50, 50), Box(380, 0, 50, 50)))
    assert spacing(Box(221, 10, 50, 30), around, 5, horizontal=True) == -1
    assert len(equal_gaps(Box(220, 10, 50, 30), around, horizontal=True)) == 2


def test_a_whole_row_is_told() -> None:
    row = [Box(130.0 * i, 0, 100, 50) for i in range(4)]
    assert [g.start.x for g in equal_gaps(Box(520, 0, 100, 50), still(row), horizontal=True)] == [100, 230, 360, 490]


def test_sides_move_alone() -> None:
    around = still((A, FAR))
    box = Box(150, 0, 298, 50)
    assert spacing(box, around, 5, horizontal=True, low=False) == 2
    assert spacing(Box(152, 0, 298, 50), around, 5, horizontal=True, high=False) == -2


def test_boxes_elsewhere_do_not_count() -> None:
    around = still((A, B))
    assert spacing(Box(262, 200, 40, 20), around, 5, horizontal=True) is None
    assert equal_gaps(Box(260, 200, 40, 20), around, horizontal=True) == ()
    assert spacing(Box(20, 20, 20, 20), around, 5, horizontal=True) is None


def test_a_gap_lies_across_the_middle_of_what_is_shared() -> None:
    (gap, _) = equal_gaps(Box(260, 0, 40, 60), still((A, B)), horizontal=True)
    assert gap == Gap(Vec(100, 30), Vec(130, 30))


BOXES = st.builds(Box, st.integers(-200, 200), st.integers(-60, 60), st.integers(1, 80), st.integers(1, 80))


@given(st.lists(BOXES, max_size=8), BOXES)
def test_a_correction_makes_two_gaps_equal(boxes: list[Box], moving: Box) -> None:
    around = still(boxes)
    shift = spacing(moving, around, 8, horizontal=True)
    if shift is not None:
        assert abs(shift) <= 8
    for gap in equal_gaps(moving, around, horizontal=True):
        assert gap.size > 0
