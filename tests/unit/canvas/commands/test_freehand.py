from __future__ import annotations

from canvas.commands.freehand import draw
from canvas.geometry.vec import Vec
from canvas.kernels.freehand import stroke
from tests.support.test_editor import TestEditor


def test_a_line_is_made_in_one_step_and_selects_nothing() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a)
    steps = t.steps()
    made = draw(t.editor, stroke([Vec(10, 10), Vec(60, 40), Vec(110, 10)]))
    assert t.record(made).kind == "freehand"
    assert t.record(made).get("freehand") == ((0, 0), (0.5, 1), (1, 0))
    assert (t.at(made), t.selection, t.steps()) == ((10, 10), (a,), steps + 1)


def test_in_a_container_it_is_measured_from_there_and_read_only_refuses_it() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    made = draw(t.editor, stroke([Vec(150, 150), Vec(200, 160)]), box)
    assert (t.record(made).parent, t.record(made).x, t.at(made)) == (box, 50, (150, 150))
    t.editor.read_only = True
    assert draw(t.editor, stroke([Vec(0, 0), Vec(9, 9)])) == ""
