"""Tests of turning."""

from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.rotate import normal_degrees, pointer_angle, snapped_turn, turn
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize(("given", "normal"), [(370, 10), (-90, 270), (360, 0), (-0.001, 0), (45.123, 45.12)])
def test_angles_are_kept_small(given: float, normal: float) -> None:
    assert normal_degrees(given) == normal


def test_the_pointer_turns_clockwise() -> None:
    assert pointer_angle(Vec(0, 0), Vec(0, -10), Vec(10, 0)) == pytest.approx(90)


@pytest.mark.parametrize(("current", "degrees", "result"), [(0, 17, 15), (10, 10, 15), (3, 1, 0)])
def test_shift_snaps_the_resulting_angle(current: float, degrees: float, result: float) -> None:
    assert current + snapped_turn(current, degrees) == pytest.approx(result)


def test_a_shape_turns_about_its_own_centre_without_moving() -> None:
    t = TestEditor()
    a = t.shape(10, 10, rotation=350.0)
    edits = turn(t.graph, (a,), 20, t.graph.box(a).center)
    assert edits[a]["rotation"] == 10.0
    assert edits[a]["x"] == pytest.approx(10)


def test_members_of_a_group_turn_with_it() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 200, 100, kind="group")
    child = t.shape(0, 0, 100, 100, parent=group)
    pinned = t.shape(0.5, 0.5, 10, 10, parent=group, relative=True)
    inner = t.connector(parent=group, source__point=(0, 50), target__point=(200, 50))
    edits = turn(t.graph, (group,), 180, Vec(100, 50))
    assert (edits[group]["x"], edits[group]["rotation"]) == (pytest.approx(0), 180.0)
    assert (edits[child]["x"], edits[child]["y"]) == (pytest.approx(100), pytest.approx(0))
    assert edits[child]["rotation"] == 180.0
    assert edits[inner]["source.point"] == (200.0, 50.0)
    assert pinned not in edits


def test_bends_between_turned_shapes_turn() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 100), t.shape(200, 0, 100, 100)
    line = t.connector(a, b, waypoints=((150, 0),))
    assert turn(t.graph, (a, b), 180, Vec(150, 50))[line] == {"waypoints": ((150.0, 100.0),)}
