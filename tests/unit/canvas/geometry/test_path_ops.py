from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry import path_ops
from canvas.geometry.box import Box, union
from canvas.geometry.matrix import rotation
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, ellipse_path, polyline_path, rect_path
from canvas.geometry.vec import Vec


def test_bounds_follow_the_curve_not_its_handles() -> None:
    path = PathBuilder().move(0, 0).cubic(0, 100, 100, 100, 100, 0).build()
    assert path_ops.bounds(path) == pytest.approx(Box(0, 0, 100, 75))


def test_an_empty_path_has_no_bounds_and_is_nowhere_near() -> None:
    assert path_ops.bounds(Path()) is None
    assert path_ops.distance(Path(), Vec(0, 0)) == math.inf
    assert not path_ops.contains(Path(), Vec(0, 0))


def test_a_hole_by_winding_and_by_parity() -> None:
    both = Path(rect_path(0, 0, 30, 30).commands + rect_path(10, 10, 10, 10).commands)
    assert path_ops.contains(both, Vec(15, 15))
    assert not path_ops.contains(both, Vec(15, 15), even_odd=True)
    assert path_ops.contains(both, Vec(5, 5), even_odd=True)


def test_open_lines_count_as_closed_inside() -> None:
    assert path_ops.contains(polyline_path([(0, 0), (10, 0), (10, 10)]), Vec(8, 3))
    assert not path_ops.contains(polyline_path([(0, 0), (10, 0), (10, 10)]), Vec(2, 8))


def test_distance_is_to_the_outline() -> None:
    assert path_ops.distance(ellipse_path(0, 0, 100, 100), Vec(50, 50)) == pytest.approx(50, abs=0.3)
    assert path_ops.distance(rect_path(0, 0, 10, 10), Vec(5, -3)) == 3


def test_transformed_moves_every_point() -> None:
    turned = path_ops.transformed(rect_path(0, 0, 10, 20), rotation(90))
    assert path_ops.bounds(turned) == pytest.approx(Box(-20, 0, 20, 10))


def test_flatten_separates_subpaths_and_closes_them() -> None:
    path = PathBuilder().rect(0, 0, 1, 1).move(5, 5).line(6, 6).build()
    closed, opened = path_ops.flatten(path)
    assert closed[0] == closed[-1]
    assert opened == ((5, 5), (6, 6))


@given(st.lists(st.tuples(*[st.floats(-500, 500)] * 6), min_size=30, max_size=60), st.booleans())
def test_a_long_curve_has_the_box_of_its_parts(pieces: list[tuple[float, ...]], closed: bool) -> None:
    commands = (("M", 1.0, 2.0), *(("C", *piece) for piece in pieces), *([("Z",)] if closed else ()))
    found = path_ops.bounds(Path(commands))
    starts = [(1.0, 2.0), *(piece[-2:] for piece in pieces)]
    parts = union(
        box
        for start, piece in zip(starts, pieces, strict=False)
        if (box := path_ops.bounds(Path((("M", *start), ("C", *piece))))) is not None
    )
    assert found is not None
    assert parts is not None
    assert found == pytest.approx(parts, abs=1e-6)


def test_a_long_path_of_other_pieces_is_measured_too() -> None:
    zigzag = polyline_path([(float(i), float(i % 2)) for i in range(60)])
    assert path_ops.bounds(zigzag) == Box(0, 0, 59, 1)
