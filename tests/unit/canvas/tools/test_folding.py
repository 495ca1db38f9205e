"""Tests of the buttons that shut and open containers."""

from __future__ import annotations

from canvas.scene.overlays import FoldMark
from canvas.tools.folding import FoldMarks
from tests.support.test_editor import TestEditor


def test_a_click_on_the_button_shuts_and_another_one_opens() -> None:
    t = TestEditor()
    lane = t.shape(100, 100, 300, 200, kind="swimlane", param__start_size=30.0, style__fill="#ffffff")
    child, other = t.shape(20, 60, parent=lane), t.shape(600, 100)
    line = t.connector(child, other)
    t.pointer_move(250, 115)
    (mark,) = t.figures(FoldMark)
    assert isinstance(mark, FoldMark)
    assert mark == FoldMark(lane, mark.point, False)
    t.click(*mark.point)
    assert t.record(lane).get("collapsed")
    assert t.box(lane) == (100, 100, 300, 30)
    assert child not in t.editor.scene.order
    assert round(t.graph.route(line)[0].x) == 400
    t.pointer_move(5, 5)
    (mark,) = t.figures(FoldMark)
    assert isinstance(mark, FoldMark)
    assert mark.shut
    t.click(*mark.point)
    assert not t.record(lane).get("collapsed")
    assert t.box(lane) == (100, 100, 300, 200)
    assert t.steps() == 6


def test_no_button_without_children_without_rights_or_where_there_is_no_room() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    marks = FoldMarks(t.editor)
    assert marks.shown(box) == ()
    t.shape(0, 0, parent=box)
    assert len(marks.shown(box)) == 1
    assert marks.at(marks.shown(box)[0].point, box) == marks.shown(box)[0]
    t.editor.read_only = True
    assert marks.shown(box) == ()
