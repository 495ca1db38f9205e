from __future__ import annotations

import pytest

from canvas.geometry import path_ops
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec
from canvas.scene.wide_line import block_arrow, moved_aside, side_lines

CORNER = (Vec(0, 0), Vec(100, 0), Vec(100, 100))


def test_corners_are_mitred() -> None:
    assert moved_aside(CORNER, 10) == [(0, 10), (90, 10), (90, 100)]
    assert moved_aside(CORNER, -10) == [(0, -10), (110, -10), (110, 100)]
    assert moved_aside([Vec(1, 1)], 5) == [(1, 1)]


def test_turning_back_does_not_run_to_infinity() -> None:
    spike = moved_aside((Vec(0, 0), Vec(100, 0), Vec(0, 1)), 10)
    assert max(abs(p.x) for p in spike) < 200


def test_side_lines_are_the_gap_apart() -> None:
    first, second = side_lines((Vec(0, 0), Vec(50, 0)), 6)
    assert first.commands[0][2] - second.commands[0][2] == pytest.approx(6)


def test_block_arrows_have_heads_where_asked() -> None:
    line = (Vec(0, 0), Vec(100, 0))
    path = block_arrow(line, 10, 30, 20, False, True)
    assert path_ops.contains(path, Vec(82, 12))
    assert not path_ops.contains(path, Vec(18, 12))
    both = block_arrow(line, 10, 30, 20, True, True)
    assert path_ops.contains(both, Vec(18, 12))
    assert block_arrow((Vec(0, 0), Vec(0, 0)), 10, 30, 20, True, True) == Path()
