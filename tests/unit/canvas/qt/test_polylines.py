"""Many polylines in one array give back what was put in, whatever grew or shrank in between."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.vec import Vec
from canvas.qt.polylines import Polylines

LINES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=30)


def line(row: int, length: int, salt: int) -> list[Vec]:
    return [Vec(float(row), float(salt * 100 + i)) for i in range(length)]


@given(LINES)
def test_the_last_line_of_each_row_is_found(puts: list[tuple[int, int]]) -> None:
    polylines = Polylines()
    polylines.grow(10)
    kept: dict[int, list[Vec]] = {}
    for salt, (row, length) in enumerate(puts):
        kept[row] = line(row, length, salt)
        polylines.put(np.array([row], np.intp), [kept[row]])
    rows = sorted(kept)
    segments, owner = polylines.of(np.array(rows, np.intp))
    for position, row in enumerate(rows):
        points = kept[row]
        expected = [(*a, *b) for a, b in pairwise(points)]
        assert [tuple(segment) for segment in segments[owner == position].tolist()] == expected


def test_growing_keeps_what_is_there() -> None:
    polylines = Polylines()
    polylines.grow(1)
    polylines.put(np.array([0], np.intp), [line(0, 3, 1)])
    polylines.grow(5)
    segments, _ = polylines.of(np.array([0, 4], np.intp))
    assert len(segments) == 2
