"""Tests of mirroring."""

from __future__ import annotations

from canvas.kernels.flip import flip
from tests.support.test_editor import TestEditor


def test_shapes_change_sides_and_are_marked() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 60), t.shape(200, 0, 50, 60, flip_h=True, rotation=30.0)
    edits = flip(t.graph, (a, b), horizontal=True)
    assert edits[a]["x"] > edits[b]["x"]
    assert edits[a]["flip_h"] is True
    assert edits[b]["flip_h"] is False
    assert edits[b]["rotation"] == 330.0


def test_top_to_bottom_keeps_left_and_right() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 100, 100, kind="group")
    child = t.shape(0, 0, 20, 20, parent=group)
    pinned = t.shape(0.5, 0.5, parent=group, relative=True)
    line = t.connector(parent=group, source__point=(0, 0), target__point=(100, 10))
    edits = flip(t.graph, (group,), horizontal=False)
    assert (edits[child]["x"], edits[child]["y"]) == (0.0, 80.0)
    assert edits[child]["flip_v"] is True
    assert edits[line]["source.point"] == (0.0, 100.0)
    assert pinned not in edits


def test_nothing_to_mirror() -> None:
    assert flip(TestEditor().graph, (), horizontal=True) == {}
