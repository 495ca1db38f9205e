from __future__ import annotations

from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.exits import EAST, NORTH, exits_of, straight_lines
from canvas.kernels.routing.terminal import Terminal
from tests.support.mazes import end_at, loose

A = Box(0.0, 0.0, 100.0, 60.0)
CLEAR = A.inflated(12)


def test_a_floating_end_may_leave_by_the_middle_of_every_allowed_side() -> None:
    assert [e.out for e in exits_of(end_at(A), CLEAR)] == [(112, 30), (50, 72), (-12, 30), (50, -12)]
    north = Terminal(A, None, end_at(A).touch, sides=frozenset("N"))
    assert [(e.side, e.port, e.out) for e in exits_of(north, CLEAR)] == [(NORTH, (50, 0), (50, -12))]


def test_a_fixed_end_keeps_its_side() -> None:
    (only,) = exits_of(end_at(A, EAST, 0.25), CLEAR)
    assert (only.side, only.port, only.out, only.cost) == (EAST, (100, 15), (112, 15), 0)


def test_an_end_inside_its_shape_goes_out_the_short_way() -> None:
    inside = Terminal(A, A.center, end_at(A).touch)
    found = exits_of(inside, CLEAR)
    assert [e.cost for e in found] == [50, 30, 50, 30]
    assert {e.port for e in found} == {A.center}


def test_a_free_end_goes_anywhere() -> None:
    assert [(e.side, e.out) for e in exits_of(loose(5, 6), None)] == [(side, (5, 6)) for side in range(4)]


def test_ends_in_line_are_joined_straight() -> None:
    b = Box(300.0, 20.0, 100.0, 60.0)
    assert straight_lines(end_at(A), end_at(b)) == (((100, 40), (300, 40)),)
    assert straight_lines(end_at(b), end_at(A)) == (((300, 40), (100, 40)),)
    assert straight_lines(end_at(A, EAST, 0.5), end_at(b)) == (((100, 30), (300, 30)),)
    assert straight_lines(end_at(A, NORTH), end_at(b)) == ()
    below = Box(20.0, 200.0, 100.0, 60.0)
    assert straight_lines(end_at(A), end_at(below)) == (((60, 60), (60, 200)),)
    assert straight_lines(loose(50, -80), end_at(A)) == (((50, -80), (50, 0)),)
    assert straight_lines(loose(0, 0), loose(9, 0)) == (((0, 0), (9, 0)),)


def test_turned_shapes_are_not_joined_straight() -> None:
    turned = Terminal(A, None, end_at(A).touch, routing_box=A)
    assert straight_lines(turned, end_at(Box(300.0, 0.0, 100.0, 60.0))) == ()
