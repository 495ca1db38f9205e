from __future__ import annotations

from canvas.geometry.box import Box
from canvas.kernels.still import Axis, still, stops_x, stops_y

BOXES = (Box(0, 0, 100, 50), Box(200, 40, 60, 60), Box(0, 300, 10, 10))


def test_stops_of_boxes_and_lines_rise() -> None:
    around = still(BOXES[:1], [70.0, 20.0], [10.0])
    assert around.x == Axis((0, 20, 50, 70, 100), (20, 70))
    assert around.y == Axis((0, 10, 25, 50), (10,))
    assert around.x.has_line(70)
    assert not around.x.has_line(50)


def test_the_nearest_stop_within_reach() -> None:
    axis = still(BOXES[:1]).x
    assert axis.nearest((103, 52.5), 5) == -2.5
    assert axis.nearest((110,), 5) is None
    assert axis.is_met(50)
    assert not axis.is_met(50.1)
    assert Axis().nearest((1,), 5) is None


def test_what_lies_beside_a_box() -> None:
    around = still(BOXES)
    assert around.across(Box(400, 45, 10, 3), horizontal=True).tolist() == [0, 1]
    assert around.across(Box(400, 50, 10, 3), horizontal=True).tolist() == [1]
    assert around.across(Box(5, 900, 3, 3), horizontal=False).tolist() == [0, 2]
    assert still([]).across(Box(0, 0, 1, 1), horizontal=True).tolist() == []


def test_what_begins_ends_or_has_its_middle_at_a_place() -> None:
    around = still(BOXES)
    assert around.meeting(0, horizontal=True).tolist() == [0, 2]
    assert around.meeting(230, horizontal=True).tolist() == [1]
    assert around.meeting(100, horizontal=False).tolist() == [1]
    assert around.meeting(7, horizontal=True).tolist() == []


def test_stops_of_one_box() -> None:
    assert stops_x(Box(1, 2, 4, 6)) == (1, 3, 5)
    assert stops_y(Box(1, 2, 4, 6)) == (2, 5, 8)
