from __future__ import annotations

import pytest

from canvas.kernels.routing.sides import preferred_sides, side_of_fixed, sides_from, turned_side
from tests.support.terminals import box_end


@pytest.mark.parametrize(
    ("at", "sides"),
    [
        ((300, 0), "EW"),
        ((-300, 0), "WE"),
        ((0, 300), "SN"),
        ((0, -300), "NS"),
        # Apart both ways: out sideways, in from above or below.
        ((300, 300), "EN"),
        ((-300, -300), "WS"),
    ],
)
def test_by_position(at: tuple[float, float], sides: str) -> None:
    assert "".join(preferred_sides(box_end(0, 0), box_end(*at))) == sides


def test_forbidden_sides_are_avoided() -> None:
    north_south = box_end(0, 0, sides=frozenset("NS"))
    assert preferred_sides(north_south, box_end(300, 300)) == ("S", "W")
    only_west = box_end(0, 0, sides=frozenset("W"))
    assert preferred_sides(only_west, box_end(300, 0))[0] == "W"


@pytest.mark.parametrize(
    ("point", "side"),
    [((0, 30), "W"), ((100.5, 30), "E"), ((50, 0), "N"), ((50, 60), "S"), ((0, 0), "N"), ((50, 30), None)],
)
def test_side_of_a_fixed_end(point: tuple[float, float], side: str | None) -> None:
    assert side_of_fixed(box_end(0, 0, fixed=point)) == side


def test_fixed_ends_keep_their_side() -> None:
    assert preferred_sides(box_end(0, 0, fixed=(50, 0)), box_end(300, 0))[0] == "N"


def test_names_and_turns() -> None:
    assert sides_from("north;south") == frozenset("NS")
    assert sides_from("eastwest") == frozenset("EW")
    assert sides_from("perimeter") == frozenset("NESW")
    assert turned_side("W", 1) == "N"
    assert turned_side("N", -1 % 4) == "W"
