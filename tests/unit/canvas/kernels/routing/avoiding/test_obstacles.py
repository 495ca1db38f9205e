from __future__ import annotations

import random

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.obstacles import obstacles_of
from canvas.kernels.routing.avoiding.tracks import tracks_of
from tests.support.mazes import scattered

EVERYWHERE = Box(-1e5, -1e5, 2e5, 2e5)


@pytest.mark.parametrize("at_once", [1, 3, 70])
def test_one_by_one_they_end_up_as_if_made_anew(at_once: int) -> None:
    rng = random.Random(at_once)
    boxes = {str(i): box for i, box in enumerate(scattered(80, 2, 0.3))}
    kept = obstacles_of(boxes)
    for step in range(12):
        for _ in range(at_once):
            name = rng.choice(list(boxes)) if rng.random() < 0.7 else f"new{step}{rng.random()}"
            if name in boxes and rng.random() < 0.3:
                del boxes[name]
                kept.put(name, None)
            else:
                boxes[name] = Box(rng.uniform(0, 900), rng.uniform(0, 900), rng.uniform(5, 150), rng.uniform(5, 90))
                kept.put(name, boxes[name])
        fresh = obstacles_of(boxes)
        assert len(kept) == len(fresh)
        assert {i: kept.clearance(i) for i in boxes} == {i: fresh.clearance(i) for i in boxes}
        for mine, anew in zip(kept.tracks(), fresh.tracks(), strict=True):
            assert np.array_equal(mine.at, anew.at)
            assert np.array_equal(mine.low, anew.low)
            assert np.array_equal(mine.high, anew.high)


def test_a_copy_with_others_leaves_the_first_as_it_was() -> None:
    page = obstacles_of({"a": Box(0, 0, 10, 10), "b": Box(100, 0, 10, 10)})
    moved = page.overlaid({"a": Box(50, 50, 10, 10), "b": None, "c": Box(0, 0, 5, 5), "d": None})
    assert page.box("a") == Box(0, 0, 10, 10)
    assert moved.box("a") == Box(50, 50, 10, 10)
    assert "b" not in moved
    assert len(moved) == 2
    assert moved.clearance("b") is None


def test_what_overlaps_an_end_does_not_count_for_its_lines() -> None:
    a, holder, far = Box(10, 10, 20, 20), Box(0, 0, 100, 100), Box(200, 0, 20, 20)
    page = obstacles_of({"a": a, "holder": holder, "far": far})
    field = page.field(EVERYWHERE, (a, None), ("a", ""))
    assert len(field.shapes) == 2
    assert field.tracks is None
    alone = page.field(EVERYWHERE, (None, None), ("", ""))
    assert len(alone.shapes) == 3
    assert alone.tracks is not None
    assert np.array_equal(alone.tracks()[0].at, tracks_of(alone.clear)[0].at)
    assert len(page.field(Box(150, 0, 100, 100), (None, None), ("", "")).shapes) == 1


def test_what_a_line_runs_through() -> None:
    page = obstacles_of({"a": Box(0, 0, 10, 10), "b": Box(100, 0, 10, 10)})
    assert page.entered_by((Vec(-5, 5), Vec(50, 5))) == {"a"}
