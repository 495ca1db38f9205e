from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord
from canvas.scene.jumps import JUMPS, crossings, half_width, jump_half, jumped_path, jumps

LINE = (Vec(0, 0), Vec(100, 0), Vec(100, 100))
UPRIGHT = (Vec(40, -50), Vec(40, 50))


def test_crossings_are_places_along_each_stretch() -> None:
    across = (Vec(50, 60), Vec(150, 60))
    assert crossings(LINE, [UPRIGHT, across, UPRIGHT]) == ((40.0,), (60.0,))
    assert crossings(LINE, [(Vec(0, 10), Vec(90, 10))]) == ((), ())


def test_a_hop_is_as_long_as_draw_ios() -> None:
    assert half_width(6.0, 1.0) == 3.0
    assert half_width(0.0, 2.0) == 2.0
    assert jump_half(ShapeRecord("l", {"style.jump_size": 10.0}), 1.5) == 5.5


@pytest.mark.parametrize("kind", JUMPS[1:])
def test_every_kind_leaves_the_line_at_the_crossing_and_only_there(kind: str) -> None:
    path = jumped_path(LINE, ((40.0,), ()), kind, 5.0)
    names = [command[0] for command in path.commands]
    points = [command[-2:] for command in path.commands]
    assert (35.0, 0.0) in points
    assert (45.0, 0.0) in points
    assert points[-1] == (100, 100)
    assert names.count("C") == (kind == "arc")
    assert names.count("M") == {"arc": 1, "sharp": 1, "gap": 2, "line": 4}[kind]


def test_hops_stand_upwards_whichever_way_the_line_goes() -> None:
    for points in (LINE[:2], LINE[1::-1]):
        path = jumped_path(points, ((50.0,),), "sharp", 5.0)
        assert min(y for *_, y in (c for c in path.commands)) == -5


def test_close_crossings_are_one_hop_and_corners_none() -> None:
    two = jumped_path(LINE, ((40.0, 46.0), ()), "gap", 5.0)
    assert [c for c in two.commands if c[0] == "M"] == [("M", 0, 0), ("M", 51.0, 0.0)]
    assert len(jumped_path(LINE, ((97.0,), (2.0,)), "gap", 5.0).commands) == 3


def test_rounded_corners_stay_round() -> None:
    path = jumped_path(LINE, ((40.0,), ()), "gap", 5.0, radius=10.0)
    assert [c[0] for c in path.commands] == ["M", "L", "M", "L", "C", "L"]


def test_who_hops() -> None:
    def line(**values: object) -> ShapeRecord:
        return ShapeRecord("l", {"kind": "connector", **{k.replace("__", "."): v for k, v in values.items()}})

    assert jumps(line(style__jump="arc"))
    assert not jumps(line(style__jump="none"))
    assert not jumps(line(style__jump="whatever"))
    assert not jumps(line(style__jump="arc", style__curved=True))
    assert not jumps(ShapeRecord("s", {"style.jump": "arc"}))
