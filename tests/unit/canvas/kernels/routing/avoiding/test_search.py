from __future__ import annotations

import random

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding import search
from canvas.kernels.routing.avoiding.exits import exits_of
from canvas.kernels.routing.avoiding.network import bends_to_go, network_of
from canvas.kernels.routing.avoiding.obstacles import obstacles_of
from canvas.kernels.routing.avoiding.rects import rect_of
from canvas.kernels.routing.avoiding.search import BEND, COMPLETE, QUICK, THOROUGH, Effort, cheapest
from canvas.kernels.routing.avoiding.tracks import tracks_of
from tests.support.mazes import LAYOUTS, cheapest_by_hand, end_at, movable

FENCE = Box(-5000.0, -5000.0, 20000.0, 20000.0)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(12))
def test_a_complete_search_finds_what_a_plain_one_finds(layout: str, seed: int) -> None:
    boxes = LAYOUTS[layout](14, seed)
    obstacles = obstacles_of({str(i): box for i, box in enumerate(boxes)})
    rng = random.Random(seed)
    i, j = rng.sample(range(movable(layout, boxes)), 2)
    clear = [obstacles.clearance(str(n)) for n in range(len(boxes))]
    rects = np.array([rect_of(box) for box in clear if box is not None])
    source = exits_of(end_at(boxes[i], rng.randrange(4)), clear[i])
    target = exits_of(end_at(boxes[j], rng.randrange(4)), clear[j])
    network = network_of(rects, tracks_of(rects), FENCE, source, target)
    wanted = cheapest_by_hand(rects, source[0], target[0], BEND)
    for effort in (COMPLETE, THOROUGH, QUICK):
        way = cheapest(network, target, effort)
        assert (way is None) == (wanted is None)
        if way is None or wanted is None:
            continue
        assert way.cost >= wanted - 1e-6
        if way.exact or effort is COMPLETE:
            assert way.cost == pytest.approx(wanted)


def test_without_any_expansion_the_fewest_bends_are_the_answer() -> None:
    boxes = LAYOUTS["dense"](60, 3)
    rects = np.array([rect_of(box.inflated(3)) for box in boxes])
    source, target = (
        exits_of(end_at(boxes[0]), boxes[0].inflated(3)),
        exits_of(end_at(boxes[-1]), boxes[-1].inflated(3)),
    )
    network = network_of(rects, tracks_of(rects), FENCE, source, target)
    way, best = cheapest(network, target, Effort(((1.0, 0),))), cheapest(network, target, COMPLETE)
    assert way is not None
    assert best is not None
    assert not way.exact
    assert best.exact
    assert way.cost >= best.cost


def test_no_exits_no_way() -> None:
    rects = np.zeros((0, 4))
    assert cheapest(network_of(rects, tracks_of(rects), FENCE, (), ()), (), COMPLETE) is None


def test_among_many_only_the_last_run_counts() -> None:
    assert THOROUGH.among_many.runs == THOROUGH.runs[-1:]
    assert QUICK.among_many == QUICK


def test_a_search_that_may_not_look_often_enough_for_the_bends_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = LAYOUTS["maze"](200, 1)
    rects = np.array([rect_of(box.inflated(3)) for box in boxes])
    ends = [exits_of(end_at(boxes[n]), boxes[n].inflated(3)) for n in (0, 11)]
    network = network_of(rects, tracks_of(rects), FENCE, ends[0], ends[1])
    least = bends_to_go(network).least_at(network.starts)
    assert least > 2
    looked: list[int] = []
    run = search._Search.run
    monkeypatch.setattr(search._Search, "run", lambda self, limit: (looked.append(limit), run(self, limit))[1])
    way = cheapest(network, ends[1], Effort(((1.0, 3 * least - 1), (1.5, 3 * least))))
    assert looked == [3 * least]
    assert way is not None
