from __future__ import annotations

import itertools

import pytest

from app.canvas_view.ruler_ticks import LEAST_LABEL_PX, LEAST_TICK_PX, label_step, ticks


@pytest.mark.parametrize("zoom", [0.01, 0.07, 0.33, 0.5, 1.0, 1.1, 3.0, 17.0, 64.0])
def test_numbers_and_ticks_keep_their_distance(zoom: float) -> None:
    found = ticks(-37.3, zoom, 1000)
    labelled = [tick.at for tick in found if tick.label]
    gaps = [b - a for a, b in itertools.pairwise(labelled)]
    assert all(LEAST_LABEL_PX - 0.01 <= gap <= 4 * LEAST_LABEL_PX for gap in gaps)
    assert found[1].at - found[0].at >= LEAST_TICK_PX - 0.01
    assert found[0].at <= 0
    assert found[-1].at >= 1000


def test_steps_are_round_numbers() -> None:
    assert [label_step(z) for z in (1.0, 0.5, 2.0, 0.1, 64.0)] == [100, 200, 50, 1000, 1]


def test_a_number_stands_where_it_says() -> None:
    found = {tick.label: tick for tick in ticks(-100, 1.0, 400) if tick.label}
    assert {label: tick.at for label, tick in found.items()} == {
        "-100": 0,
        "0": 100,
        "100": 200,
        "200": 300,
        "300": 400,
    }
    ranks = [tick.rank for tick in ticks(0, 1.0, 100)]
    assert ranks == [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2]
