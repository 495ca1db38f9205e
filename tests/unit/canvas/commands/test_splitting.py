from __future__ import annotations

from canvas.commands.splitting import create_on_line, drop_on_line, line_at, may_split
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def joined() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(600, 0)
    return t, a, b, t.connector(a, b, routing="straight", style__end_arrow="block")


def test_a_line_through_the_middle_is_found_and_one_at_the_rim_is_not() -> None:
    t, _a, _b, line = joined()
    assert line_at(t.editor, Box(300, 0, 100, 60)) == line
    assert line_at(t.editor, Box(300, 25, 100, 60)) == ""
    assert line_at(t.editor, Box(90, 0, 100, 60)) == "", "no room between the shapes"
    assert line_at(t.editor, Box(300, 0, 100, 60), (line,)) == ""


def test_locked_and_loose_lines_are_left_alone() -> None:
    t, a, _b, _line = joined()
    t.connector(a, target__point=(300.0, 400.0), routing="straight")
    assert line_at(t.editor, Box(130, 180, 100, 60)) == ""
    t.editor.read_only = True
    assert line_at(t.editor, Box(300, 0, 100, 60)) == ""


def test_only_one_shape_without_connectors_goes_into_a_line() -> None:
    t, a, _b, line = joined()
    free = t.shape(0, 300)
    assert may_split(t.editor, (free,))
    assert not may_split(t.editor, (a,))
    assert not may_split(t.editor, (line,))
    assert not may_split(t.editor, (free, a))
    assert not may_split(t.editor, ("nobody",))


def test_dropping_is_one_step_of_undo() -> None:
    t, a, b, line = joined()
    c = t.shape(300, 300)
    before, steps = t.snapshot(), t.steps()
    assert drop_on_line(t.editor, c, Vec(0, -300), line, Vec(350, 30))
    assert t.at(c) == (300, 0)
    assert t.editor.view.ends(line) == (a, c)
    assert t.editor.view.ends(t.newest()) == (c, b)
    assert t.record(t.newest()).get("style.end_arrow") == "block"
    assert t.steps() == steps + 1
    t.editor.undo()
    assert t.snapshot() == before


def test_a_new_shape_goes_into_a_line_too() -> None:
    t, a, b, line = joined()
    shape = create_on_line(t.editor, "rect", Box(300, 0, 100, 60), "", line)
    assert t.selection == (shape,)
    assert t.editor.view.ends(line) == (a, shape)
    assert len(t.editor.view.connectors_of(b)) == 1


def test_dragging_a_shape_onto_a_line_splits_it_and_ctrl_does_not() -> None:
    t, a, _b, line = joined()
    c = t.shape(300, 300)
    t.drag((350, 330), (350, 30))
    assert t.editor.view.ends(line) == (a, c)
    t.editor.undo()
    t.hold(ctrl=True).drag((350, 330), (350, 30)).hold()
    assert t.at(c) == (300, 0)
    assert c not in t.editor.view.ends(line)
