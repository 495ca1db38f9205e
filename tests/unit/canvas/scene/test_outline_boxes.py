from __future__ import annotations

import math

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord
from canvas.scene.outline_boxes import AROUND, ROUGH, UPRIGHT, OutlineBoxes, outline_box

BAND = Box(0, 0, 100, 100)
INSIDE, ACROSS, AWAY = Box(10, 10, 20, 20), Box(90, 10, 20, 20), Box(200, 10, 20, 20)


def boxes(*exactness: int) -> OutlineBoxes:
    """Return rows inside, across the border and away, for each exactness in turn."""
    found = OutlineBoxes()
    places = [box for _ in exactness for box in (INSIDE, ACROSS, AWAY)]
    found.put(list(range(len(places))), places, [e for e in exactness for _ in range(3)])
    return found


@pytest.mark.parametrize(
    ("exactness", "contain", "chosen", "doubtful"),
    [
        (UPRIGHT, True, [0], []),
        (UPRIGHT, False, [0, 1], []),
        (AROUND, True, [0], []),
        (AROUND, False, [0], [1]),
        (ROUGH, True, [0], [1]),
        (ROUGH, False, [0], [1]),
    ],
    ids=["upright in", "upright touched", "around in", "around touched", "rough in", "rough touched"],
)
def test_only_what_boxes_cannot_tell_is_doubtful(
    exactness: int, contain: bool, chosen: list[int], doubtful: list[int]
) -> None:
    sure, unsure = boxes(exactness).select(BAND, contain)
    assert (sure.tolist(), unsure.tolist()) == (chosen, doubtful)


def test_freed_rows_are_never_selected_and_lines_become_exact() -> None:
    found = boxes(ROUGH)
    found.free(0)
    found.free(99)
    found.put_line(1, (Vec(90, 10), Vec(95, 20)))
    sure, unsure = found.select(BAND, contain=True)
    assert (sure.tolist(), unsure.tolist()) == ([1], [])


@pytest.mark.parametrize("contain", [True, False])
@pytest.mark.parametrize("side", [90.0, 900.0], ids=["few rows looked at", "all rows looked at"])
def test_what_is_found_does_not_depend_on_how_many_rows_are_looked_at(side: float, contain: bool) -> None:
    rng = np.random.default_rng(3)
    places = [Box(*place, *size) for place, size in zip(*rng.uniform((0, 0), (990, 9), (2, 50_000, 2)), strict=True)]
    exactness = rng.integers(0, 3, 50_000).tolist()
    found = OutlineBoxes()
    found.put(range(50_000), places, exactness)
    band = Box(50.0, 2.0, side, 6.0)
    near = [row for row, box in enumerate(places) if box.intersects(band)]
    inside = {row for row in near if band.contains_box(places[row])}
    sure = [row for row in near if row in inside or (not contain and exactness[row] == UPRIGHT)]
    known = set(sure)
    doubtful = [row for row in near if row not in known and (not contain or exactness[row] == ROUGH)]
    chosen, unsure = found.select(band, contain)
    assert (chosen.tolist(), unsure.tolist()) == (sure, doubtful)
    assert sure
    assert doubtful


def test_the_box_around_rows_and_the_rough_boxes_that_reach_beyond_it() -> None:
    found = boxes(UPRIGHT, ROUGH)
    inside, across, away, rough_inside, rough_across, rough_away = range(6)
    sides, rough = found.around(np.array([inside, across, rough_inside, rough_across, rough_away]))
    assert (sides, rough.tolist()) == ((10, 10, 110, 30), [rough_away])
    sides, rough = found.around(np.array([rough_inside, rough_away]))
    assert (sides[0], sides[2], rough.tolist()) == (math.inf, -math.inf, [rough_inside, rough_away])
    assert found.box(away) == AWAY


def test_turned_shapes_have_the_box_around_them() -> None:
    assert outline_box(ShapeRecord("a"), INSIDE) == (INSIDE, UPRIGHT)
    box, exactness = outline_box(ShapeRecord("a", {"rotation": 90.0}), Box(0, 0, 40, 20))
    assert box == pytest.approx(Box(10, -10, 20, 40))
    assert exactness == AROUND
