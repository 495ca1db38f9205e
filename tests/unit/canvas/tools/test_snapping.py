"""Tests of what a gesture snaps to."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.snap import Guide
from canvas.scene.overlays import GuideLine
from canvas.tools import snapping
from canvas.tools.snapping import NOTHING, lines, neighbours, snapped
from tests.support.test_editor import TestEditor


def test_what_moves_is_no_neighbour_of_itself() -> None:
    t = TestEditor(snap=True)
    box = t.container(0, 0)
    t.shape(0, 0, parent=box)
    other = t.shape(500, 0)
    t.connector(box, other)
    assert neighbours(t.editor, (box,)).boxes == (t.box(other),)


def test_settings_of_the_user() -> None:
    t = TestEditor()
    t.shape(0, 0)
    assert neighbours(t.editor) == NOTHING
    t.editor.snap_grid = True
    assert neighbours(t.editor).grid == 10
    t.editor.snap_guides = True
    assert len(neighbours(t.editor).boxes) == 1


def test_too_many_neighbours_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    t = TestEditor(snap=True)
    t.shape(0, 0)
    monkeypatch.setattr(snapping, "MOST_NEIGHBOURS", 0)
    assert neighbours(t.editor).boxes == ()


def test_points_and_boxes_snap() -> None:
    t = TestEditor(snap=True)
    t.shape(0, 0, 100, 60)
    found = neighbours(t.editor)
    point, guides = snapped(found, Vec(103, 204))
    assert point == Vec(100, 200)
    assert lines(guides)
    assert found.of_box(Box(104, 204, 10, 10)).shift == Vec(-4, -4)
    assert lines((Guide(Vec(0, 0), Vec(1, 1)),)) == (GuideLine(Vec(0, 0), Vec(1, 1)),)
