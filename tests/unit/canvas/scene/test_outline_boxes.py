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
