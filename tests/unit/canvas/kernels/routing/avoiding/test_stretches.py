from __future__ import annotations

import numpy as np
import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import INF
from canvas.kernels.routing.avoiding.stretches import CLEAR, Stretches, side_by_side, stretches_of

Z = (Vec(0, 0), Vec(100, 0), Vec(100, 50), Vec(200, 50))


def stretches(name: str, *points: Vec) -> Stretches:
    return stretches_of(name, points, frozenset((points[0], points[-1])))


def test_every_stretch_is_told_with_its_place_and_whether_it_is_at_an_end() -> None:
    first, middle, last = stretches("a", *Z).each
    assert [(s.index, s.axis, s.at, s.low, s.high) for s in (first, middle, last)] == [
        (0, 1, 0, 0, 100),
        (1, 0, 100, 0, 50),
        (2, 1, 50, 100, 200),
    ]
    assert [(s.at_source, s.at_target, s.at_end) for s in (first, middle, last)] == [
        (True, False, True),
        (False, False, False),
        (False, True, True),
    ]
    (only,) = stretches("a", *Z[:2]).each
    assert only.at_source
    assert only.at_target


def test_straight_pieces_at_the_ends_keep_their_direction() -> None:
    first, middle, last = stretches("a", *Z).each
    assert middle.limits == (CLEAR, 200 - CLEAR)
    assert first.limits == last.limits == (-INF, INF)
    corner = stretches("a", *Z[:3])
    assert corner.each[0].limits == (-INF, 50 - CLEAR)
    assert corner.each[1].limits == (CLEAR, INF)


@pytest.mark.parametrize("turned", [False, True])
def test_the_rank_does_not_depend_on_where_a_line_begins(turned: bool) -> None:
    points = Z[::-1] if turned else Z
    ranks = {(s.axis, s.at): s.rank for s in stretches("a", *points).each}
    assert ranks == {(1, 0): (1.0, -100), (0, 100): (0.0, 0), (1, 50): (-1.0, 100)}


def test_pairs_are_of_different_lines_overlap_and_lie_near() -> None:
    lines = [
        stretches("a", Vec(0, 0), Vec(100, 0)),
        stretches("b", Vec(50, 5), Vec(150, 5)),
        stretches("c", Vec(100, 5), Vec(200, 5)),
        stretches("d", Vec(0, 30), Vec(100, 30)),
        stretches("e", Vec(50, 0), Vec(50, 100)),
    ]
    rows, owners = np.concatenate([line.rows for line in lines]), np.arange(len(lines))
    assert side_by_side(rows, owners, 7.5) == [(0, 1), (1, 2)]
    assert side_by_side(rows, np.zeros(len(lines), int), 7.5) == []
    assert side_by_side(rows, owners, 4.0) == [(1, 2)]
