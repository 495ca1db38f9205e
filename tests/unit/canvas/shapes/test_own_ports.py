from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.shapes.own_ports import MOST, own_ports, ports_text


def test_points_come_back() -> None:
    points = (Vec(0, 0.5), Vec(1, 0.25))
    assert own_ports({"points": ports_text(points)}) == points
    assert own_ports({"points": "[]"}) == ()


def test_draw_ios_longer_form_is_read() -> None:
    assert own_ports({"points": "[[0.5,0,1,0,0],[1,1]]"}) == ((0.5, 0), (1, 1))


@pytest.mark.parametrize("text", ["", "none", "{}", "[[1]", "[1, [true, 0], [null, 1], []]", "[" * 9999])
def test_what_is_no_list_of_points_is_none(text: str) -> None:
    assert own_ports({"points": text}) in (None, ())


def test_a_hostile_list_is_cut() -> None:
    assert len(own_ports({"points": str([[0, 0]] * 5000)}) or ()) == MOST
    assert own_ports({"points": 5.0}) is None
    assert own_ports({}) is None
