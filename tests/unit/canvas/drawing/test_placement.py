from __future__ import annotations

import pytest

from canvas.drawing.display_list import Placement
from canvas.drawing.placement import box_to_scene, to_local, to_scene, unflipped
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

PLACED = Placement(Box(100, 50, 40, 20), 90, flip_h=True)


def test_flip_comes_before_rotation() -> None:
    # The left middle is flipped to the right, then turned to the bottom.
    assert to_scene(PLACED, Vec(0, 10)) == pytest.approx((120, 80))


def test_local_and_scene_are_inverse() -> None:
    assert to_local(PLACED, to_scene(PLACED, Vec(3, 4))) == pytest.approx((3, 4))


def test_upright_text_is_turned_but_not_flipped() -> None:
    assert to_scene(unflipped(PLACED), Vec(0, 10)) == pytest.approx((120, 40))
    plain = Placement(Box(0, 0, 1, 1), 5)
    assert unflipped(plain) is plain


def test_box_of_a_turned_box() -> None:
    assert box_to_scene(PLACED, Box(0, 0, 40, 20)) == pytest.approx(Box(110, 40, 20, 40))
