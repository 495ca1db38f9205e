"""Tests of where an end of a connector would be glued."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.scene.overlays import PortMark, TargetOutline
from canvas.tools.aiming import aim
from tests.support.test_editor import TestEditor


def test_a_port_fixes_the_body_floats_and_the_canvas_frees() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    fixed = aim(t.editor, Vec(98, 31))
    assert (fixed.end.shape, fixed.end.port) == (a, Vec(1, 0.5))
    active = [f for f in fixed.figures if isinstance(f, PortMark) and f.active]
    assert [f.port for f in active] == [Vec(1, 0.5)]
    floating = aim(t.editor, Vec(50, 30))
    assert (floating.end.shape, floating.end.port) == (a, None)
    assert isinstance(floating.figures[0], TargetOutline)
    free = aim(t.editor, Vec(500, 30))
    assert (free.end.shape, free.end.point, free.figures) == ("", Vec(500, 30), ())


def test_what_cannot_take_an_end() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.connector(source__point=(0, 300), target__point=(100, 300))
    assert aim(t.editor, Vec(50, 30), free=True).end.shape == ""
    assert aim(t.editor, Vec(50, 30), barred=frozenset({a})).end.shape == ""
    assert aim(t.editor, Vec(50, 300)).end.shape == ""
