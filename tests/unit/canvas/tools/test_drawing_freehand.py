"""Tests of the pen."""

from __future__ import annotations

import math

from canvas.geometry import path_ops
from canvas.geometry.vec import Vec
from canvas.shapes.freehand import curve
from tests.support.test_editor import TestEditor

WAVE = [(100 + 2.0 * i, 200 + 40 * math.sin(i / 12)) for i in range(200)]


def drawn(t: TestEditor, points: list[tuple[float, float]]) -> None:
    t.tool("pen").pointer_down(*points[0])
    for point in points[1:]:
        t.pointer_move(*point)


def test_a_wave_becomes_few_points_near_the_pointer_in_one_step() -> None:
    t = TestEditor()
    drawn(t, WAVE)
    assert (t.state, t.updates) == ("pen.drawing", [])
    (preview,) = t.preview.overrides.values()
    t.pointer_up()
    shape = t.record(t.newest())
    assert shape.kind == "freehand"
    assert shape.get("freehand") == preview["freehand"]
    assert 8 < len(shape.get("freehand")) < 60
    path = curve(shape.get("freehand"), shape.w, shape.h)
    assert max(path_ops.distance(path, Vec(x - shape.x, y - shape.y)) for x, y in WAVE) < 2.5
    assert (t.steps(), t.editor.tool, t.state, t.selection) == (1, "pen", "pen.idle", ())


def test_escape_leaves_nothing_and_shift_draws_straight() -> None:
    t = TestEditor()
    drawn(t, WAVE)
    t.key("Escape").pointer_up()
    assert (t.shapes(), t.state) == ((), "pen.idle")
    t.hold(shift=True)
    drawn(t, [(10, 10), (60, 20), (110, 60)])
    t.pointer_up()
    assert t.record(t.newest()).get("freehand") == ((0, 0), (1, 1))


def test_a_tap_leaves_a_dot_and_a_loop_is_closed() -> None:
    t = TestEditor()
    t.tool("pen").click(300, 300)
    assert t.box(t.newest())[2:] == (1, 0)
    drawn(t, [(100 + 80 * math.cos(a / 20), 100 + 80 * math.sin(a / 20)) for a in range(125)])
    t.pointer_up()
    points = t.record(t.newest()).get("freehand")
    assert points[0] == points[-1]


def test_in_a_container_that_vanishes_meanwhile() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    drawn(t, [(20, 20), (60, 30), (110, 60)])
    assert next(iter(t.preview.overrides.values()))["parent"] == box
    t.pointer_up()
    assert t.record(t.newest()).parent == box
