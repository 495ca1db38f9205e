from __future__ import annotations

import pytest

from canvas.shapes.library.bands import stretch


def test_without_fixed_stretches_everything_scales() -> None:
    axis = stretch(100, (), 250)
    assert [axis.at(v) for v in (0, 40, 100)] == [0, 100, 250]


def test_fixed_stretches_keep_their_length_and_the_others_share_the_rest() -> None:
    axis = stretch(100, ((0, 20), (90, 100)), 200)
    assert [axis.at(v) for v in (0, 20, 90, 100)] == [0, 20, 190, 200]
    assert axis.at(55) == pytest.approx(105)


def test_a_fixed_middle_stays_in_the_middle() -> None:
    axis = stretch(100, ((40, 60),), 300)
    assert (axis.at(40), axis.at(60)) == (140, 160)


def test_small_shapes_shrink_as_a_whole_without_a_jump() -> None:
    fixed = ((0.0, 60.0),)
    lengths = [stretch(100, fixed, v).at(60) for v in (0, 20, 69, 70, 71, 100)]
    assert lengths == sorted(lengths)
    assert lengths[3] == pytest.approx(60)
    assert lengths[2] == pytest.approx(60 * 69 / 70)
    assert lengths[0] == 0


def test_places_beyond_the_ends_go_on() -> None:
    axis = stretch(100, ((0, 10),), 190)
    assert axis.at(-5) == -5
    assert axis.at(110) == pytest.approx(210)


def test_a_wholly_fixed_axis_scales() -> None:
    assert stretch(10, ((0, 10),), 30).at(5) == 15
