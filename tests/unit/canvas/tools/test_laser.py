"""Tests of the laser pointer: light that fades and leaves nothing."""

from __future__ import annotations

from canvas.scene.overlays import LaserTrail
from tests.support.test_editor import TestEditor


def test_light_follows_the_drag_fades_and_is_gone() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.updates.clear()
    t.tool("laser").pointer_down(10, 10)
    t.now_ms = 500
    t.pointer_move(60, 10).pointer_up()
    (trail,) = t.figures(LaserTrail)
    assert isinstance(trail, LaserTrail)
    assert trail.points[0] == (10, 10)
    assert trail.strengths[0] == 0.5
    assert trail.strengths[-1] == 1.0
    assert (t.preview.fading, t.machine.at_rest) == (True, True)
    t.machine.tick(1200)
    assert t.figures(LaserTrail)[0].points == ((60, 10), (60, 10))  # type: ignore[attr-defined]
    t.machine.tick(1600)
    assert (t.figures(LaserTrail), t.preview.fading) == ([], False)
    assert t.updates == []


def test_hovering_gives_no_light_and_escape_puts_the_laser_away() -> None:
    t = TestEditor()
    t.tool("laser").pointer_move(10, 10).pointer_move(90, 10)
    assert t.figures(LaserTrail) == []
    t.drag_to((10, 10), (90, 10)).key("Escape")
    assert (t.editor.tool, t.figures(LaserTrail)) == ("select", [])


def test_time_does_nothing_to_other_tools() -> None:
    t = TestEditor()
    before = t.preview
    t.machine.tick(5000)
    assert t.preview is before
