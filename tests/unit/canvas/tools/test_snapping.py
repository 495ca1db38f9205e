"""Tests of what a gesture snaps to."""

from __future__ import annotations

import pytest

from canvas.commands.guides import PageGuide, lay
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.snap import Guide, Snap
from canvas.kernels.spacing import Gap
from canvas.scene.overlays import GapLine, GuideLine
from canvas.tools import snapping
from canvas.tools.snapping import NOTHING, explanation, lines, neighbours, snapped
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


def test_of_too_many_the_nearest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    t = TestEditor(snap=True)
    for x in range(0, 1000, 200):
        t.shape(x, 0)
    monkeypatch.setattr(snapping, "MOST_NEIGHBOURS", 2)
    assert {box.x for box in neighbours(t.editor, (), Vec(850, 20)).boxes} == {800, 600}
    assert {box.x for box in neighbours(t.editor, (), Vec(10, 20)).boxes} == {0, 200}


def test_lines_across_the_page_count_while_they_are_shown() -> None:
    t = TestEditor(snap=True)
    t.editor.snap_grid = False
    lay(t.editor, PageGuide(level=False, position=300.0))
    lay(t.editor, PageGuide(level=True, position=77.0))
    assert neighbours(t.editor).of_point(Vec(303, 74)).shift == Vec(-3, 3)
    t.editor.show_guides = False
    assert neighbours(t.editor).of_point(Vec(303, 74)).shift == Vec(0, 0)


def test_an_explanation_shows_guides_and_gaps() -> None:
    snap = Snap(Vec(1, 1), (Guide(Vec(0, 0), Vec(0, 9)),), (Gap(Vec(0, 5), Vec(30, 5)),))
    assert explanation(snap) == (GuideLine(Vec(0, 0), Vec(0, 9)), GapLine(Vec(0, 5), Vec(30, 5), "30"))
    assert explanation(None) == ()


def test_points_and_boxes_snap() -> None:
    t = TestEditor(snap=True)
    t.shape(0, 0, 100, 60)
    found = neighbours(t.editor)
    point, guides = snapped(found, Vec(103, 204))
    assert point == Vec(100, 200)
    assert lines(guides)
    assert found.of_box(Box(104, 204, 10, 10)).shift == Vec(-4, -4)
    assert lines((Guide(Vec(0, 0), Vec(1, 1)),)) == (GuideLine(Vec(0, 0), Vec(1, 1)),)
