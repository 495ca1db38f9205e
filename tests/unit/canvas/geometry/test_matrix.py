from __future__ import annotations

import pytest

from canvas.geometry.matrix import IDENTITY, apply, compose, inverse, rotation, scaling, translation
from canvas.geometry.vec import Vec


def test_rotation_is_clockwise_with_y_down() -> None:
    assert apply(rotation(90), Vec(1, 0)) == (0, 1)


def test_quarter_turns_are_exact() -> None:
    assert rotation(360) == IDENTITY
    assert apply(rotation(-90, Vec(5, 5)), Vec(10, 5)) == (5, 0)


def test_compose_applies_the_inner_map_first() -> None:
    m = compose(translation(10, 0), scaling(2, 3))
    assert apply(m, Vec(1, 1)) == (12, 3)


def test_inverse_undoes() -> None:
    m = compose(rotation(33, Vec(4, 7)), compose(scaling(-2, 0.5, Vec(1, 1)), translation(3, -8)))
    assert apply(inverse(m), apply(m, Vec(12, -5))) == pytest.approx((12, -5))


def test_mirroring_about_a_point_keeps_it() -> None:
    assert apply(scaling(-1, 1, Vec(50, 0)), Vec(50, 9)) == (50, 9)
