from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from canvas.drawing.display_list import Placement
from canvas.geometry.box import Box
from canvas.qt.placement import local_to_scene

BOX = Box(100, 50, 40, 20)


@pytest.mark.parametrize(
    ("placement", "corner"),
    [
        (Placement(BOX), (100, 50)),
        (Placement(BOX, flip_h=True), (140, 50)),
        (Placement(BOX, flip_v=True), (100, 70)),
        (Placement(BOX, rotation=180), (140, 70)),
        (Placement(BOX, rotation=90), (130, 40)),
        (Placement(BOX, rotation=90, flip_h=True), (130, 80)),
    ],
)
def test_where_the_top_left_corner_goes(placement: Placement, corner: tuple[float, float]) -> None:
    point = local_to_scene(placement).map(QPointF(0, 0))
    assert (point.x(), point.y()) == pytest.approx(corner)


def test_upright_things_leave_the_flips_out() -> None:
    point = local_to_scene(Placement(BOX, flip_h=True, flip_v=True), flips=False).map(QPointF(0, 0))
    assert (point.x(), point.y()) == (100, 50)
