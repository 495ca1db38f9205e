from __future__ import annotations

import pytest

from canvas.geometry.box import Box, from_points, union
from canvas.geometry.vec import Vec


def test_sides_and_corners() -> None:
    box = Box(1, 2, 10, 20)
    assert (box.right, box.bottom, box.center) == (11, 22, (6, 12))
    assert box.corners == ((1, 2), (11, 2), (11, 22), (1, 22))
    assert box.translated(5, -2) == (6, 0, 10, 20)


def test_shrinking_stops_at_nothing() -> None:
    assert Box(0, 0, 10, 4).inflated(-3) == (3, 3, 4, 0)


def test_borders_belong_to_the_box() -> None:
    box = Box(0, 0, 10, 10)
    assert box.contains(Vec(10, 10))
    assert not box.contains(Vec(10.1, 5))
    assert box.intersects(Box(10, 10, 1, 1))
    assert not box.intersects(Box(10.1, 0, 1, 1))
    assert box.contains_box(Box(0, 0, 10, 10))
    assert not box.contains_box(Box(5, 5, 6, 1))


def test_union() -> None:
    assert union([Box(0, 0, 1, 1), Box(5, -5, 1, 1)]) == (0, -5, 6, 6)
    assert union([]) is None
    assert from_points([Vec(3, 1), Vec(-1, 4)]) == (-1, 1, 4, 3)
    with pytest.raises(ValueError, match="at least one"):
        from_points([])
