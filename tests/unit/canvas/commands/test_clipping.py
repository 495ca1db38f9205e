"""Tests of clipping by containers."""

from __future__ import annotations

from canvas.commands import clipping
from tests.support.test_editor import TestEditor


def test_containers_are_clipped_and_shown_whole_again_in_one_step_each() -> None:
    t = TestEditor()
    frame, shape = t.container(0, 0), t.shape(600, 0)
    t.select(frame, shape)
    steps = t.steps()
    assert clipping.clippable(t.editor) == (frame,)
    assert clipping.toggle(t.editor)
    assert clipping.is_clipping(t.editor)
    assert t.record(frame).get("clip") is True
    assert t.record(shape).get("clip") is None
    assert clipping.toggle(t.editor)
    assert t.record(frame).get("clip") is None
    assert t.steps() == steps + 2


def test_what_is_no_container_clips_nothing() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    assert not clipping.is_clipping(t.editor)
    assert not clipping.toggle(t.editor)
