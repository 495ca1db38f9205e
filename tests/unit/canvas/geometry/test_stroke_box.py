from __future__ import annotations

import math

import pytest

from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import polyline_path, rect_path
from canvas.geometry.stroke_box import MITRE_LIMIT, stroke_box


def test_right_angles_reach_half_a_stroke() -> None:
    assert stroke_box(rect_path(0, 0, 10, 10), 4) == Box(-2, -2, 14, 14)
    assert stroke_box(Path(), 4) is None


def test_the_shortcut_for_upright_lines_agrees_with_their_tips() -> None:
    turns = [(0, 0), (40, 0), (40, 30), (10, 30), (10, 60), (90, 60)]
    for closed in (False, True):
        upright = stroke_box(polyline_path(turns, closed), 6)
        # A corner that is hardly moved makes it none of the shortcut's.
        slanted = stroke_box(polyline_path([*turns[:-1], (90, 60 + 1e-7)], closed), 6)
        assert upright is not None
        assert slanted == pytest.approx(upright, abs=1e-5)


def test_tips_reach_as_far_as_the_angle_says() -> None:
    # Half of the angle at (100, 50) is 45 degrees, so the tip is the square root of two half strokes away.
    box = stroke_box(polyline_path([(50, 0), (100, 50), (50, 100)]), 10)
    assert box is not None
    assert box.right == pytest.approx(100 + 5 * math.sqrt(2))
    assert box.x == pytest.approx(45)


def test_a_closed_path_has_a_tip_at_its_start() -> None:
    open_box = stroke_box(polyline_path([(0, 50), (50, 0), (100, 50), (50, 100)]), 10)
    closed = stroke_box(polyline_path([(0, 50), (50, 0), (100, 50), (50, 100)], True), 10)
    assert open_box is not None
    assert closed is not None
    assert open_box.x == pytest.approx(-5)
    assert closed.x == pytest.approx(-5 * math.sqrt(2))


def test_corners_sharper_than_the_limit_and_round_ones_have_no_tip() -> None:
    needle = polyline_path([(0, 0), (100, 5), (0, 10)])
    wedge = polyline_path([(0, 0), (100, 25), (0, 50)])
    assert math.sin(math.atan(5 / 100)) < 1 / MITRE_LIMIT < math.sin(math.atan(25 / 100))
    cut, sharp, rounded = stroke_box(needle, 4), stroke_box(wedge, 4), stroke_box(wedge, 4, mitred=False)
    assert cut is not None
    assert sharp is not None
    assert rounded is not None
    assert (cut.right, rounded.right) == (102, 102)
    assert sharp.right == pytest.approx(100 + 2 / math.sin(math.atan(25 / 100)))


def test_curves_meet_lines_by_their_tangents() -> None:
    smooth = Path((("M", 0.0, 0.0), ("L", 50.0, 0.0), ("C", 75.0, 0.0, 100.0, 25.0, 100.0, 50.0)))
    broken = Path((("M", 0.0, 0.0), ("L", 50.0, 0.0), ("C", 40.0, 10.0, 30.0, 20.0, 20.0, 50.0)))
    assert stroke_box(smooth, 8) == Box(-4, -4, 108, 58)
    turned = stroke_box(broken, 8)
    assert turned is not None
    assert turned.right > 58
