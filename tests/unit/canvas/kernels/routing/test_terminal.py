from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.terminal import Terminal, free_end
from tests.support.terminals import box_end


def test_free_ends_are_glued_to_nothing() -> None:
    end = free_end(Vec(3, 4), 15)
    assert not end.glued
    assert end.place == (3, 4)
    assert end.jetty == 15


def test_place_is_the_fixed_point_or_the_middle() -> None:
    assert box_end(0, 0).place == (50, 30)
    assert box_end(0, 0, fixed=(1, 2)).place == (1, 2)
    assert box_end(0, 0).glued


def test_turned_shapes_keep_their_plain_box() -> None:
    end = Terminal(Box(0, 0, 60, 100), touch=lambda p, _: p, routing_box=Box(-20, 20, 100, 60))
    assert end.plain_box == (-20, 20, 100, 60)
    assert end.place == (30, 50)
