from __future__ import annotations

import numpy as np
import pytest

from canvas.kernels.routing.avoiding.clearance import inflated
from canvas.kernels.routing.avoiding.rects import Rects


def rects(*rows: tuple[float, float, float, float]) -> Rects:
    return np.array(rows, np.float64).reshape(-1, 4)


def test_one_that_stands_alone_keeps_the_whole_margin() -> None:
    assert inflated(rects((0, 0, 10, 10)), 12).tolist() == [[-12, -12, 22, 22]]
    assert len(inflated(rects())) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_neighbours_share_the_gap_between_them(turned: bool) -> None:
    found = inflated(rects((0, 0, 10, 10), (0, 22, 10, 30)) if turned else rects((0, 0, 10, 10), (22, 0, 30, 10)), 12)
    low, high = (1, 3) if turned else (0, 2)
    assert found[0, high] == found[1, low] == 16
    assert found[0, low] == -12
    assert found[1, high] == 42


def test_a_gap_too_narrow_for_a_line_is_shut() -> None:
    found = inflated(rects((0, 0, 10, 10), (13, 0, 20, 10)), 12)
    assert found[0, 2] > found[1, 0]


def test_what_stands_across_a_corner_is_not_faced() -> None:
    found = inflated(rects((0, 0, 10, 10), (60, 60, 70, 70)), 12)
    assert found.tolist() == [[-12, -12, 22, 22], [48, 48, 82, 82]]
